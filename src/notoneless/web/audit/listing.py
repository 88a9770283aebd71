"""The log as a list."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from notoneless.accounts.roles import rules
from notoneless.audit.catalogue import SEVERITIES, kinds
from notoneless.audit.models import OUTCOMES, Event
from notoneless.ui.listing import Cell, Choice, Column, DateRange, Kind, Listing, Search
from notoneless.ui.listing.filters import Option
from notoneless.web.audit.words import object_words, role_words

SEVERITY_WORDS = {"info": "日常", "notice": "留意", "alarm": "告警"}
TONES = {"done": "", "denied": "warn", "failed": "bad"}


def event_words(name: str) -> str:
    """The event in words; one of a later version stands for itself."""
    known = kinds().get(name)
    return known.words if known else name


def event_listing() -> Listing[Event]:
    """Number, time, who, what, on what, with what result. Names of children never reach the log."""
    return Listing(
        name="audit",
        title="操作日志",
        unit="条",
        columns=[
            Column("seq", "日志号", _number, ("seq",), Kind.CODE, fixed=True),
            Column("at", "时间", lambda event: event.at, (), Kind.DATE),
            Column("actor", "账号", lambda event: event.actor_username),
            Column("role", "角色", lambda event: role_words(event.actor_role)),
            Column("organisation", "单位", lambda event: event.actor_organisation, shown=False),
            Column("event", "事件", lambda event: event_words(event.event)),
            Column("object", "对象", _object, (), Kind.CODE),
            Column("outcome", "结果", _outcome, (), Kind.STATUS),
            Column("reason", "事由", lambda event: event.reason),
            Column("address", "网络地址", lambda event: event.address, (), Kind.CODE, shown=False),
        ],
        order=("-seq",),
        filters=[
            Choice("severity", "程度", first=True, options=list(SEVERITY_WORDS.items()), conditions=_severities()),
            Choice("event", "事件", "event", first=True, options=lambda _request: _event_options()),
            Choice("outcome", "结果", "outcome", first=True, options=list(OUTCOMES.items())),
            Choice("role", "角色", "actor_role", options=[(role.value, rule.words) for role, rule in rules().items()]),
            DateRange("day", "日期", "at", first=True, instants=True),
        ],
        search=Search(_found, "账号、对象代号或网络地址"),
        empty="还没有记录。",
    )


def _number(event: Event) -> Cell:
    return Cell(str(event.seq), reverse("audit:event", args=[event.seq]))


def _object(event: Event) -> str:
    return object_words(event, 12)


def _outcome(event: Event) -> Cell:
    return Cell(OUTCOMES[event.outcome], tone=TONES[event.outcome])


def _severities() -> dict[str, Q]:
    return {each: Q(event__in=[kind.name for kind in kinds().values() if kind.severity == each]) for each in SEVERITIES}


def _event_options() -> list[Option]:
    return [(kind.name, kind.words) for kind in kinds().values()]


def _found(rows: QuerySet[Event], words: str) -> QuerySet[Event]:
    """Whole words only: an index serves each, and the log is long."""
    return rows.filter(
        Q(actor_username=words)
        | Q(actor_id=words)
        | Q(object_pseudonym=words)
        | Q(address=words)
        | Q(actor_organisation=words)
    )
