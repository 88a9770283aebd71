import pytest
from small_district import LI, OTHER_SCHOOL, ROSTERS, SCHOOL, ZHOU, district

from notoneless.ledgers.workbooks.children import child_lines
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.rosters import RosterKind


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return district()


def line(result: Reconciliation, name: str) -> dict[str, object]:
    return next(row for row in child_lines(result).iter_rows(named=True) if row["name"] == name)


def test_every_child_has_one_line(result: Reconciliation) -> None:
    assert child_lines(result).get_column("child").to_list() == result.children.get_column("child").to_list()


@pytest.mark.parametrize(
    ("name", "label", "note", "holder"),
    [
        ("张小明", "在本区学籍学校就读", "", SCHOOL),
        ("李静雯", "疑似辍学（在籍不在校）", f"学籍在{SCHOOL}，各校在校名册上都没有", SCHOOL),
        ("王志强", "疑似失学（有户籍、无学籍、不在校）", "只见于户籍适龄名册", "赵家镇清溪村"),
        ("陈雨桐", "在校无学籍", f"在{SCHOOL}就读，学籍系统中没有", SCHOOL),
        ("赵思源", "区外就读（有台账）", "某市某区；佐证：学籍截图", "赵家镇清溪村"),
        ("周安康", "在本区学籍学校就读", "", OTHER_SCHOOL),
    ],
)
def test_whereabouts_are_explained_and_answered_for(
    result: Reconciliation, name: str, label: str, note: str, holder: str
) -> None:
    found = line(result, name)
    assert (found["label"], found["note"], found["holder"]) == (label, note, holder)


@pytest.mark.parametrize(
    ("name", "field", "text"),
    [
        ("李静雯", "special", "监测户"),
        ("李静雯", "problems", "在籍不在校、困难家庭失学"),
        ("李静雯", "class_name", "四年级2班"),
        ("王志强", "birth", "2012-07-09"),
        ("王志强", "phone", "13900000003"),
        ("周安康", "id_number", ZHOU),
        ("孙海洋", "town_key", "石桥"),
    ],
)
def test_the_words_of_a_ledger(result: Reconciliation, name: str, field: str, text: str) -> None:
    assert line(result, name)[field] == text


@pytest.mark.parametrize(
    ("kind", "extra", "label", "note"),
    [
        (
            RosterKind.EXEMPT,
            {"situation": "休学", "approval": "某教〔2024〕1号", "period": "至 2024-08-31"},
            "休学（有批准）",
            "休学；某教〔2024〕1号；至 2024-08-31",
        ),
        (
            RosterKind.HOME_TEACHING,
            {"school": SCHOOL, "teacher": "钱老师、吴老师"},
            "送教上门",
            f"责任学校：{SCHOOL}；送教教师：钱老师、吴老师",
        ),
        (RosterKind.ELSEWHERE, {"study_place": "某市"}, "区外就读（有台账）", "某市；无佐证"),
    ],
)
def test_the_ledgers_of_those_not_in_class_are_quoted(
    kind: RosterKind, extra: dict[str, str], label: str, note: str
) -> None:
    rosters = {**ROSTERS, kind: [{"name": "李静雯", "id_number": LI, **extra}]}
    found = line(district(rosters), "李静雯")
    assert (found["label"], found["note"]) == (label, note)


def test_a_name_loses_the_spaces_that_fill_a_column() -> None:
    rosters = {RosterKind.REGISTER: [{**ROSTERS[RosterKind.REGISTER][1], "name": "李　静"}]}
    assert child_lines(district(rosters)).get_column("name").to_list() == ["李静"]
