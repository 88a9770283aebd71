"""Score a reconciliation against the truth: pairs of rows, rows left out, findings by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

ROW_KEY = ("file", "sheet", "row")


@dataclass(frozen=True, slots=True)
class KindScore:
    """Findings of one kind: how many are true, were found, and were rightly found."""

    true: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what is true, the part that was found; 1 when nothing is true."""
        return self.right / self.true if self.true else 1.0


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of rows that are one child: true ones, ones that were given, and those in both. A row not read is alone."""

    true_pairs: int
    given_pairs: int
    right_pairs: int
    rows: int
    rows_not_read: int
    rows_extra: int

    @property
    def precision(self) -> float:
        """Of the given pairs, the part that is right."""
        return self.right_pairs / self.given_pairs if self.given_pairs else 0.0

    @property
    def recall(self) -> float:
        """Of the true pairs, the part that was given."""
        return self.right_pairs / self.true_pairs if self.true_pairs else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def wrong_pairs(self) -> int:
        """Given pairs that are two children."""
        return self.given_pairs - self.right_pairs

    @property
    def missed_pairs(self) -> int:
        """True pairs that were not given."""
        return self.true_pairs - self.right_pairs


@dataclass(frozen=True, slots=True)
class Score:
    """Links, and findings by kind in alphabetical order."""

    links: Links
    findings: dict[str, KindScore]


def score(truth: Path, out: Path) -> Score:
    """Compare OUT/links.csv and OUT/findings.csv with TRUTH/rows.csv and TRUTH/findings.csv.

    The system's own child ids need not be those of the truth: a system child stands for the true child that most of
    its rows belong to (the first met, where two have as many).
    """
    rows = _read(truth / "rows.csv")
    given = _read(out / "links.csv").with_columns(pl.col("file").str.replace_all("\\", "/", literal=True))
    links = score_links(rows, given, ROW_KEY)
    found = score_findings(_read(truth / "findings.csv"), _read(out / "findings.csv"), stands_for(rows, given, ROW_KEY))
    return Score(links, found)


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), infer_schema=False)


def score_links(truth: pl.DataFrame, given: pl.DataFrame, key: Sequence[str]) -> Links:
    """Compare two tables that give each row (`key`) its `child`. Of a key given twice the last counts."""
    given = given.unique(subset=list(key), keep="last", maintain_order=True)
    both = truth.join(given.select(*key, given="child"), on=list(key), how="left", maintain_order="left")
    read = both.filter(pl.col("given").is_not_null())
    return Links(
        true_pairs=_pairs(truth, "child"),
        given_pairs=_pairs(read, "given"),
        right_pairs=_pairs(read, "child", "given"),
        rows=truth.height,
        rows_not_read=truth.height - read.height,
        rows_extra=given.height - read.height,
    )


def _pairs(rows: pl.DataFrame, *columns: str) -> int:
    size = rows.group_by(columns).len()["len"].cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())


def stands_for(truth: pl.DataFrame, given: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Which true child (`stands`) every system child (`child`) stands for."""
    given = given.unique(subset=list(key), keep="last", maintain_order=True).with_row_index("at")
    both = given.join(truth.select(*key, stands="child"), on=list(key), how="inner", maintain_order="left")
    votes = both.group_by("child", "stands").agg(pl.len(), pl.col("at").min())
    ranked = votes.sort("child", "len", "at", descending=[False, True, False])
    return ranked.unique(subset="child", keep="first", maintain_order=True).select("child", "stands")


def score_findings(truth: pl.DataFrame, found: pl.DataFrame, stands: pl.DataFrame) -> dict[str, KindScore]:
    """Compare two tables of `kind` and `child`, for the kinds of the truth. A child of no true row is never right."""
    named = found.select("kind", "child").join(stands, on="child", how="left")
    # A prefix keeps a system child without a true row apart from a true child of the same number.
    child = pl.coalesce(pl.col("stands"), pl.concat_str(pl.lit("?"), "child"))
    have = named.select("kind", child=child).unique()
    want = truth.select("kind", "child").unique()
    counts = {}
    for kind in sorted(want["kind"].unique()):
        true, got = want.filter(kind=kind), have.filter(kind=kind)
        counts[kind] = KindScore(true.height, got.height, true.join(got, on="child", how="semi").height)
    return counts
