from pathlib import Path

from pages import lines, top
from small_district import CREATED, HE, HE_OTHER, ROSTERS, district

from notoneless.ledgers.workbooks.doubtful_pairs import write_doubtful_pairs
from notoneless.standards.rosters import RosterKind

SHEET = "待人工确认"


def test_a_pair_shows_both_rows_what_differs_and_why(tmp_path: Path) -> None:
    result = district()
    (path,) = write_doubtful_pairs(result, tmp_path, created=CREATED)
    (pair,) = lines(path, SHEET)
    assert pair["姓名"] == "何小芳\n\n何小芳"  # level with the roster's name, which takes two lines
    assert pair["身份证号"] == f"{HE}\n\n≠{HE_OTHER}"
    assert pair["乡镇、村、组"] == "赵家镇 清溪村 2组\n\n赵家镇 清溪村"
    assert pair["名册"] == "适龄儿童少年\n名册\n区外就读台账"
    assert pair["学校、班级"] == ""
    assert pair["为什么要人工确认"] == "其余相符，但两边是不同的有效身份证号"
    assert "姓名、出生日期" in str(pair["比对情况"])
    assert pair["涉及的紧急问题"] == "有户籍无学籍"
    assert str(pair["出处（名册：文件［工作表］行）"]).split("；") == [
        "甲 适龄儿童少年名册：适龄儿童少年名册.xlsx［表］第10行",
        "乙 区外就读台账：区外就读台账.xlsx［表］第4行",
    ]
    left, right = (result.rows.get_column("fingerprint")[uid] for uid in result.linkage.doubtful.row(0)[:2])
    assert pair["核对码"] == f"{left}-{right}"


def test_what_needs_two_lines_leaves_room_beside_it(tmp_path: Path) -> None:
    rosters = {**ROSTERS, RosterKind.REGISTER: [{**row, "group": "马家湾三组"} for row in ROSTERS[RosterKind.REGISTER]]}
    (path,) = write_doubtful_pairs(district(rosters), tmp_path, created=CREATED)
    (pair,) = lines(path, SHEET)
    assert pair["乡镇、村、组"] == "赵家镇 清溪村\n马家湾三组\n赵家镇 清溪村"
    assert pair["姓名"] == "何小芳\n\n何小芳"


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    rosters = {RosterKind.REGISTER: ROSTERS[RosterKind.REGISTER][:1]}
    (path,) = write_doubtful_pairs(district(rosters), tmp_path, created=CREATED)
    assert "没有须人工确认的记录" in top(path, SHEET)
    assert [line["序号"] for line in lines(path, SHEET)] == ["本表无记录。"]
