"""What accounts keep only for a while, as the register of fields says (tables/privacy.csv)."""

from datetime import datetime, timedelta

from notoneless.accounts.models import AccountImport, Activation, Contact
from notoneless.accounts.services.sessions import forget_ended

HALF_A_YEAR = timedelta(days=183)
"""Sessions and imports: as long as the network security law wants logs to be kept; the audit log keeps its own."""
A_YEAR = timedelta(days=365)


def forget_old(*, now: datetime) -> int:
    """Delete sessions and imports after half a year, codes after a year, phones a year after leaving; how many rows.

    Safe to run again, and after a kill at any point.
    """
    gone = forget_ended(before=now - HALF_A_YEAR)
    gone += AccountImport.objects.filter(made_at__lt=now - HALF_A_YEAR).delete()[0]
    gone += Activation.objects.filter(made_at__lt=now - A_YEAR).delete()[0]
    return gone + Contact.objects.filter(user__left_at__lt=now - A_YEAR).delete()[0]
