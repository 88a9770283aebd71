"""Every hostile file has the outcome of its manifest within ten seconds, and harms no other file of its folder."""

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from tests.corpora.hostile import BITING, READ, SPECIMENS, write_corpus
from tests.corpora.packages import ROSTER

from notoneless.sheets.cells import text_of
from notoneless.sheets.readers.books import read_book
from notoneless.sheets.readers.isolation import read_books
from notoneless.sheets.readers.limits import DEFAULT, MIB
from notoneless.sheets.readers.workbooks import RawBook
from notoneless.sheets.refusals import Refusal

pytestmark = pytest.mark.timeout(180)

# Half of what a file may ask for otherwise, so that the machine that tests needs no more.
LIMITS = replace(DEFAULT, memory_bytes=1024 * MIB, wall_seconds=10)
MUTATIONS = 200
WHOLE = (
    *("虚报范围.xlsx", "二十万样式.xlsx", "包含指令.xlsx", "老格式.xls", "老格式改名.xlsx", "新格式改名.et"),
    *("国标.csv", "带标记.csv", "无标记.csv", "宽编码.csv", "宽编码无标记.txt", "换行混杂.csv", "分号分隔.csv"),
)


def texts(book: RawBook) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in book.sheets[0].rows]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]] | Refusal]:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    manifest = write_corpus(folder)
    paths = [folder / name for name in manifest]
    read = {path.name: outcome for path, outcome in read_books(paths, texts, limits=LIMITS, processes=2)}
    assert [path.name for path in folder.parent.iterdir()] == ["in"], "a file was written outside"
    assert {path.name for path in folder.iterdir()} == manifest.keys()
    return read


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)
def test_each_file_has_the_outcome_of_the_manifest(specimen, outcomes) -> None:  # type: ignore[no-untyped-def]
    outcome = outcomes[specimen.name]
    assert getattr(outcome, "code", READ) == specimen.outcome


def test_there_are_enough_of_them() -> None:
    names = [specimen.name for specimen in SPECIMENS]
    assert len(set(names)) == len(names) >= 64


@pytest.mark.parametrize("name", WHOLE)
def test_odd_files_lose_nothing(name, outcomes) -> None:  # type: ignore[no-untyped-def]
    assert outcomes[name] == [list(row) for row in ROSTER]


def test_nothing_is_computed(outcomes) -> None:  # type: ignore[no-untyped-def]
    assert outcomes["公式.xlsx"] == [["旧值", "", "", "7", "0"]]
    assert [row[0] for row in outcomes["公式前缀.xlsx"]] == [text_of(text) for text in BITING]


def test_an_identity_number_kept_as_a_number_is_seen_to_be_lost(outcomes) -> None:  # type: ignore[no-untyped-def]
    assert outcomes["证号成了数字.xlsx"] == [["5.11791201405018E+17", "511791201405010"]]


# -- mutations ------------------------------------------------------------------------------------------------------


def _good_workbook() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as target:
        target.set_properties({"created": datetime(2024, 3, 1, tzinfo=UTC)})
        sheet = target.add_worksheet("名册")
        sheet.merge_range(0, 0, 0, 3, "适龄儿童少年名册")
        day = target.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(ROSTER, start=1):
            sheet.write_row(number, 0, row)
            sheet.write_datetime(number, 3, date(2014, 5, number), day)
    return buffer.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _drop(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 60) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.randint(1, 200)
    return data[: at + length] + data[at : at + length] * chance.randint(1, 5) + data[at + length :]


def _enlarge(data: bytes, chance: random.Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if 48 <= byte < 58] or [0]
    at = chance.choice(digits)
    return data[:at] + chance.choice([b"-1", b"99999999", b"4294967296", b"1e999", b"&#0;"]) + data[at + 1 :]


_ON_BYTES = (_flip, _cut, _drop, _repeat)
_ON_PARTS = (_flip, _cut, _drop, _repeat, _enlarge)


def _mutant(data: bytes, chance: random.Random) -> bytes:
    """Spoil the packed bytes, or take the package apart, spoil one part and pack it again."""
    if chance.random() < 0.3:
        return chance.choice(_ON_BYTES)(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    spoil: Callable[[bytes, random.Random], bytes] = chance.choice(_ON_PARTS)
    parts[name] = spoil(parts[name], chance)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


@pytest.mark.parametrize("tenth", range(10))
def test_a_mutant_is_read_or_refused_and_nothing_else(tenth: int, tmp_path: Path) -> None:
    good = _good_workbook()
    path = tmp_path / "名册.xlsx"
    for seed in range(tenth * MUTATIONS // 10, (tenth + 1) * MUTATIONS // 10):
        path.write_bytes(_mutant(good, random.Random(seed)))  # noqa: S311 - the same mutants every time
        with suppress(Refusal):
            assert isinstance(read_book(path), RawBook)
