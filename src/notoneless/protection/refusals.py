"""Why something stays shut. The messages are for people and hold no personal value and no key."""


class ProtectionError(Exception):
    """Anything that protection refuses."""


class KeyringError(ProtectionError):
    """The keyring is lost, damaged, another one's, or lies too open. Says where it lies and what to do."""


class UnknownKeyError(ProtectionError):
    """Something was sealed with a key that is not in the keyring."""


class BrokenSealError(ProtectionError):
    """Sealed bytes were changed, or stand in another row or column than the one they were sealed for."""


class ErasedError(ProtectionError):
    """The key of this row was destroyed: nobody can read it any more."""


class PlainTextError(ProtectionError):
    """Text was about to reach a sealed column, or a sealed value to leave it, by a way that does not seal."""
