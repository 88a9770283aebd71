"""Every fault that is planted is found by its check, told with what to do; a sound house is never accused."""

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from tests.factories.installations import SERVER, notoneless

from notoneless.config.backups.latest import Latest, remember
from notoneless.config.checks.examining import examine, unsafe
from notoneless.config.checks.findings import CHECKS, Finding, Level, Problem, check
from notoneless.config.installation import Installation, installation

STRONG = {
    "PASSWORD_HASHERS": ["notoneless.accounts.passwords.hashing.KeyedScryptHasher"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


@pytest.fixture
def here(house: Path, tmp_path: Path, settings: Any) -> Installation:
    """A sound installation behind a proxy, whose database is that of the tests."""
    home = tmp_path / "安装"
    shutil.copytree(house / "keys", home / "keys")
    shutil.copy(house / "notoneless.toml", home)
    settings.HOME, settings.PROTECTION_KEYS = home, home / "keys"
    for name, value in STRONG.items():
        setattr(settings, name, value)
    remember(home, Latest(time.time() - 60, str(home / "notoneless.toml"), 1, 1))
    return replace(installation(home), https=True, proxies=1)


def of(name: str, findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.name == name]


def level(name: str, here: Installation) -> Level:
    return max((each.level for each in of(name, examine(here))), key=list(Level).index)


@pytest.mark.django_db(transaction=True)
def test_of_a_sound_house_nothing_keeps_it_from_starting(here: Installation) -> None:
    accepted = {"postgresql_line"} if SERVER else set()  # the tests sign in to PostgreSQL as its superuser
    assert {each.name for each in unsafe(here)} <= accepted


SETTINGS: list[tuple[str, dict[str, Any]]] = [
    ("debug", {"DEBUG": True}),
    ("secret_key", {"SECRET_KEY": "short"}),
    ("secret_key", {"SECRET_KEY": "django-insecure-" + "x" * 60}),
    ("hosts", {"ALLOWED_HOSTS": ["*"]}),
    ("hosts", {"ALLOWED_HOSTS": [".example"]}),
    ("hosts", {"ALLOWED_HOSTS": []}),
    ("cookies", {"SESSION_COOKIE_SECURE": False}),
    ("uploads", {"DATA_UPLOAD_MAX_NUMBER_FIELDS": None}),
    ("admin", {"INSTALLED_APPS": ["django.contrib.admin"]}),
    ("password_hashing", {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}),
]


@pytest.mark.parametrize(("name", "broken"), SETTINGS, ids=lambda value: str(value)[:60])
def test_an_unsafe_setting_keeps_it_from_starting(here: Installation, name: str, broken: dict[str, Any]) -> None:
    if "INSTALLED_APPS" in broken:
        problems = _asked(name, here, broken)
    else:
        with override_settings(**broken):
            problems = list(CHECKS[name].ask(here))
    assert [each.level for each in problems] == [Level.UNSAFE]


def _asked(name: str, here: Installation, broken: dict[str, Any]) -> list[Problem]:
    """Ask while the list of applications only seems to be another: Django would load them."""
    from django.conf import settings as live

    before = live.INSTALLED_APPS
    live.INSTALLED_APPS = broken["INSTALLED_APPS"]
    try:
        return list(CHECKS[name].ask(here))
    finally:
        live.INSTALLED_APPS = before


HOUSES: list[tuple[str, dict[str, Any], Level]] = [
    ("https", {"proxies": 0}, Level.UNSAFE),
    ("https", {"https": False, "address": "0.0.0.0"}, Level.UNSAFE),  # noqa: S104 - the fault itself
    ("https", {"https": False, "address": "10.1.2.3"}, Level.UNSAFE),
    ("https", {"https": False}, Level.WARNING),
    ("https", {"proxies": 0, "certificate": "nowhere.pem", "certificate_key": "nowhere.key"}, Level.UNSAFE),
]


@pytest.mark.parametrize(("name", "broken", "wanted"), HOUSES, ids=lambda value: str(value)[:60])
def test_a_door_that_is_open_is_told(here: Installation, name: str, broken: dict[str, Any], wanted: Level) -> None:
    assert {each.level for each in CHECKS[name].ask(replace(here, **broken))} == {wanted}


def no_settings(here: Installation) -> None:
    (here.home / "notoneless.toml").unlink()


def no_keys(here: Installation) -> None:
    (here.keys / "keyring.json").unlink()


def open_keys(here: Installation) -> None:
    (here.keys / "secret_key").chmod(0o644)


def spoilt_keys(here: Installation) -> None:
    path = here.keys / "keyring.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"key"', '"kex"', 1), encoding="utf-8")


def no_backup(here: Installation) -> None:
    (here.home / "last-backup.json").unlink()


def old_backup(here: Installation) -> None:
    remember(here.home, Latest(time.time() - 27 * 3600, str(here.home / "notoneless.toml"), 1, 1))


def clock_put_back(here: Installation) -> None:
    remember(here.home, Latest(time.time() + 3600, str(here.home / "notoneless.toml"), 1, 1))


FAULTS: list[tuple[str, Callable[[Installation], None], Level]] = [
    ("settings_file", no_settings, Level.UNSAFE),
    ("keys", no_keys, Level.UNSAFE),
    ("keys", open_keys, Level.UNSAFE),
    ("keys", spoilt_keys, Level.UNSAFE),
    ("backup", no_backup, Level.WRONG),
    ("backup", old_backup, Level.WRONG),
    ("clock", clock_put_back, Level.WRONG),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "plant", "wanted"), FAULTS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_fault_of_the_machine_is_found(
    here: Installation, name: str, plant: Callable[[Installation], None], wanted: Level
) -> None:
    before = level(name, here)
    plant(here)
    assert before in (Level.FINE, Level.WARNING)
    assert level(name, here) is wanted


@pytest.mark.django_db(transaction=True)
def test_missing_administrators_are_named(here: Installation) -> None:
    (found,) = of("three_admins", examine(here))
    assert found.level is Level.WRONG
    assert "系统管理员" in found.says
    assert "审计员" in found.says


@pytest.mark.django_db(transaction=True)
def test_weak_settings_of_sqlite_keep_it_from_starting(here: Installation) -> None:
    """On PostgreSQL there is nothing to ask."""
    if connection.vendor == "postgresql":
        assert list(CHECKS["sqlite_settings"].ask(here)) == []
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    (problem,) = CHECKS["sqlite_settings"].ask(here)
    assert problem.level is Level.UNSAFE
    assert "synchronous" in problem.says
    connection.close()


def test_a_check_that_fails_is_a_finding(here: Installation) -> None:
    @check("broken", "坏的检查")
    def broken(_: Installation) -> Any:
        raise KeyError("张三")

    broken.__module__ = "notoneless.config.checks.machine"
    try:
        found = of("broken", examine(here))
    finally:
        del CHECKS["broken"]
    assert [each.level for each in found] == [Level.WRONG]
    assert "张三" not in found[0].says


@pytest.mark.parametrize("each", CHECKS.values(), ids=lambda each: str(each.name))
def test_every_check_has_a_title_in_chinese_and_its_promise(each: Any) -> None:
    assert any("\u4e00" <= character <= "\u9fff" for character in each.title)
    assert each.ask.__doc__


def test_doctor_says_everything_to_people_and_to_programs(house: Path) -> None:
    said = notoneless("doctor", "--home", house)
    data = json.loads(notoneless("doctor", "--home", house, "--json").out)
    assert said.code == (1 if data["wrong"] else 0)
    assert len({each["name"] for each in data["findings"]}) == len(CHECKS)
    assert "三员到位且分立" in said.out
    fine = {each["name"] for each in data["findings"] if each["level"] == "fine"}
    assert {"settings_file", "database", "migrations", "keys", "three_admins", "audit"} <= fine
    assert all(each["todo"] for each in data["findings"] if each["level"] != "fine")


def test_doctor_leaves_a_folder_without_an_installation_as_it_is(tmp_path: Path) -> None:
    said = notoneless("doctor", "--home", tmp_path / "没有")
    assert said.code == 1
    assert "notoneless init" in said.out
    assert not (tmp_path / "没有" / "notoneless.sqlite3").exists()
    assert os.listdir(tmp_path)
