"""Children that an account saw, as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from notoneless.children.presenters.history import field_words
from notoneless.children.presenters.words import class_words, name_shown
from notoneless.children.queries.seen import Seen, children_within_reach, pseudonyms

ERASED = "（已清除）"
OUTSIDE = "（不在管辖范围内）"


@dataclass(frozen=True, slots=True)
class SeenShown:
    """A row: who, where, how often and what."""

    who: str
    where: str
    listed: int
    exported: int
    opened: int
    revealed: str


def seen_as_pseudonyms(found: Sequence[Seen]) -> list[SeenShown]:
    """By the names of the log; an erased child has none any more."""
    known = pseudonyms([each.child for each in found])
    return [_shown(each, known.get(each.child, ERASED), "") for each in found]


def seen_as_names(found: Sequence[Seen], *, is_masked: bool) -> list[SeenShown]:
    """By names and schools, as far as the active scope reaches."""
    known = children_within_reach([each.child for each in found])
    rows = []
    for each in found:
        child = known.get(each.child)
        if child is None:
            rows.append(_shown(each, OUTSIDE, ""))
        else:
            where = f"{child.school.name if child.school else '（无学校）'}　{class_words(child)}"
            rows.append(_shown(each, name_shown(child, is_masked=is_masked), where))
    return rows


def _shown(each: Seen, who: str, where: str) -> SeenShown:
    revealed = "、".join(field_words(field) for field in each.revealed)
    return SeenShown(who, where, each.listed, each.exported, each.opened, revealed)
