"""What holds for every template and style sheet: nothing inline, nothing from outside, only what old browsers know."""

import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/notoneless"
UI = SOURCE / "ui"
STYLES = sorted(UI.glob("static/ui/*.css"))
SCRIPTS = sorted(UI.glob("static/ui/*.js"))
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*.html") if "ledgers" not in path.parts)
PARTS = [path for path in TEMPLATES if "cotton" in path.parts]
INLINE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["']|<style(?![^>]*nonce)|<script(?![^>]*(?:src|nonce))""")
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import""")
TOO_NEW = re.compile(
    r":has\(|color-mix\(|oklch\(|oklab\(|light-dark\(|@container|@scope|@starting-style|\bdvh\b|\bsvh\b"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\(")
NESTED = re.compile(r"\{[^{}@]*\{")


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", _text(path), flags=re.DOTALL)


def _icons() -> set[str]:
    return {line for line in _text(UI / "icons.txt").splitlines() if line and not line.startswith("#")}


def test_there_is_something_to_look_at() -> None:
    assert len(STYLES) > 5
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_template_has_nothing_inline_and_nothing_from_outside(path: Path) -> None:
    assert INLINE.findall(_text(path)) == []
    assert OUTSIDE.findall(_text(path)) == []


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_component_is_small_and_names_what_it_takes(path: Path) -> None:
    assert _text(path).count("\n") <= 60
    assert "<c-vars" in _text(path)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_icon_is_one_of_those_collected(path: Path) -> None:
    named = set(re.findall(r'(?:c-ui\.icon name|\bicon)="([\w-]+)"', _text(path)))
    assert named <= _icons()


def test_every_icon_named_in_code_is_one_of_those_collected() -> None:
    navigation = _text(SOURCE / "web/navigation.py")
    assert set(re.findall(r'Entry\([^)]*?, "([\w-]+)"(?:, Permission|\)|, thumb)', navigation)) <= _icons()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_style_sheet_asks_only_for_what_chromium_100_knows(path: Path) -> None:
    assert TOO_NEW.findall(_rules(path)) == []
    assert NESTED.findall(re.sub(r"@media[^{]*\{|@keyframes[^{]*\{", "", _rules(path))) == []
    assert OUTSIDE.findall(_rules(path)) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_colour_has_a_name(path: Path) -> None:
    """Colours are written in the two files of colours; paper knows black and white only."""
    allowed = {"tokens", "dark", "print", "dialogs"}
    assert path.stem in allowed or COLOUR.findall(_rules(path)) == []


def test_every_name_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", _text(UI / "static/ui/tokens.css")))
    used = {name for path in STYLES for name in re.findall(r"var\((--[\w-]+)", _text(path))}
    assert used - defined == set()


def test_dark_has_a_colour_for_each_that_light_has() -> None:
    light, dark = (
        {
            name
            for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", _text(UI / f"static/ui/{sheet}.css"))
            if COLOUR.search(value)
        }
        for sheet in ("tokens", "dark")
    )
    assert light == dark


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_small_and_makes_no_code_of_text(path: Path) -> None:
    assert _text(path).count("\n") <= 60
    assert re.findall(r"\beval\(|new Function|innerHTML|document\.write|localStorage|sessionStorage", _text(path)) == []
