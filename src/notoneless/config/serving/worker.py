"""The process that does background work: python -m notoneless.config.serving.worker."""

import os
import threading
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from notoneless.config.health.heartbeat import beat
from notoneless.config.serving.parentage import end_with_parent

GRACE = 2.0


def work() -> None:
    """Take work from the queue, and do what is due by the clock, until SIGTERM."""
    stop = threading.Event()
    pulse = threading.Thread(target=beat, args=(Path(settings.HOME), stop), daemon=True)
    pulse.start()
    try:
        call_command("background_worker")
    finally:
        stop.set()
        pulse.join(GRACE)


if __name__ == "__main__":
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.production")
    django.setup()
    work()
