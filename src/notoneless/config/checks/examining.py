"""Asks the checks, one after the other. One that fails itself is a finding, never the end of the others."""

from collections.abc import Iterator

from notoneless.config.checks import database, machine, people, settings
from notoneless.config.checks.findings import CHECKS, Check, Finding, Level, Problem
from notoneless.config.installation import Installation

MODULES = (settings, database, machine, people)
"""Whose checks are asked, in this order."""


def examine(here: Installation) -> list[Finding]:
    """The answer of every check."""
    return list(_answers(here, _in_order()))


def unsafe(here: Installation) -> list[Finding]:
    """What keeps the service from starting."""
    asked = [each for each in _in_order() if each.at_start]
    return [found for found in _answers(here, asked) if found.level is Level.UNSAFE]


def _in_order() -> list[Check]:
    order = {module.__name__: at for at, module in enumerate(MODULES)}
    return sorted(CHECKS.values(), key=lambda each: order[each.ask.__module__])


def _answers(here: Installation, asked: list[Check]) -> Iterator[Finding]:
    there = True
    for each in asked:
        if each.needs_database and not there:
            yield Finding(each.name, each.title, Level.WARNING, "没有检查：数据库连不上", "先让数据库连得上")
            continue
        problems = _problems(each, here)
        there = there and not (each.name == "database" and problems)
        yield from (Finding(each.name, each.title, one.level, one.says, one.todo) for one in problems)
        if not problems:
            yield Finding(each.name, each.title, Level.FINE)


def _problems(asked: Check, here: Installation) -> list[Problem]:
    try:
        return list(asked.ask(here))
    except Exception as fault:
        says = f"这一项没有查成（{type(fault).__name__}）"
        return [Problem(Level.WRONG, says, "看其他各条；都好而仍有这一条时，把这一行告诉维护人员")]
