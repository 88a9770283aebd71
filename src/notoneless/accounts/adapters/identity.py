"""Signing in with the district's identity provider (OpenID Connect): only into accounts that exist.

The first time, the account is found by the staff number that the provider vouches for; from then on by the provider's
own stable subject (`sub`). Nothing is created, no right is given, names and mail addresses are never matched.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from notoneless.accounts.models import User
from notoneless.accounts.sign_in_data import actor_signing_in
from notoneless.audit.recording import record

STAFF_CLAIM = "staff_claim"
"""The setting that names the claim with the staff number; without it only subjects that are linked already may come."""


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Only existing accounts, found by subject or staff number."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an account is opened by the administrator, with a person who answers for it."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link a known person at the first time; turn away whoever has no account."""
        if sociallogin.is_existing:
            return
        user = self._known(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        with transaction.atomic():
            sociallogin.connect(request, user)
            record("accounts.identity_linked", actor=actor_signing_in(request, user), obj=("account", str(user.pk)))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: object) -> object:
        """Nothing is taken over from the provider: the roll of staff is kept here."""
        return sociallogin.user

    def _known(self, sociallogin: SocialLogin) -> User | None:
        """The account whose staff number the provider gives, if it is active and not linked to another subject."""
        account = sociallogin.account
        claim = account.get_provider().app.settings.get(STAFF_CLAIM, "")
        data = account.extra_data.get("userinfo") or account.extra_data.get("id_token") or account.extra_data
        number = str(data.get(claim) or "").strip() if claim else ""
        if not number:
            return None
        user = User.objects.filter(contact__staff_number=number, is_active=True).first()
        linked = user and SocialAccount.objects.filter(user=user, provider=account.provider).exists()
        return None if linked else user
