"""allauth's questions about second factors, answered for this house."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.accounts.queries.sign_in import factors_of, second_factor_needed
from notoneless.protection.sealing import seal_secret, unseal_secret

PURPOSE = "accounts.second_factor"
MESSAGES = {
    "cannot_delete_authenticator": "您的岗位必须有第二种登录方式；请先添加另一种，再停用这一种",
    "cannot_generate_recovery_codes": "先设置动态口令或安全密钥，再生成备用码",
    "incorrect_code": "验证码不对，或已经用过；请等下一个再输",
}


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets lie sealed in the database; the last factor of a post that needs one stays."""

    error_messages = {**DefaultMFAAdapter.error_messages, **MESSAGES}  # noqa: RUF012 - so named by allauth

    def encrypt(self, text: str) -> str:
        """Sealed under the master key, bound to this use."""
        return seal_secret(PURPOSE, "", text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises BrokenSealError for one that was changed."""
        return unseal_secret(PURPOSE, "", encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the app on the phone writes above the digits."""
        return f"一个不少·{settings.BUREAU_NAME}"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another factor is left, or none is needed."""
        user = authenticator.user
        if not isinstance(user, User) or not second_factor_needed(user, timezone.now()):
            return True
        return any(factor.pk != authenticator.pk for factor in factors_of(user))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """“安全密钥 1”, “安全密钥 2”, …"""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"安全密钥 {number}"

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing is mailed: the account's page shows what it has."""
