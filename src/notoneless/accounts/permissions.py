"""Who may take which step with a post. `check_…` raises a sentence for the person; the bool follows from it."""

from collections.abc import Callable
from datetime import date

from notoneless.accounts.models import Post, User
from notoneless.accounts.queries.posts import live_posts
from notoneless.accounts.roles import (
    LEVELS,
    THREE_ADMINS,
    GrantRule,
    Permission,
    Place,
    Role,
    RoleRule,
    Within,
    grant_rules,
    may,
    rules,
)
from notoneless.places.models import Division, School, SchoolClass

Organisation = Division | School | SchoolClass
KINDS: dict[Place, type[Organisation]] = {
    Place.DIVISION: Division,
    Place.SCHOOL: School,
    Place.SCHOOL_CLASS: SchoolClass,
}
PLACE_WORDS = {Place.DIVISION: "区划", Place.SCHOOL: "学校", Place.SCHOOL_CLASS: "班级"}
LEVEL_WORDS = {"district": "区县", "township": "乡镇（街道）", "village": "村（社区）"}


class NotAllowedError(Exception):
    """The step is not open to this person. The message says why and what to do, in Chinese."""


def check_may_request(by: Post, user: User, role: Role, place: Organisation, today: date) -> None:
    """Raise NotAllowedError unless whoever acts in `by` may ask for this post."""
    _check_counts(by, today)
    if by.user_id == user.pk:
        raise NotAllowedError("不能给自己申请岗位。请由其他有权申请的人提出。")
    if not user.is_active:
        raise NotAllowedError(f"{user.name}的账号已停用，不能任职。请先启用账号。")
    ways = [rule for rule in grant_rules() if rule.role is role and rule.requested_by == by.role]
    if not ways:
        raise NotAllowedError(f"您的岗位不能申请“{rules()[role].words}”。")
    check_place(role, place)
    if all(rule.within is Within.SCHOOL for rule in ways) and school_of(place) != by.school_id:
        raise NotAllowedError("只能申请本校的岗位。")


def check_place(role: Role, place: Organisation) -> None:
    """Raise NotAllowedError unless the organisation is of the kind and level that the role has, and open."""
    rule = rules()[role]
    if not isinstance(place, KINDS[rule.place]):
        raise NotAllowedError(f"“{rule.words}”的单位应是{PLACE_WORDS[rule.place]}。")
    if isinstance(place, Division):
        _check_level(rule, place)
    if place.closed_on is not None:
        raise NotAllowedError(f"{place}已经撤销，不能再任职。请选择现有的单位。")


def _check_level(rule: RoleRule, place: Division) -> None:
    wanted = LEVELS[rule.area]
    if place.level != wanted:
        raise NotAllowedError(f"“{rule.words}”的单位应是{LEVEL_WORDS[wanted]}，{place.name}不是。")


def check_three_admins(user: User, role: Role, *, apart_from: Post | None = None) -> None:
    """Raise NotAllowedError where somebody would hold two of 系统管理员, 安全管理员, 审计员 (三员分立).

    The person's row must be locked, so that two requests at once cannot both pass.
    """
    if role not in THREE_ADMINS:
        return
    others = live_posts(user).filter(role__in=sorted(THREE_ADMINS - {role}))
    held = others.exclude(pk=apart_from.pk).first() if apart_from else others.first()
    if held is not None:
        words = rules()[Role(held.role)].words
        raise NotAllowedError(f"{user.name}已是或已申请{words}；系统、安全、审计三个管理员必须由不同的人担任。")


def check_may_decide(by: Post, post: Post, today: date) -> None:
    """Raise NotAllowedError unless whoever acts in `by` is the one to approve or refuse `post`."""
    _check_counts(by, today)
    if by.user_id in (post.user_id, post.requested_by_id):
        raise NotAllowedError("申请人和任职人都不能批准这个岗位。请由另一位负责人批准。")
    if not any(_decides(rule, by, post) for rule in grant_rules()):
        raise NotAllowedError("您的岗位不能批准这项申请。")


def _decides(rule: GrantRule, by: Post, post: Post) -> bool:
    """Whether this is the way the post was asked for, and `by` the one who approves on it."""
    if (rule.role, rule.requested_by, rule.approved_by) != (post.role, post.requested_as, by.role):
        return False
    return by.role != Role.PRINCIPAL or school_of(organisation(post)) == by.school_id


def check_may_end(by: Post, post: Post, today: date) -> None:
    """Raise NotAllowedError unless whoever acts in `by` may end `post`: who ends any, or a school its own teachers'."""
    _check_counts(by, today)
    if may(Role(by.role), Permission.END_POSTS):
        return
    own = may(Role(by.role), Permission.REQUEST_CLASS_POSTS) and school_of(organisation(post)) == by.school_id
    if not own or Role(post.role) not in {Role.CLASS_TEACHER, Role.HOME_TEACHER}:
        raise NotAllowedError("您的岗位不能结束这个岗位。")


def _check_counts(by: Post, today: date) -> None:
    if not by.counts_on(today):
        raise NotAllowedError("您的岗位已经结束，请重新登录。")


def organisation(post: Post) -> Organisation:
    """The organisation of a post."""
    return next(place for place in (post.division, post.school, post.school_class) if place is not None)


def school_of(place: Organisation) -> object:
    """The key of the school that an organisation is or belongs to; None for a division."""
    if isinstance(place, SchoolClass):
        return place.school_id
    return place.pk if isinstance(place, School) else None


def allowed(check: Callable[..., None], *args: object) -> bool:
    """Whether a check passes."""
    try:
        check(*args)
    except NotAllowedError:
        return False
    return True
