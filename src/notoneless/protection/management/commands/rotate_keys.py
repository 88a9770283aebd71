"""A new master key for the rows of the database."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notoneless.protection.keyring.rotation import KEPT, Rotation, retire, rotate
from notoneless.protection.refusals import ProtectionError

EVERY = 2.0
"""Seconds between two lines of progress."""


class Command(BaseCommand):
    """Rotates while people work, or, with `--retire`, removes masters that are no longer needed."""

    help = "更换主密钥：不停机，断了可以再运行接着做"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("--retire", action="store_true", help=f"删去 {KEPT.days} 天前已换下、再也用不到的旧主密钥")

    def handle(self, *_args: Any, retire: bool, **_options: Any) -> None:
        """Do it. Ends in an error when a row could not be read."""
        try:
            self._retire() if retire else self._rotate()
        except ProtectionError as error:
            raise CommandError(str(error)) from error

    def _retire(self) -> None:
        spent = retire(timezone.now())
        self.stdout.write(f"已删去旧主密钥：{'、'.join(spent)}" if spent else "没有可以删去的旧主密钥")

    def _rotate(self) -> None:
        ended = rotate(Lines(self.stdout.write).step)
        self.stdout.write(_told(ended))
        if ended.unreadable:
            named = "\n".join(ended.unreadable[:20])
            raise CommandError(
                f"有 {len(ended.unreadable)} 行的密钥打不开，没有动它们；请查明是否被改动，或从备份恢复：\n{named}"
            )


def _told(ended: Rotation) -> str:
    taken_up = "（接着上次没做完的；要再换一把，请再运行一次）" if ended.resumed else ""
    return (
        f"主密钥已换成 {ended.key_id}{taken_up}：共 {ended.rows:,} 行，本次换了 {ended.rewrapped:,} 行，已逐行核对。\n"
        "请把密钥文件离线另存一份，替换原来保存的那份。"
    )


class Lines:
    """Progress as lines, not more often than people can read."""

    def __init__(self, write: Any) -> None:
        self.write = write
        self.began = self.said = time.monotonic()

    def step(self, done: int, total: int) -> None:
        """Say how far it is and how long it will take."""
        now = time.monotonic()
        if now - self.said < EVERY or not done:
            return
        self.said = now
        left = (now - self.began) / done * max(total - done, 0)
        self.write(f"已处理 {done:,} / {total:,} 行，约剩 {left:.0f} 秒")
