"""The register of fields, printed or written to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from notoneless.protection.register_page import page


class Command(BaseCommand):
    """Prints the register, or writes it to `--out`."""

    help = "输出字段登记表（目的、依据、级别、保存期限、遮盖方式）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--out", type=Path, help="写到这个文件；不写就显示在屏幕上")

    def handle(self, *_args: Any, out: Path | None, **_options: Any) -> None:
        """Write it."""
        if out is None:
            self.stdout.write(page())
            return
        out.write_text(page(), encoding="utf-8")
        self.stdout.write(f"已写好 {out}")
