"""Nothing sealed lies anywhere in clear: not in the database, its WAL, logs, temporary files, exports or backups."""

import gzip
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.factories.plaintext import ENCODINGS, files_below, found_in, needles

SEALED = ("暗记护", "暗记址", "暗记残", "暗记困", "1640000", "51179120151201", "51179120151202")
"""Beginnings of what the thousand children have in sealed fields: guardian, address, disability … numbers."""
NAMES = ("金丝雀",)
"""Names stand in clear in the database, so that they can be searched, and nowhere else."""
DATABASE = ("notoneless.sqlite3", "notoneless.sqlite3-wal", "notoneless.sqlite3-shm")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation after a day of work, with all that was printed and every temporary file."""
    folder = tmp_path_factory.mktemp("day")
    (folder / "tmp").mkdir()
    journey = Path(__file__).with_name("plaintext_journey.py")
    environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("NOTONELESS_TEST_DATABASE", None)
    with (folder / "printed.log").open("wb") as out:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-W", "default", str(journey), str(folder / "house")],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            timeout=300,
            check=False,
        )
    printed = (folder / "printed.log").read_text(encoding="utf-8")
    assert done.returncode == 0, printed[-4000:]
    assert printed.rstrip().endswith("done")
    return folder


def test_the_day_left_its_traces(day: Path) -> None:
    """There is something to search: a database with its WAL, a sealed export, a backup, a log."""
    house = day / "house"
    assert (house / "notoneless.sqlite3").stat().st_size > 1_000_000
    assert list((house / "files" / "exports").glob("*.sealed"))
    assert list((house / "backups").glob("*.backup"))
    assert '"children:reveal"' in (day / "printed.log").read_text(encoding="utf-8")


def test_no_sealed_word_lies_in_clear(day: Path) -> None:
    looked_for = needles(SEALED)
    hits = {str(path.relative_to(day)): found_in(path.read_bytes(), looked_for) for path in files_below(day)}
    assert {path: words for path, words in hits.items() if words} == {}


def test_names_lie_in_the_database_only(day: Path) -> None:
    looked_for = needles(NAMES)
    hits = {path.name for path in files_below(day) if found_in(path.read_bytes(), looked_for)}
    assert "notoneless.sqlite3" in hits, "the search does find what is there"
    assert hits <= set(DATABASE)


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_search_finds_every_encoding(tmp_path: Path, name: str) -> None:
    """The positive control: one mark for each encoding in a file among others, and packed in three ways."""
    looked_for = needles(SEALED)
    for at, written in enumerate(ENCODINGS[name](SEALED[0])):
        plain = b"\x00\x01noise " * 50 + written + b" more noise" * 50
        packed = {"plain": plain, "gzip": gzip.compress(plain), "deflate": b"head" + zlib.compress(plain)}
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("member", plain)
        packed["zip"] = (tmp_path / "a.zip").read_bytes()
        for kind, data in packed.items():
            assert any(name in words for words in found_in(data, looked_for)), (at, kind)
