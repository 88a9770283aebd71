"""What people write into a result folder outlives the next run: nothing they did is lost, and they are told."""

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import AS_OF
from tests.factories.commands import Said, call, contents
from tests.factories.filled_lists import fill_in

HOME, PAIRS = "疑似失学辍学核查清单/乡镇/清溪镇.xlsx", "待人工确认.xlsx"
ASIDE = "改动过的旧文件"
ANSWER = ("王志强", "B3 省外就读", "某省某市实验学校，就读证明")


def reconcile(village: Path, *words: object) -> Said:
    return call("reconcile", village, "--as-of", AS_OF, "--processes", 0, *words)


@pytest.fixture
def result(village: Path) -> Path:
    """The result folder of the village, of an earlier run."""
    assert reconcile(village).code == 0
    return village.with_name("名册-台账")


def test_a_note_a_photo_and_a_filled_list_are_still_there_after_the_next_run(village: Path, result: Path) -> None:
    # given a clerk who has put things into the folder and begun to fill in a list
    mine = {"记录.txt": "三月五日电话".encode(), "照片/王志强.jpg": b"\xff\xd8"}
    for name, data in mine.items():
        (result / name).parent.mkdir(exist_ok=True)
        (result / name).write_bytes(data)
    before = contents(result)
    fill_in(result / HOME, *ANSWER)
    filled = (result / HOME).read_bytes()

    # when somebody runs it again without reading the list in
    said = reconcile(village)

    # then nothing is lost, and the list is spoken of
    assert said.code == 0
    assert said.err == f"“{HOME}”被改动过，没有用 --answers 读入，已留在 {ASIDE} 里\n"
    assert contents(result) == before | {f"{ASIDE}/{HOME}": filled}

    # and when the list is read in from where it is now, it counts; it stays there, as evidence
    assert reconcile(village, "--answers", result / ASIDE / HOME).code == 0
    assert b"settled" in (result / "decisions.csv").read_bytes()
    assert (result / ASIDE / HOME).read_bytes() == filled
    after = contents(result)
    assert (reconcile(village).err, contents(result)) == ("", after)


def test_a_list_that_was_read_in_whole_is_done_with(village: Path, result: Path) -> None:
    fill_in(result / HOME, *ANSWER)
    reconcile(village, "--answers", result / HOME)
    assert not (result / ASIDE).exists()


def test_so_is_a_copy_of_it_that_was_read_in(village: Path, result: Path) -> None:
    fill_in(result / HOME, *ANSWER)
    copy = shutil.copy(result / HOME, village.parent / "收回.xlsx")
    reconcile(village, "--answers", copy)
    assert not (result / ASIDE).exists()


def test_a_list_with_an_answer_that_was_not_taken_is_kept(village: Path, result: Path) -> None:
    fill_in(result / HOME, *ANSWER)
    fill_in(result / HOME, "李静雯", "不知道")
    told = reconcile(village, "--answers", result / HOME)
    assert told.err.splitlines()[-1] == f"“{HOME}”被改动过，其中有没有采用的答复，已留在 {ASIDE} 里"


def test_a_list_that_could_not_be_read_is_kept(village: Path, result: Path) -> None:
    (result / PAIRS).write_bytes(b"PK saved by something odd")
    told = reconcile(village, "--answers", result / PAIRS, "--json")
    assert json.loads(told.out)["kept"] == [f"{ASIDE}/{PAIRS}"]
    assert (result / ASIDE / PAIRS).read_bytes() == b"PK saved by something odd"


def test_decisions_changed_by_hand_are_obeyed_and_kept_only_when_others_were_read(village: Path, result: Path) -> None:
    others = shutil.copy(result / "decisions.csv", village.parent / "以往.csv")
    with (result / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write("same,aaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb,,,,,\n")
    edited = (result / "decisions.csv").read_bytes()
    assert reconcile(village).err == ""
    assert b"same,aaaaaaaaaaaaaaaa" in (result / "decisions.csv").read_bytes()
    (result / "decisions.csv").write_bytes(edited + b"\n")
    said = reconcile(village, "--decisions", others)
    assert said.err == f"“decisions.csv”被改动过，没有用 --decisions 读入，已留在 {ASIDE} 里\n"
