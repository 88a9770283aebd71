"""Events written into the database by the log itself."""

from collections.abc import Mapping

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import Object, record

CLERK = Actor("7c3e", "王丽", "school_officer", "b81f", "沙坝镇中心小学", "10.1.2.3", "Mozilla/5.0")
EVENT = "audit.verified"
"""An event that the log itself knows, whatever features there are."""


def recorded(
    count: int = 1,
    *,
    actor: Actor = CLERK,
    obj: Object | None = None,
    objs: tuple[Object, ...] = (),
    details: Mapping[str, str | int] | None = None,
) -> None:
    """`count` events, each in a transaction of its own."""
    for _ in range(count):
        with transaction.atomic():
            record(EVENT, actor=actor, obj=obj, objs=objs, reason="核对学籍", fields=["name"], details=details)
