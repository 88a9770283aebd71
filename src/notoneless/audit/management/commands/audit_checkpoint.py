"""Write a checkpoint of the log: `audit_checkpoint`."""

from argparse import ArgumentParser
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notoneless.audit.actors import SYSTEM
from notoneless.audit.checkpoints import Checkpoint, printed, write, write_if_due
from notoneless.audit.restoring import declare_restored


class Command(BaseCommand):
    """Write a checkpoint."""

    help = "为审计日志留一个检查点：写进检查点文件夹，并显示出来供打印存档"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--checkpoints", type=Path, help="检查点所在文件夹；不写则用系统设置的那个")
        parser.add_argument("--if-due", action="store_true", help="到时候才写：满 1000 条，或满 10 分钟且有新记录")
        parser.add_argument(
            "--restored", default="", metavar="说明", help="数据库刚从备份恢复：写明原因，以后从这里接着查"
        )
        parser.add_argument("--json", action="store_true", help="用 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and show it."""
        try:
            checkpoint = self._written(options)
        except OSError as error:
            raise CommandError(
                f"检查点写不进去：{error.strerror}。请检查文件夹在不在、能不能写", returncode=2
            ) from error
        if checkpoint is None:
            self.stdout.write("还不到时候，没有写。")
        else:
            self.stdout.write(dumps(asdict(checkpoint), ensure_ascii=False) if options["json"] else printed(checkpoint))

    def _written(self, options: dict[str, Any]) -> Checkpoint | None:
        if options["if_due"]:
            return write_if_due(timezone.now(), options["checkpoints"])
        if options["restored"]:
            return declare_restored(reason=options["restored"], by=SYSTEM, where=options["checkpoints"])
        return write(where=options["checkpoints"])
