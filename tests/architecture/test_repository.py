"""What must never be in the repository: a number that could be somebody's, the name of a host, a path of a machine."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from notoneless.standards.identity_numbers import IdState, parse_identity_number
from notoneless.standards.tables import load

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = {"11010519491231002X", "440524188001010014"}
"""The two examples that GB 11643 itself prints."""
NO_PREFECTURE = re.compile(r"51[4-8]\d{3}")
"""Made-up districts after the first number their children 5140… to 5188…: no such prefectures."""
NUMBER = re.compile(rb"(?<![0-9A-Za-z])[GLJ]?(\d{17}[\dXx])(?![0-9A-Za-z])")
MACHINE_PATH = re.compile(rb"(?<![\w.$~/}])/(?:home|root|work|Users|mnt|private|var/folders)/[\w.-]+")
HOST = re.compile(r"(?:https?|git|ssh)://|@git|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)
LOCKS = sorted(ROOT.joinpath("requirements").glob("*"))


@cache
def _tracked() -> dict[str, bytes]:
    """Every tracked file that is text."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S607
    paths = [ROOT / name for name in names.decode().split("\0") if name]
    found = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    return {name: data for name, data in found.items() if b"\0" not in data}


def _made_up_divisions() -> set[str]:
    return {row["code"] for row in load("divisions", "notoneless.samples").rows}


def _could_be_real(data: bytes) -> set[str]:
    """The valid numbers of a text whose division may exist."""
    numbers = {found.decode().upper() for found in NUMBER.findall(data)} - PUBLISHED
    valid = {number for number in numbers if parse_identity_number(number).state is IdState.VALID}
    made_up = _made_up_divisions()
    return {n for n in valid if not (n.startswith("51179") or n[:6] in made_up or NO_PREFECTURE.match(n))}


def test_the_repository_is_looked_at() -> None:
    assert {"pyproject.toml", "Makefile", "src/notoneless/__init__.py"} <= set(_tracked())


@pytest.mark.parametrize(
    "text", ["11010519491231002X", "511791201405010225", "G511791201405010225", "511791201405010220"]
)
def test_numbers_that_may_stand_in_a_file(text: str) -> None:
    assert _could_be_real(f"身份证号 {text}".encode()) == set()


def test_a_number_of_a_division_that_exists_would_be_found() -> None:
    """Put together here, so that this file itself holds none."""
    number = "".join(("110", "105", "2014", "0501", "001"))
    check = "10X98765432"[sum(int(d) * 2 ** (17 - at) for at, d in enumerate(number)) % 11]
    assert _could_be_real(f"号码：{number}{check}，".encode()) == {number + check}
    assert _could_be_real(f"G{number}{check}".encode()) == {number + check}


def test_no_number_could_be_somebodys() -> None:
    found = {name: sorted(numbers) for name, data in _tracked().items() if (numbers := _could_be_real(data))}
    assert found == {}


def test_no_path_of_a_machine() -> None:
    found = {name: paths for name, data in _tracked().items() if (paths := sorted(set(MACHINE_PATH.findall(data))))}
    assert found == {}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_requirements_name_no_host(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if HOST.search(line)] == []


@pytest.mark.parametrize("path", [path for path in LOCKS if path.suffix == ".txt"], ids=lambda path: path.name)
def test_every_locked_requirement_has_its_hash(path: Path) -> None:
    text = re.sub(r"\\\n\s*", " ", path.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "-"))]
    assert lines
    assert [line for line in lines if "--hash=sha256:" not in line] == []
