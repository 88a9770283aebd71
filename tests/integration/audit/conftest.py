"""Checkpoints of one test are none of another's: each begins with an empty log."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where this test keeps its checkpoints."""
    settings.AUDIT_CHECKPOINTS = tmp_path / "checkpoints"
    return tmp_path / "checkpoints"
