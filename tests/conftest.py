"""A sample district and its result, made once: tests that change anything work on a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from tests.factories.commands import call
from tests.factories.roster_files import write_village

AS_OF = "2024-03-01"


@pytest.fixture(scope="session", autouse=True)
def _keys_of_the_tests() -> None:
    """The keys of an installation that lives as long as the tests."""
    from django.conf import settings

    from notoneless.protection import keys
    from notoneless.protection.keyring.file import create, fresh

    if not keys.keyring_path().exists():
        create(keys.keyring_path(), fresh(settings.PROTECTION_CIPHER))


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """Tests with transactions of their own end by emptying all tables; the audit log would refuse.

    Its triggers are taken down for that, and are put up again by `flush` itself, as after every migration.
    """
    from django.db import connection

    from notoneless.audit.append_only import take_down_triggers

    empty = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        take_down_triggers(connection)
        empty(self)

    TransactionTestCase._fixture_teardown = emptied
    yield
    TransactionTestCase._fixture_teardown = empty


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
