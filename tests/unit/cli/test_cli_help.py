import re
import subprocess
import sys

import pytest
from tests.factories.commands import call, call_apart

from notoneless import __version__

COMMANDS = ("check", "reconcile", "explain", "template", "sample", "score", "demo")
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|error|show|this|and|exit|required|default|integer|text|file|missing)\b"
)


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), *((name, "--help") for name in COMMANDS)])
def test_every_help_page_is_chinese_and_a_success(words: tuple[str, ...]) -> None:
    said = call_apart(*words)
    assert (said.code, said.err) == (0, "")
    plain = re.sub(r"--?[a-z][a-z-]*", " ", said.out)
    assert not ENGLISH.search(plain.lower())
    assert said.out.startswith("用法：notoneless ")
    assert "显示这页说明" in said.out


def test_the_first_page_names_every_command_with_a_sentence() -> None:
    lines = call("--help").out.splitlines()
    for name in COMMANDS:
        assert any(re.fullmatch(rf"  {name} +[^ ].*[一-龥].*", line) for line in lines), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    said = call(name, "-h").out
    options = [line for line in said.partition("选项")[2].splitlines() if line.startswith("  -")]
    assert options
    assert [line for line in options if not re.search(r"  [^ -].*[一-龥]", line)] == []


def test_an_option_that_must_be_given_says_so() -> None:
    assert "（必填）" in call("sample", "-h").out


def test_a_version_is_told() -> None:
    assert call("--version").out == f"一个不少 {__version__}\n"


def test_help_and_errors_come_without_loading_the_engine() -> None:
    heavy = "{'polars', 'duckdb', 'numpy', 'openpyxl', 'xlsxwriter', 'pebble'}"
    code = f"import sys, notoneless.cli.main; print({heavy}.intersection(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "set()\n"
