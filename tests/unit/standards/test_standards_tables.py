"""Every table says where it comes from, and a broken one is refused with its place."""

from importlib.resources import files
from pathlib import Path

import pytest

from notoneless.standards.tables import load

NAMES = sorted(
    entry.name.removesuffix(".csv")
    for entry in (files("notoneless.standards") / "tables").iterdir()
    if entry.name.endswith(".csv")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_provenance_and_rows(name: str) -> None:
    table = load(name)
    assert table.title
    assert table.source
    assert table.edition
    assert table.rows


def test_a_dated_rule_has_its_first_day() -> None:
    valid_from = load("school_age").valid_from
    assert valid_from is not None
    assert valid_from.isoformat() == "2018-12-29"


def test_rows_cannot_be_changed() -> None:
    row = load("sex").rows[0]
    with pytest.raises(TypeError):
        row["label"] = "x"  # type: ignore[index]


def test_there_is_no_such_table() -> None:
    with pytest.raises(FileNotFoundError):
        load("no_such_table")


TOP = "# title: 表\n# source: 某文件\n# edition: 2024\n"


@pytest.mark.parametrize(
    ("package", "text", "says"),
    [
        ("no_source", "# title: 表\n# edition: 2024\na,b\n1,2\n", "no source"),
        ("short_row", f"{TOP}a,b\n1,2\n3\n", "line 6: 1 of 2 cells"),
        ("twin_columns", f"{TOP}a,a\n1,2\n", "name of its own"),
        ("nameless_column", f"{TOP}a,\n1,2\n", "name of its own"),
    ],
)
def test_a_broken_table_is_refused(
    package: str, text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / package / "tables"
    folder.mkdir(parents=True)
    (tmp_path / package / "__init__.py").write_text("", encoding="utf-8")
    (folder / "rule.csv").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ValueError, match=says):
        load("rule", package)


def test_remarks_and_blank_lines_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sound_rules" / "tables"
    folder.mkdir(parents=True)
    (tmp_path / "sound_rules" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "rule.csv").write_text(f"{TOP}# note: 说明\na,b\n\n1,2\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [dict(row) for row in load("rule", "sound_rules").rows] == [{"a": "1", "b": "2"}]
