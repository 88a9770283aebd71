"""Order and place: a total order, and the page after or before a row without counting from the start.

The address names a row and no value: what a column holds never gets into an address or a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Field, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True, slots=True)
class Term:
    """One field of an order. Rows with nothing in it come last either way, alike on each database."""

    name: str
    down: bool
    nullable: bool
    nothing_first: bool = False

    def turned(self) -> "Term":
        """The same rows from the other end."""
        return replace(self, down=not self.down, nothing_first=not self.nothing_first)

    def expression(self) -> OrderBy:
        """Plain for a field that is never empty, so that an index serves."""
        ends = {"nulls_first" if self.nothing_first else "nulls_last": True} if self.nullable else {}
        return F(self.name).desc(**ends) if self.down else F(self.name).asc(**ends)

    def equal(self, value: Any) -> Q:
        """Rows like the pivot."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: Any) -> Q | None:
        """Rows further on than the pivot; None when there can be none."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if self.nothing_first else None
        further = Q(**{f"{self.name}__{'lt' if self.down else 'gt'}": value})
        return further | Q(**{f"{self.name}__isnull": True}) if self.nullable and not self.nothing_first else further


Order = tuple[Term, ...]


def order_of(rows: QuerySet[Any], names: Sequence[str], *, down: bool = False) -> Order:
    """A total order by field names (a leading minus for descending), turned round when `down`.

    It ends with the primary key, so no two rows are equal.
    """
    wanted = [*names, *([] if "pk" in {name.lstrip("-") for name in names} else ["pk"])]
    return tuple(
        Term(name.lstrip("-"), name.startswith("-") != (down and name != "pk"), _nullable(rows, name.lstrip("-")))
        for name in wanted
    )


def ordered(rows: QuerySet[Any], order: Order) -> QuerySet[Any]:
    """Sorted."""
    return rows.order_by(*(term.expression() for term in order))


def beside(rows: QuerySet[Any], order: Order, key: str, *, before: bool = False) -> QuerySet[Any] | None:
    """The rows after the row `key`, or those before it, nearest first. None when that row is not there."""
    way = tuple(term.turned() for term in order) if before else order
    try:
        found = rows.order_by().filter(pk=key).values_list(*(term.name for term in way)).first()
    except (ValueError, ValidationError):
        return None
    return ordered(rows.filter(_beyond(way, found)), way) if found else None


def _beyond(order: Order, pivot: Sequence[Any]) -> Q:
    reached, found = Q(), Q(pk__in=[])
    for term, value in zip(order, pivot, strict=True):
        if (further := term.beyond(value)) is not None:
            found |= reached & further
        reached &= term.equal(value)
    return found


def _nullable(rows: QuerySet[Any], name: str) -> bool:
    """Whether a look-up may find nothing; an annotation is taken as if it may."""
    if name == "pk":
        return False
    model, nullable = rows.model, False
    for part in name.split("__"):
        if part in rows.query.annotations:
            return True
        step = model._meta.get_field(part)
        nullable = nullable or not isinstance(step, Field) or step.null
        model = step.related_model if step.is_relation else model
    return nullable
