"""Passing on to the audit log what packages below it may not tell it themselves."""

from typing import Any

from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.recording import record


def record_work(event: str, actor: Any, work_id: str, kind: str, outcome: str) -> None:
    """An event of background work. What the house does by itself is done by the system."""
    record(
        event,
        actor=actor if isinstance(actor, Actor) else SYSTEM,
        obj=("background_work", work_id),
        outcome=outcome,
        details={"kind": kind},
    )
