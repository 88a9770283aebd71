"""What is in the way is told in one sentence, as early as it can be known, and the old result stays as it was."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import AS_OF
from tests.factories.commands import ENTRY, Said, call, contents

from notoneless.ledgers.claiming import claimed

CONFINED = """
import ctypes, os, resource, sys
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: what lets the superuser open anything
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.argv[2], sys.argv[2:])
"""


def confined(*words: object, largest: int = 1 << 30) -> Said:
    """Give a command in a process that minds permissions and can write no larger file, whoever runs the tests."""
    line = [sys.executable, "-c", CONFINED, str(largest), str(ENTRY), *map(str, words)]
    done = subprocess.run(line, capture_output=True, timeout=120, check=False)  # noqa: S603 - the command under test
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def reconcile(folder: Path, *words: object, largest: int = 1 << 30) -> Said:
    return confined("reconcile", folder, "--as-of", AS_OF, "--processes", 0, *words, largest=largest)


@pytest.fixture
def out(village: Path, village_result: Path) -> Path:
    """The older result."""
    return shutil.copytree(village_result, village.with_name("名册-台账"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("largest", [0, 100, 5_000, 20_000])
def test_a_full_disk_is_a_sentence_and_leaves_the_old_result(village: Path, out: Path, largest: int) -> None:
    before = contents(out)
    said = reconcile(village, largest=largest)
    assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
    assert re.match("磁盘或文件出错：文件太大，磁盘放不下[。（]", said.err)
    assert contents(out) == before
    assert names(village.parent) == ["名册", "名册-台账"]


def test_a_folder_that_may_not_be_opened_is_a_sentence(village: Path, out: Path) -> None:
    before = contents(out)
    village.chmod(0)
    said = reconcile(village)
    village.chmod(0o755)
    assert (said.code, said.out) == (4, ""), said
    assert said.err.startswith(f"磁盘或文件出错：没有权限（{village}）。")
    assert contents(out) == before


@pytest.mark.parametrize("option", ["--answers", "--decisions"])
def test_a_file_of_answers_that_may_not_be_opened_is_a_sentence(village: Path, out: Path, option: str) -> None:
    before = contents(out)
    path = village.with_name("收回.csv")
    path.touch(mode=0)
    said = reconcile(village, option, path)
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith(f"磁盘或文件出错：没有权限（{path}）。")
    assert contents(out) == before


@pytest.mark.parametrize("command", ["reconcile", "check"])
def test_a_subfolder_that_may_not_be_opened_is_named(village: Path, command: str) -> None:
    closed = village / "乡镇" / "清溪镇"
    closed.mkdir(parents=True)
    closed.chmod(0)
    said = confined(command, village)
    closed.chmod(0o755)
    assert said.err == "未能读取 乡镇/清溪镇/：没有权限打开这个文件夹，里面的文件都没有读；请检查权限\n"
    assert said.code == (0 if command == "reconcile" else 1)


def test_where_only_such_a_folder_is_there_it_is_said_too(tmp_path: Path) -> None:
    closed = tmp_path / "名册" / "清溪镇"
    closed.mkdir(parents=True)
    closed.chmod(0)
    said = reconcile(closed.parent)
    closed.chmod(0o755)
    assert (said.code, "没有花名册文件" in said.err, "清溪镇/：没有权限" in said.err) == (3, True, True)


def test_a_file_that_may_not_be_opened_costs_that_file_only(village: Path) -> None:
    path = village / "区外就读台账.csv"
    path.chmod(0)
    said = reconcile(village)
    path.chmod(0o644)
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert said.err.startswith(f"未能读取 {path.name}：")


def test_a_place_that_may_not_be_written_is_told_before_the_work_begins(village: Path, out: Path) -> None:
    before = contents(out)
    (village / "坏.xlsx").write_bytes(b"PK")  # would be spoken of if it had been read
    village.parent.chmod(0o555)
    said = reconcile(village)
    village.parent.chmod(0o755)
    assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
    assert said.err.startswith(f"磁盘或文件出错：没有权限（{out}）。")
    assert contents(out) == before


def test_a_second_run_into_a_folder_that_is_being_written_is_refused(village: Path, out: Path) -> None:
    before = contents(out)
    with claimed(out):
        said = call("reconcile", village)
    assert (said.code, said.out, said.err) == (4, "", "另一个比对正在写入这个文件夹，请等它结束\n")
    assert contents(out) == before
    assert call("reconcile", village, "--as-of", AS_OF, "--processes", 0).code == 0


def test_an_occupied_folder_is_noticed_before_anything_is_read(tmp_path: Path) -> None:
    """A folder without rosters would be answered with 3 if it had been looked into."""
    for name in ("没有名册", "别人的/我的"):
        (tmp_path / name).mkdir(parents=True)
    said = call("reconcile", tmp_path / "没有名册", "--out", tmp_path / "别人的")
    assert (said.code, "里有别的文件，没有动它" in said.err) == (2, True)


def test_a_demonstration_too_leaves_an_occupied_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "40-1-2024-03-01" / "台账" / "我的").mkdir(parents=True)
    said = call("demo", "--no-serve", "--children", 40, "--data", tmp_path)
    assert (said.code, "里有别的文件，没有动它" in said.err) == (2, True)
    assert names(tmp_path / "40-1-2024-03-01") == ["台账"]
