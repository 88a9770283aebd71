"""Accounts as those see them who open and restore them. No child is near."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from notoneless.accounts.models import AccountImport, Activation, User
from notoneless.accounts.queries.sign_in import FACTORS


def accounts(now: datetime) -> QuerySet[User]:
    """All accounts, each with whether a code is open and whether there is a second factor."""
    open_code = Activation.objects.filter(user=OuterRef("pk"), used_at=None, withdrawn_at=None, expires_at__gt=now)
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return User.objects.annotate(open_code=Exists(open_code), factor=Exists(factor)).order_by("username")


def account_by_id(account: UUID, now: datetime) -> User | None:
    """One account."""
    return accounts(now).filter(pk=account).first()


def found(words: str, now: datetime) -> QuerySet[User]:
    """Accounts whose name or user name contains the words."""
    return (
        accounts(now).filter(Q(name__contains=words) | Q(username__contains=words.lower())) if words else accounts(now)
    )


def recent_imports(limit: int = 20) -> list[AccountImport]:
    """The latest imports, without their rows."""
    return list(AccountImport.objects.select_related("made_by").defer("rows").order_by("-made_at")[:limit])


def import_by_id(source: UUID) -> AccountImport | None:
    """One import."""
    return AccountImport.objects.select_related("made_by").filter(pk=source).first()
