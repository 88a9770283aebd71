"""Opening the accounts of an import, once; then their slips."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import AccountImport, Contact, ImportedAccount, User
from notoneless.accounts.rules.bulk_rows import AccountRow
from notoneless.accounts.rules.usernames import username_for
from notoneless.accounts.services.activation import Slip, make_code
from notoneless.accounts.services.bulk.planning import planned
from notoneless.accounts.services.bulk.reading import kept_rows
from notoneless.accounts.services.opening import name_taken, new_user
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record


@transaction.atomic
def open_accounts(*, source: AccountImport, by: Actor, now: datetime) -> int:
    """Open an account for each row that is in order; how many were opened. A second time it opens none.

    The accounts have no password, no code and no right: a slip is printed next, a post is asked for and approved.
    """
    if not AccountImport.objects.filter(pk=source.pk, applied_at=None).update(applied_at=now):
        return 0
    opened: dict[str, User] = {}
    for at, each in enumerate(planned(kept_rows(source), timezone.localdate(now))):
        if each.act == "wrong":
            continue
        there = each.user or opened.get(each.row.phone)
        user = opened[each.row.phone] = there or _opened(each.row)
        ImportedAccount.objects.create(source=source, row=at, user=user, opened=there is None)
    count = source.accounts.filter(opened=True).count()
    record("accounts.import_applied", actor=by, obj=("account_import", str(source.pk)), details={"opened": count})
    return count


def make_slips(*, source: AccountImport, by: Actor, now: datetime) -> list[Slip]:
    """New codes for the accounts of an import that were never used; earlier codes of theirs are worthless from now."""
    users = User.objects.filter(activated_at=None, is_active=True, pk__in=_opened_by(source)).order_by("username")
    return [make_code(user=user, by=by, now=now, reason="批量开账号") for user in users]


def _opened_by(source: AccountImport) -> list[UUID]:
    return list(source.accounts.filter(opened=True).values_list("user_id", flat=True))


def _opened(row: AccountRow) -> User:
    user = new_user(row.text("name"), row.text("username") or username_for(row.text("name"), name_taken))
    contact = Contact(user=user, staff_number=row.text("staff_number") or None)
    contact.phone = row.phone
    contact.save()
    return user
