"""What is said about a child when the record is made or corrected, read into the one form in which it is kept."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from notoneless.standards.identity_numbers import IdState, parse_identity_number
from notoneless.standards.names import parse_name

SEALED = ("id_number", "guardian", "phone", "address", "disability", "hardship")
"""The facts that are kept sealed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a record that people type. `sex` is a code of GB/T 2261.1."""

    name: str
    sex: str = "0"
    birth_on: date | None = None
    id_number: str = ""
    guardian: str = ""
    phone: str = ""
    address: str = ""
    disability: str = ""
    hardship: str = ""

    def as_text(self) -> dict[str, str]:
        """Every fact as text, to compare two records field by field."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a fact, and where."""

    field: str
    sentence: str


def tidied(facts: Facts) -> Facts:
    """Without spaces at the ends, the number in upper case; birth and sex from a valid number where left open."""
    text: dict[str, Any] = {
        name: value.replace("\0", "").strip() for name, value in facts.as_text().items() if name != "birth_on"
    }
    tidy = replace(facts, **{**text, "id_number": text["id_number"].upper()})
    number = parse_identity_number(tidy.id_number)
    if number.state is not IdState.VALID:
        return tidy
    return replace(
        tidy,
        birth_on=tidy.birth_on or number.birth,
        sex=_sex_code(number.sex) if tidy.sex in {"0", "9", ""} else tidy.sex,
    )


def _sex_code(words: str) -> str:
    return {"男": "1", "女": "2", "1": "1", "2": "2"}.get(words, "0")


def faults(facts: Facts, today: date) -> list[Fault]:
    """Everything that is wrong with tidied facts; GB 11643-1999 for the number."""
    found = []
    if not parse_name(facts.name).text:
        found.append(Fault("name", "请填写姓名。"))
    if facts.birth_on is not None and not date(1990, 1, 1) <= facts.birth_on <= today:
        found.append(Fault("birth_on", "出生日期应在 1990 年之后、今天之前。"))
    if facts.id_number:
        found.extend(_number_faults(facts))
    return found


def _number_faults(facts: Facts) -> list[Fault]:
    number = parse_identity_number(facts.id_number)
    if number.state is IdState.OTHER_DOCUMENT:  # 港澳台居民居住证、护照 …: nothing can be checked
        return []
    if number.state is not IdState.VALID:
        return [Fault("id_number", "身份证号不对：应为 18 位，最后一位是校验码；请对照户口簿。")]
    found = []
    if facts.birth_on and number.birth and facts.birth_on != number.birth:
        found.append(Fault("birth_on", f"与身份证号中的出生日期（{number.birth.isoformat()}）不一致。"))
    if number.sex and facts.sex in {"1", "2"} and _sex_code(number.sex) != facts.sex:
        found.append(Fault("sex", "与身份证号中的性别不一致。"))
    return found
