"""Recurring work of the interface."""

from datetime import datetime

from notoneless.background.ticking import every
from notoneless.ui.forms.submitting import KEPT, forget_before


@every(minutes=24 * 60)
def forget_submissions(now: datetime) -> None:
    """Delete the tokens of forms that were sent longer ago than they are kept."""
    forget_before(now - KEPT)
