"""Once a day: records of the grown-up are restricted, paths follow their divisions."""

from datetime import datetime

from django.utils import timezone

from notoneless.background.ticking import every
from notoneless.children.services.realigning import realign_paths
from notoneless.children.services.restricting import restrict_grown


@every(minutes=24 * 60)
def restrict_who_has_grown_up(now: datetime) -> None:
    """As many as there are, a batch at a time."""
    while restrict_grown(timezone.localdate(now)):
        continue


@every(minutes=15)
def follow_divisions(_now: datetime) -> None:
    """After divisions were moved, merged or recoded, children are within reach of whoever answers for them now."""
    realign_paths()
