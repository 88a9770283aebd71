"""Who may open the pages that come from libraries, by the names of their addresses. What is not named is shut."""

from collections.abc import Mapping

from notoneless.accounts.policy import ANYONE, SHUT, SIGNED_IN, Policy, a_policy

BOTH = ("GET", "POST")
ENTRANCE = ("account_login", "account_inactive", "mfa_authenticate", "openid_connect_login", "openid_connect_callback")
ERRORS = ("socialaccount_login_cancelled", "socialaccount_login_error")
OWN = (
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
)
OWN_FACTORS = (
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
)
UNUSED = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "socialaccount_signup",
    "socialaccount_connections",
)
"""Nobody signs up by themselves; a lost password is renewed by an activation code; there are no mail addresses."""

THIRD_PARTY: Mapping[str, Policy] = {
    **{name: a_policy(ANYONE, action=name, methods=BOTH) for name in ENTRANCE},
    **{name: a_policy(ANYONE, action=name) for name in ERRORS},
    **{name: a_policy(SIGNED_IN, action=name, methods=BOTH) for name in OWN},
    **{name: a_policy(SIGNED_IN, action=name, methods=BOTH) for name in OWN_FACTORS},
    **{name: a_policy(SHUT, action=name, methods=BOTH) for name in UNUSED},
    "django.views.generic.base.RedirectView": a_policy(SHUT, action="an old address of a library"),
}
