"""Every measurement runs at its tiniest size, so that none can rot. No time is asserted.

Libraries of requirements/bench.txt need not be installed: a measurement then says what it left out.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from notoneless.samples.district import write_district

ROOT = Path(__file__).resolve().parents[3]
TINY = {
    "exact": ("--children", "300"),
    "linkage": ("--children", "400"),
    "febrl": ("--children", "60"),
    "district": ("--children", "40"),
    "growth": ("--children", "40", "--children", "80"),
}


def _bench(*arguments: str) -> str:
    return _started("-m", "bench", *arguments)


def _python(code: str) -> str:
    return _started("-c", code)


def _started(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", TINY)
def test_a_measurement_runs_and_keeps_its_table(name: str, tmp_path: Path) -> None:
    out, data = tmp_path / "results", tmp_path / "data"
    _bench(name, *TINY[name], "--rounds", "1", "--clear", "--note", "tiny", "--out", str(out), "--data", str(data))
    text = (out / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {name}\n")
    assert "; tiny." in text
    assert "\n| --- |" in text
    assert "another answer" not in text
    assert not data.exists() or not list(data.iterdir())


@pytest.mark.timeout(300)
def test_acceptance_finds_rosters_and_their_truth(tmp_path: Path) -> None:
    made = tmp_path / "made"
    write_district(made, children=40, seed=1, form="workbooks")
    (made / "rosters").rename(tmp_path / "made" / "some")
    (made / "truth").rename(tmp_path / "made" / "some-truth")
    text = _bench("acceptance", "--rounds", "1", "--acceptance", str(made), "--out", str(tmp_path / "results"))
    assert "set 1: links" in text
    assert str(tmp_path) not in text


def test_acceptance_says_that_there_is_nothing(tmp_path: Path) -> None:
    text = _bench("acceptance", "--acceptance", str(tmp_path / "none"), "--out", str(tmp_path))
    assert "no acceptance rosters here" in text


def test_the_checked_fit_arrives_where_newtons_step_overshoots() -> None:
    arrived = _python(
        "import numpy as np; from bench.fitting import minimised, slope\n"
        "x = np.column_stack([np.ones(4), [0, 0, 1, 1], [0, 1, 0, 1]]).astype(float)\n"
        "data = (x, np.array([900.0, 50, 40, 800]), np.array([0.0, 3, 30, 800]), np.array([9.0, 12, 12]))\n"
        "print(slope(minimised(*data), *data) < 1e-3)\n"
    )
    assert arrived == "True\n"


@pytest.mark.timeout(300)
def test_points_are_fitted_and_the_table_keeps_its_form() -> None:
    printed = _python(
        "import sys; sys.path.insert(0, 'tools'); import fit_points\n"
        "fit_points.main([], children=400)\n"
        "print(fit_points.rewritten('# a,b\\nfield,level,points\\nsex,same,0.5,yes\\n', {('sex', 'same'): 2.0}))\n"
    )
    assert printed.startswith("6 districts of 400 children")
    assert printed.endswith("# a,b\nfield,level,points\nsex,same,2,yes\n\n")
