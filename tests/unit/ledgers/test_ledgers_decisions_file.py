from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.ledgers.decisions_file import NAME, BadDecisionsError, load_decisions, merged, save_decisions
from notoneless.matching.decisions import Decision, Verdict

HEADINGS = "decision,left,right,result,until,on,by,note"
SAME = Decision(Verdict.SAME, "0123456789ab", "ba9876543210", on="2024-03-05", by="钱老师", note="户口簿，已换号")
SETTLED = Decision(Verdict.SETTLED, "0123456789ab", result="B3", until=date(2024, 8, 31))
PRINT = st.text("0123456789abcdef", min_size=12, max_size=12)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
DECISIONS = st.builds(
    Decision, st.sampled_from(Verdict), PRINT, PRINT, WORDS, st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    WORDS, WORDS, WORDS,
)  # fmt: skip


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / NAME
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


@given(decisions=st.lists(DECISIONS, max_size=6))
def test_what_is_saved_is_loaded(decisions: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("d") / NAME
    save_decisions(path, decisions)
    assert set(load_decisions(path)) == set(decisions)


@pytest.mark.parametrize("note", ["=1+1", "-", "＋86", "@张三", "'=1", "'"])
def test_a_note_like_a_formula_is_marked_in_the_file_and_only_there(tmp_path: Path, note: str) -> None:
    path = tmp_path / NAME
    save_decisions(path, [replace(SAME, by=note, note=note)])
    assert f",'{note},'{note}\n" in path.read_text(encoding="utf-8-sig")
    (decision,) = load_decisions(path)
    assert (decision.by, decision.note) == (note, note)


def test_each_decision_is_saved_once_in_an_order_that_does_not_depend_on_the_run(tmp_path: Path) -> None:
    for name, decisions in (("甲", [SAME, SETTLED, SAME]), ("乙", [SETTLED, SAME])):
        save_decisions(tmp_path / name, decisions)
    assert (tmp_path / "甲").read_bytes() == (tmp_path / "乙").read_bytes()
    assert (tmp_path / "甲").read_text(encoding="utf-8-sig").splitlines()[0] == HEADINGS


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["decision,left", "same,a"], "decisions.csv：缺少列 right"),
        (
            [HEADINGS, "same,a,b,,,,,", "maybe,a,b,,,,,"],
            "第 3 行：decision 应为 same、different 或 settled，现为“maybe”",
        ),
        ([HEADINGS, "same,a,,,,,,"], "第 2 行：缺少核对码"),
        ([HEADINGS, "settled,,,B3,,,,"], "第 2 行：缺少核对码"),
        ([HEADINGS, "settled,a,,B3,学年末,,,"], "第 2 行：until 应写成 2024-08-31 这样的日期，现为“学年末”"),
        ([HEADINGS, "settled,a,,B3,2024-06-31,,,"], "第 2 行：until 应写成"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_named(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(BadDecisionsError, match=words):
        load_decisions(written(tmp_path, *lines))


def test_a_file_saved_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadDecisionsError, match="CSV UTF-8"):
        load_decisions(written(tmp_path, HEADINGS, "same,a,b,,,,钱老师,", encoding="gb18030"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("until", ["2024-08-31", "2024/8/31", " 2024-08-31 "])
def test_a_file_saved_again_by_a_table_program_still_counts(tmp_path: Path, encoding: str, until: str) -> None:
    (decision,) = load_decisions(written(tmp_path, HEADINGS, f"settled,a,,B3,{until},,,", encoding=encoding))
    assert decision.until == date(2024, 8, 31)


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        (Decision(Verdict.DIFFERENT, SAME.left, SAME.right), "later"),
        (Decision(Verdict.DIFFERENT, SAME.right, SAME.left), "later"),
        (Decision(Verdict.SAME, SAME.left, "cccccccccccc"), "both"),
        (SETTLED, "both"),
    ],
)
def test_a_later_decision_on_the_same_question_takes_the_place_of_an_earlier_one(later: Decision, kept: str) -> None:
    assert merged([SAME], [later]) == ([later] if kept == "later" else [SAME, later])


def test_a_child_settled_anew_is_settled_once() -> None:
    anew = Decision(Verdict.SETTLED, SETTLED.left, result="A1")
    assert merged([SETTLED], [anew]) == [anew]
