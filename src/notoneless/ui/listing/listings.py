"""The one list of the product: declared as data, the same on every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from notoneless.ui.listing import presenting
from notoneless.ui.listing.acting import Acting, act
from notoneless.ui.listing.actions import BulkAction, Export, Shown
from notoneless.ui.listing.asked import RESERVED, Asked, asked
from notoneless.ui.listing.choosing import COLUMN_ACTS, columns_for, keep_choice
from notoneless.ui.listing.columns import Column
from notoneless.ui.listing.filters import Filter, Search, applied
from notoneless.ui.listing.paging import Cut, cut, neighbours
from notoneless.ui.listing.seeking import Order, order_of, ordered
from notoneless.ui.listing.selecting import selection

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Listing(Generic[M]):
    """A list of rows of one model.

    `order`: the field names of the order without a choice. `title` names the list for screen readers, `unit` is the
    measure word (名, 所, 条). Raises ValueError when a filter or column takes a name that the list itself needs.
    """

    name: str
    title: str
    columns: Sequence[Column[M]]
    order: tuple[str, ...]
    filters: Sequence[Filter] = ()
    search: Search | None = None
    actions: Sequence[BulkAction[M]] = ()
    export: Export | None = None
    unit: str = "条"
    empty: str = "还没有内容。"

    def __post_init__(self) -> None:
        names = [name for each in self.filters for name in each.parameters()]
        names += [action.name for action in self.actions]
        if taken := RESERVED.intersection(names) | {name for name in names if names.count(name) > 1}:
            raise ValueError(f"list {self.name}: taken names {', '.join(sorted(taken))}")

    def respond(
        self, request: HttpRequest, rows: QuerySet[M], template: str, context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Answer a request on the list: the page, only its rows for a live list, a bulk action, a choice of columns.

        `rows` must already be what this reader may see. The template gets the list as `page`.
        """
        if request.method == "POST":
            return self._posted(request, rows, context or {})
        page = self.page(request, rows)
        live = request.headers.get("HX-Target") == page.results_id
        name = "ui/listing/results.html" if live else template
        answer = render(request, name, {**(context or {}), "page": page})
        patch_vary_headers(answer, ["HX-Request", "HX-Target"])
        answer["Cache-Control"] = "no-store"
        return answer

    def page(self, request: HttpRequest, rows: QuerySet[M]) -> presenting.ListPage:
        """One page, ready to be written out."""
        question = self._asked(request)
        found = cut(self._narrowed(rows, question), self._order(rows, question), question)
        columns = self._columns(request)
        keys = [str(row.pk) for row in found.rows]
        back, on = neighbours(found, question, keys)
        return presenting.ListPage(
            name=self.name,
            title=self.title,
            unit=self.unit,
            asked=question,
            search_words=self.search.words if self.search else "",
            headers=[presenting.header(column, question, self._by_default()) for column in columns],
            rows=self._rows(found, columns),
            columns=[presenting.ColumnShown(c.name, c.words, on=c in columns, fixed=c.fixed) for c in self.columns],
            actions=[presenting.ActionShown(a.name, a.words, a.tone, a.icon) for a in self._actions(request)],
            exports=self.export is not None,
            count=found.count,
            start=found.start,
            page=found.page,
            pages=found.pages,
            numbers=presenting.number_links(found, question),
            back=back,
            on=on,
            lost=found.lost,
            path=request.path,
            empty_words=self.empty,
            sizes=presenting.size_links(question),
            chips=presenting.chips(question),
        )

    def shown(self, request: HttpRequest, rows: QuerySet[M]) -> Shown[M]:
        """All rows under the conditions of the address, in the order and with the columns that the reader sees."""
        question = self._asked(request)
        narrowed = ordered(self._narrowed(rows, question), self._order(rows, question))
        words = "；".join(chip.words for chip in presenting.chips(question))
        return Shown(narrowed, tuple(c.name for c in self._columns(request)), words, question.query())

    def _posted(self, request: HttpRequest, rows: QuerySet[M], context: Mapping[str, Any]) -> HttpResponse:
        name = request.POST.get("act", "")
        if name in COLUMN_ACTS:
            return keep_choice(request, self.name, self.columns)
        if name == "export" and self.export:
            return self.export(request, self.shown(request, rows))
        for action in self._actions(request):
            if action.name == name:
                chosen = selection(request, self.shown(request, rows).rows)
                columns = self._columns(request)
                return act(Acting(request, action, chosen, columns, self.unit), context)
        return redirect(request.get_full_path())

    def _asked(self, request: HttpRequest) -> Asked:
        return asked(request, self.filters, frozenset(c.name for c in self.columns if c.order))

    def _narrowed(self, rows: QuerySet[M], question: Asked) -> QuerySet[M]:
        if question.search and self.search:
            rows = self.search.find(rows, question.search)
        return applied(rows, [(each.filter, each.values) for each in question.chosen])

    def _order(self, rows: QuerySet[M], question: Asked) -> Order:
        chosen = {column.name: column.order for column in self.columns}.get(question.sort.removeprefix("-"))
        return order_of(rows, chosen or self.order, down=question.sort.startswith("-"))

    def _by_default(self) -> str:
        """The column that the order without a choice is an order of, for its arrow."""
        first = self.order[0]
        down = "-" if first.startswith("-") else ""
        return next((down + c.name for c in self.columns if c.order and c.order[0] == first.lstrip("-")), "")

    def _columns(self, request: HttpRequest) -> list[Column[M]]:
        return columns_for(request, self.name, self.columns)

    def _actions(self, request: HttpRequest) -> list[BulkAction[M]]:
        return [action for action in self.actions if action.allowed(request)]

    def _rows(self, found: Cut[M], columns: Sequence[Column[M]]) -> list[presenting.RowShown]:
        return [
            presenting.RowShown(at, str(row.pk), str(row), [column.html(row) for column in columns])
            for at, row in enumerate(found.rows, start=found.start + 1)
        ]
