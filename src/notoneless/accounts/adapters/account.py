"""allauth's questions about accounts, answered for this house."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from notoneless.accounts.actors import address_of
from notoneless.accounts.models import User
from notoneless.accounts.queries.lockout import failures_from
from notoneless.accounts.queries.sign_in import steps_due
from notoneless.accounts.services.passwords import check_not_used_before, set_own_password
from notoneless.accounts.sign_in_data import SESSION_ID, STEPS, actor_signing_in, signed_in_just_now

MESSAGES = {
    "account_inactive": "账号已停用，请联系管理员",
    "enter_current_password": "现在的口令不对",
    "incorrect_password": "口令不对",
    "incorrect_code": "验证码不对，或已经用过；请等下一个再输",
    "invalid_login": "账号或口令不对",
    "username_password_mismatch": "账号或口令不对。首次使用请点“用启用码开通”",
    "too_many_login_attempts": "试的次数太多，请过几分钟再试",
    "rate_limited": "试的次数太多，请过几分钟再试",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; an own password passes the rules; what must be done first is noted when somebody signs in."""

    error_messages = {**DefaultAccountAdapter.error_messages, **MESSAGES}  # noqa: RUF012 - so named by allauth

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are opened by the administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse an address from which hundreds of names are tried, where each single name stays below its limit."""
        since = timezone.now() - settings.SIGN_IN_WINDOW
        if failures_from(address_of(request) or None, since) >= settings.SIGN_IN_FAILURES_PER_ADDRESS:
            raise ValidationError(MESSAGES["too_many_login_attempts"], code="too_many_login_attempts")

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The rules of the policy, and not one that was used before."""
        cleaned: str = super().clean_password(password, user)
        if isinstance(user, User) and user.pk:
            check_not_used_before(user, cleaned)
        return cleaned

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The person's own choice; all other sessions end."""
        if not isinstance(user, User):
            raise TypeError(f"not an account of this house: {user!r}")
        session = self.request.session.get(SESSION_ID)
        set_own_password(
            user=user,
            password=password,
            by=actor_signing_in(self.request, user),
            now=timezone.now(),
            session=UUID(session) if session else None,
        )

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and note in the session what must be done before anything else."""
        super().login(request, user)
        if isinstance(user, User):
            request.session[STEPS] = [step.value for step in steps_due(user, timezone.now())]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as we believe it."""
        return address_of(request)

    def is_reauthentication_required(self, *, app: str, **others: Any) -> bool:
        """Not again from who has just signed in: a first sign-in would otherwise ask for the password twice."""
        return not signed_in_just_now(self.request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed: accounts have no address, and an intranet has no way out."""
