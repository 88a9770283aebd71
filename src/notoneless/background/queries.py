"""What pages ask about work: each person sees their own."""

from uuid import UUID

from django.db.models import QuerySet

from notoneless.background.models import Tick, Work
from notoneless.background.states import UNFINISHED


def works_of(owner_id: str) -> QuerySet[Work]:
    """What somebody asked for, the newest first."""
    return Work.objects.filter(owner_id=owner_id).order_by("-queued_at")


def work_of(owner_id: str, work_id: UUID) -> Work | None:
    """One piece of work that somebody asked for; another's is as if it were not there."""
    return works_of(owner_id).filter(pk=work_id).first()


def unfinished(kind: str = "") -> QuerySet[Work]:
    """What is queued or running, the oldest first; for whoever runs the installation, who sees no arguments."""
    found = Work.objects.filter(state__in=UNFINISHED).defer("args", "result").order_by("queued_at")
    return found.filter(kind=kind) if kind else found


def ticks() -> QuerySet[Tick]:
    """Recurring work: when it ran, when it is due, whether it failed."""
    return Tick.objects.order_by("name")
