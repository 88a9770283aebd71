"""Going on after the database was put back from a backup."""

from pathlib import Path

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.checkpoints import Checkpoint, write
from notoneless.audit.recording import record


def declare_restored(*, reason: str, by: Actor, where: Path | None = None) -> Checkpoint:
    """Record that the database was restored, and let the checks begin at a new checkpoint that says why.

    Without it every check would rightly say that rows are missing which a checkpoint knows.
    """
    with transaction.atomic():
        record("audit.restored", actor=by, reason=reason)
    return write(restored=reason, where=where)
