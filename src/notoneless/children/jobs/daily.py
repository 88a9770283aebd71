"""Once a day: records of the grown-up are restricted."""

from datetime import datetime

from django.utils import timezone

from notoneless.background.ticking import every
from notoneless.children.services.restricting import restrict_grown


@every(minutes=24 * 60)
def restrict_who_has_grown_up(now: datetime) -> None:
    """As many as there are, a batch at a time."""
    while restrict_grown(timezone.localdate(now)):
        continue
