"""The codes on the slips: easy to read aloud and to type, too many to guess."""

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which look alike on paper."""
LENGTH = 12
"""31^12 codes, 59 bits: with five tries a quarter of an hour, one in 10^13 within the validity."""
GROUP = 4
VALID_FOR = timedelta(days=7)
"""Short-lived, as OWASP ASVS 5.0.0 6.4.1 asks; long enough for a slip to reach a village school."""


def new_code() -> str:
    """A code as it is printed: ABCD-EFGH-JKMN."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def typed_code(text: str) -> str:
    """What somebody typed, as the code it may mean: without spaces and dashes, in capitals, half-width."""
    return "".join(char for char in text.translate(_HALF_WIDTH).upper() if char.isalnum())


def code_hash(user_id: object, code: str) -> str:
    """What is kept of a code: keyed, and bound to its account, so that the table is of no use without the key."""
    return salted_hmac("accounts.activation", f"{user_id}|{typed_code(code)}", algorithm="sha256").hexdigest()


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
