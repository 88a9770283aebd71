import json
from hashlib import sha256
from pathlib import Path

import pytest
from tests.factories.commands import contents

from notoneless.ledgers.keeping import Kept, keep_over

RECORD = "run/run.json"
ASIDE = "改动过的旧文件"
LIST = "清单/清溪镇.xlsx"


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def written(folder: Path, files: dict[str, str]) -> Path:
    """A result folder as a run writes it, with a record of its files."""
    put(folder, files | {RECORD: json.dumps({"written": {name: sha(text) for name, text in files.items()}})})
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in contents(folder).items() if name != RECORD}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path / "旧", {LIST: "空", "links.csv": "旧"})


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path / "新", {LIST: "新空", "links.csv": "新"})


def test_an_old_result_that_nobody_touched_leaves_nothing(old: Path, new: Path) -> None:
    before = contents(new)
    assert keep_over(old, new) == []
    assert contents(new) == before


def test_where_there_was_no_result_there_is_nothing_to_keep(tmp_path: Path, new: Path) -> None:
    assert keep_over(tmp_path / "没有", new) == []


@pytest.mark.parametrize(
    "name", ["笔记.txt", "照片/张三/1.jpg", "清单/回收.xlsx", "run/我的.txt", ".隐藏", f"{ASIDE}/{LIST}"]
)
def test_what_a_person_put_in_keeps_its_place(old: Path, new: Path, name: str) -> None:
    put(old, {name: "我的"})
    assert keep_over(old, new) == []
    assert texts(new) == {LIST: "新空", "links.csv": "新", name: "我的"}
    assert (old / name).exists()


@pytest.mark.parametrize("name", ["公告.txt", "公告.txt/里面.txt"])
def test_a_name_that_the_new_result_has_taken_sends_it_aside(old: Path, new: Path, name: str) -> None:
    put(old, {name: "我的"})
    put(new, {"公告.txt": "系统的"})
    assert keep_over(old, new) == [Kept(name, ASIDE, sha("我的"), ours=False)]
    assert (texts(new)["公告.txt"], texts(new)[f"{ASIDE}/{name}"]) == ("系统的", "我的")


def test_a_folder_of_the_new_result_may_be_called_as_a_file_was(old: Path, new: Path) -> None:
    put(old, {"清单/学校": "我的"})
    put(new, {"清单/学校/一中.xlsx": "系统的"})
    assert [each.path for each in keep_over(old, new)] == ["清单/学校"]
    assert texts(new)[f"{ASIDE}/清单/学校"] == "我的"


def test_a_list_that_was_filled_in_is_put_aside(old: Path, new: Path) -> None:
    put(old, {LIST: "填了"})
    assert keep_over(old, new) == [Kept(LIST, ASIDE, sha("填了"), ours=True)]
    assert texts(new) == {LIST: "新空", "links.csv": "新", f"{ASIDE}/{LIST}": "填了"}


def test_a_list_whose_answers_were_read_in_need_not_be_kept(old: Path, new: Path) -> None:
    put(old, {LIST: "填了"})
    assert keep_over(old, new, {sha("填了")}) == []
    assert texts(new) == {LIST: "新空", "links.csv": "新"}


def test_lists_put_aside_by_and_by_do_not_replace_each_other(old: Path, new: Path) -> None:
    put(old, {LIST: "三月", f"{ASIDE}/{LIST}": "一月", f"{ASIDE}（2）/{LIST}": "二月"})
    assert [each.folder for each in keep_over(old, new)] == [f"{ASIDE}（3）"]
    kept = {name: text for name, text in texts(new).items() if name.startswith(ASIDE)}
    assert kept == {f"{ASIDE}/{LIST}": "一月", f"{ASIDE}（2）/{LIST}": "二月", f"{ASIDE}（3）/{LIST}": "三月"}


@pytest.mark.parametrize("where", [LIST, f"{ASIDE}/{LIST}"])
def test_what_is_already_there_with_the_same_bytes_is_not_kept_twice(old: Path, new: Path, where: str) -> None:
    put(old, {LIST: "填了"})
    put(new, {where: "填了"})
    before = contents(new)
    assert keep_over(old, new) == []
    assert contents(new) == before


@pytest.mark.parametrize("record", ["{}", "[]", "不是 JSON", '{"written": 1}'])
def test_where_the_record_is_of_no_use_everything_is_kept(old: Path, new: Path, record: str) -> None:
    put(old, {RECORD: record})
    assert [(each.path, each.ours) for each in keep_over(old, new)] == [("links.csv", False), (LIST, False)]
    assert texts(new)[f"{ASIDE}/links.csv"] == "旧"


def test_a_link_is_kept_as_a_link_and_not_followed(old: Path, new: Path, tmp_path: Path) -> None:
    put(tmp_path, {"别处/很大.bin": "大"})
    (old / "文件夹").symlink_to(tmp_path / "别处")
    (old / "断了").symlink_to(tmp_path / "没有")
    assert keep_over(old, new) == []
    assert (new / "文件夹").is_symlink()
    assert (new / "断了").is_symlink()


def test_a_file_that_a_person_deleted_is_not_missed(old: Path, new: Path) -> None:
    (old / LIST).unlink()
    assert keep_over(old, new) == []
