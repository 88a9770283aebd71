from pathlib import Path

import pytest

from notoneless.ledgers.closed_folders import closed_folders


def test_where_every_folder_can_be_opened_there_is_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "乡镇" / "村").mkdir(parents=True)
    assert closed_folders(tmp_path) == ()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        closed_folders(tmp_path / "没有")
