import re
import select
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.commands import call, contents, start

CHILDREN = ("--children", 40)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def test_without_serving_it_writes_reconciles_and_scores(data: Path) -> None:
    said = call("demo", "--no-serve", *CHILDREN, "--data", data)
    assert (said.code, said.err) == (0, "")
    (place,) = data.iterdir()
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
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - the address that the command printed
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """The printed address of a running demonstration; at the end it is stopped as by Ctrl+C, and must end well."""
    process = start("demo", "--port", 0, *CHILDREN, "--data", data, "--quiet")
    try:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], 60)[0]
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline().decode())
        assert found
        yield found[0]
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=30)
        assert (process.returncode, complaint) == (0, b"")
    finally:
        process.kill()
        process.communicate()


def test_only_the_report_is_served_and_only_here(address: str) -> None:
    code, page = fetch(address)
    assert (code, "<title>" in page) == (200, True)
    assert fetch(address + "%E6%8A%A5%E5%91%8A.html")[0] == 200
    hidden = ("links.csv", "findings.csv", "run/run.json", "run/", "../", "/../", "%2e%2e/", "..%2frosters/", "?x", "x")
    assert [fetch(address + path)[0] for path in hidden] == [404] * len(hidden)


def test_a_port_in_use_is_a_sentence_before_the_work_begins(address: str, tmp_path: Path) -> None:
    port = address.split(":")[2].strip("/")
    said = call("demo", "--port", port, *CHILDREN, "--data", tmp_path / "新", "--quiet")
    assert not (tmp_path / "新").exists()
    assert (said.code, said.err) == (2, f"端口 {port} 已被占用；请用 --port 另选一个。说明：notoneless --help\n")
