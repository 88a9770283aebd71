"""How a command ends when something is in the way: a sentence and a code, never a traceback."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.factories.commands import ENTRY, call, call_apart, contents, start
from tests.factories.roster_files import ZHANG, write_roster

from notoneless.standards.rosters import RosterKind


@pytest.fixture
def broken_result(village_result: Path, tmp_path: Path) -> Path:
    """A result folder one table of which is no table any more."""
    folder = shutil.copytree(village_result, tmp_path / "坏了")
    (folder / "run" / "rows.parquet").write_bytes(b"PAR1 no more")
    return folder


def test_a_fault_of_the_program_is_told_by_kind_and_place_only(broken_result: Path) -> None:
    said = call("explain", broken_result, "李静雯")
    assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
    assert said.err.startswith("程序出错（ComputeError，")
    assert "原有结果没有改动" in said.err


def test_with_debugging_on_its_traceback_is_shown(broken_result: Path) -> None:
    said = call_apart("explain", broken_result, "李静雯", env={"NOTONELESS_DEBUG": "1"})
    assert said.code == 4
    assert "Traceback" in said.err
    assert said.err.splitlines()[-1].startswith("程序出错（")


@pytest.mark.parametrize("command", ["sample --children 20 --out", "template register --out", "reconcile . --out"])
def test_a_place_that_cannot_be_written_is_a_sentence(
    village: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(village)
    said = call(*command.split(), "/proc/没有/这里.xlsx")
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("磁盘或文件出错：找不到文件或文件夹（/proc/")


def test_a_name_that_no_disk_takes_is_a_sentence() -> None:
    said = call("check", "长" * 300)
    assert (said.code, said.err.startswith("磁盘或文件出错：名称太长")) == (4, True)


def test_a_file_in_the_way_of_a_folder_is_a_sentence(village: Path) -> None:
    said = call("reconcile", village, "--out", village / "学籍系统导出.csv" / "台账")
    assert said.code == 4
    assert said.err.startswith("磁盘或文件出错：路径中有一段是文件，不是文件夹")


@pytest.mark.parametrize(
    "command",
    [
        "check 名册/学籍系统导出.csv",
        "reconcile 名册 --as-of 2024-03-01",
        "template register",
        "sample --children 20 --out 样本",
        "explain 名册-台账 李静雯",
    ],
)
def test_a_quiet_command_says_nothing_when_all_is_well(
    village: Path, village_result: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(village_result, village.with_name("名册-台账"))
    monkeypatch.chdir(village.parent)
    said = call(*command.split(), "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_quiet_command_still_says_what_went_wrong(tmp_path: Path) -> None:
    said = call("reconcile", tmp_path, "--quiet")
    assert (said.code, said.err != "") == (3, True)


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("check 名册/学籍系统导出.csv", {"sheets", "refused", "written"}),
        ("reconcile 名册 --as-of 2024-03-01", {"children", "findings", "whereabouts", "out", "as_of", "balanced"}),
        ("template register", {"written"}),
        ("sample --children 20 --out 样本", {"children", "rows", "findings", "files", "out"}),
    ],
)
def test_json_is_all_that_is_on_standard_output(
    village: Path, command: str, keys: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(village.parent)
    said = call(*command.split(), "--json")
    assert (said.code, said.err) == (0, "")
    assert keys <= json.loads(said.out).keys()


@pytest.mark.parametrize("command", ["--help", "check", "check --json", "explain", "explain --json"])
def test_a_reader_who_goes_away_is_no_error(village: Path, village_result: Path, command: str) -> None:
    given = {"check": [village], "explain": [village_result, "李静雯"]}.get(command.split(maxsplit=1)[0], [])
    read, write = os.pipe()
    os.close(read)
    line = [str(ENTRY), *command.split(), *map(str, given)]
    done = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)  # noqa: S603
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_terminal_that_lacks_a_character_loses_that_character_only(village: Path, encoding: str) -> None:
    write_roster(village, RosterKind.HARDSHIP, ZHANG.but(name="张𬭎"))
    said = call_apart("check", village, env={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert (said.code, said.err) == (0, "")
    assert said.out.count("\n  ") >= 5


def test_ctrl_c_ends_with_130_and_leaves_the_old_result_as_it_was(
    sample_district: Path, sample_result: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(sample_result, tmp_path / "台账")
    before = contents(out)
    process = start("reconcile", sample_district / "rosters", "--out", out, "--as-of", "2024-03-02")
    try:
        while process.poll() is None and not (tmp_path / ".台账.new").exists():
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        said, complaint = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, said) == (130, b"")
    assert complaint.decode().strip() == "已中断，原有结果没有改动。"
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["台账"]
