"""A page with a list over the tokens of sent forms: the one model of `ui`, so a list is tested without a feature.

Used as an URL configuration beside the real addresses.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.timezone import get_default_timezone

from notoneless.accounts.policy import SIGNED_IN, policy
from notoneless.config.urls import urlpatterns as real_addresses
from notoneless.ui.forms import Form, LineField
from notoneless.ui.listing import (
    BulkAction,
    Cell,
    Choice,
    Choices,
    Column,
    DateRange,
    Done,
    Kind,
    Listing,
    Search,
    Shown,
)
from notoneless.ui.models import Submission

FIRST = datetime(2026, 9, 1, 8, tzinfo=get_default_timezone())


def submissions(count: int) -> list[Submission]:
    """Rows /0000000, /0000001 …, an hour apart."""
    return Submission.objects.bulk_create(
        (
            Submission(token=UUID(int=n + 1), address=f"/{n:07d}", sent_at=FIRST + timedelta(hours=n))
            for n in range(count)
        ),
        batch_size=2_000,
    )


class MoveForm(Form):
    """Where to."""

    place = LineField(label="新地址", max_length=20)


def _remove(request: HttpRequest, rows: QuerySet[Submission], data: dict[str, Any]) -> Done:
    return Done(f"已删除 {rows.order_by().delete()[0]} 条。", undo="/listing/")


def _move(request: HttpRequest, rows: QuerySet[Submission], data: dict[str, Any]) -> Done:
    return Done(f"已移动 {rows.order_by().update(address=data['place'])} 条。")


def _export(request: HttpRequest, shown: Shown[Submission]) -> HttpResponse:
    rows = ",".join(row.address for row in shown.rows)
    return HttpResponse(f"{'+'.join(shown.columns)}|{shown.conditions}|{shown.query}|{rows}")


LISTING: Listing[Submission] = Listing(
    name="submissions",
    title="提交记录",
    columns=(
        Column("address", "地址", lambda r: Cell(r.address, r.address), ("address",), Kind.NAME, fixed=True),
        Column("sent", "时间", lambda r: r.sent_at, ("sent_at",), Kind.DATE),
        Column("token", "令牌", lambda r: str(r.token), shown=False),
    ),
    order=("address",),
    filters=(
        Choice(
            "kind",
            "类别",
            first=True,
            options=lambda request: (("zero", "末位是 0"), ("five", "末位是 5")),
            conditions={"zero": Q(address__endswith="0"), "five": Q(address__endswith="5")},
        ),
        Choices("end", "末位", options=[(str(n), f"末位 {n}") for n in range(3)], field="address"),
        DateRange("sent", "时间", "sent_at", instants=True),
    ),
    search=Search(lambda rows, words: rows.filter(address__contains=words), "地址的一部分"),
    actions=(
        BulkAction("remove", "删除", lambda n: f"这 {n} 条会被删除。", _remove, typed="删除", tone="danger"),
        BulkAction("move", "移动", lambda n: f"这 {n} 条会换到新地址。", _move, form=MoveForm, at_most=100),
        BulkAction("hidden", "不许的", lambda n: "", _remove, allowed=lambda request: False),
    ),
    export=_export,
    unit="条",
)


@policy(SIGNED_IN, action="tests.listing", methods=["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The list."""
    return LISTING.respond(request, Submission.objects.all(), "web/gallery/listing.html", {"words": "提交记录"})


urlpatterns = [path("listing/", listing, name="listing"), *real_addresses]
