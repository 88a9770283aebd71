"""Columns are read as cells are: the short cut for the clean bulk gives what the parsers of `standards` give."""

import re
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.rosters import AS_OF, as_excel_keeps_it, identity_number

from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.matching.normalising.identity import identity_columns, parse_one
from notoneless.matching.normalising.people import name_column, sound_columns
from notoneless.matching.normalising.prepare import prepare
from notoneless.matching.normalising.values import (
    birth_column,
    class_columns,
    phone_column,
    place_columns,
    school_column,
    sex_column,
)
from notoneless.standards import addresses, classes, codes, dates, phones, pinyin, schools
from notoneless.standards.names import parse_name
from notoneless.standards.rosters import RosterKind
from notoneless.standards.student_numbers import parse_student_number

MANY = settings(max_examples=40, deadline=None)
DIGITS = st.integers(1, 999)
BIRTHS = st.dates(date(1950, 1, 1), date(2030, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
NUMBERS = st.builds(identity_number, BIRTHS, DIGITS)
HAN = st.sampled_from("苏罗王李张欧阳小满大川明玥昇喆龍髙吳某〇？?·休学先生母亲空无")
DIRT = st.sampled_from(["", " ", "\u3000", "'", "\u200b", "\n", "X", "x", "×", "0", "O", "-", ".0", "?", "（", "１"])


def _replaced(text: str, at: int, dirt: str) -> str:
    at %= len(text) + 1
    return text[:at] + dirt + text[at + 1 :]


def _damaged(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """As it is, with a character replaced or added, without its end, or something else altogether."""
    return st.one_of(
        texts,
        st.builds(_replaced, texts, st.integers(0, 40), DIRT),
        st.builds(lambda text, dirt: text + dirt, texts, DIRT),
        texts.map(lambda text: text[:-1]),
        texts.map(as_excel_keeps_it),
        st.text(max_size=20),
    )


def _column(texts: list[str | None]) -> pl.Series:
    return text_column(pl.DataFrame({"cell": pl.Series(texts, dtype=pl.String)}), "cell")


def _cells(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[str | None]]:
    return st.lists(st.none() | _damaged(texts), max_size=25)


NOTHING = {"id_text": "", "id_state": "missing", "key": 0, "id_dob": 0, "id_sex": 0}


@MANY
@given(_cells(NUMBERS))
def test_identity_numbers(texts: list[str | None]) -> None:
    column = _column(texts)
    expected = [parse_one(text) if text else NOTHING for text in column]
    assert identity_columns(column).to_dicts() == expected


@pytest.mark.parametrize(
    "text",
    [
        identity_number("20140501", 22),
        identity_number("20140501", 24),
        identity_number("20120229", 11),
        identity_number("20130229", 11),
        identity_number("20141301", 11),
        identity_number("20140431", 11),
        identity_number("20140500", 11),
        identity_number("18991231", 11),
        identity_number("21000101", 11),
        identity_number("20140501", 22).replace("0", "０"),
        identity_number("20140501", 22)[:17] + "７",
        identity_number("20140501", 22)[:16] + "٣" + "1",
        "11010519491231002X",
        "11010519491231002x",
        "11010519491231002×",
        "440524188001010014",
        "5.11791201405010E+17",
        "未上户",
        "无",
    ],
)
def test_identity_numbers_at_the_edges(text: str) -> None:
    assert identity_columns(pl.Series([text])).to_dicts() == [parse_one(text)]


@MANY
@given(_cells(st.text(HAN, min_size=1, max_size=5)))
def test_names(texts: list[str | None]) -> None:
    column = _column(texts)
    assert name_column(column).to_list() == [parse_name(text).text if text else "" for text in column]


@MANY
@given(_cells(st.text(HAN, min_size=1, max_size=4)))
def test_sounds(texts: list[str | None]) -> None:
    normal = name_column(_column(texts))
    expected = [(pinyin.key(text), pinyin.fuzzy(text)) if text else ("", "") for text in normal]
    assert sound_columns(normal).rows() == expected


@MANY
@given(_cells(st.text("单尉迟曾解查仇万俟重行长乐朝盖区缪小明川·龍㛃", min_size=2, max_size=4)))
def test_sounds_of_surnames_with_readings_of_their_own(texts: list[str | None]) -> None:
    normal = name_column(_column(texts))
    expected = [(pinyin.key(text), pinyin.fuzzy(text)) if text else ("", "") for text in normal]
    assert sound_columns(normal).rows() == expected


STUDENT_NUMBERS = st.builds(str.__add__, st.sampled_from("GLJg"), NUMBERS)


def _student(text: str) -> str:
    """A number as it was issued, perhaps without its letter; anything else names nobody."""
    number = parse_student_number(text).text
    return number if re.fullmatch("[GLJ]?[0-9]{17}[0-9X]", number) else ""


def _student_column(column: pl.Series) -> list[str]:
    rows = column.rename("student_number").to_frame()
    return prepare(rows, RosterKind.ENROLMENT, AS_OF).get_column("student").to_list()


@settings(max_examples=15, deadline=None)
@given(_cells(STUDENT_NUMBERS))
def test_student_numbers(texts: list[str | None]) -> None:
    column = _column(texts)
    assert _student_column(column) == [_student(text) if text else "" for text in column]


@pytest.mark.parametrize(
    "text", ["G511791201405010225", "G51179120140501022５", "g511791201405010225", "G０11791201405010225"]
)
def test_student_numbers_at_the_edges(text: str) -> None:
    assert _student_column(pl.Series([text])) == [_student(text)]


@pytest.mark.parametrize("text", ["转入", "1", "20230101", "G2023", "5.11791E+17", "无"])
def test_what_is_no_student_number_names_nobody(text: str) -> None:
    assert _student_column(pl.Series([text])) == [""]


def _phone(text: str) -> int:
    found = phones.parse_phone(text)
    return int(found.text.replace("-", "")) if found.kind else 0


@MANY
@given(_cells(st.from_regex(r"1[2-9][0-9]{9}", fullmatch=True)))
def test_phones(texts: list[str | None]) -> None:
    column = _column(texts)
    assert phone_column(column).to_list() == [_phone(text) if text else 0 for text in column]


@pytest.mark.parametrize(
    "text",
    [
        "13890000101",
        "138９0000101",
        "１３８９００００１０１",
        "13800000000",
        "12345678901",
        "13890000101.0",
        "0818-2345678",
    ],
)
def test_phones_at_the_edges(text: str) -> None:
    assert phone_column(pl.Series([text])).to_list() == [_phone(text)]


def _birth(text: str) -> int:
    found = dates.parse_birth(text)
    return found.year * 10000 + found.month * 100 + (found.day or 0) if found.year and found.month else 0


def _sex(text: str) -> int:
    found = codes.code("sex", text)
    return {"男": 1, "女": 2}.get(found.label if found else "", 0)


@pytest.mark.parametrize(
    ("column", "function", "nothing", "texts"),
    [
        (
            birth_column,
            _birth,
            0,
            ["20140501", "2014-05-01", "2014.5", "2014年5月1日", "2014", "41760", "2014/5/1 0:00", "农历"],
        ),
        (sex_column, _sex, 0, ["男", "女", "男 ", "1", "2", "男孩", "F", "未知", "?"]),
        (school_column, schools.school_key, "", ["清溪镇中心小学", "达川区清溪镇中心小学校", "清溪中心校", "?"]),
    ],
)
def test_births_sexes_and_schools(
    column: Callable[[pl.Series], pl.Series], function: Callable[[str], object], nothing: object, texts: list[str]
) -> None:
    given_texts = [None, *texts, *texts]
    assert column(_column(given_texts)).to_list() == [nothing, *map(function, map(str.strip, [*texts, *texts]))]


@pytest.mark.parametrize(
    ("row", "town", "village"),
    [
        ({"township": "清溪镇", "village": "桥头村"}, "清溪", "桥头"),
        ({"township": "清溪镇人民政府", "village": "桥头社区居委会"}, "清溪", "桥头"),
        ({"registered_address": "霁川区清溪镇桥头村3组"}, "清溪", "桥头"),
        ({"township": "清溪镇", "registered_address": "霁川区白马乡桥头村3组"}, "清溪", "桥头"),
        ({"village": "桥头村", "registered_address": "霁川区清溪镇桥头村3组"}, "清溪", "桥头"),
        ({"registered_address": "桥头村3组", "address": "霁川区清溪镇石板村"}, "清溪", "桥头"),
        ({"township": None, "village": " "}, "", ""),
        ({"name": "苏小满"}, "", ""),
    ],
)
def test_a_place_comes_from_its_column_then_from_the_addresses(
    row: dict[str, str | None], town: str, village: str
) -> None:
    read = place_columns(pl.DataFrame([row], schema=dict.fromkeys(row, pl.String)))
    assert read.rows() == [(town, village)]
    address = row.get("registered_address")
    if set(row) == {"registered_address"} and address:
        parsed = addresses.parse_address(address)
        assert (town, village) == (
            addresses.normal_township(parsed.township),
            addresses.normal_village(parsed.village),
        )


@pytest.mark.parametrize(
    ("grade", "class_name"),
    [("四年级", "1班"), ("", "四年级1班"), ("4", "2"), ("", "2020级3班"), ("七年级", ""), (None, None), ("", "重点班")],
)
def test_classes(grade: str | None, class_name: str | None) -> None:
    rows = pl.DataFrame(
        {"grade": [grade], "class_name": [class_name]}, schema={"grade": pl.String, "class_name": pl.String}
    )
    if grade or class_name:
        found = classes.parse_class(class_name or "", grade_hint=grade or "", school_year=2023)
        expected = (found.grade or 0, found.number or 0)
    else:
        expected = (0, 0)
    assert class_columns(rows, 2023).rows() == [expected]


def test_a_function_is_asked_once_for_each_distinct_text() -> None:
    asked: list[str] = []

    def length(text: str) -> dict[str, int]:
        asked.append(text)
        return {"n": len(text)}

    texts = pl.Series(["ab", None, "a", "ab", "", "a"])
    answers = by_distinct(texts, length, {"n": pl.Int64()})
    assert (answers["n"].to_list(), asked) == ([2, None, 1, 2, None, 1], ["a", "ab"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"cell": [" a ", "", "\u3000", None]}, ["a", None, None, None]),
        ({"other": ["a", "b"]}, [None, None]),
    ],
)
def test_a_field_that_is_not_there_is_empty(rows: dict[str, list[str | None]], expected: list[str | None]) -> None:
    assert text_column(pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String)), "cell").to_list() == expected
