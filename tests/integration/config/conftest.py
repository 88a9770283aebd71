"""An installation made once; tests that change anything work on one of their own."""

from pathlib import Path

import pytest
from tests.factories.installations import found


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded installation that no test changes."""
    home = tmp_path_factory.mktemp("house") / "安装"
    found(home)
    return home
