"""What tests with a database need: the keys of a new installation."""

import pytest

from notoneless.protection.keyring.file import create, fresh
from notoneless.protection.keys import cipher, keyring_path


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """Made once, in the folder that the settings of the tests throw away."""
    if not keyring_path().exists():
        create(keyring_path(), fresh(cipher()))
