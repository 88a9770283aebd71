"""A worker in a process of its own, on the database of the tests: python worker_process.py NAME-OF-DATABASE."""

import signal
import sys

import django
from django.conf import settings


def main() -> None:
    """Work until SIGTERM."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.BACKGROUND_JOBS = []  # what an installation does by the clock is none of this test
    django.setup()
    from django.core.management import call_command
    from tests.factories import works

    assert works.RAN == []
    signal.alarm(60)
    call_command("background_worker", interval=0.1)


if __name__ == "__main__":
    main()
