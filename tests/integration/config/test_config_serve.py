"""One service: it starts, answers, is alone, brings back what dies, and ends when told."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.factories.commands import start
from tests.factories.installations import PRODUCTION, found, notoneless

PATIENCE = 60.0


def until(happened: Callable[[], Any], what: str) -> Any:
    """What `happened` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := happened():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {PATIENCE} s: {what}")


class Service:
    """A running service, and what it has written into its log."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._log = home / "logs" / "notoneless.log"
        self._before = self._log.stat().st_size if self._log.exists() else 0
        self.process = start("serve", "--home", home, "--port", 0, "--workers", 1, env=PRODUCTION)
        self.port = int(until(lambda: self._said(r"服务地址 127\.0\.0\.1:([0-9]+)"), "the address"))
        until(self.ready, "an answer")

    def lines(self) -> list[dict[str, Any]]:
        text = self._log.read_bytes()[self._before :].decode() if self._log.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def _said(self, pattern: str) -> str | None:
        if self.process.poll() is not None:
            _, err = self.process.communicate()
            raise AssertionError(err.decode())
        hits = (re.search(pattern, str(line["says"])) for line in self.lines())
        return next((hit[1] for hit in hits if hit), None)

    def pids(self, child: str) -> list[int]:
        """The numbers of the processes of this name, the last one last."""
        return [line["pid"] for line in self.lines() if line.get("child") == child and line["says"] == "已启动"]

    def get(self, path: str) -> tuple[int, str, dict[str, str]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), dict(error.headers)
        except OSError:
            return 0, "", {}

    def ready(self) -> bool:
        return self.get("/health/ready")[0] == 200

    def stop(self) -> int:
        self.process.terminate()
        try:
            self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        return self.process.returncode


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("served") / "安装"
    found(home)
    return home


@pytest.fixture(scope="module")
def service(home: Path) -> Iterator[Service]:
    running = Service(home)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Service]:
    """A service of a test's own, which it may end."""
    found(tmp_path / "安装")
    running = Service(tmp_path / "安装")
    yield running
    if running.process.poll() is None:
        running.stop()


def test_it_answers(service: Service) -> None:
    status, body, headers = service.get("/health/ready")
    assert status == 200
    assert json.loads(body) == {
        "ready": True,
        "parts": {"database": True, "migrations": True, "worker": True, "disk": True},
    }
    assert service.get("/health/live")[0] == 200
    assert len(headers["x-request-id"]) == 16


def test_the_first_page_is_the_way_to_sign_in(service: Service) -> None:
    status, page, _ = service.get("/")
    assert status == 200
    assert "测试区教育局" in page


def test_figures_of_all_workers(service: Service) -> None:
    before = service.get("/metrics")[1]
    for _ in range(3):
        service.get("/health/live")
    pattern = r'notoneless_request_seconds_count{method="GET",status="2xx",view="health:live"} ([0-9.]+)'
    counts = [re.search(pattern, text) for text in (before, service.get("/metrics")[1])]
    numbers = [float(found_one[1]) if found_one else 0.0 for found_one in counts]
    assert numbers[1] - numbers[0] == 3
    assert "notoneless_background_waiting 0.0" in before


def test_a_second_start_is_refused(service: Service) -> None:
    said = notoneless("serve", "--home", service.home, "--port", 0)
    assert said.code == 4
    assert f"已经在运行（进程 {service.process.pid}）" in said.err
    assert service.ready()


@pytest.mark.parametrize("child", ["web", "worker"])
def test_a_killed_process_comes_back(service: Service, child: str) -> None:
    before = service.pids(child)
    os.kill(before[-1], signal.SIGKILL)
    until(lambda: len(service.pids(child)) > len(before), f"a new {child}")
    until(service.ready, "an answer")
    assert service.process.poll() is None


def test_a_killed_worker_of_the_pages_comes_back(service: Service) -> None:
    parent = service.pids("web")[-1]
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)
    until(service.ready, "an answer")


def test_doctor_sees_it_running(service: Service) -> None:
    found_all = json.loads(notoneless("doctor", "--home", service.home, "--json").out)["findings"]
    assert {each["name"]: each["level"] for each in found_all}["running"] == "fine"


def test_the_log_tells_of_requests_without_addresses_or_questions(service: Service) -> None:
    service.get("/accounts/login/?next=/children/511791201405010225/&name=%E5%BC%A0%E4%B8%89")
    service.get("/nowhere/%E5%BC%A0%E4%B8%89/")
    until(lambda: [line for line in service.lines() if line.get("status") == 404], "the line")
    text = (service.home / "logs" / "notoneless.log").read_text(encoding="utf-8")
    assert "account_login" in text
    for secret in ("511791201405010225", "张三", "%E5%BC%A0", "nowhere", "next="):
        assert secret not in text


def test_it_ends_when_told_and_leaves_nothing_running(lone: Service) -> None:
    pids = [lone.pids("web")[-1], lone.pids("worker")[-1]]
    assert lone.stop() == 0
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    assert lone.get("/health/live")[0] == 0


def test_when_the_service_itself_is_killed_nothing_goes_on(lone: Service) -> None:
    pids = [lone.pids("web")[-1], lone.pids("worker")[-1]]
    lone.process.kill()
    lone.process.communicate()
    until(lambda: not any(_alive(pid) for pid in pids), "the end of its processes")
    again = Service(lone.home)
    assert again.stop() == 0


def _alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('https = false\naddress = "0.0.0.0"', "密码和数据会明文传输"),
        ("https = true", "既没有证书也没有前置代理"),
        ('https = false\nhosts = ["*"]', "等于不限"),
        ("port = 70000", "应在 0 到 65535 之间"),
    ],
)
def test_unsafe_settings_do_not_start(home: Path, tmp_path: Path, line: str, words: str) -> None:
    unsafe = tmp_path / "不安全"
    shutil.copytree(home / "keys", unsafe / "keys")
    (unsafe / "notoneless.toml").write_text(f"[site]\n{line}\n", encoding="utf-8")
    said = notoneless("serve", "--home", unsafe, "--port", 0)
    assert said.code in (2, 4)
    assert words in said.err
    assert not (unsafe / "notoneless.sqlite3").exists()


def test_lost_keys_do_not_start(home: Path, tmp_path: Path) -> None:
    lost = tmp_path / "丢了密钥"
    lost.mkdir()
    shutil.copy(home / "notoneless.toml", lost)
    said = notoneless("serve", "--home", lost, "--port", 0)
    assert said.code == 4
    assert "没有找到密钥文件" in said.err
