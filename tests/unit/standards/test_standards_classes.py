import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.classes import parse_class, parse_grade
from notoneless.standards.numerals import han


@pytest.mark.parametrize(
    ("raw", "grade", "number", "text"),
    [
        ("七年级（3）班", 7, 3, "七年级3班"),
        ("七年级3班", 7, 3, "七年级3班"),
        ("七 年 级 ３ 班", 7, 3, "七年级3班"),
        ("七年级第3班", 7, 3, "七年级3班"),
        ("7年级(03)班", 7, 3, "七年级3班"),
        ("七年级3班（王老师）", 7, 3, "七年级3班"),
        ("初一3班", 7, 3, "七年级3班"),
        ("初三（一）班", 9, 1, "九年级1班"),
        ("初中二年级1班", 8, 1, "八年级1班"),
        ("小一2班", 1, 2, "一年级2班"),
        ("小学三年级", 3, None, "三年级"),
        ("3年级2班", 3, 2, "三年级2班"),
        ("三年二班", 3, 2, "三年级2班"),
        ("七年级十二班", 7, 12, "七年级12班"),
        ("7.3班", 7, 3, "七年级3班"),
        ("7.3", 7, 3, "七年级3班"),
        ("7.12", 7, 12, "七年级12班"),
        ("八.3", 8, 3, "八年级3班"),
        ("九（1）", 9, 1, "九年级1班"),
        ("三（二）班", 3, 2, "三年级2班"),
        ("3-2班", 3, 2, "三年级2班"),
        ("六1班", 6, 1, "六年级1班"),
        ("一1", 1, 1, "一年级1班"),
        ("二一班", 2, 1, "二年级1班"),
        ("701", 7, 1, "七年级1班"),
        ("712", 7, 12, "七年级12班"),
        ("0702", 7, 2, "七年级2班"),
        ("初三", 9, None, "九年级"),
        ("七年级A班", 7, None, "七年级A班"),
        ("七（A）班", 7, None, "七年级A班"),
        ("七年级实验班", 7, None, "七年级实验班"),
        ("赵家镇中心小学校一年级1班学生花名册", 1, 1, "一年级1班"),
        ("赵家镇九年一贯制学校七年级2班", 7, 2, "七年级2班"),
        ("第三中学八年级二班", 8, 2, "八年级2班"),
        ("某小学三（2）班", 3, 2, "三年级2班"),
        ("3班", None, 3, "3班"),
        ("(3)班", None, 3, "3班"),
        ("十二班", None, 12, "12班"),
        ("12班", None, 12, "12班"),
        ("3.0", None, 3, "3班"),
        ("特教一班", None, 1, "特教一班"),
        ("特教班", None, None, "特教班"),
        ("学前班", None, None, "学前班"),
        ("大班", None, None, "大班"),
        ("高一1班", None, None, "高一1班"),
        ("Sheet1", None, None, "Sheet1"),
        ("在校学生", None, None, "在校学生"),
        ("", None, None, ""),
    ],
)
def test_ways_to_write_a_class(raw: str, grade: int | None, number: int | None, text: str) -> None:
    read = parse_class(raw)
    assert (read.grade, read.number, read.text) == (grade, number, text)


@pytest.mark.parametrize(
    ("raw", "hint", "year", "text"),
    [
        ("3班", "七年级", None, "七年级3班"),
        ("3", "8", None, "八年级3班"),
        ("12班", "七年级", None, "七年级12班"),
        ("一年级2班", "初中", None, "七年级2班"),
        ("一年级2班", "某初级中学", None, "七年级2班"),
        ("一年级2班", "某九年一贯制学校", None, "一年级2班"),
        ("初2024级3班", "", 2024, "七年级3班"),
        ("2023级1班", "初中", 2023, "七年级1班"),
        ("2023级1班", "小学", 2024, "二年级1班"),
        ("2022级（2）班", "", 2023, "二年级2班"),
        ("2026届2班", "初中", 2023, "七年级2班"),
        ("21级3班", "七年级", 2023, "七年级3班"),
        ("2023级1班", "", None, "2023级1班"),
        ("2010级1班", "小学", 2023, "2010级1班"),
        ("学前班", "一年级", None, "学前班"),
    ],
)
def test_what_the_cell_leaves_open_comes_from_beside_it(raw: str, hint: str, year: int | None, text: str) -> None:
    assert parse_class(raw, hint, year).text == text


@pytest.mark.parametrize(
    ("raw", "grade"),
    [
        ("七年级", 7),
        ("7", 7),
        ("7.0", 7),
        ("07", 7),
        ("九", 9),
        ("初一", 7),
        ("小学三年级", 3),
        ("初中二年级", 8),
        ("六年级3班", 6),
        ("高一", None),
        ("学前班", None),
        ("2023级", None),
        ("", None),
    ],
)
def test_grades(raw: str, grade: int | None) -> None:
    assert parse_grade(raw) == grade


@given(
    st.integers(1, 9),
    st.integers(1, 30),
    st.sampled_from(["{h}年级{n}班", "{g}年级（{n}）班", "{h}（{n}）班", "{g}.{n}班"]),
)
def test_every_class_survives_every_usual_spelling(grade: int, number: int, spelling: str) -> None:
    read = parse_class(spelling.format(g=grade, h=han(grade), n=number))
    assert (read.grade, read.number) == (grade, number)
    assert parse_class(read.text).text == read.text


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_cell_can_be_read(raw: str, hint: str) -> None:
    read = parse_class(raw, hint, 2023)
    assert read.grade is None or 1 <= read.grade <= 9


@pytest.mark.parametrize(
    ("raw", "hint", "grade", "number"),
    [
        ("初三年级二班", "", 9, 2),
        ("初三年级二班", "九年级", 9, 2),
        ("初2年级3班", "", 8, 3),
        ("三年级2班", "九年级", 9, 2),
        ("三年级2班", "三年级", 3, 2),
        ("小学三年级1班", "", 3, 1),
    ],
)
def test_junior_school_counts_its_own_years(raw: str, hint: str, grade: int, number: int) -> None:
    found = parse_class(raw, hint)
    assert (found.grade, found.number) == (grade, number)
