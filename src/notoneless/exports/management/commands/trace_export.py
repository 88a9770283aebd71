"""Who took a workbook out of the house: `trace_export FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from openpyxl.utils.exceptions import InvalidFileException

from notoneless.accounts.actors import organisation_of
from notoneless.exports.queries import request_with_number
from notoneless.exports.services.tracing import traced_number


class Command(BaseCommand):
    """Reads the mark that no eye sees, from a file or from what is left of one."""

    help = "从一个工作簿（或它的一部分）里找出是哪份导出申请、谁取走的"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Says number, asker, time and purpose. Raises CommandError when there is nothing to say."""
        try:
            number = traced_number(file)
        except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
            raise CommandError(f"{file} 打不开，或者不是 xlsx 工作簿") from error
        if number is None:
            raise CommandError("没有找到暗记：不是本系统导出的，或者只粘贴了数值、没有保留格式")
        request = request_with_number(number)
        if request is None:
            raise CommandError(f"暗记是第 {number} 号申请，但登记簿里没有这个号；可能是另一个系统导出的")
        when = f"{timezone.localtime(request.fetched_at):%Y-%m-%d %H:%M} 取走" if request.fetched_at else "没有取走记录"
        self.stdout.write(f"第 {number} 号申请")
        self.stdout.write(
            f"申请人：{request.requester.name}（{request.requester.username}），{organisation_of(request.post)}"
        )
        self.stdout.write(f"{when}，{request.built_rows or request.rows} 行；用途：{request.explanation}")
