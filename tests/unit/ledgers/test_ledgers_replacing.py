from pathlib import Path

import pytest
from tests.factories.commands import contents

from notoneless.ledgers.replacing import Occupied, refuse_occupied, replacing_folder, restore

MARK = "run/run.json"


def put(folder: Path, **files: str) -> None:
    """A result folder with these files."""
    for name, text in {MARK: "{}", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "台账"


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_a_new_folder_appears_whole_when_the_block_ends(target: Path) -> None:
    with replacing_folder(target) as folder:
        put(folder)
        assert not target.exists()
    assert (list(contents(target)), names(target)) == ([MARK], ["台账"])


def test_an_old_result_is_replaced_and_leaves_nothing(target: Path) -> None:
    put(target, old="旧")
    with replacing_folder(target) as folder:
        put(folder, new="新")
        assert "old" in contents(target)
    assert (list(contents(target)), names(target)) == (["new", MARK], ["台账"])


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_the_old_result_as_it_was(target: Path, fault: type[BaseException]) -> None:
    put(target, old="旧")
    before = contents(target)

    def write_half() -> None:
        with replacing_folder(target) as folder:
            (folder / "half").touch()
            raise fault

    with pytest.raises(fault):
        write_half()
    assert (contents(target), names(target)) == (before, ["台账"])


@pytest.mark.parametrize("name", ["笔记.txt", "links.csv", "run/rows.parquet"])
def test_a_folder_with_other_things_is_not_touched(target: Path, name: str) -> None:
    (target / name).parent.mkdir(parents=True)
    (target / name).touch()
    with pytest.raises(Occupied):
        refuse_occupied(target)
    with pytest.raises(Occupied), replacing_folder(target):
        pass
    assert (list(contents(target)), names(target)) == ([name], ["台账"])


def test_an_empty_folder_may_be_filled(target: Path) -> None:
    target.mkdir()
    with replacing_folder(target) as folder:
        put(folder)
    assert list(contents(target)) == [MARK]


@pytest.mark.parametrize("left", [".台账.new", ".台账.old"])
def test_what_a_killed_run_left_is_cleared_away(target: Path, left: str) -> None:
    put(target)
    put(target.with_name(left))
    with replacing_folder(target) as folder:
        put(folder)
    assert names(target) == ["台账"]


def test_an_old_result_put_aside_by_a_killed_run_comes_back(target: Path) -> None:
    put(target.with_name(".台账.old"), old="旧")
    restore(target)
    restore(target)
    assert ("old" in contents(target), names(target)) == (True, ["台账"])


def test_the_old_result_comes_back_when_the_new_one_cannot_take_its_place(target: Path) -> None:
    put(target, old="旧")

    def lose_the_new_one() -> None:
        with replacing_folder(target) as folder:
            folder.rename(folder.with_name("别处"))

    with pytest.raises(FileNotFoundError):
        lose_the_new_one()
    assert "old" in contents(target)
