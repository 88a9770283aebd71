"""Models with children's data: no query of theirs reaches the database without the scope that is active.

The filter is added when SQL is made, not when the queryset is: one that was made in one scope and is read in another
reads what the other allows, and one that is read in none raises NoScopeError. This holds for rows, values, counts,
existence, aggregates, updates, deletions, unions and subqueries, since all of them ask the query for a compiler.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import sql
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import ROW_COUNT

from notoneless.accounts.scope import Scope, required_scope
from notoneless.protection.querysets import SealedQuerySet

M = TypeVar("M", bound=models.Model)


class UnscopedError(RuntimeError):
    """A way to children's data that the filter of the scope cannot follow: a fault of the program, refused."""


class ScopedQuery(sql.Query):
    """A query that adds the condition of the active scope to the SQL it becomes."""

    applied: Scope | None = None
    """The scope whose condition this very query already carries."""
    correlated: bool = False
    """The inner half of an exclusion over a relation: bound to rows of the outer query, which is in scope itself."""

    def get_compiler(
        self, using: str | None = None, connection: BaseDatabaseWrapper | None = None, elide_empty: bool = True
    ) -> SQLCompiler:
        made: SQLCompiler = super(ScopedQuery, self._in_scope()).get_compiler(using, connection, elide_empty)
        return made

    def chain(self, klass: type[sql.Query] | None = None) -> Any:
        return super().chain(scoped_class(klass) if klass else None)  # type: ignore[arg-type]

    def trim_start(self, names_with_path: Any) -> Any:
        self.correlated = True
        return super().trim_start(names_with_path)

    def _in_scope(self) -> "ScopedQuery":
        """A copy with the condition of the active scope. Raises NoScopeError."""
        scope = required_scope()
        if self.combinator or self.correlated or self.applied == scope or self.is_empty():
            return self
        query = cast("ScopedQuery", self.clone())
        query.applied = scope
        query.add_q(scope.condition(self.model.scope_prefix))  # type: ignore[union-attr]
        return query


@cache
def scoped_class(kind: type[sql.Query]) -> type[ScopedQuery]:
    """The scoped counterpart of a kind of query: of updates, deletions and so on."""
    if issubclass(kind, ScopedQuery):
        return kind
    return ScopedQuery if kind is sql.Query else type(f"Scoped{kind.__name__}", (ScopedQuery, kind), {})


class ScopedQuerySet(SealedQuerySet[M]):
    """Rows with children's data that the active scope reaches."""

    def __init__(
        self,
        model: type[M] | None = None,
        query: sql.Query | None = None,
        using: str | None = None,
        hints: dict[str, models.Model] | None = None,
    ) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """SQL written by hand would pass the filter: refused."""
        raise UnscopedError("children's data are never read by raw SQL; write a query")

    def bulk_create(self, objs: Iterable[M], *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[M]:
        """As in Django, but rows that exist are never overwritten this way: the filter would not see them."""
        if update_conflicts:
            raise UnscopedError("bulk_create would overwrite rows out of scope; use bulk_update")
        return super().bulk_create(objs, *args, **kwargs)

    def _insert(self, objs: Sequence[M], *args: Any, **kwargs: Any) -> Any:
        required_scope()
        return super()._insert(objs, *args, **kwargs)  # type: ignore[misc]

    def _raw_delete(self, using: str | None) -> int:
        query = self.query.chain(sql.DeleteQuery)
        return int(query.get_compiler(using).execute_sql(ROW_COUNT))


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The manager of every model with children's data; such a model says `scope_prefix` and is a ScopedModel."""


class ScopedModel(models.Model):
    """Base of every model with children's data.

    `scope_prefix` is the way to the child in a filter: "" on the child itself, "child__" one step away. Django's own
    reads (of a relation, `refresh_from_db`, `save`) go by the same manager. Relations to tables out of scope carry
    `related_name="+"`, so that there is no way in from there.
    """

    scope_prefix: ClassVar[str] = ""

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"
