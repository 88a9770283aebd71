import csv
import json
import os
import shutil
from pathlib import Path

import pytest
from tests.conftest import AS_OF
from tests.corpora.hostile import SPECIMENS
from tests.factories.commands import call, contents
from tests.factories.roster_files import ZHANG, write_roster

from notoneless.cli.console import Watch
from notoneless.samples.scoring import score
from notoneless.standards.rosters import RosterKind

TABLES = {
    "links.csv": "file,sheet,row,child",
    "findings.csv": "kind,child,severity,",
    "decisions.csv": "decision,left,",
}
AT_ONCE = ("--as-of", AS_OF, "--processes", 0)
"""Read in this process: quick, and allowed for files of our own making."""
WORKBOOKS = (
    *("适龄儿童台账.xlsx", "四查三比对汇总.xlsx", "身份信息问题清单.xlsx", "待人工确认.xlsx", "问题清单.xlsx"),
    "疑似失学辍学核查清单/下发目录.xlsx",
)


def test_every_file_that_people_and_programs_read_is_written(sample_result: Path) -> None:
    files = contents(sample_result)
    assert {*TABLES, *WORKBOOKS, "报告.html", "run/run.json"} <= files.keys()
    assert any(name.startswith("疑似失学辍学核查清单/乡镇/") for name in files)
    assert any(name.startswith("疑似失学辍学核查清单/学校/") for name in files)
    for name, first in TABLES.items():
        assert files[name].decode("utf-8-sig").startswith(first)
        assert files[name].startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8


def test_every_row_of_the_truth_is_read_and_the_children_are_found(sample_district: Path, sample_result: Path) -> None:
    found = score(sample_district / "truth", sample_result)
    assert (found.links.rows_not_read, found.links.rows_extra) == (0, 0)
    assert found.links.f1 >= 0.99
    assert [kind for kind, one in found.findings.items() if one.true - one.right > 1] == []


def test_the_summary_tells_rows_children_findings_and_the_place(village: Path) -> None:
    said = call("reconcile", village, *AT_ONCE)
    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert lines[0].startswith("读入 4 个文件：")
    assert lines[1].startswith("共 5 名儿童。去向：")
    assert "各格之和与名册人数相等。" in lines
    assert "          2  有户籍无学籍" in lines
    assert lines[-1] == f"台账、清单和报告在：{village.with_name('名册-台账')}"


def test_the_number_of_processes_changes_no_byte(village: Path, tmp_path: Path) -> None:
    outs = [tmp_path / str(processes) for processes in (0, 1, 2)]
    for out in outs:
        assert call("reconcile", village, "--out", out, "--as-of", AS_OF, "--processes", out.name).code == 0
    first, *others = (contents(out) for out in outs)
    assert others == [first, first]


def test_the_same_rosters_elsewhere_in_another_order_at_another_time_give_the_same_bytes(
    sample_district: Path, sample_result: Path, tmp_path: Path
) -> None:
    source = sample_district / "rosters"
    twin = tmp_path / "别处" / "另一个名字"
    for at, path in enumerate(sorted((p for p in source.rglob("*") if p.is_file()), reverse=True)):
        copy = twin / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
        os.utime(copy, (1_000_000_000 + at, 1_000_000_000 + at))
    call("reconcile", twin, "--out", tmp_path / "结果", "--as-of", AS_OF)
    assert contents(tmp_path / "结果") == contents(sample_result)


def test_a_second_run_into_the_same_folder_changes_no_byte(village: Path) -> None:
    out = village.with_name("名册-台账")
    runs = [(call("reconcile", village, *AT_ONCE).code, contents(out)) for _ in range(2)]
    assert runs[0] == runs[1]
    assert sorted(path.name for path in village.parent.iterdir()) == ["名册", "名册-台账"]


def test_the_day_says_how_old_a_child_is(village: Path) -> None:
    """Wang, born on 9 July 2012, is 17 on 1 March 2030: nobody asks any more why he is not enrolled."""
    out = village.with_name("名册-台账")
    kinds = {}
    for day in ("2024-03-01", "2030-03-01"):
        call("reconcile", village, "--as-of", day, "--processes", 0)
        with (out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
            kinds[day] = {(row["name"], row["kind"]) for row in csv.DictReader(file)}
    assert ("王志强", "not_enrolled") in kinds["2024-03-01"]
    assert ("王志强", "not_enrolled") not in kinds["2030-03-01"]


def test_files_that_cannot_be_read_and_sheets_that_are_no_rosters_are_named(village: Path) -> None:
    bad = [one for one in SPECIMENS if one.name in {"压缩炸弹.xlsx", "密码保护.xlsx"}]
    for specimen in bad:
        (village / specimen.name).write_bytes(specimen.content())
    (village / "通讯录.csv").write_text("姓名,电话\n王老师,13890000001\n李老师,13890000002\n", encoding="utf-8")
    said = call("reconcile", village, "--as-of", AS_OF, "--json")
    told = json.loads(said.out)
    assert (said.code, told["children"]) == (0, 5)
    assert [each["file"] for each in told["files"]["refused"]] == sorted(one.name for one in bad)
    assert [each["file"] for each in told["unrecognised_sheets"]] == ["通讯录.csv"]
    assert len(said.err.splitlines()) == 3


@pytest.mark.parametrize("inside", ["我的文件.txt", "links.csv", "run/rows.parquet"])
def test_a_folder_that_holds_other_things_is_refused_and_left_alone(village: Path, tmp_path: Path, inside: str) -> None:
    out = tmp_path / "别人的"
    (out / inside).parent.mkdir(parents=True)
    (out / inside).write_text("别动", encoding="utf-8")
    said = call("reconcile", village, "--out", out, *AT_ONCE)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"结果文件夹“{out}”里有别的文件，没有动它；请用 --out 另选一个空文件夹\n"
    assert contents(out) == {inside: "别动".encode()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["别人的", "名册"]


def test_a_file_in_the_place_of_the_result_is_refused_and_left_alone(village: Path, tmp_path: Path) -> None:
    (tmp_path / "结果").write_text("别动", encoding="utf-8")
    assert call("reconcile", village, "--out", tmp_path / "结果", *AT_ONCE).code == 2
    assert (tmp_path / "结果").read_text(encoding="utf-8") == "别动"


def test_a_program_is_told_what_was_written_and_how_much_is_urgent(village: Path) -> None:
    told = json.loads(call("reconcile", village, *AT_ONCE, "--json").out)
    assert told["written"] == sorted(contents(village.with_name("名册-台账")))
    assert (told["kept"], told["findings_by_severity"]) == ([], {"urgent": 3})


def test_ledgers_inside_the_folder_are_not_read_as_rosters(village: Path) -> None:
    for name in ("三月", "四月"):
        said = call("reconcile", village, "--out", village / name, *AT_ONCE, "--json")
        assert json.loads(said.out)["files"]["read"] == 4


def test_an_empty_roster_counts_for_nothing(village: Path) -> None:
    write_roster(village / "空", RosterKind.REGISTER, ZHANG)
    path = village / "空" / "适龄儿童少年名册.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
    assert json.loads(call("reconcile", village, *AT_ONCE, "--json").out)["children"] == 5


def test_nobody_watching_is_told_nothing() -> None:
    Watch(None)("读取", 1, 2)
