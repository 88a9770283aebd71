"""Failed tries to sign in, as axes keeps them."""

from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum


def last_failure(username: str, address: str | None) -> datetime | None:
    """When the last try failed that counts for this name from this address."""
    rows = AccessAttempt.objects.filter(username=username, ip_address=address)
    found: datetime | None = rows.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return found


def failures_from(address: str | None, since: datetime) -> int:
    """How many tries failed from an address, with whatever names."""
    rows = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=since)
    return int(rows.aggregate(all=Sum("failures_since_start"))["all"] or 0)


def locked_names(since: datetime) -> frozenset[str]:
    """Names that are locked now, from whichever address."""
    rows = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=since)
    return frozenset(rows.exclude(username=None).values_list("username", flat=True))
