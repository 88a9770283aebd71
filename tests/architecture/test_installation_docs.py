"""Every setting, command and option of an installation is documented, and nothing that is not there."""

import re
from pathlib import Path

import click
import pytest

from notoneless.cli.main import cli
from notoneless.config.installation import CHOICES, FILE, SECTIONS, Installation

DOCS = Path(__file__).resolve().parents[2] / "docs"
CONTEXT = click.Context(cli)
BROUGHT = sorted(set(cli.list_commands(CONTEXT)) - set(cli.commands))
KEYS = [(section, key) for section, keys in SECTIONS.items() for key in keys]


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level that begins so."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"\n## {re.escape(heading)}[^\n]*\n(.*?)(?=\n## |\Z)", text, re.DOTALL)
    return found[1] if found else ""


def options(name: str) -> set[str]:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    found = (each for each in command.params if isinstance(each, click.Option))
    return {option for each in found for option in (*each.opts, *each.secondary_opts) if option.startswith("--")}


@pytest.mark.parametrize(("where", "key"), KEYS, ids="/".join)
def test_every_setting_has_its_line(where: str, key: str) -> None:
    line = re.search(rf"^\| `{key}` \| .+ \| .+ \|$", section("reference/settings.md", f"[{where}]"), re.MULTILINE)
    assert line is not None
    for choice in CHOICES.get(key, ()):
        assert f"`{choice}`" in line[0]


@pytest.mark.parametrize("where", SECTIONS)
def test_no_setting_is_told_of_that_is_not_there(where: str) -> None:
    told = re.findall(r"^\| `([a-z_]+)` \|", section("reference/settings.md", f"[{where}]"), re.MULTILINE)
    assert set(told) == set(SECTIONS[where])


def test_every_setting_is_one_of_an_installation() -> None:
    fields = set(Installation.__dataclass_fields__) - {"home"}
    assert {key for _, key in KEYS} == fields
    assert FILE in (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BROUGHT)
def test_every_command_of_an_installation_and_its_options_are_told(name: str) -> None:
    text = section("reference/command-line.md", name)
    assert text, f"command-line.md has no section {name}"
    common = {"--json", "--quiet", "--help"}
    assert {option for option in options(name) if f"`{option}" not in text} <= common


@pytest.mark.parametrize("name", BROUGHT)
def test_no_option_is_told_of_that_is_not_there(name: str) -> None:
    told = set(re.findall(r"`(--[a-z-]+)", section("reference/command-line.md", name)))
    assert told <= options(name) | {"--help"}
