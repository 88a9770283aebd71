"""The register of fields."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from notoneless.protection.models import KeyMark
from notoneless.protection.register import FieldClass, classed, fields_of, register, shown


def test_a_field_is_asked_for_by_model_or_row() -> None:
    row = classed(KeyMark, "key_id")
    assert row is classed(KeyMark(), "key_id")
    assert (row.class_, row.key) == (FieldClass.OPEN, ("protection.KeyMark", "key_id"))


def test_no_field_goes_without() -> None:
    with pytest.raises(LookupError, match=r"protection\.KeyMark\.secret"):
        classed(KeyMark, "secret")


def test_the_classes_are_the_whole() -> None:
    assert sum(len(fields_of(class_)) for class_ in FieldClass) == len(register())
    assert {row.class_ for row in fields_of("open")} == {FieldClass.OPEN}


def test_an_open_field_is_shown_as_it_is() -> None:
    assert shown(KeyMark(purpose="index"), "purpose") == "index"


def test_the_page_names_every_field_with_purpose_and_retention(tmp_path: Path) -> None:
    out, path = StringIO(), tmp_path / "register.md"
    call_command("privacy_register", stdout=out)
    call_command("privacy_register", out=path, stdout=StringIO())
    text = path.read_text(encoding="utf-8")
    assert out.getvalue().strip() == text.strip()
    for row in register().values():
        (line,) = (part for part in _section(text, row.key[0]) if part.startswith(f"| `{row.field}` |"))
        assert f"| {row.purpose} | {row.basis} | {row.retention} |" in line


def _section(text: str, label: str) -> list[str]:
    return text.partition(f"`{label}`\n")[2].partition("\n## ")[0].splitlines()
