"""What happened to a record, and who has looked, as lines of a timeline or a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from notoneless.accounts.roles import Role, rules
from notoneless.children.models import Change, Look
from notoneless.children.models.change import KINDS as CHANGES
from notoneless.children.models.look import KINDS as LOOKS
from notoneless.children.presenters.people import names_of
from notoneless.children.rules.fields import masked_fields
from notoneless.children.rules.reveals import reasons

LABELS = {
    "sex": "性别",
    "registered_in": "户籍所在",
    "lives_in": "现居住地",
    "school": "学校",
    "school_class": "班级",
    "home_teacher": "送教教师",
}
_TONES = {"erased": "bad", "restricted": "warn", "registered": "good"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a timeline."""

    at: datetime
    when: str
    words: str
    note: str
    by: str
    tone: str = ""


def when(at: datetime) -> str:
    """2024-03-05 14:30."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def role_words(role: str) -> str:
    """班主任 …; a role that is no more stands for itself."""
    return rules()[Role(role)].words if role in set(Role) else role


def field_words(field: str) -> str:
    """The label of a field."""
    known = masked_fields().get(field)
    return known.label if known else LABELS.get(field, field)


def change_lines(changes: Iterable[Change]) -> list[Line]:
    """The changes, in the order given."""
    found = list(changes)
    names = names_of(change.person_id for change in found)
    return [_change(change, names) for change in found]


def _change(change: Change, names: Mapping[str, str]) -> Line:
    fields = "、".join(field_words(field) for field in change.fields)
    note = "；".join(part for part in (fields, change.reason) if part)
    return Line(change.at, when(change.at), CHANGES[change.kind], note, who(change, names), _TONES.get(change.kind, ""))


def who(row: Change | Look, names: Mapping[str, str]) -> str:
    """Name and account, role and organisation."""
    account = f"{names[row.person_id]}（{row.person_name}）" if row.person_id in names else row.person_name
    return "　".join(part for part in (account, role_words(row.person_role), row.organisation) if part)


def look_lines(looks: Iterable[Look]) -> list[Line]:
    """The looks, in the order given; a revealed field with its reason."""
    found = list(looks)
    names = names_of(look.person_id for look in found)
    return [_look(look, names) for look in found]


def _look(look: Look, names: Mapping[str, str]) -> Line:
    if look.kind != "revealed":
        return Line(look.at, when(look.at), LOOKS[look.kind], "", who(look, names))
    reason = "：".join(part for part in (reasons().get(look.reason, look.reason), look.explanation) if part)
    return Line(look.at, when(look.at), f"查看{field_words(look.field)}原文", reason, who(look, names), "warn")
