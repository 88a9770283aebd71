"""Do background work until asked to leave: `background_worker`."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from notoneless.background.progress import leaving
from notoneless.background.serving import serve


class Command(BaseCommand):
    """Do background work."""

    help = "做后台任务和定时任务，直到收到结束信号（SIGTERM 或 Ctrl+C）；做到一半的放回队列"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--interval", type=float, default=1.0, help="没有任务时，隔几秒再看一次")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work. A second signal ends the process at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _leave)
        serve(interval=options["interval"])


def _leave(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)
    leaving.set()
