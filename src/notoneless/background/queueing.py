"""Between our rows and the queue in the database: which work a worker is to take next."""

from uuid import UUID

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from notoneless.background.models import Work
from notoneless.background.performing import perform


@task()
def perform_work(work_id: str) -> None:
    """What the queue calls. Personal data stays out of the queue: it knows the work by its id."""
    if perform(UUID(work_id)):
        enqueue(UUID(work_id))


def enqueue(work_id: UUID) -> None:
    """Put a queued piece of work in line, now."""
    result = perform_work.enqueue(str(work_id))
    Work.objects.filter(pk=work_id).update(task_id=result.id, queued_at=timezone.now())


def in_line(task_id: str) -> bool:
    """Whether the queue will still come to it."""
    return bool(task_id) and DBTaskResult.objects.filter(id=task_id, status=TaskResultStatus.READY).exists()


def waiting() -> int:
    """How much is in line."""
    return DBTaskResult.objects.ready().count()
