"""Two people changed one record: the table that the slower one reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from notoneless.children.models.child import SEXES
from notoneless.children.presenters.history import field_words
from notoneless.children.rules.differences import Difference
from notoneless.children.rules.fields import masked_fields
from notoneless.protection.masking import masked


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """A row of the table. What somebody else has saved is masked as everywhere; what I typed is mine to see."""

    label: str
    theirs: str
    mine: str


def differences_shown(found: Iterable[Difference]) -> list[DifferenceShown]:
    """The rows in the order given."""
    return [DifferenceShown(field_words(each.field), _theirs(each), _words(each.field, each.mine)) for each in found]


def _theirs(each: Difference) -> str:
    rule = masked_fields().get(each.field)
    if rule is None or each.field == "name":
        return _words(each.field, each.theirs)
    return masked(rule.mask, each.theirs) or "（空）"


def _words(field: str, value: str) -> str:
    return SEXES.get(value, value) if field == "sex" else value or "（空）"
