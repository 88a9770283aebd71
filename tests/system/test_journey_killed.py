"""A run killed at any moment leaves the old result, the new one, or none: never a half."""

import os
import shutil
import signal
import time
from pathlib import Path
from random import Random

from tests.factories.commands import call, contents, start

KILLS = 8
WRITING = 0.5
"""The part of a run that is writing, at most."""
OLD, NEW = "2024-03-01", "2024-03-02"


def test_a_killed_run_leaves_a_whole_result_and_the_next_one_succeeds(tmp_path: Path) -> None:
    district = tmp_path / "区县"
    assert call("sample", "--children", 1000, "--seed", 11, "--out", district).code == 0
    rosters, out, place = district / "rosters", tmp_path / "这里" / "台账", tmp_path / "这里"
    whole, seconds = {}, 0.0
    for day in (OLD, NEW):
        began = time.monotonic()
        start("reconcile", rosters, "--out", tmp_path / day, "--as-of", day).communicate(timeout=120)
        seconds = time.monotonic() - began
        whole[day] = contents(tmp_path / day)
    shutil.copytree(tmp_path / OLD, out)

    chance = Random(2024)  # noqa: S311 - moments that can be repeated
    for turn in range(KILLS):
        process = start("reconcile", rosters, "--out", out, "--as-of", NEW)
        # Every other time while it writes, which is when it could do harm; otherwise whenever it happens.
        while turn % 2 and process.poll() is None and not (place / ".台账.new").exists():
            time.sleep(0.01)
        time.sleep(seconds * chance.random() * (WRITING if turn % 2 else 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        assert not out.exists() or contents(out) in whole.values(), f"kill {turn}"

    said = call("reconcile", rosters, "--out", out, "--as-of", NEW, "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert contents(out) == whole[NEW]
    assert [path.name for path in place.iterdir()] == ["台账"]
