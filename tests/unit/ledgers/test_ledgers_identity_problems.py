from pathlib import Path

import pytest
from pages import Line, lines
from small_district import (
    CREATED,
    FATHER,
    HE,
    ROSTERS,
    SCHOOL,
    ZHANG,
    ZHOU,
    Row,
    attending,
    district,
    enrolled,
    number,
    register,
)

from notoneless.ledgers.workbooks.identity_problems import write_identity_problems
from notoneless.standards.rosters import RosterKind


def problems(tmp_path: Path, rosters: dict[RosterKind, list[Row]]) -> list[Line]:
    (path,) = write_identity_problems(district(rosters), tmp_path, created=CREATED)
    return [line for line in lines(path, "问题明细") if line["序号"] != "本表无记录。"]


def one(tmp_path: Path, rosters: dict[RosterKind, list[Row]], name: str, item: str) -> Line:
    (found,) = (line for line in problems(tmp_path, rosters) if (line["姓名"], line["项目"]) == (name, item))
    return found


def test_a_parents_number_is_said_to_be_one_and_the_childs_own_is_shown(tmp_path: Path) -> None:
    found = one(tmp_path, ROSTERS, "周安康", "身份证号")
    assert (found["表中所填"], found["可能的正确值"]) == (FATHER, ZHOU)
    assert "成年人的身份证号" in str(found["问题"])
    assert found["依据"] == "学籍系统导出：学籍系统导出.xlsx［表］第5行"
    assert (found["应由谁更正"], found["文件"], found["行"]) == ("赵家镇清溪村", "适龄儿童少年名册.xlsx", 9)


def test_an_empty_cell_is_called_empty(tmp_path: Path) -> None:
    found = one(tmp_path, ROSTERS, "孙海洋", "身份证号")
    assert (found["表中所填"], found["可能的正确值"]) == ("（空）", "")


@pytest.mark.parametrize(
    ("written", "words", "likeness"),
    [
        (ZHANG[:-1] + ("1" if ZHANG[-1] != "1" else "2"), "校验码不对", "（与所填只差一位）"),
        (f"{ZHANG[0]}.{ZHANG[1:15]}E+17", "科学计数法", "（与残留的前几位一致）"),
        (ZHANG[:17], "不足 18 位", "（与残留的前几位一致）"),
        ("13900000001", "填的是手机号", ""),
    ],
)
def test_what_is_wrong_with_a_number_and_what_another_roster_says(
    tmp_path: Path, written: str, words: str, likeness: str
) -> None:
    here = attending("张小明", written, "张大山")
    found = one(tmp_path, {**ROSTERS, RosterKind.ATTENDING: [here]}, "张小明", "身份证号")
    assert words in str(found["问题"])
    assert (found["表中所填"], found["可能的正确值"]) == (written, ZHANG)
    assert str(found["依据"]).endswith(likeness)
    assert found["应由谁更正"] == SCHOOL


def test_a_number_of_another_child_is_said_to_be_that_childs(tmp_path: Path) -> None:
    rosters = {
        RosterKind.REGISTER: ROSTERS[RosterKind.REGISTER],
        RosterKind.ATTENDING: [attending("钱多福", ZHANG, "钱有余")],
    }
    found = one(tmp_path, rosters, "钱多福", "身份证号")
    assert "“张小明”（适龄儿童少年名册：适龄儿童少年名册.xlsx［表］第3行）的号码" in str(found["问题"])
    assert found["可能的正确值"] == ""


MINE = number("20140501", "001")


@pytest.mark.parametrize(
    ("change", "item", "right"),
    [
        ({"birth": "20140502"}, "出生日期", "2014-05-01"),
        ({"birth": "2014年5月"}, "", ""),
        ({"sex": "女"}, "性别", "男"),
        ({"name": "张晓明"}, "姓名", "张小明"),
    ],
)
def test_birth_sex_and_name_are_held_against_the_number_and_the_other_rosters(
    tmp_path: Path, change: Row, item: str, right: str
) -> None:
    mine = {**register("张小明", "20140501", MINE, "张大山", "13900000001"), **change}
    rosters = {
        RosterKind.REGISTER: [mine],
        RosterKind.ENROLMENT: [enrolled("张小明", MINE, "张大山")],
        RosterKind.ATTENDING: [attending("张小明", MINE, "张大山")],
    }
    found = [(line["项目"], line["可能的正确值"]) for line in problems(tmp_path, rosters)]
    assert found == ([(item, right)] if item else [])


def test_a_sheet_without_any_number_is_one_request(tmp_path: Path) -> None:
    rosters = {
        RosterKind.REGISTER: ROSTERS[RosterKind.REGISTER][:1],
        RosterKind.ATTENDING: [attending("张小明", "", "张大山"), attending("李静雯", "", "李大海")],
    }
    (path,) = write_identity_problems(district(rosters), tmp_path, created=CREATED)
    (bare,) = lines(path, "没有身份证号的表", "名册")
    assert (bare["文件"], bare["行数"]) == ("在校学生名册.xlsx", 2)
    assert [line["名册"] for line in lines(path, "问题明细") if line.get("名册")] == []


def test_sums_by_who_has_to_correct(tmp_path: Path) -> None:
    (path,) = write_identity_problems(district(), tmp_path, created=CREATED)
    *holders, whole = lines(path, "按单位汇总", "应由谁更正")
    assert whole["合计"] == len(lines(path, "问题明细")) == sum(int(str(line["合计"])) for line in holders)


def test_sound_rows_are_not_listed(tmp_path: Path) -> None:
    rosters = {RosterKind.REGISTER: [register("何小芳", "20130606", HE, "何大田", "13900000008")]}
    assert problems(tmp_path, rosters) == []
