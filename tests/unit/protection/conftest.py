"""A keyring of its own for each test."""

from pathlib import Path
from typing import Any

import pytest

from notoneless.protection.keyring.file import create, fresh
from notoneless.protection.keys import cipher, keyring_path


@pytest.fixture(autouse=True)
def keys_of_this_test(settings: Any, tmp_path: Path) -> Path:
    """Where they lie."""
    settings.PROTECTION_KEYS = tmp_path / "keys"
    create(keyring_path(), fresh(cipher()))
    return keyring_path()
