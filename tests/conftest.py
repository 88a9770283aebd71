"""A sample district and its result, made once: tests that change anything work on a copy."""

from pathlib import Path

import pytest
from tests.factories.commands import call
from tests.factories.roster_files import write_village

AS_OF = "2024-03-01"


@pytest.fixture(scope="session")
def sample_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 children: rosters and truth."""
    folder = tmp_path_factory.mktemp("sample") / "区县"
    assert call("sample", "--children", 300, "--seed", 7, "--out", folder).code == 0
    return folder


@pytest.fixture(scope="session")
def sample_result(sample_district: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result folder of the sample district."""
    out = tmp_path_factory.mktemp("result") / "台账"
    assert call("reconcile", sample_district / "rosters", "--out", out, "--as-of", AS_OF).code == 0
    return out


@pytest.fixture(scope="session")
def village_result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result folder of the four children of a village, beside its rosters."""
    folder = write_village(tmp_path_factory.mktemp("village") / "名册")
    assert call("reconcile", folder, "--as-of", AS_OF).code == 0
    return folder.with_name("名册-台账")


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """The rosters of the village, to be changed."""
    return write_village(tmp_path / "名册")
