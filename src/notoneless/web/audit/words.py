"""What the log holds as names of the code, in words."""

from collections.abc import Mapping

from notoneless.accounts.roles import Role, rules
from notoneless.audit.actors import SYSTEM
from notoneless.audit.models import Event

OBJECTS: Mapping[str, str] = {
    "account": "账号",
    "account_import": "账号导入",
    "background_work": "后台工作",
    "child": "儿童",
    "division": "区划",
    "export": "导出申请",
    "page": "页面",
    "place_import": "区划导入",
    "post": "岗位",
    "school": "学校",
    "school_class": "班级",
    "school_year": "学年",
}


def role_words(role: str) -> str:
    """班主任 …; what the system does by itself is its own."""
    if role == SYSTEM.role:
        return "系统"
    return rules()[Role(role)].words if role in set(Role) else role


def object_words(event: Event, shown: int | None = None) -> str:
    """What was acted on, and its code or pseudonym, of which `shown` characters; a kind of a later version as it is."""
    kind = OBJECTS.get(event.object_type, event.object_type)
    return f"{kind} {event.object_pseudonym[:shown]}".strip()
