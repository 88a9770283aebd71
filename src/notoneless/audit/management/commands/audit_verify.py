"""Check the whole log: `audit_verify`. Ends with 0 when it is intact, 1 when it is not, 2 when it cannot be checked."""

import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from notoneless.audit.actors import SYSTEM
from notoneless.audit.checking import Verdict
from notoneless.audit.checkpoints import Kept, folder, kept
from notoneless.audit.recording import record
from notoneless.audit.verifying import verify


class Command(BaseCommand):
    """Check the whole log."""

    help = "检查审计日志：有没有被改、被删、被插入、被截断或被换回旧库"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--checkpoints", type=Path, help="检查点所在文件夹；不写则用系统设置的那个")
        parser.add_argument("--json", action="store_true", help="用 JSON 输出结果，给程序读")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, say and record it, and end with the code."""
        where: Path = options["checkpoints"] or folder()
        begun = time.perf_counter()
        try:
            known = kept(where)
            verdict = verify(known)
        except (ImproperlyConfigured, OSError) as error:
            raise CommandError(f"检查不了：{error}", returncode=2) from error
        seconds = time.perf_counter() - begun
        said = _as_json(verdict, known, seconds) if options["json"] else _as_text(verdict, known, seconds)
        (self.stdout if verdict.intact or options["json"] else self.stderr).write(said)
        _record(verdict)
        if not verdict.intact:
            sys.exit(1)


def _record(verdict: Verdict) -> None:
    with transaction.atomic():
        if verdict.intact:
            record("audit.verified", actor=SYSTEM, details={"rows": verdict.rows, "vouched": verdict.vouched})
        else:
            details: dict[str, str | int] = {"first_bad": verdict.first_bad or 0, "why": verdict.why}
            record("audit.found_tampered", actor=SYSTEM, outcome="failed", details=details)


def _as_json(verdict: Verdict, known: Kept, seconds: float) -> str:
    found = {"intact": verdict.intact, **asdict(verdict), "checkpoints": len(known.checkpoints)}
    return dumps({**found, "unreadable": list(known.unreadable), "seconds": round(seconds, 3)}, ensure_ascii=False)


def _as_text(verdict: Verdict, known: Kept, seconds: float) -> str:
    if not verdict.intact:
        place = f"第 {verdict.first_bad} 条" if verdict.first_bad is not None else "检查点"
        advice = f"第 {verdict.last} 条及以前的没有问题。请保护现场，停止服务，报告审计员。"
        return f"日志有问题：{place}。{verdict.why}\n{advice}"
    lines = [f"日志完好：{verdict.rows} 条，用时 {seconds:.1f} 秒。"]
    if verdict.vouched < verdict.last:
        lines.append(
            f"第 {verdict.vouched} 条以前有检查点作证；此后的 {verdict.last - verdict.vouched} 条"
            "如果被整段截掉，看不出来。请用 audit_checkpoint 再留一个检查点。"
        )
    lines += [f"检查点文件里有写了一半的行：{name}（多半是断电所致）。" for name in known.unreadable]
    return "\n".join(lines)
