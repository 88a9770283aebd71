import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.name_cells import HAN
from notoneless.standards.names import UNKNOWN, character_map, doubt_pattern, parse_name
from notoneless.standards.tables import load


@pytest.mark.parametrize(
    "name", ["王小明", "欧阳小明", "赵乾", "王昇", "李㛃", "徐䶮", "张小名", "王休学", "李先生", "王明"]
)
def test_a_clean_name_is_left_alone(name: str) -> None:
    read = parse_name(name)
    assert (read.text, read.display, read.remarks, read.repairs, read.problems) == (name, name, (), (), ())


@pytest.mark.parametrize(
    ("raw", "repairs"),
    [
        ("王 明", {"spaces"}),
        ("王\u3000明", {"spaces"}),
        ("\xa0王明", {"spaces"}),
        ("王明\n", {"spaces"}),
        ("王明\u200b", {"hidden_character"}),
        ("\ufeff王明", {"hidden_character"}),
        ("'王明", {"punctuation"}),
        ("王明;", {"punctuation"}),
        ("1.王明", {"mark"}),
        ("01 王明", {"mark", "spaces"}),
        ("王明#", {"mark"}),
        ("王明※", {"mark"}),
        ("家长：王明", {"label", "width"}),
        ("母亲:王明", {"label"}),
        ("（王明）", {"punctuation", "width"}),
    ],
)
def test_what_is_no_part_of_a_name_falls(raw: str, repairs: set[str]) -> None:
    read = parse_name(raw)
    assert (read.text, read.display, set(read.repairs)) == ("王明", "王明", repairs)


@pytest.mark.parametrize(
    ("raw", "text", "display"),
    [
        ("吳小明", "吴小明", "吳小明"),
        ("髙明", "高明", "髙明"),
        ("徐\ue863", "徐䶮", "徐䶮"),
        ("李\uf967", "李不", "李不"),
    ],
)
def test_forms_are_compared_alike_and_shown_as_written(raw: str, text: str, display: str) -> None:
    assert (parse_name(raw).text, parse_name(raw).display) == (text, display)


@pytest.mark.parametrize("sign", ["·", "•", "・", "．", ".", "‧", "∙", "●", " · ", "-", "点"])
def test_the_dot_of_a_name_in_parts(sign: str) -> None:
    read = parse_name(f"阿依木{sign}古丽")
    assert (read.text, read.display) == ("阿依木古丽", "阿依木·古丽")


@pytest.mark.parametrize(
    ("raw", "remarks"),
    [
        ("王明（转）", ("转",)),
        ("王明（转", ("转",)),
        ("王明[已转]", ("已转",)),
        ("[已转]王明", ("已转",)),
        ("王明已转", ("已转",)),
        ("王明 休学", ("休学",)),
        ("王明(曾用名王小)", ("曾用名王小",)),
        ("王明曾用名王小", ("曾用名王小",)),
        ("王明 小名毛毛", ("小名毛毛",)),
        ("王明2", ("2",)),
        ("王明1班", ("1班",)),
        ("王明 七年级1班", ("七年级1班",)),
        ("王明A", ("A",)),
        ("王明 女", ("女",)),
        ("王明（借读）（休学）", ("借读", "休学")),
        ("王明老师", ("老师",)),
        ("王明(míng)", ("míng",)),
    ],
)
def test_remarks_are_cut_and_kept(raw: str, remarks: tuple[str, ...]) -> None:
    read = parse_name(raw)
    assert (read.text, read.remarks, read.problems) == ("王明", remarks, ())


@pytest.mark.parametrize(
    ("raw", "text", "problem"),
    [
        ("王?", "王?", "unknown_character"),
        ("王小？", "王小?", "unknown_character"),
        ("王□", "王?", "unknown_character"),
        ("王〇", "王?", "unknown_character"),
        ("王\ufffd", "王?", "unknown_character"),
        ("王明*", "王明?", "unknown_character"),
        ("王**", "王??", "unknown_character"),
        ("王某某", "王??", "unknown_character"),
        ("王×明", "王?明", "unknown_character"),
        ("王xx", "王??", "unknown_character"),
        ("王小(王+乐)", "王小?", "unknown_character"),
        ("王 qí", "王?", "pinyin_in_name"),
        ("王yan", "王?", "pinyin_in_name"),
        ("王(qí)", "王?", "pinyin_in_name"),
        ("王3明", "王?明", "digit_in_name"),
        ("徐\ue500", "徐?", "private_use_character"),
    ],
)
def test_a_character_that_could_not_be_typed_may_be_any(raw: str, text: str, problem: str) -> None:
    read = parse_name(raw)
    assert read.text == text
    assert problem in read.problems
    assert "unknown_character" in read.problems


def test_pinyin_in_place_of_a_character_is_kept() -> None:
    assert parse_name("王qí").remarks == ("qi",)


@pytest.mark.parametrize(("raw", "text"), [("王小明*", "王小明"), ("王明**", "王明"), ("王小明?", "王小明")])
def test_a_star_after_a_whole_name_is_a_mark(raw: str, text: str) -> None:
    assert parse_name(raw).text == text


@pytest.mark.parametrize("raw", ["", "  ", "/", "—", "无", "未取名", "空白", "None", "???", "姓名"])
def test_blank_cells(raw: str) -> None:
    assert (parse_name(raw).text, parse_name(raw).problems) == ("", ("name_blank",))


@pytest.mark.parametrize(
    "raw",
    [
        "合计",
        "合计：30人",
        "共35人",
        "填表人：王明",
        "审核",
        "校长签字",
        "2024年3月1日",
        "20240301",
        "王明之子",
        "王明的女儿",
        "学生花名册",
    ],
)
def test_cells_that_hold_no_name(raw: str) -> None:
    assert (parse_name(raw).text, parse_name(raw).problems) == ("", ("not_a_name",))


@pytest.mark.parametrize("raw", ["王明/李红", "王明、李红", "王明\n李红"])
def test_the_first_of_several_names(raw: str) -> None:
    read = parse_name(raw)
    assert (read.text, read.remarks, read.problems) == ("王明", ("李红",), ("several_names",))


@pytest.mark.parametrize(
    ("raw", "text", "display"), [("JOHN  SMITH", "johnsmith", "JOHN SMITH"), ("Ｌｉ Ming", "liming", "Li Ming")]
)
def test_foreign_names(raw: str, text: str, display: str) -> None:
    read = parse_name(raw)
    assert (read.text, read.display, read.problems) == (text, display, ("latin_letters",))


def test_odd_lengths_are_reported() -> None:
    assert parse_name("王").problems == ("single_character",)
    assert parse_name("王" + "明" * 10).problems == ("long_name",)


_CELLS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="王李明 　·.（）()*?□转已学12abí\u200b\n合计、/某吳\ue863\ue500", max_size=10),
)


@given(_CELLS)
def test_any_cell_can_be_read(raw: str) -> None:
    read = parse_name(raw)
    assert read.raw == raw
    assert (UNKNOWN in read.text) == ("unknown_character" in read.problems)
    assert bool(read.text) == bool(read.display)
    assert read.text or read.problems
    known = {row["code"] for row in load("name_problems").rows}
    assert {*read.repairs, *read.problems} <= known


@given(st.text(alphabet="王李明吳髙阿依·", min_size=2, max_size=6))
def test_a_text_is_its_own_text(raw: str) -> None:
    text = parse_name(raw).text
    assert parse_name(text).text == text


def test_the_han_range_leaves_signs_out() -> None:
    assert "·" not in HAN


@given(st.text(alphabet="王李明合计已转填表吳某女师老", min_size=2, max_size=4))
def test_what_the_pattern_passes_is_its_own_text(raw: str) -> None:
    if not re.search(doubt_pattern(), raw) and not character_map().keys() & set(raw):
        assert parse_name(raw).text == raw
