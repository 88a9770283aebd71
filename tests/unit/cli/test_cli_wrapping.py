import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.factories.commands import call, call_apart

from notoneless.cli.wrapping import ChineseFormatter, wrapped
from notoneless.standards.rosters import RosterKind

WORDS = st.lists(
    st.sampled_from(["名册", "台账", "register", "home_teaching", "、", "，", "。", "（", "）", " "]), max_size=30
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("花名册进，台账出", 20, ["花名册进，台账出"]),
        ("花名册进，台账出", 10, ["花名册进，", "台账出"]),
        ("在校（attending）、残疾（disabled）", 24, ["在校（attending）、", "残疾（disabled）"]),
        ("适龄儿童少年名册", 10, ["适龄儿童少", "年名册"]),
        ("种类是 home_teaching 的", 14, ["种类是", "home_teaching", "的"]),
        ("见（默认）核查", 6, ["见（默", "认）核", "查"]),
    ],
)
def test_a_text_is_broken_after_marks_or_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(WORDS.map("".join), st.integers(30, 60))
def test_nothing_is_lost_and_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    words = re.findall(r"\w+", text, re.ASCII)
    if not re.search(r"[a-z_]{30}|[、，。（）]{5}", text):
        assert all(cell_len(line) <= width for line in lines)
        assert [word for line in lines for word in re.findall(r"\w+", line, re.ASCII)] == words


def test_meanings_stand_below_each_other_and_a_long_term_has_a_line_of_its_own() -> None:
    formatter = ChineseFormatter(width=30)
    with formatter.section("选项"):
        formatter.write_dl([("--out 文件", "写到哪里"), ("--json", "给程序"), ("-" * 32, "长")], col_max=10)
    assert formatter.getvalue() == f"选项：\n  --out 文件  写到哪里\n  --json      给程序\n  {'-' * 32}\n{' ' * 14}长\n"


@pytest.mark.parametrize("columns", ["60", "80", "200"])
@pytest.mark.parametrize("name", ["", "template", "sample", "reconcile"])
def test_no_line_of_a_help_page_is_wider_than_the_terminal(name: str, columns: str) -> None:
    lines = call_apart(*name.split(), "-h", env={"COLUMNS": columns}).out.splitlines()
    assert max(map(cell_len, lines)) <= min(int(columns), 100) - 2


def test_headings_have_the_colon_of_chinese() -> None:
    assert "\n选项：\n" in call("template", "-h").out
    assert "\n命令：\n" in call("-h").out


@pytest.mark.parametrize("kind", RosterKind)
def test_no_choice_of_a_template_is_broken(kind: RosterKind) -> None:
    assert f"{kind.label}（{kind.value}）" in call("template", "-h").out
