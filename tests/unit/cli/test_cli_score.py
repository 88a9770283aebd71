import json
from pathlib import Path

import pytest
from tests.factories.commands import call

from notoneless.samples.scoring import score


def test_the_command_says_what_the_scoring_says(sample_district: Path, sample_result: Path) -> None:
    truth = sample_district / "truth"
    known = score(truth, sample_result)
    said = call("score", truth, sample_result, "--json")
    told = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert told["links"]["right_pairs"] == known.links.right_pairs
    assert told["links"]["f1"] == pytest.approx(known.links.f1)
    assert {kind: (one["true"], one["found"], one["right"]) for kind, one in told["findings"].items()} == {
        kind: (one.true, one.found, one.right) for kind, one in known.findings.items()
    }


def test_lines_name_rows_links_and_every_kind_of_finding(sample_district: Path, sample_result: Path) -> None:
    known = score(sample_district / "truth", sample_result)
    rows, links, *kinds = call("score", sample_district / "truth", sample_result).out.splitlines()
    assert rows.startswith(f"真相 {known.links.rows} 行：未读到 0，")
    assert links.startswith("归并：准确率 ")
    assert len(kinds) == len(known.findings)
    assert not any(kind in line for line in kinds for kind in known.findings)


@pytest.mark.parametrize(("first", "second"), [("rosters", "result"), ("truth", "truth")])
def test_the_wrong_folder_is_named(sample_district: Path, sample_result: Path, first: str, second: str) -> None:
    out = sample_result if second == "result" else sample_district / second
    said = call("score", sample_district / first, out)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("找不到")
