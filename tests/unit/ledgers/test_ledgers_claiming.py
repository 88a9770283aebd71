import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from notoneless.ledgers.claiming import Busy, claimed
from notoneless.ledgers.replacing import Occupied


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "台账"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_held_by_one_and_free_again_afterwards(target: Path) -> None:
    for _ in range(2):
        with claimed(target):
            with pytest.raises(Busy), claimed(target):
                pass
            assert names(target.parent) == [".台账.lock"]
        assert names(target.parent) == []


def test_another_folder_is_free(target: Path) -> None:
    with claimed(target), claimed(target.with_name("另一个")):
        pass


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_an_error_gives_it_free(target: Path, fault: type[BaseException]) -> None:
    with pytest.raises(fault), claimed(target):
        raise fault
    with claimed(target):
        pass
    assert names(target.parent) == []


def test_a_lock_file_that_a_killed_run_left_locks_nobody_out(target: Path) -> None:
    target.with_name(".台账.lock").touch()
    with claimed(target):
        pass
    assert names(target.parent) == []


def test_a_lock_file_that_was_removed_and_made_again_is_the_one_that_counts(target: Path) -> None:
    with ExitStack() as stack:
        stack.enter_context(claimed(target))
        target.with_name(".台账.lock").unlink()
        with claimed(target), pytest.raises(Busy), claimed(target):
            pass


def test_a_folder_with_other_things_is_refused_at_once(target: Path) -> None:
    target.mkdir()
    (target / "别动").touch()
    with pytest.raises(Occupied), claimed(target):
        pass
    assert names(target.parent) == ["台账"]


def test_an_old_result_that_a_killed_run_put_aside_is_back_in_its_place(target: Path) -> None:
    record = target.with_name(".台账.old") / "run" / "run.json"
    record.parent.mkdir(parents=True)
    record.touch()
    with claimed(target):
        assert (target / "run" / "run.json").exists()


def test_folders_above_it_are_made_and_stay_only_when_they_are_used(tmp_path: Path) -> None:
    target = tmp_path / "甲" / "乙" / "台账"
    with claimed(target):
        pass
    assert names(tmp_path) == []
    with claimed(target):
        target.mkdir()
    assert names(target.parent) == ["台账"]


def test_a_place_that_cannot_be_is_told_by_the_name_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(NotADirectoryError) as told, claimed(tmp_path / "文件" / "深" / "台账"):
        pass
    assert told.value.filename == os.fspath(tmp_path / "文件" / "深" / "台账")
    assert names(tmp_path) == ["文件"]
