"""A worker: takes work from the queue, piece after piece, and does what is due by the clock, until asked to leave.

Run as many as there are cores to spare, each in a process of its own: `manage.py background_worker`.
"""

import logging
import time
from uuid import uuid4

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from notoneless.background.progress import leaving
from notoneless.background.queueing import waiting
from notoneless.background.ticking import tick

BETWEEN_TICKS = 15.0
"""Seconds between two looks at the clock."""
_log = logging.getLogger("notoneless.background")


def serve(*, interval: float = 1.0) -> None:
    """Work until `progress.leaving` is set. What is being done then goes back into the queue if it can be begun again.

    `interval` is how many seconds an empty queue is left alone. A database that is away is waited for.
    """
    looked = float("-inf")
    while not leaving.is_set():
        close_old_connections()
        try:
            if time.monotonic() - looked >= BETWEEN_TICKS:
                looked = time.monotonic()
                tick(timezone.now())
            busy = take_one()
        except (OperationalError, InterfaceError) as error:
            _log.error("the database is away: %s", type(error).__name__)
            busy = False
        if not busy:
            leaving.wait(interval)


def take_one() -> bool:
    """Do the next piece of work, and say whether there was one."""
    if not waiting():
        return False
    name = uuid4().hex
    with exclusive_transaction():
        result = DBTaskResult.objects.ready().get_locked()
        if result is not None:
            result.claim(name)
    if result is None:
        return False
    _worker(name).run_task(result)
    return True


def _worker(name: str) -> Worker:
    """The worker of the queue's own package, of which we need how it runs one task and writes down its end."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    )
