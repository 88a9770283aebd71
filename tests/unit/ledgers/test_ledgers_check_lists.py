from pathlib import Path

import openpyxl
import polars as pl
import pytest
from pages import by_name, lines, top
from small_district import CREATED, LI, OTHER_SCHOOL, ROSTERS, SCHOOL, Row, district, enrolled, number

from notoneless.ledgers.workbooks.check_lists import write_check_lists
from notoneless.ledgers.workbooks.check_units import check_units
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


@pytest.fixture(scope="module")
def folder(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_check_lists(result, folder, created=CREATED)
    return folder / "疑似失学辍学核查清单"


def units(result: Reconciliation) -> dict[tuple[str, str], list[str]]:
    return {(unit.kind, unit.name): unit.children.get_column("name").to_list() for unit in check_units(result)}


def test_each_township_and_school_gets_its_children(result: Reconciliation) -> None:
    assert units(result) == {
        ("乡镇", "石桥镇"): ["孙海洋"],
        ("乡镇", "赵家镇"): ["李静雯", "王志强", "何小芳"],
        ("学校", SCHOOL): ["李静雯", "陈雨桐"],
    }


LATE, FAR = number("20120101", "031"), number("20120202", "033")


@pytest.mark.parametrize(
    ("kind", "rows", "unit", "names"),
    [
        # nobody says where the child lives: its school alone can ask
        (RosterKind.ENROLMENT, [enrolled("吴晚来", LATE, "吴大")], ("学校", SCHOOL), ["吴晚来"]),
        # neither township nor school is known: a list of its own
        (
            RosterKind.DISABLED,
            [{"name": "郑远方", "id_number": FAR, "disability_kind": "智力"}],
            ("乡镇", "未注明乡镇"),
            ["郑远方"],
        ),
        # two enrolments: both schools must answer
        (
            RosterKind.ENROLMENT,
            [enrolled("吴晚来", LATE, "吴大"), enrolled("吴晚来", LATE, "吴大", OTHER_SCHOOL)],
            ("学校", OTHER_SCHOOL),
            ["吴晚来"],
        ),
        # one township, written in two ways
        (
            RosterKind.REGISTER,
            [
                {**ROSTERS[RosterKind.REGISTER][2], "township": "赵家镇"},
                {**ROSTERS[RosterKind.REGISTER][0], "township": "赵家镇人民政府"},
            ],
            ("乡镇", "赵家镇人民政府"),
            ["王志强", "张小明"],
        ),
    ],
)
def test_no_child_is_on_no_list(kind: RosterKind, rows: list[Row], unit: tuple[str, str], names: list[str]) -> None:
    assert units(district({kind: rows}))[unit] == names


def test_every_urgent_child_is_on_a_list(result: Reconciliation) -> None:
    urgent = set(result.findings.filter(pl.col("severity") == "urgent").get_column("child"))
    listed = {child for unit in check_units(result) for child in unit.children.get_column("child")}
    assert urgent <= listed


def test_a_line_says_what_why_and_where_it_is_seen(folder: Path) -> None:
    line = by_name(folder / "乡镇" / "赵家镇.xlsx", "核查清单")["李静雯"]
    assert line["查什么、已知情况"] == f"在籍不在校、困难家庭失学\n学籍在{SCHOOL}，各校在校名册上都没有"
    assert str(line["依据（名册：文件［工作表］行）"]).split("；") == [
        "适龄儿童少年名册：适龄儿童少年名册.xlsx［表］第4行",
        "学籍系统导出：学籍系统导出.xlsx［表］第4行",
        "特殊群体名单：特殊群体名单.xlsx［表］第3行",
    ]
    assert (line["身份证号"], line["监护人及电话"], line["特殊群体"]) == (LI, "李大海\n13900000002", "监测户")
    assert [line[name] for name in ("核查结果", "说明", "核查人", "核查日期")] == [""] * 4


def test_special_groups_come_first_and_red(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "乡镇" / "赵家镇.xlsx")["核查清单"]
    (special,) = (cell.column for cell in sheet[3] if cell.value == "特殊群体")
    assert [sheet.cell(row, 2).value for row in (4, 5, 6)] == ["李静雯", "王志强", "何小芳"]
    assert [sheet.cell(row, special).fill.fgColor.rgb for row in (4, 5)] == ["FFF8D0CC", "00000000"]


def test_a_child_without_a_number_is_known_by_its_birth(folder: Path) -> None:
    line = by_name(folder / "乡镇" / "石桥镇.xlsx", "核查清单")["孙海洋"]
    assert line["身份证号"] == "无有效号码\n2014-09-09 生"


def test_how_to_deal_with_it_is_said_once_for_each_kind(folder: Path) -> None:
    said = lines(folder / "乡镇" / "赵家镇.xlsx", "怎么办", "问题")
    assert [(line["问题"], line["本单人数"]) for line in said] == [
        ("有户籍无学籍", 2),
        ("在籍不在校", 1),
        ("困难家庭失学", 1),
    ]
    assert str(said[2]["怎么办"]).startswith("最先核查")


def test_the_paper_ends_with_what_is_filled_in_by_hand(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "乡镇" / "赵家镇.xlsx")["核查清单"]
    width = openpyxl.utils.range_boundaries(sheet.print_area.split("!")[1])[2]
    printed = [cell.value for cell in sheet[3][:width]]
    assert printed[-4:] == ["核查结果", "说明", "核查人", "核查日期"]
    assert not {"核对码", "依据（名册：文件［工作表］行）"} & set(printed)
    assert sheet.row_dimensions[4].height >= 34


def test_results_are_chosen_from_a_list_and_explained(folder: Path) -> None:
    path = folder / "学校" / f"{SCHOOL}.xlsx"
    (rule,) = (
        rule for rule in openpyxl.load_workbook(path)["核查清单"].data_validations.dataValidation if rule.type == "list"
    )
    guide = lines(path, "填写说明", "代码")
    for entry in load("verification").rows:
        assert f"{entry['code']} {entry['label']}" in rule.formula1
        (said,) = (line for line in guide if line["代码"] == entry["code"])
        assert said["佐证材料"] == entry["evidence"]


@pytest.mark.parametrize("clause", ["通知 三", "责任书 二", "三日内", "用后按规定销毁"])
def test_the_instructions_cite_their_clause(folder: Path, clause: str) -> None:
    assert clause in top(folder / "乡镇" / "赵家镇.xlsx", "核查清单")


def test_the_index_counts_every_list(folder: Path) -> None:
    found = [
        (line["文件"], line["应核查人数"], line["其中特殊群体"]) for line in lines(folder / "下发目录.xlsx", "下发目录")
    ]
    assert found == [("乡镇/石桥镇.xlsx", 1, 0), ("乡镇/赵家镇.xlsx", 3, 1), (f"学校/{SCHOOL}.xlsx", 2, 1)]
    assert all((folder / str(path)).is_file() for path, _, _ in found)
