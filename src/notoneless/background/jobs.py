"""What this package itself does by the clock."""

from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from notoneless.background.models import Work
from notoneless.background.reclaiming import reclaim
from notoneless.background.states import ENDED
from notoneless.background.ticking import every

KEEP_WORK = timedelta(days=90)
KEEP_QUEUE = timedelta(days=2)


@every(minutes=1)
def find_lost_work(now: datetime) -> None:
    """Work whose worker died goes back into the queue."""
    reclaim(now)


@every(minutes=24 * 60)
def forget_old_work(now: datetime) -> None:
    """Work that ended a quarter of a year ago, and places in the queue that were left."""
    Work.objects.filter(state__in=ENDED, ended_at__lt=now - KEEP_WORK).delete()
    DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(enqueued_at__lt=now - KEEP_QUEUE).delete()
