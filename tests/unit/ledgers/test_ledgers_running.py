from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.factories.commands import contents
from tests.factories.roster_files import LI, WANG, ZHANG, write_roster

from notoneless.ledgers.decisions_file import load_decisions
from notoneless.ledgers.report.figures import ScoreLines
from notoneless.ledgers.run_figures import sources
from notoneless.ledgers.running import Done, NoRosters, Order, run
from notoneless.matching.decisions import Decision, Verdict
from notoneless.standards.rosters import RosterKind

AS_OF = date(2024, 3, 1)
PRINT = "fingerprint"


@pytest.fixture
def folder(village: Path) -> Path:
    """The village with a file that cannot be read and a sheet that is no roster."""
    (village / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (village / "通讯录.csv").write_text("姓名,电话\n王老师,13890000001\n李老师,13890000002\n", encoding="utf-8")
    return village


def order(folder: Path, decisions: tuple[Decision, ...] = (), day: date = AS_OF) -> Order:
    return Order(folder, folder.with_name("结果"), day, decisions, processes=0)


def print_of(done: Done, name: str, kind: RosterKind = RosterKind.REGISTER) -> str:
    (found,) = done.result.rows.filter(name=name, kind=kind.value).get_column(PRINT).to_list()
    return str(found)


def kinds_of(done: Done, name: str) -> set[str]:
    return set(done.result.findings.filter(pl.col("name") == name).get_column("kind"))


def test_the_figures_are_those_of_the_tables(folder: Path) -> None:
    done = run(order(folder))
    figures = done.figures
    assert figures["rows"] == {"attending": 1, "elsewhere": 1, "enrolment": 2, "register": 4}
    assert sum(figures["whereabouts"].values()) == figures["children"] == 5
    assert figures["findings"] == {"not_enrolled": 2, "record_without_person": 1}
    assert figures["findings_by_severity"] == {"urgent": 3}
    assert (figures["doubtful"], figures["balanced"]) == (1, True)
    assert figures["files"]["read"] == 5
    assert [each["file"] for each in figures["files"]["refused"]] == ["坏.xlsx"]
    assert figures["unrecognised_sheets"] == [{"file": "通讯录.csv", "sheet": "通讯录"}]


def test_every_written_file_is_told(folder: Path) -> None:
    assert list(run(order(folder)).written) == sorted(contents(folder.with_name("结果")))


def test_a_file_that_a_person_put_into_the_result_stays_and_is_not_taken_for_one_of_ours(village: Path) -> None:
    written = run(order(village)).written
    note = village.with_name("结果") / "笔记.txt"
    note.write_text("电话已打", encoding="utf-8")
    again = run(order(village))
    assert (again.written, again.kept) == (written, ())
    assert note.read_text(encoding="utf-8") == "电话已打"


def test_every_file_of_the_folder_is_spoken_of_in_the_report(folder: Path) -> None:
    lines = {line.file: line for line in sources(run(order(folder)).reading)}
    assert set(lines) == set(contents(folder))
    assert lines["坏.xlsx"].remark != ""
    assert "没有认出花名册" in lines["通讯录.csv"].remark
    assert (lines["学籍系统导出.csv"].kind_label, lines["学籍系统导出.csv"].rows) == ("学籍系统导出", 2)


def test_a_run_tells_what_it_does_and_how_far_it_is(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run(Order(folder, folder.with_name("结果"), AS_OF, processes=0, progress=lambda *step: told.append(step)))
    assert told[0] == ("读取 区外就读台账.csv", 1, 6)
    assert {stage for stage, _, _ in told} >= {"写出数据表", "写出 适龄儿童台账", "写出 报告.html"}
    assert all(0 <= done <= of for _, done, of in told)


def test_a_known_truth_is_asked_about_the_folder_that_is_being_written(folder: Path) -> None:
    asked: list[Path] = []

    def graded(out: Path) -> ScoreLines:
        asked.append(out)
        assert (out / "links.csv").exists()
        return ScoreLines(0.75, 0.5, 0, 0, ())

    run(Order(folder, folder.with_name("结果"), AS_OF, processes=0, score=graded))
    assert len(asked) == 1
    assert "75" in (folder.with_name("结果") / "报告.html").read_text(encoding="utf-8")


def test_decisions_are_obeyed_and_kept_beside_the_ledgers(folder: Path) -> None:
    first = run(order(folder))
    decisions = (
        Decision(Verdict.SAME, print_of(first, "何小芳"), print_of(first, "何小芳", RosterKind.ELSEWHERE)),
        Decision(Verdict.SETTLED, print_of(first, "王志强"), result="B3", until=date(2024, 8, 31)),
    )
    again = run(order(folder, decisions))
    assert again.figures["children"] == first.figures["children"] - 1
    assert "not_enrolled" not in kinds_of(again, "何小芳") | kinds_of(again, "王志强")
    assert set(load_decisions(folder.with_name("结果") / "decisions.csv")) == set(decisions)


@pytest.mark.parametrize(("day", "settled"), [(date(2024, 8, 31), True), (date(2024, 9, 1), False)])
def test_a_result_counts_to_its_last_day_and_no_longer(village: Path, day: date, settled: bool) -> None:
    first = run(order(village))
    decision = Decision(Verdict.SETTLED, print_of(first, "王志强"), result="B3", until=date(2024, 8, 31))
    later = run(order(village, (decision,), day))
    assert ("not_enrolled" not in kinds_of(later, "王志强")) is settled


def test_a_decision_about_a_row_that_is_gone_is_kept_and_harms_nothing(village: Path) -> None:
    stranger = Decision(Verdict.SETTLED, "000000000000", result="B3")
    first = run(order(village))
    second = run(order(village, (stranger, Decision(Verdict.SAME, "000000000000", "111111111111"))))
    assert second.figures == first.figures
    assert len(load_decisions(village.with_name("结果") / "decisions.csv")) == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "里没有花名册文件"),
        ({"坏.xlsx": b"PK\x03\x04"}, "里的 1 个文件都不能用作花名册。坏.xlsx："),
        ({"成绩.csv": "科目,分数\n数学,90\n语文,91\n".encode()}, "没有找到带姓名的名单"),
    ],
)
def test_a_folder_without_rosters_says_what_there_was_and_writes_nothing(
    tmp_path: Path, files: dict[str, bytes], words: str
) -> None:
    folder = tmp_path / "名册"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with pytest.raises(NoRosters, match=words):
        run(order(folder))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["名册"]


def test_one_roster_alone_is_enough(tmp_path: Path) -> None:
    write_roster(tmp_path / "名册", RosterKind.REGISTER, ZHANG, LI, WANG)
    done = run(order(tmp_path / "名册"))
    assert (done.figures["children"], done.figures["balanced"]) == (3, True)
