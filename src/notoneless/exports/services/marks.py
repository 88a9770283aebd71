"""A digest of a scope: whether two moments saw the same children's area."""

import hashlib

from notoneless.accounts.scope import Scope


def scope_mark(scope: Scope) -> str:
    """Equal for equal scopes, and only for them."""
    return hashlib.sha256(repr(scope).encode()).hexdigest()
