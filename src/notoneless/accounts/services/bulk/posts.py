"""The posts that the rows of an import name, asked for by somebody who may ask; a third person approves each."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import AccountImport, ImportedAccount, Post
from notoneless.accounts.permissions import NotAllowedError
from notoneless.accounts.services.bulk.planning import Planned, planned
from notoneless.accounts.services.bulk.reading import kept_rows
from notoneless.accounts.services.posts.requesting import request_post

WAITS = "已申请，等待批准"
REASON = "批量开账号：{file}"


def request_posts(*, source: AccountImport, by: Post, now: datetime) -> int:
    """Ask for the post of each row, once; how many were asked for. What was refused is said at its row."""
    if not AccountImport.objects.filter(pk=source.pk, posts_requested_at=None, applied_at__isnull=False).update(
        posts_requested_at=now
    ):
        return 0
    plan = planned(kept_rows(source), timezone.localdate(now))
    accounts = source.accounts.select_related("user").order_by("row")
    return sum(_asked(account, plan[account.row], source, by, now) for account in accounts)


def _asked(account: ImportedAccount, each: Planned, source: AccountImport, by: Post, now: datetime) -> bool:
    """Ask for the post of one row, in a transaction of its own: one that is refused keeps no other back."""
    try:
        _ask(account, each, source, by, now)
    except NotAllowedError as refusal:
        ImportedAccount.objects.filter(pk=account.pk).update(post_words=str(refusal)[:300])
        return False
    return True


@transaction.atomic
def _ask(account: ImportedAccount, each: Planned, source: AccountImport, by: Post, now: datetime) -> None:
    if each.row.role is None or each.place is None:
        raise NotAllowedError("；".join(each.problems) or "这一行的岗位或单位已经不对了，请单独申请。")
    ImportedAccount.objects.filter(pk=account.pk).update(post_words=WAITS)
    request_post(
        by=by,
        user=account.user,
        role=each.row.role,
        place=each.place,
        from_on=timezone.localdate(now),
        reason=REASON.format(file=source.file_name),
    )
