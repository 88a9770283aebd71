"""Who looks after the installation, and the record of what was done."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from notoneless.accounts.models import Post
from notoneless.accounts.roles import THREE_ADMINS, Role, rules
from notoneless.accounts.states import PostState
from notoneless.audit.append_only import missing_triggers
from notoneless.audit.verifying import verify
from notoneless.config.checks.findings import Level, Problem, check
from notoneless.config.installation import Installation


@check("three_admins", "三员到位且分立", needs_database=True)
def three_admins(here: Installation) -> Iterator[Problem]:
    """Each of the three posts has its person, and no person has two (GB/T 22239-2019 8.1.5)."""
    held = _held()
    there = {role for role, _ in held}
    missing = [rules()[role].words for role in sorted(THREE_ADMINS - there)]
    if missing:
        yield Problem(
            Level.WRONG,
            f"没有人担任 {'、'.join(missing)}",
            "由安全管理员申请、教育局领导批准；新安装用 notoneless init",
        )
    if len({person for _, person in held}) < len(held):
        yield Problem(Level.UNSAFE, "同一个人担任了三员中的两个", "由安全管理员结束其中一个岗位")


def _held() -> set[tuple[Role, object]]:
    """Which of the three posts count today, and whose they are."""
    today = timezone.localdate()
    posts = Post.objects.filter(role__in=sorted(THREE_ADMINS), state=PostState.APPROVED)
    counting = posts.filter(from_on__lte=today, until_on__gte=today, user__is_active=True)
    return {(Role(role), person) for role, person in counting.values_list("role", "user_id")}


@check("audit", "审计链条完整", needs_database=True)
def audit(here: Installation) -> Iterator[Problem]:
    """Every row is as it was written, none is missing, and nothing can be taken away."""
    verdict = verify()
    if not verdict.intact:
        where = f"第 {verdict.first_bad} 条起" if verdict.first_bad else ""
        yield Problem(
            Level.WRONG,
            f"审计记录{where}不完整：{verdict.why}",
            "不要再改动，马上告诉审计员；运行 notoneless manage audit_verify",
        )
    if missing := missing_triggers(connection):
        yield Problem(Level.WRONG, f"审计表少了 {len(missing)} 道防改动的关卡", "重启服务，启动时会重新装上")


@check("audit_checkpoints", "审计检查点放在别的机器", needs_database=True)
def audit_checkpoints(here: Installation) -> Iterator[Problem]:
    """What lies beside the database can be put back together with it."""
    if settings.AUDIT_CHECKPOINTS.resolve().is_relative_to(here.home):
        yield Problem(
            Level.WARNING,
            "审计检查点与数据库在同一台机器",
            "在 notoneless.toml 的 [audit] 写 checkpoint_folder，指到另一台机器的共享；或定期交审计员打印",
        )
