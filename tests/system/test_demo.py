"""make demo: a district reconciled, and a house online that stays as it was left."""

import re
import select
import signal
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.commands import call, contents, start

from notoneless.accounts.roles import Role, rules

CHILDREN = ("--children", 40)
STARTED = 240
"""Seconds that a first start may take on a busy machine."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def test_without_serving_it_writes_reconciles_and_scores(tmp_path: Path) -> None:
    said = call("demo", "--no-serve", *CHILDREN, "--data", tmp_path)
    assert (said.code, said.err) == (0, "")
    (place,) = tmp_path.iterdir()
    assert sorted(path.name for path in place.iterdir()) == ["rosters", "truth", "台账"]
    assert "用已知真相评分：" in said.out
    assert "未读到 0" in said.out
    assert "与已知答案对照" in (place / "台账" / "报告.html").read_text(encoding="utf-8")


def test_a_second_time_gives_the_same_result(tmp_path: Path) -> None:
    call("demo", "--no-serve", *CHILDREN, "--data", tmp_path, "--quiet")
    before = contents(tmp_path)
    said = call("demo", "--no-serve", *CHILDREN, "--data", tmp_path, "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert contents(tmp_path) == before


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - the address that the command printed
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def served(data: Path) -> Iterator[str]:
    """The printed address of a running demonstration; at the end it is stopped as by Ctrl+C, and must end well."""
    process = start("demo", "--port", 0, *CHILDREN, "--data", data, "--quiet")
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], STARTED)[0]
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline().decode())
        assert found
        yield found[0]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    yield from served(data)


def test_a_page_to_sign_in_is_what_a_stranger_gets(address: str) -> None:
    code, page = fetch(address)
    assert (code, 'name="password"' in page) == (200, True)
    assert fetch(address + "demo/report/")[1].count('name="password"') == 1
    hidden = ("links.csv", "findings.csv", "run/run.json", "accounts.txt", "../accounts.txt", "house/keys/keyring.json")
    assert [fetch(address + path)[0] for path in hidden] == [404] * len(hidden)


def test_every_role_has_an_account_that_only_the_owner_can_read(address: str, data: Path) -> None:
    accounts = data / "accounts.txt"
    written = accounts.read_text(encoding="utf-8")
    assert [role for role in Role if rules()[role].words not in written] == []
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600


def test_a_port_in_use_is_a_sentence_before_the_work_begins(address: str, tmp_path: Path) -> None:
    port = address.split(":")[2].strip("/")
    said = call("demo", "--port", port, *CHILDREN, "--data", tmp_path / "新", "--quiet")
    assert not (tmp_path / "新").exists()
    assert (said.code, said.err) == (2, f"端口 {port} 已被占用；请用 --port 另选一个。说明：notoneless --help\n")


def test_a_second_start_keeps_the_accounts(tmp_path: Path) -> None:
    for _ in served(tmp_path):
        first = (tmp_path / "accounts.txt").read_bytes()
    for where in served(tmp_path):
        assert (tmp_path / "accounts.txt").read_bytes() == first
        assert 'name="password"' in fetch(where)[1]
