"""Which key is whose: packages that may not know each other meet here."""

from notoneless.protection import keys
from notoneless.protection.ciphers import Key


def audit_key(key_id: str = "") -> tuple[str, bytes]:
    """The key of the audit log with its id: the one in use, or that of `key_id`. Raises LookupError, KeyringError."""
    key = keys.audit_key()
    name = key.id.hex()
    if key_id not in ("", name):
        raise LookupError(f"no audit key {key_id}")
    return name, key.secret


def backup_key() -> Key:
    """The key of backups. Raises KeyringError."""
    return keys.backup_key()
