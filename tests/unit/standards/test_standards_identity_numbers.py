"""Identity numbers: what is repaired, what is judged, and what no damage may turn into a wrong key."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from notoneless.standards.identity_numbers import (
    PROBLEM_WORDS,
    REPAIR_WORDS,
    IdState,
    check_digit,
    clean_number,
    identity_key,
    parse_identity_number,
)

SOUND = "511793201104277009"
WITH_X = "11010519491231002X"  # GB 11643-1999, the standard's example


def test_the_published_examples_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"
    number = parse_identity_number(WITH_X)
    assert (number.state, number.text, number.division) == (IdState.VALID, WITH_X, "110105")
    assert (number.birth, number.sex) == (date(1949, 12, 31), "女")
    assert (number.repairs, number.problems) == ((), ())


def test_a_birth_before_1900_is_no_living_persons() -> None:
    """The standard's second example has a sound check digit, and was born in 1880."""
    assert parse_identity_number("440524188001010014").state is IdState.BAD_BIRTH


def test_a_division_that_no_table_knows_is_valid() -> None:
    number = parse_identity_number(SOUND)
    assert (number.state, number.division, number.birth, number.sex) == (
        IdState.VALID,
        "511793",
        date(2011, 4, 27),
        "女",
    )


REPAIRED = [
    ("５１１７９３２０１１０４２７７００９", SOUND, ("fullwidth",)),
    ("511793 20110427 7009", SOUND, ("spaces",)),
    (" 511793201104277009\t\n", SOUND, ("spaces",)),
    ("\u3000511793201104277009", SOUND, ("spaces",)),
    ("511793\u00a0201104277009", SOUND, ("spaces",)),
    ("\u200b511793201104277009\ufeff", SOUND, ("invisible",)),
    ("'511793201104277009", SOUND, ("quote",)),
    ("‘511793201104277009’", SOUND, ("quote",)),
    ("`511793201104277009", SOUND, ("quote",)),
    ('="511793201104277009"', SOUND, ("quote",)),
    ("“511793201104277009”", SOUND, ("quote",)),
    ("511793-20110427-7009", SOUND, ("separators",)),
    ("511793.20110427.7009", SOUND, ("separators",)),
    ("511793－20110427－7009", SOUND, ("fullwidth", "separators")),
    ("511793201104277009.", SOUND, ("separators",)),
    ("511793201104277009。", SOUND, ("separators",)),
    ("511793201104277009.0", SOUND, ("decimal_tail",)),
    ("511793201104277009.00", SOUND, ("decimal_tail",)),
    ("51179320ll04277009", SOUND, ("letter_l",)),
    ("5II793201104277009", SOUND, ("letter_l",)),
    ("5丨1793201104277009", SOUND, ("letter_l",)),
    ("5117932O11O42770o9", SOUND, ("letter_o",)),
    ("5117932〇11〇4277〇09", SOUND, ("letter_o",)),
    ("11010519491231002x", WITH_X, ("lower_x",)),
    ("11010519491231002 X", WITH_X, ("spaces",)),
    ("11010519491231002ｘ", WITH_X, ("fullwidth", "lower_x")),
    ("11010519491231002Ⅹ", WITH_X, ("fullwidth",)),
    ("11010519491231002×", WITH_X, ("x_sign",)),
    ("11010519491231002✕", WITH_X, ("x_sign",)),
    ("11010519491231002х", WITH_X, ("x_sign",)),
    ("11010519491231002Х", WITH_X, ("x_sign",)),
    ("11010519491231002*", WITH_X, ("x_sign",)),
    ("11010519491231002＊", WITH_X, ("fullwidth", "x_sign")),
    ("'1101O5 19491231-002x", WITH_X, ("spaces", "quote", "lower_x", "letter_o", "separators")),
    ("身份证511793201104277009", SOUND, ("surrounding_words",)),
    ("511793201104277009张某", SOUND, ("surrounding_words",)),
    ("511793201104277009（母亲）", SOUND, ("fullwidth", "surrounding_words")),
    ("51179320110427700954", SOUND, ("disability_card",)),
    ("51179320110427700954B1", SOUND, ("disability_card",)),
]


@pytest.mark.parametrize(("raw", "text", "repairs"), REPAIRED)
def test_the_form_is_repaired_and_said(raw: str, text: str, repairs: tuple[str, ...]) -> None:
    number = parse_identity_number(raw)
    assert (number.state, number.text, set(number.repairs)) == (IdState.VALID, text, set(repairs))
    assert number.raw == raw


BORN = date(2011, 4, 27)
JUDGED = [
    ("511793201104277008", IdState.BAD_CHECK, ("check_digit",), ("511793", BORN, "女")),
    ("51179320110427700X", IdState.BAD_CHECK, ("check_digit",), ("511793", BORN, "女")),
    ("511793201104277109", IdState.BAD_CHECK, ("check_digit",), ("511793", BORN, "女")),
    ("511793201113277009", IdState.BAD_BIRTH, ("birth_date", "check_digit"), ("511793", None, "女")),
    ("511793201102290004", IdState.BAD_BIRTH, ("birth_date", "check_digit"), ("511793", None, "女")),
    ("51179320110427700", IdState.BAD_LENGTH, ("too_short",), ("511793", BORN, "")),
    ("5117932011042770099", IdState.BAD_LENGTH, ("too_long",), ("511793", BORN, "")),
    ("511793201104277", IdState.BAD_LENGTH, ("too_short",), ("511793", BORN, "")),
    ("511793201104277009511793201104277009", IdState.BAD_LENGTH, ("several_numbers",), ("511793", BORN, "")),
    ("13812345678", IdState.BAD_LENGTH, ("phone_in_cell",), ("", None, "")),
    ("20110427", IdState.BAD_LENGTH, ("date_in_cell",), ("", None, "")),
    ("511793850427701", IdState.FIFTEEN, ("fifteen_digits",), ("511793", date(1985, 4, 27), "男")),
    ("511793851327702", IdState.FIFTEEN, ("fifteen_digits",), ("511793", None, "女")),
    ("G511793201104277009", IdState.BAD_CHARACTER, ("student_number_in_cell",), ("511793", BORN, "")),
    ("l511793201104277009", IdState.BAD_CHARACTER, ("student_number_in_cell",), ("511793", BORN, "")),
    ("511793********7009", IdState.BAD_CHARACTER, ("masked",), ("511793", None, "")),
    ("51179320110427****", IdState.BAD_CHARACTER, ("masked",), ("511793", BORN, "")),
    ("51179320110427A009", IdState.BAD_CHARACTER, ("character",), ("511793", BORN, "")),
    ("5117932011X4277009", IdState.BAD_CHARACTER, ("character",), ("", None, "")),
    ("同户主", IdState.BAD_CHARACTER, ("character",), ("", None, "")),
    ("E12345678", IdState.OTHER_DOCUMENT, ("passport",), ("", None, "")),
    ("EA1234567", IdState.OTHER_DOCUMENT, ("passport",), ("", None, "")),
    ("H12345678", IdState.OTHER_DOCUMENT, ("hk_macao_permit",), ("", None, "")),
    ("M1234567801", IdState.OTHER_DOCUMENT, ("hk_macao_permit",), ("", None, "")),
    ("01234567", IdState.OTHER_DOCUMENT, ("taiwan_permit",), ("", None, "")),
    ("T510123456", IdState.OTHER_DOCUMENT, ("birth_certificate",), ("", None, "")),
    ("USA123456789012", IdState.OTHER_DOCUMENT, ("residence_permit",), ("", None, "")),
]


@pytest.mark.parametrize(("raw", "state", "problems", "evidence"), JUDGED)
def test_what_is_not_a_number_is_judged(
    raw: str, state: IdState, problems: tuple[str, ...], evidence: tuple[str, date | None, str]
) -> None:
    number = parse_identity_number(raw)
    assert (number.state, number.problems) == (state, problems)
    assert (number.division, number.birth, number.sex) == evidence


LOST = [
    ("5.11793201104277E+17", "511793201104277", BORN),
    ("5.11793201104277e+17", "511793201104277", BORN),
    ("５．１１７９３２０１１０４２７７Ｅ＋１７", "511793201104277", BORN),
    ("5.1179320110427E+17", "511793201104270", BORN),
    ("5.1179320110427699e+17", "511793201104277", BORN),
    ("5.11793E+17", "511793", None),
    ("5.117E+17", "5117", None),
    ("5E+17", "5", None),
    ("5.117E 17", "5117", None),
    ("'5.117E+17", "5117", None),
    ("1.38E+10", "138", None),
    ("511793201104277000", "511793201104277", BORN),
    ("511793201104277000.0", "511793201104277", BORN),
    ("511,793,201,104,277,000", "511793201104277", BORN),
]


@pytest.mark.parametrize(("raw", "survived", "birth"), LOST)
def test_a_number_spoilt_by_excel_is_evidence_and_never_a_key(raw: str, survived: str, birth: date | None) -> None:
    number = parse_identity_number(raw)
    assert (number.state, number.text, number.birth) == (IdState.LOST, survived, birth)
    assert number.first15 == (survived if len(survived) == 15 else "")
    assert number.division == (survived[:6] if len(survived) >= 6 else "")


MISSING = {
    "blank": ["", " ", "\u3000", "无", "暂无", "没有", "/", "-", "——", "0", "000000", "NULL", "#N/A", "nan", "…", "'"],
    "not_registered": ["未上户", "无户口", "未上户口（正在办理）", "尚未落户", "黑户", "没 有 户 口"],
    "in_process": ["未办", "待补", "正在办理中", "身份证丢失", "待办。"],
    "unknown": ["不详", "不清楚", "待核实", "联系不上"],
}


@pytest.mark.parametrize(("problem", "raw"), [(problem, raw) for problem, raws in MISSING.items() for raw in raws])
def test_the_many_words_for_none(problem: str, raw: str) -> None:
    number = parse_identity_number(raw)
    assert (number.state, number.text, number.problems) == (IdState.MISSING, "", (problem,))


def test_keys_tell_numbers_apart_and_fit_sixty_four_bits() -> None:
    assert identity_key(WITH_X) == 11010519491231002 * 11 + 10
    assert identity_key(SOUND) == 51179320110427700 * 11 + 9
    assert identity_key("9" * 17 + "X") < 2**63


def test_first15_is_empty_when_digits_may_have_shifted() -> None:
    assert parse_identity_number("51179320110427700").first15 == ""
    assert parse_identity_number("511793850427701").first15 == ""
    assert parse_identity_number("511793201104277008").first15 == SOUND[:15]


# --- properties -------------------------------------------------------------------------------------------------

DIVISIONS = st.sampled_from(["511791", "511792", "511793"])
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    first17 = f"{draw(DIVISIONS)}{draw(DAYS):%Y%m%d}{draw(st.integers(1, 999)):03}"
    return first17 + check_digit(first17)


DAMAGES: dict[str, Callable[[str], str]] = {
    "wide": lambda text: "".join(chr(ord(character) + 0xFEE0) for character in text),
    "grouped": lambda text: f"{text[:6]} {text[6:14]} {text[14:]}",
    "quoted": lambda text: f"'{text}",
    "tail": lambda text: f"{text}.0" if text.isdigit() else f"{text} ",
    "hyphens": lambda text: f"{text[:6]}-{text[6:14]}-{text[14:]}",
    "letters": lambda text: text[:17].replace("0", "O").replace("1", "l") + text[17],
    "lower": lambda text: text.lower(),
    "sign": lambda text: text.replace("X", "×"),
    "zero width": "\u200b".join,
    "card": lambda text: f"{text}43",
    "words": lambda text: f"{text}（本人）",
}


@given(numbers(), st.sampled_from(sorted(DAMAGES)))
def test_repairable_damage_gives_the_same_number(number: str, damage: str) -> None:
    found = parse_identity_number(DAMAGES[damage](number))
    assert (found.text, found.state) == (number, IdState.VALID)


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_digit_is_caught(number: str, at: int, wrong: str) -> None:
    assume(number[at] != wrong)
    assert parse_identity_number(number[:at] + wrong + number[at + 1 :]).state is not IdState.VALID


@given(numbers(), st.integers(0, 16))
def test_every_swap_of_neighbours_is_caught(number: str, at: int) -> None:
    assume(number[at] != number[at + 1])
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert parse_identity_number(swapped).state is not IdState.VALID


@given(numbers())
def test_a_float_of_a_number_is_never_a_key(number: str) -> None:
    kept = f"{float(number[:15] + '000'):.14e}"
    found = parse_identity_number(kept)
    assert (found.state, found.text) == (IdState.LOST, number[:15])
    assert found.birth == parse_identity_number(number).birth


@given(st.text() | st.text(alphabet="0123456789XxOlGLJBE.+-*（） '年无", max_size=24))
@example("፩" * 18)
@example("٥١" * 9)
@example("5E+999")
@example("9.999999999999999999E+17")
def test_any_text_has_a_state_and_its_reasons(raw: str) -> None:
    number = parse_identity_number(raw)
    assert (number.state is IdState.VALID) == (not number.problems)
    assert set(number.problems) <= PROBLEM_WORDS.keys()
    assert set(number.repairs) <= REPAIR_WORDS.keys()
    if number.state is IdState.VALID:
        assert parse_identity_number(number.text).text == number.text == number.text[:17] + check_digit(number.text)


def test_cleaning_leaves_words_and_scientific_form() -> None:
    assert clean_number("未上户-待办") == ("未上户-待办", ())
    assert clean_number("5.1e+17") == ("5.1E+17", ())
    assert clean_number("E12345678") == ("E12345678", ())
