"""What tests with a database need: the keys of a new installation."""

from pathlib import Path
from typing import Any

import pytest

from notoneless.protection.keyring.file import create, fresh
from notoneless.protection.keys import cipher, keyring_path


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """Made once, in the folder that the settings of the tests throw away."""
    if not keyring_path().exists():
        create(keyring_path(), fresh(cipher()))


@pytest.fixture(autouse=True)
def _checkpoints_of_one_test(settings: Any, tmp_path: Path) -> None:
    """Each test begins with an empty log: the checkpoints of another would accuse it of having been cut."""
    settings.AUDIT_CHECKPOINTS = tmp_path / "checkpoints"
