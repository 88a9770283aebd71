"""What is there is documented, what is documented is there, and no link leads nowhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest

from notoneless.cli.exits import Exit
from notoneless.cli.main import cli
from notoneless.ledgers.decisions_file import COLUMNS
from notoneless.matching import assignment, blocking, leftovers, scoring
from notoneless.sheets.refusals import sentences
from notoneless.standards.identity_numbers import IdState, parse_identity_number
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md"))]
COMMANDS = sorted(cli.commands)
FINDINGS = load("findings", "notoneless.matching").rows
WHEREABOUTS = load("whereabouts", "notoneless.matching").rows
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
THRESHOLDS = {
    "LINK": assignment.LINK,
    "DOUBT": assignment.DOUBT,
    "MARGIN": assignment.MARGIN,
    "TWICE": assignment.TWICE,
    "RIDGE": scoring.RIDGE,
    "PRIOR_BITS": scoring.PRIOR_BITS,
    "MOST_BITS": leftovers.MOST_BITS,
    "MOST_PER_KEY": blocking.MOST_PER_KEY,
}


def page(path: str) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def tables_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables_page", ROOT / "tools" / "tables_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_its_line(command: str) -> None:
    text = page("reference/command-line.md")
    own = section(text, command)
    common = text.partition("\n## ")[0]
    assert own, f"command-line.md has no section {command}"
    for parameter in cli.commands[command].params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{option}" in own + common, f"{command} {option}"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_told_of_that_is_not_there(command: str) -> None:
    told = set(re.findall(r"`(--[a-z-]+)", section(page("reference/command-line.md"), command)))
    there = {option for each in cli.commands[command].params for option in (*each.opts, *each.secondary_opts)}
    assert told <= there | {"--help"}


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_told(code: Exit) -> None:
    assert f"| {code.value} | `{code.name}` |" in page("reference/command-line.md")


def test_every_variable_of_the_environment_is_told() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    variables = set(re.findall(r"NOTONELESS_[A-Z_]+", source))
    assert variables
    assert {name for name in variables if f"`{name}`" not in page("reference/command-line.md")} == set()


def test_generated_pages_are_those_of_the_tables() -> None:
    for path, text in tables_tool().pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python tools/tables_page.py"


@pytest.mark.parametrize("code", sorted([*sentences(), *RosterKind, *(row["code"] for row in WHEREABOUTS)]))
def test_every_refusal_roster_kind_and_whereabouts_is_on_the_page_of_codes(code: str) -> None:
    assert f"| `{code}` |" in page("reference/codes.md")


@pytest.mark.parametrize("kind", FINDINGS, ids=lambda row: row["kind"])
def test_every_finding_says_what_to_do(kind: dict[str, str]) -> None:
    text = page("how-to/问题清单怎么看怎么办.md")
    part = text.partition(f"\n### {kind['label']} `{kind['kind']}`\n")[2].partition("\n##")[0]
    for word in ("意思", "例", "怎么办", "谁办", "依据", "留什么佐证"):
        assert f"**{word}**" in part, f"{kind['kind']}: {word}"


@pytest.mark.parametrize("cell", WHEREABOUTS, ids=lambda row: row["code"])
def test_every_whereabouts_is_explained_to_clerks(cell: dict[str, str]) -> None:
    line = re.search(
        rf"^\| {re.escape(cell['label'])} \| `{cell['code']}` \|.*$", page("how-to/问题清单怎么看怎么办.md"), re.M
    )
    assert line is not None
    assert ("已说明" if cell["explained"] == "yes" else "待查") in line[0]


@pytest.mark.parametrize("result", load("verification").rows, ids=lambda row: row["code"])
def test_every_result_of_verification_has_its_evidence(result: dict[str, str]) -> None:
    text = page("how-to/填写和回收核查清单.md")
    line = re.search(rf"^\| {result['code']} \| {re.escape(result['label'])} \|.*$", text, re.M)
    assert line is not None
    assert result["evidence"] in line[0].replace("*", "")


@pytest.mark.parametrize("kind", list(RosterKind))
def test_every_roster_kind_has_its_template_told(kind: RosterKind) -> None:
    assert f"| {kind.label} | `{kind.value}` |" in page("how-to/用模板.md")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_the_decisions_is_told(column: str) -> None:
    assert f"`{column}`" in section(page("reference/files.md"), "decisions.csv")


@pytest.mark.parametrize("why", list(assignment.Why))
def test_every_reason_of_a_doubt_is_told(why: assignment.Why) -> None:
    assert f"| `{why.value}` |" in page("explanation/how-matching-decides.md")


@pytest.mark.parametrize("name", THRESHOLDS)
def test_thresholds_are_those_of_the_code(name: str) -> None:
    assert f"| `{name}` | {THRESHOLDS[name]} |" in page("explanation/how-matching-decides.md")


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_relative_links_lead_somewhere(path: Path) -> None:
    text = CODE_BLOCK.sub("", path.read_text(encoding="utf-8"))
    targets = [unquote(link.partition("#")[0]) for link in LINK.findall(text) if "://" not in link]
    assert [target for target in targets if target and not (path.parent / target).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = page("README.md")
    listed = {(DOCS / unquote(link)).resolve() for link in LINK.findall(index)}
    assert [
        names(path) for path in PAGES if path.is_relative_to(DOCS) and path.name != "README.md" and path not in listed
    ] == []


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_pages_name_no_host_no_folder_of_a_machine_and_no_real_number(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [url for url in re.findall(r"https?://[^\s)）]+", text) if "//127.0.0.1" not in url] == []
    assert re.findall(r"(?:^|[\s`(])/(?:home|root|work|Users)/", text) == []
    numbers = re.findall(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])", text)
    allowed = {"11010519491231002X", "440524188001010014"}
    assert [number for number in numbers if number not in allowed and not re.match("51179[123]", number)] == []
    sound = [number for number in numbers if not number.endswith("000")]
    assert [number for number in sound if parse_identity_number(number).state is not IdState.VALID] == []
