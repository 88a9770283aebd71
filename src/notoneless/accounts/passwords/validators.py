"""The rules as Django asks them (AUTH_PASSWORD_VALIDATORS): all that is wrong is said at once."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from notoneless.accounts.passwords.policies import PasswordPolicy, policy_named
from notoneless.accounts.passwords.weakness import about_the_person, too_common, too_short_or_long, too_uniform

OF_THE_PERSON = ("username", "name", "phone", "id_number", "staff_number")


def current_policy() -> PasswordPolicy:
    """The policy of this installation (setting PASSWORD_POLICY)."""
    return policy_named(settings.PASSWORD_POLICY)


class PolicyValidator:
    """Length, kinds of characters, common and leaked passwords, and words about the person."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError with a sentence for each rule that is broken."""
        policy = current_policy()
        words = [str(getattr(user, name, "") or "") for name in OF_THE_PERSON] if user else []
        found = [
            too_short_or_long(password, policy),
            too_uniform(password, policy),
            too_common(password),
            about_the_person(password, [word for word in words if word]),
        ]
        if problems := [problem for problem in found if problem]:
            raise ValidationError([ValidationError(problem, code="password") for problem in problems])

    def get_help_text(self) -> str:
        """The rules in one sentence, for the form."""
        policy = current_policy()
        kinds = f"，含大写字母、小写字母、数字、符号中的 {policy.classes} 种" if policy.classes > 1 else ""
        return f"至少 {policy.min_length} 个字符{kinds}；不要用常见口令，也不要含账号、姓名、手机号、身份证号"
