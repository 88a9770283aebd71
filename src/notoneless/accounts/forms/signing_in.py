"""The forms of signing in. allauth's own forms with our fields, words and looks, and three of ours."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as MfaAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from notoneless.accounts.models import User
from notoneless.accounts.services.second_factor import use_totp_once
from notoneless.ui.forms import Form, LineField
from notoneless.ui.forms.messages import put_into_words

CODE_HELP = "手机上“身份验证器”里现在的 6 位数字；手机不在身边，可以输入一个备用码"
USERNAME = {"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}
PASSWORD = {"autocomplete": "current-password"}
NEW_PASSWORD = {"autocomplete": "new-password"}
ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class _Asked(Form):
    """allauth's forms bring fields of their own: here they get our labels and words."""

    def ask(self, name: str, field: forms.Field) -> None:
        """Put a field of ours in the place of theirs."""
        put_into_words(field, str(field.label))
        self.fields[name] = field


def _password(label: str, attrs: dict[str, str], **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, **options)


class SignInForm(_Asked, LoginForm):  # type: ignore[misc]
    """User name and password."""

    submit_words = "登录"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("login", LineField(label="账号", max_length=40, widget=forms.TextInput(attrs=USERNAME)))
        self.ask("password", _password("口令", PASSWORD))
        self.order_fields(["login", "password"])


class ActivationForm(Form):
    """The user name and code from the slip, and the password that the person chooses."""

    submit_words = "开通账号"
    username = LineField(label="账号", max_length=40, widget=forms.TextInput(attrs=USERNAME))
    code = LineField(
        label="启用码",
        max_length=30,
        help_text="启用条上的 12 位字母和数字，不分大小写，横线可以不输",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    password1 = _password("新口令", NEW_PASSWORD)
    password2 = _password("再输一遍新口令", NEW_PASSWORD)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None
        self.fields["password1"].help_text = "；".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """The code first: who has no right one learns nothing about the password rules of a person."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        given = {"username": data["username"].lower(), "activation_secret": data["code"]}
        user = authenticate(self.request, **given)
        if not isinstance(user, User):
            raise ValidationError("账号或启用码不对，或者启用码已用过、过期。请核对启用条，或请管理员重新发一张")
        self.user = user
        self._check_passwords(user, data["password1"], data["password2"])
        return data

    def _check_passwords(self, user: User, password: str, again: str) -> None:
        if password != again:
            self.add_error("password2", "两次输入的口令不一样")
            return
        try:
            validate_password(password, user)
        except ValidationError as error:
            self.add_error("password1", error)


class NewPasswordForm(_Asked, ChangePasswordForm):  # type: ignore[misc]
    """Change one's password."""

    submit_words = "更改口令"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = "；".join(password_validators_help_texts())
        self.ask("oldpassword", _password("现在的口令", PASSWORD))
        self.ask("password1", _password("新口令", NEW_PASSWORD, help_text=rules))
        self.ask("password2", _password("再输一遍新口令", NEW_PASSWORD))

    def clean_password1(self) -> str:
        """The rules, said at the field."""
        return str(get_adapter().clean_password(self.cleaned_data["password1"], user=self.user))


class ConfirmForm(_Asked, ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that matters."""

    submit_words = "确认"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask("password", _password("口令", PASSWORD))


class _CodeForm(_Asked):
    """A field for a code, on allauth's forms that have one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = LineField(label="验证码", max_length=20, help_text=CODE_HELP, widget=forms.TextInput(attrs=ONE_TIME))
        self.ask("code", code)


class _CountedCode:
    """Wrong codes count towards the lock-out, a locked person is not even checked, and no code is taken twice."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError."""
        user, request = self.user, context.request  # type: ignore[attr-defined]
        if not AxesProxyHandler.is_allowed(request, {"username": user.username}):
            request.axes_locked_out = True
            raise ValidationError("试的次数太多，请过 15 分钟再试", code="too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        used: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if used.type == Authenticator.Type.TOTP and not use_totp_once(authenticator=used, code=code, now=time.time()):
            raise ValidationError("这个验证码已经用过，请等下一个再输", code="incorrect_code")
        return code


class FactorForm(_CodeForm, _CountedCode, MfaAuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""

    submit_words = "登录"


class FactorConfirmForm(_CodeForm, _CountedCode, MfaReauthenticateForm):  # type: ignore[misc]
    """The second factor again, before something that matters."""

    submit_words = "确认"


class NewTotpForm(_CodeForm, ActivateTOTPForm):  # type: ignore[misc]
    """Set up an authenticator app."""

    submit_words = "启用"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "扫码以后，应用里显示的 6 位数字"


class NewKeyForm(_Asked, AddWebAuthnForm):  # type: ignore[misc]
    """Set up a security key or a fingerprint."""

    submit_words = "添加"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = "以后用来认出它，例如“办公室的安全密钥”“我的手机指纹”"
        self.ask("name", LineField(label="名称", required=False, max_length=40, help_text=words))
