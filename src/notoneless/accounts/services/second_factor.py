"""Second factors: a code is good once; a lost factor is taken away, by somebody else than who resets passwords."""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import EndReason, User
from notoneless.accounts.services.sessions import end_all_sessions
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record

LAST = "last_counter"
"""Where an authenticator keeps the time step of the last code that was taken (RFC 6238 5.2: each code once)."""


@transaction.atomic
def use_totp_once(*, authenticator: Authenticator, code: str, now: float) -> bool:
    """Take a right code; False when it, or a later one, was taken before. Holds over all processes and restarts.

    allauth notes used codes in a cache for one period only, while codes of the neighbouring periods are right too.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = _step_of(decrypt(row.data["secret"]), code, now)
    if step is None or step <= int(row.data.get(LAST, 0)):
        return False
    row.data[LAST] = step
    row.save(update_fields=["data"])
    return True


def _step_of(secret: str, code: str, now: float) -> int | None:
    """The time step that a right code belongs to: the latest, where it happens to fit two."""
    counter, spread = int(now) // app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE
    typed = normalize_user_code(code)
    steps = range(counter + spread, counter - spread - 1, -1)
    return next((step for step in steps if format_hotp_value(hotp_value(secret, step)) == typed), None)


@transaction.atomic
def take_factors_away(*, user: User, by: Actor, reason: str) -> int:
    """For a person who lost phone or key and was recognised in person; how many factors there were. Sessions end."""
    gone: int = Authenticator.objects.filter(user_id=user.pk).delete()[0]
    end_all_sessions(user=user, because=EndReason.PASSWORD, by=by, now=timezone.now())
    record(
        "accounts.factors_taken_away", actor=by, obj=("account", str(user.pk)), reason=reason, details={"factors": gone}
    )
    return gone
