"""One event, a verification and a checkpoint in words."""

from collections.abc import Callable
from dataclasses import dataclass
from json import JSONDecodeError, loads
from typing import Any

from notoneless.audit.models import OUTCOMES, Event, Mention
from notoneless.audit.queries import mentioned_in
from notoneless.web.audit.listing import event_words
from notoneless.web.audit.words import object_words, role_words

MOST = 500


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event: pairs of label and value, and the objects of one that has many."""

    seq: int
    words: str
    facts: list[tuple[str, str]]
    objects: list[Mention]
    more: int


def event_shown(event: Event) -> EventShown:
    """Everything that the row holds."""
    objects = mentioned_in(event.seq)
    count = objects.count()
    facts = [
        ("结果", OUTCOMES[event.outcome]),
        ("账号", f"{event.actor_username}（{event.actor_id}）"),
        ("角色", role_words(event.actor_role)),
        ("单位", event.actor_organisation),
        ("岗位编号", event.actor_post),
        ("网络地址", event.address),
        ("设备", event.device),
        ("对象", object_words(event)),
        ("事由", event.reason),
        ("涉及字段", "、".join(_json(event.fields_touched, list))),
        ("细节", "；".join(f"{key}：{value}" for key, value in _json(event.details, dict).items())),
        ("前一条校验码", event.prev),
        ("本条校验码", event.mac),
    ]
    shown = [(label, value) for label, value in facts if value]
    return EventShown(event.seq, event_words(event.event), shown, list(objects[:MOST]), max(0, count - MOST))


def _json(text: str, kind: Callable[[], Any]) -> Any:
    """What a column holds, of the kind it should be; nothing, where somebody has tampered with it."""
    try:
        found = loads(text)
    except JSONDecodeError:
        return kind()
    return found if type(found) is kind else kind()
