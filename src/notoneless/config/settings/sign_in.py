"""Signing in: allauth for pages and second factors, axes for lock-out, our own rules for passwords and sessions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from notoneless.config.installation import BadInstallationError, installation

HERE = installation()


def origin(address: str) -> str:
    """Scheme and host of an address, as a content security policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def identity_providers(given: Mapping[str, str] | None) -> dict[str, Any]:
    """allauth's settings for the identity provider of the district, if it has one. Raises BadInstallationError."""
    if not given:
        return {}
    if missing := [name for name in ("name", "server", "client_id", "secret") if not given.get(name)]:
        raise BadInstallationError(f"[accounts.identity_provider] 里还缺 {'、'.join(missing)}；请补上，或者删去这一节")
    app = {
        "provider_id": "district",
        "name": given["name"],
        "client_id": given["client_id"],
        "secret": given["secret"],
        "settings": {"server_url": given["server"], "staff_claim": given.get("staff_claim", "")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: nothing is hashed for who is locked out
    "allauth.account.auth_backends.AuthenticationBackend",  # one hash for a wrong name as for a wrong password
    "notoneless.accounts.backends.ActivationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

PASSWORD_HASHERS = [
    "notoneless.accounts.passwords.hashing.KeyedScryptHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "notoneless.accounts.passwords.validators.PolicyValidator"}]

ACCOUNT_ADAPTER = "notoneless.accounts.adapters.account.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "notoneless.accounts.forms.signing_in.SignInForm",
    "change_password": "notoneless.accounts.forms.signing_in.NewPasswordForm",
    "reauthenticate": "notoneless.accounts.forms.signing_in.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # axes counts in the database; a count in the memory of one process would hide it
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGIN_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = HERE.proxies

MFA_ADAPTER = "notoneless.accounts.adapters.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "notoneless.accounts.forms.signing_in.FactorForm",
    "reauthenticate": "notoneless.accounts.forms.signing_in.FactorConfirmForm",
    "activate_totp": "notoneless.accounts.forms.signing_in.NewTotpForm",
    "add_webauthn": "notoneless.accounts.forms.signing_in.NewKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # phones in the field are seldom right to the second
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
SECOND_FACTOR_REQUIRED = True

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again does not make the wait longer
AXES_LOCKOUT_CALLABLE = "notoneless.accounts.views.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "notoneless.accounts.actors.address_of"
AXES_DISABLE_ACCESS_LOG = True  # our audit log has it, tamper-evident
AXES_VERBOSE = False  # no user names in the log file
AXES_SENSITIVE_PARAMETERS = [  # what is typed on our pages is never kept with a failed try
    "login", "username", "code", "password", "password1", "password2", "oldpassword", "credential", "next",
    "csrfmiddlewaretoken", "ip_address",
]  # fmt: skip
SIGN_IN_WINDOW = timedelta(minutes=15)
SIGN_IN_FAILURES_PER_ADDRESS = 100  # a school behind one address mistypes less than that

SESSION_COOKIE_AGE = 12 * 3600  # the longest; ours ends earlier when nobody works (tables/session_limits.csv)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SOCIALACCOUNT_ADAPTER = "notoneless.accounts.adapters.identity.IdentityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False  # another site cannot sign anybody in
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = identity_providers(HERE.identity_provider)
# What a form may lead to beside the house itself.
FORM_TARGETS = [origin(HERE.identity_provider["server"])] if HERE.identity_provider else []
