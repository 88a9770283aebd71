"""What the installation as a whole does by the clock, also for packages that may not know of the clock."""

from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from notoneless.accounts.jobs import end_with_school_year
from notoneless.accounts.services.forgetting import forget_old
from notoneless.accounts.services.sleeping import put_unused_to_sleep
from notoneless.audit.checkpoints import write_if_due
from notoneless.background.ticking import every


@every(minutes=1)
def keep_checkpoint(now: datetime) -> None:
    """A checkpoint of the audit log, when one is due."""
    write_if_due(now)


@every(minutes=60)
def end_posts(now: datetime) -> None:
    """Posts whose last day has passed are ended."""
    end_with_school_year(timezone.localdate(now))


@every(minutes=24 * 60)
def let_unused_sleep(now: datetime) -> None:
    """Accounts that nobody uses fall asleep."""
    put_unused_to_sleep(now=now)


@every(minutes=24 * 60)
def forget_sessions(now: datetime) -> None:
    """Sessions that are over are taken out of the database."""
    call_command("clearsessions", verbosity=0)


@every(minutes=24 * 60)
def forget_old_sign_ins(now: datetime) -> None:
    """What accounts keep only for a while is deleted."""
    forget_old(now=now)
