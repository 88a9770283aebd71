"""The work below runs in other processes, so it is made of functions that can be found by name."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.corpora.packages import workbook

from notoneless.sheets.readers.isolation import read_books
from notoneless.sheets.readers.limits import DEFAULT, MIB
from notoneless.sheets.readers.workbooks import RawBook
from notoneless.sheets.refusals import Refusal

pytestmark = pytest.mark.timeout(60)


def height(book: RawBook) -> int:
    return book.sheets[0].height


def process(book: RawBook) -> int:
    return os.getpid()


def _is_bad(book: RawBook) -> bool:
    return Path(book.path).name.startswith("坏")


def fail(book: RawBook) -> int:
    return {"罗大川": 1}[book.sheets[0].name] if _is_bad(book) else height(book)


def run_dry(book: RawBook) -> int:
    return len([bytearray(MIB) for _ in range(10_000)]) if _is_bad(book) else height(book)


def abort(book: RawBook) -> int:
    if _is_bad(book):
        os.abort()
    return height(book)


def leave(book: RawBook) -> int:
    if _is_bad(book):
        os._exit(3)
    return height(book)


def sleep(book: RawBook) -> int:
    if _is_bad(book):
        time.sleep(60)
    return height(book)


def spin(book: RawBook) -> int:
    while _is_bad(book):
        pass
    return height(book)


def refuse(book: RawBook) -> int:
    raise Refusal("not_a_table")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """A good file, a bad one, two good ones."""
    names = ["甲.xlsx", "坏.xlsx", "乙.xlsx", "丙.xlsx"]
    for name in names:
        (tmp_path / name).write_bytes(workbook())
    return [tmp_path / name for name in names]


@pytest.mark.parametrize("processes", [0, 1, 2, None])
def test_results_come_in_the_order_of_the_files(paths: list[Path], processes: int | None) -> None:
    seen: list[Path] = []
    assert list(read_books(paths, height, processes=processes, progress=seen.append)) == [(path, 3) for path in paths]
    assert seen == paths


def test_no_file_needs_no_process() -> None:
    assert list(read_books([], height)) == []


def test_a_file_is_read_in_another_process(paths: list[Path]) -> None:
    assert os.getpid() not in {pid for _, pid in read_books(paths, process, processes=2)}
    assert {pid for _, pid in read_books(paths, process, processes=0)} == {os.getpid()}


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (fail, "failed"),
        (run_dry, "out_of_memory"),
        (abort, "out_of_memory"),
        (leave, "crashed"),
        (sleep, "timeout"),
        (spin, "timeout"),
    ],
)
def test_a_bad_file_costs_that_file_alone(paths: list[Path], work: Callable[[RawBook], int], code: str) -> None:
    wall = 2 if work is sleep else 30
    limits = replace(DEFAULT, memory_bytes=700 * MIB, cpu_seconds=1, wall_seconds=wall)
    outcomes = [outcome for _, outcome in read_books(paths, work, limits=limits, processes=1)]
    assert [getattr(outcome, "code", outcome) for outcome in outcomes] == [3, code, 3, 3]


@pytest.mark.parametrize("processes", [0, 1])
def test_an_error_is_told_by_kind_and_place_but_never_by_its_words(paths: list[Path], processes: int) -> None:
    _, outcome = list(read_books(paths, fail, processes=processes))[1]
    assert isinstance(outcome, Refusal)
    assert "KeyError，test_sheets_isolation.py:" in outcome.sentence
    assert "名册" not in outcome.sentence


@pytest.mark.parametrize("processes", [0, 1])
def test_work_may_refuse_too(paths: list[Path], processes: int) -> None:
    codes = [getattr(outcome, "code", None) for _, outcome in read_books(paths, refuse, processes=processes)]
    assert codes == ["not_a_table"] * 4


def test_who_stops_early_leaves_no_process_behind(paths: list[Path]) -> None:
    books = read_books(paths, process, processes=1)
    _, pid = next(books)
    assert isinstance(pid, int)
    books.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_reading_process_starts_without_data_frames() -> None:
    code = "import sys, notoneless.sheets.readers.isolation; print({'polars', 'duckdb', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"
