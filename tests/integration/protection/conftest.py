"""A keyring of its own for each test, and tables with sealed fields."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.factories.sealed import tables

from notoneless.protection.keyring.file import create, fresh
from notoneless.protection.keys import cipher, keyring_path


@pytest.fixture(scope="session")
def sealed_tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Made outside the transactions of tests."""
    with django_db_blocker.unblock(), tables():
        yield


@pytest.fixture(autouse=True)
def keys_of_this_test(settings: Any, tmp_path: Path) -> Path:
    """Where they lie."""
    settings.PROTECTION_KEYS, settings.PROTECTION_UNRESTRICTED = tmp_path / "keys", ""
    create(keyring_path(), fresh(cipher()))
    return keyring_path()


@pytest.fixture
def sealed(sealed_tables: None, db: None) -> None:
    """The tables, empty."""
