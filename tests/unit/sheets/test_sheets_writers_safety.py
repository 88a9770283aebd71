import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.sheets.writers.names import legal_sheet_name
from notoneless.sheets.writers.safety import MOST_UNITS, clean_text, starts_formula


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("张小明", "张小明"),
        ("  张 明 ", "  张 明 "),
        ("张\x00小\x07明", "张小明"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("甲\t乙", "甲 乙"),
        ("\ufeff张\u202e明", "张明"),
        ("买买提·阿依", "买买提·阿依"),
        ("张\ue000明", "张\ue000明"),
        ("张\ud800明", "张明"),
        ("\u3000", "\u3000"),
    ],
)
def test_unseen_characters_go_and_all_others_stay(given_text: str, cleaned: str) -> None:
    assert clean_text(given_text) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize("letter", ["字", "𠮷"])
def test_a_text_longer_than_a_cell_says_that_it_was_cut(letter: str) -> None:
    cut = clean_text(letter * 40_000)
    assert len(cut.encode("utf-16-le")) <= 2 * MOST_UNITS
    assert cut.endswith("（过长，已截断）")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\t=1", "\r=1", "\x00=1", "＝1"])
def test_a_text_that_begins_like_a_formula_is_known(text: str) -> None:
    assert starts_formula(text)


@pytest.mark.parametrize("text", ["", "张小明", "1+1", " =1"])
def test_other_text_is_no_formula(text: str) -> None:
    assert not starts_formula(text)


@pytest.mark.parametrize(
    ("name", "taken", "legal"),
    [
        ("有户籍无学籍", (), "有户籍无学籍"),
        ("一[1]班:*?/\\", (), "一 1 班"),
        ("", (), "表"),
        ("[]", (), "表"),
        ("清单", ("清单",), "清单（2）"),
        ("List", ("LIST", "list（2）"), "List（3）"),
        ("History", (), "History（2）"),
        ("'甲'", (), "甲"),
        ("长" * 40, (), "长" * 31),
        ("长" * 40, ("长" * 31,), "长" * 28 + "（2）"),
    ],
)
def test_sheet_names_are_legal_and_unlike_each_other(name: str, taken: tuple[str, ...], legal: str) -> None:
    assert legal_sheet_name(name, taken) == legal
