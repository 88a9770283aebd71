"""A machine without a network is installed from the bundle, founded, examined and opened in a browser."""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = ROOT / "tests" / "factories" / "offline.py"
NOWHERE = "http://127.0.0.1:9"
NO_WAY_OUT = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
PIP_OFF = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": NOWHERE, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}
BUNDLE = os.environ.get("NOTONELESS_BUNDLE", "")
"""A bundle that was built before; without it one is built here."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder inside the archive."""
    folder = tmp_path_factory.mktemp("bundle")
    path = Path(BUNDLE) if BUNDLE else _built(folder)
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    (inside,) = (each for each in folder.iterdir() if each.is_dir())
    return inside


def _built(folder: Path) -> Path:
    environment = {**os.environ, "PYTHON": sys.executable}
    line = ["sh", str(ROOT / "tools" / "make-bundle"), str(folder)]
    done = subprocess.run(line, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return Path(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def seen(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen on the machine without a network: by root in a network of its own, by others past dead proxies."""
    target = tmp_path_factory.mktemp("machine") / "opt"
    apart = ["unshare", "--net"] if os.geteuid() == 0 else []
    line = [*apart, sys.executable, str(OFFLINE), str(bundle), str(target)]
    environment = {**os.environ, **PIP_OFF, **({} if apart else NO_WAY_OUT)}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_network_is_off(seen: dict[str, Any]) -> None:
    assert seen["no_network"] or os.geteuid() != 0


def test_it_installs_and_is_founded(seen: dict[str, Any]) -> None:
    assert "装好了" in seen["installed"]
    assert "一个不少 " in seen["installed"]
    assert seen["init"].count("启用码 ") == 4


def test_doctor_finds_it_sound_but_for_what_is_still_to_be_done(seen: dict[str, Any]) -> None:
    wrong = {each["name"] for each in seen["doctor"]["findings"] if each["level"] in ("wrong", "unsafe")}
    assert wrong <= {"backup", "disk"}
    fine = {each["name"] for each in seen["doctor"]["findings"] if each["level"] == "fine"}
    assert {"database", "database_version", "sqlite_settings", "migrations", "keys", "three_admins", "audit"} <= fine


def test_a_page_comes_with_its_style(seen: dict[str, Any]) -> None:
    assert "测试区教育局" in seen["page"]
    assert seen["style"] == 200
    assert seen["style_size"] > 500


def test_no_tests_and_no_made_up_children_are_inside(bundle: Path) -> None:
    names = [path.name for path in bundle.rglob("*")]
    assert [name for name in names if name.startswith("test_")] == []
    assert {"install.sh", "app.txt", "notoneless.service", "校验.txt"} <= set(names)


def test_a_changed_bundle_does_not_install(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in bundle.rglob("*"):
        new = copy / path.relative_to(bundle)
        new.mkdir() if path.is_dir() else os.link(path, new)
    spoilt = next((copy / "wheels").glob("notoneless-*.whl"))
    data = bytearray(spoilt.read_bytes())
    data[len(data) // 2] ^= 1
    spoilt.unlink()
    spoilt.write_bytes(data)
    line = ["sh", str(copy / "install.sh"), str(tmp_path / "opt"), sys.executable]
    done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "被改动过" in done.stderr
    assert not (tmp_path / "opt").exists()
