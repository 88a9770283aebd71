"""Every level of every field, by the pairs of values that have it."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.rosters import Child, as_excel_keeps_it, attending, enrolment, identity_number, records, register

from notoneless.matching.comparing import FIELDS, count_namesakes, patterns, with_namesakes
from notoneless.matching.comparisons.births import birth_level
from notoneless.matching.comparisons.contacts import phone_level, place_level, school_level, sex_level
from notoneless.matching.comparisons.names import adult_level, alike, sounds_alike
from notoneless.matching.comparisons.numbers import number_level, one_slip, student_level
from notoneless.matching.exact import NAME
from notoneless.matching.normalising.identity import identity_columns
from notoneless.standards import pinyin
from notoneless.standards.names import parse_name


def _named(values: pl.DataFrame, group: pl.Series) -> pl.DataFrame:
    """With namesakes, where rows with one value in `group` are one group: it is named by its first row."""
    first = group.to_frame("group").with_row_index("at").select(pl.col("at").min().over("group")).to_series()
    return with_namesakes(values, count_namesakes(values.select(NAME).to_series(), first))


def _level(expression: pl.Expr, schema: dict[str, Any], left: tuple[object, ...], right: tuple[object, ...]) -> str:
    """The level of one pair, asked both ways round: agreement has no direction."""
    names = [f"{name}_l" for name in schema] + [f"{name}_r" for name in schema]
    types = dict(zip(names, [*schema.values(), *schema.values()], strict=True))
    frame = pl.DataFrame([(*left, *right), (*right, *left)], schema=types, orient="row")
    one, other = frame.select(expression.alias("level")).get_column("level").to_list()
    assert one == other
    return str(one)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("苏小满", "苏小满", "rare"),
        ("苏小滿", "苏小满", "rare"),
        ("苏 小 满", "苏小满", "rare"),
        ("阿依木·古丽", "阿依木古丽", "rare"),
        ("苏小?", "苏小满", "unknown_character"),
        ("苏小？", "苏小?", "unknown_character"),
        ("苏晓满", "苏小满", "sound"),
        ("苏小慢", "苏小满", "sound"),
        ("陈志明", "陈自明", "loose_sound"),
        ("刘小满", "牛小满", "loose_sound"),
        ("苏未", "苏末", "lookalike"),
        ("苏大满", "苏小满", "one_character"),
        ("罗小满", "苏小满", "one_character"),
        ("苏满", "苏小满", "shorter"),
        ("苏小", "苏小满", "shorter"),
        ("阿依木古", "阿依木古丽", "surname"),
        ("苏明", "苏满", "surname"),
        ("苏建国", "苏小满", "surname"),
        ("罗建国", "苏小满", "different"),
        ("罗满", "苏满", "different"),
        ("", "苏小满", "missing"),
        ("无", "苏小满", "missing"),
    ],
)
def test_names(left: str, right: str, level: str) -> None:
    assert _compared(Child(left), Child(right))["name"] == level


def _compared(left: Child, right: Child) -> dict[str, str]:
    """The pattern of two rows, the same both ways round."""
    values = records(register(left, right)).values
    values = _named(values, values.get_column("uid"))
    both = patterns(values, pl.DataFrame({"l": [0, 1], "r": [1, 0]})).drop("l", "r")
    assert both.row(0) == both.row(1)
    return both.row(0, named=True)


@pytest.mark.parametrize(("children", "level"), [(1, "rare"), (2, "rare"), (3, "common"), (9, "common")])
def test_a_name_that_more_than_two_children_carry_is_common(children: int, level: str) -> None:
    named = [Child("苏小满", order=22 + 2 * at) for at in range(children)]
    values = records(register(*named), enrolment(named[0])).values
    values = _named(values, values.get_column("key"))
    pair = pl.DataFrame({"l": [0], "r": [children]})
    assert patterns(values, pair).get_column("name").to_list() == [level]


DAYS = {"dob_cell": pl.Int32(), "dob_id": pl.Int32()}


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ((20140501, 0), (20140501, 0), "day"),
        ((20140501, 0), (0, 20140501), "day"),
        ((20151231, 20140501), (20140501, 0), "day"),
        ((20140500, 0), (20140501, 0), "month"),
        ((20140500, 0), (20140500, 0), "month"),
        ((20140501, 0), (20140601, 0), "slip"),
        ((20140501, 0), (20240501, 0), "slip"),
        ((20140501, 0), (20140105, 0), "swapped"),
        ((20141112, 0), (20141211, 0), "swapped"),
        ((20140420, 0), (20140601, 0), "near"),
        ((20131220, 0), (20140203, 0), "near"),
        ((20140228, 0), (20141013, 0), "year"),
        ((20140500, 0), (20140613, 0), "year"),
        ((20140500, 0), (20130613, 0), "different"),
        ((20140228, 0), (20121013, 0), "different"),
        ((0, 0), (20140501, 20140501), "missing"),
        ((0, 0), (0, 0), "missing"),
    ],
)
def test_births(left: tuple[int, int], right: tuple[int, int], level: str) -> None:
    expression = birth_level(("dob_cell_l", "dob_id_l"), ("dob_cell_r", "dob_id_r"))
    assert _level(expression, DAYS, left, right) == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [(1, 1, "same"), (2, 2, "same"), (1, 2, "different"), (0, 1, "missing"), (0, 0, "missing")],
)
def test_sexes(left: int, right: int, level: str) -> None:
    assert _level(sex_level(), {"sex": pl.Int8()}, (left,), (right,)) == level


ADULTS = dict.fromkeys(("guardian", "guardian_sound", "guardian2", "guardian2_sound"), pl.String())


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (("苏大川", ""), ("苏大川", ""), "same"),
        (("苏大川", "罗玉兰"), ("罗玉兰", ""), "same"),
        (("苏大川", "罗玉兰"), ("李秀英", "苏大川"), "same"),
        (("苏大川", ""), ("苏大穿", ""), "sound"),
        (("苏大川", "罗玉兰"), ("罗玉蓝", ""), "sound"),
        (("苏大川", ""), ("苏小川", ""), "one_character"),
        (("苏川", ""), ("苏明", ""), "different"),
        (("苏大川", ""), ("罗玉兰", ""), "different"),
        (("", ""), ("罗玉兰", ""), "missing"),
        (("", ""), ("", ""), "missing"),
    ],
)
def test_guardians(left: tuple[str, str], right: tuple[str, str], level: str) -> None:
    def with_sounds(adults: tuple[str, str]) -> tuple[str, ...]:
        return tuple(text for adult in adults for text in (adult, pinyin.key(adult) if adult else ""))

    expression = adult_level(("guardian", "guardian2"), ("guardian", "guardian2"))
    assert _level(expression, ADULTS, with_sounds(left), with_sounds(right)) == level


PHONES = {"phone": pl.Int64(), "phone2": pl.Int64()}


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ((13890000101, 0), (13890000101, 0), "same"),
        ((13890000101, 0), (0, 13890000101), "same"),
        ((13890000101, 13999990000), (13777770000, 13999990000), "same"),
        ((13890000101, 0), (13890000102, 0), "slip"),
        ((13890000101, 0), (13890700101, 0), "slip"),
        ((13890000101, 0), (13990000101, 0), "slip"),
        ((13890000109, 0), (13890000110, 0), "different"),
        ((13890000199, 0), (13890000200, 0), "different"),
        ((13890000101, 0), (13999990000, 0), "different"),
        ((0, 0), (13890000101, 0), "missing"),
        ((0, 0), (0, 0), "missing"),
    ],
)
def test_phones(left: tuple[int, int], right: tuple[int, int], level: str) -> None:
    assert _level(phone_level(), PHONES, left, right) == level


@settings(max_examples=60, deadline=None)
@given(st.integers(13000000000, 19999999999), st.integers(0, 10), st.integers(0, 9))
def test_a_telephone_with_one_digit_replaced_is_a_slip(phone: int, at: int, digit: int) -> None:
    text = str(phone)
    other = int(text[:at] + str(digit) + text[at + 1 :])
    expected = "same" if other == phone else "missing" if other == 0 else "slip"
    assert _level(phone_level(), PHONES, (phone, 0), (other, 0)) == expected


PLACES = {"town": pl.String(), "village": pl.String()}


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (("清溪", "桥头"), ("清溪", "桥头"), "village"),
        (("", "桥头"), ("清溪", "桥头"), "village"),
        (("清溪", "桥头"), ("清溪", "石板"), "town"),
        (("清溪", "桥头"), ("清溪", ""), "town"),
        (("清溪", "桥头"), ("白马", "桥头"), "different"),
        (("清溪", ""), ("白马", ""), "different"),
        (("", "桥头"), ("", "石板"), "missing"),
        (("", ""), ("清溪", "桥头"), "missing"),
    ],
)
def test_places(left: tuple[str, str], right: tuple[str, str], level: str) -> None:
    assert _level(place_level(), PLACES, left, right) == level


CLASSES = {"school": pl.String(), "grade": pl.Int8(), "class_no": pl.Int16()}


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (("清溪小学", 4, 1), ("清溪小学", 4, 1), "class"),
        (("清溪小学", 4, 1), ("清溪小学", 4, 2), "grade"),
        (("清溪小学", 4, 0), ("清溪小学", 4, 1), "grade"),
        (("清溪小学", 0, 0), ("清溪小学", 4, 1), "grade"),
        (("清溪小学", 4, 1), ("清溪小学", 5, 1), "school"),
        (("清溪小学", 4, 1), ("白马小学", 4, 1), "elsewhere"),
        (("清溪小学", 4, 1), ("白马小学", 5, 1), "different"),
        (("清溪小学", 0, 0), ("白马小学", 4, 1), "different"),
        (("", 4, 1), ("白马小学", 4, 1), "missing"),
    ],
)
def test_schools(left: tuple[str, int, int], right: tuple[str, int, int], level: str) -> None:
    assert _level(school_level(), CLASSES, left, right) == level


NUMBER = identity_number("20140501", 22)
OTHER = identity_number("20120909", 136)


def _number_level(left: str, right: str) -> str:
    read = identity_columns(pl.Series([left, right])).select("id_text", "id_state")
    both = pl.concat([read, read.reverse()])
    left_side, right_side = both.gather_every(2), both.gather_every(2, offset=1)
    frame = pl.concat([left_side.rename(lambda c: f"{c}_l"), right_side.rename(lambda c: f"{c}_r")], how="horizontal")
    one, other = number_level(frame).to_list()
    assert one == other
    return str(one)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (NUMBER, OTHER, "different"),
        (NUMBER, NUMBER, "slip_valid"),
        (identity_number("20140501", 22), identity_number("20140501", 22, 511792), "different"),
        (NUMBER, NUMBER[:9] + "7" + NUMBER[10:], "slip"),
        (NUMBER, NUMBER[:14] + NUMBER[15] + NUMBER[14] + NUMBER[16:], "slip"),
        (NUMBER, NUMBER[:10] + NUMBER[11:], "slip"),
        (NUMBER, NUMBER[:10] + "3" + NUMBER[10:], "slip"),
        (NUMBER[:10] + NUMBER[11:], NUMBER[:10] + NUMBER[11:], "slip"),
        (NUMBER, as_excel_keeps_it(NUMBER), "first_fifteen"),
        (NUMBER[:15] + "000", as_excel_keeps_it(NUMBER), "first_fifteen"),
        (NUMBER, as_excel_keeps_it(identity_number("20140501", 22, 511792)), "birth_part"),
        (NUMBER, as_excel_keeps_it(OTHER), "damaged_far"),
        (NUMBER, NUMBER[:14] + "9999", "birth_part"),
        (NUMBER, OTHER[:17] + "?", "damaged_far"),
        (NUMBER, "", "missing"),
        (NUMBER, "未上户", "missing"),
        (NUMBER, "E12345678", "missing"),
        ("5.11791E+17", "5.11791E+17", "missing"),
        ("见户口簿", "详见户口", "missing"),
        ("13890000101", "13890000101", "missing"),
        ("20140501", "20140501", "missing"),
        ("1", "2", "missing"),
        ("511791********0022", "511791********0022", "missing"),
        (NUMBER, NUMBER[:9] + "?" + NUMBER[10:], "slip"),
    ],
)
def test_identity_numbers(left: str, right: str, level: str) -> None:
    assert _number_level(left, right) == level


@pytest.mark.parametrize("state", ["contradicted", "adult"])
def test_a_number_that_is_somebody_elses_says_nothing(state: str) -> None:
    frame = pl.DataFrame({"id_text_l": [NUMBER], "id_state_l": ["valid"], "id_text_r": [NUMBER], "id_state_r": [state]})
    assert number_level(frame).to_list() == ["missing"]


def _slips(text: str, at: int, digit: str, kind: str) -> str:
    if kind == "replaced":
        return text[:at] + digit + text[at + 1 :]
    if kind == "dropped":
        return text[:at] + text[at + 1 :]
    if kind == "added":
        return text[:at] + digit + text[at:]
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


KINDS_OF_SLIP = st.sampled_from(["replaced", "dropped", "added", "exchanged"])


@settings(max_examples=60, deadline=None)
@given(
    st.from_regex(r"[1-9][0-9]{17}", fullmatch=True), st.integers(0, 17), st.sampled_from("0123456789"), KINDS_OF_SLIP
)
def test_one_slip_of_the_pen_is_seen_wherever_it_is(text: str, at: int, digit: str, kind: str) -> None:
    spoilt = _slips(text, at, digit, kind)
    both = pl.Series([text, spoilt]), pl.Series([spoilt, text])
    assert one_slip(*both).tolist() == [True, True]


@pytest.mark.parametrize(
    ("left", "right"),
    [("123456", "654321"), ("123456", "1234"), ("112233", "221133"), ("", "12"), ("123456", "123465x")],
)
def test_two_slips_are_too_many(left: str, right: str) -> None:
    assert one_slip(pl.Series([left]), pl.Series([right])).tolist() == [False]


def test_no_pairs_no_slips() -> None:
    none = pl.Series([], dtype=pl.String)
    assert one_slip(none, none).tolist() == []


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [("G1", "G1", "same"), ("G1", "L2", "different"), ("", "G1", "missing"), ("", "", "missing")],
)
def test_student_numbers(left: str, right: str, level: str) -> None:
    assert _level(student_level(), {"student": pl.String()}, (left,), (right,)) == level


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("苏小满", "苏小满", True),
        ("苏小满", "苏大满", True),
        ("苏小满", "苏满", True),
        ("苏小满", "苏小", True),
        ("苏小满", "罗小满", False),
        ("苏小满", "苏建国", False),
        ("苏小", "苏", False),
        ("苏小满", "", False),
        ("", "", False),
    ],
)
def test_names_a_slip_of_the_pen_apart(left: str, right: str, expected: bool) -> None:
    assert (alike(left, right), alike(right, left)) == (expected, expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"), [("su xiao", "su xiao", True), ("su", "luo", False), ("", "", False)]
)
def test_names_of_one_sound(left: str, right: str, expected: bool) -> None:
    assert sounds_alike(left, right) is expected


def test_a_pattern_has_a_level_for_every_field() -> None:
    su = Child("苏小满")
    assert _compared(su, su) == {
        "name": "rare",
        "birth": "day",
        "sex": "same",
        "guardian": "same",
        "phone": "same",
        "place": "village",
        "school": "missing",
        "number": "slip_valid",
        "student": "missing",
    }


def test_without_the_number_the_birth_inside_it_is_out_of_account() -> None:
    su = Child("苏小满")
    values = records(register(su.written(birth="")), attending(su)).values
    values = _named(values, values.get_column("uid"))
    pair = pl.DataFrame({"l": [0], "r": [1]})
    levels = [patterns(values, pair, births=births).get_column("birth").item() for births in ("both", "cell")]
    assert levels == ["day", "missing"]


def test_no_pairs_have_no_patterns() -> None:
    values = records(register(Child("苏小满"))).values
    values = _named(values, values.get_column("uid"))
    none = patterns(values, pl.DataFrame(schema={"l": pl.Int64, "r": pl.Int64}))
    assert (none.height, none.columns) == (0, ["l", "r", *FIELDS])


def test_the_order_of_pairs_is_kept() -> None:
    names = ["苏小满", "罗大川", "苏小满", "李明", "苏小慢"]
    values = records(register(*(Child(name, order=22 + 2 * at) for at, name in enumerate(names)))).values
    values = _named(values, values.get_column("uid"))
    pairs = pl.DataFrame({"l": [3, 0, 0, 1], "r": [1, 4, 2, 0]})
    found = patterns(values, pairs)
    assert found.select("l", "r").equals(pairs)
    assert found.get_column("name").to_list() == ["different", "sound", "rare", "different"]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text("苏小满大川?·", max_size=4), min_size=2, max_size=8))
def test_a_level_has_no_direction_and_an_equal_name_is_equal(names: list[str]) -> None:
    values = records(register(*(Child(name, order=22 + 2 * at) for at, name in enumerate(names)))).values
    values = _named(values, values.get_column("name"))
    pairs = [(left, right) for left in range(len(names)) for right in range(len(names)) if left != right]
    found = patterns(values, pl.DataFrame(pairs, schema=["l", "r"], orient="row"))
    levels = {(left, right): level for left, right, level in found.select("l", "r", "name").iter_rows()}
    for left, right in pairs:
        assert levels[left, right] == levels[right, left]
        text = parse_name(names[left]).text
        if text and text == parse_name(names[right]).text:
            assert levels[left, right] == ("unknown_character" if "?" in text else "rare")
