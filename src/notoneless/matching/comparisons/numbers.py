"""What is left of a damaged identity number, and the student number."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

WIDTH = 20
REMNANT = r"(?:[0-9][^0-9]*){14}"
Characters = NDArray[np.uint8]


def number_level(pairs: pl.DataFrame) -> pl.Series:
    """The level of `number` for pairs with the columns id_text and id_state, each _l and _r.

    "contradicted" and "adult" numbers are somebody else's: they count as missing.
    """
    of_no_use = ["missing", "other_document", "contradicted", "adult"]
    says = ~(pl.col("id_state_l").is_in(of_no_use) | pl.col("id_state_r").is_in(of_no_use))
    # Less than division and birth (words, a telephone, 5.1E+17) is nobody's number, however well two cells agree in it.
    says = says & pl.col("id_text_l").str.contains(REMNANT) & pl.col("id_text_r").str.contains(REMNANT)
    pairs = pairs.with_columns(says.alias("says"))
    valid = (pl.col("id_state_l") == "valid") & (pl.col("id_state_r") == "valid")
    lost = (pl.col("id_state_l") == "lost") | (pl.col("id_state_r") == "lost")
    slip = _slips(pairs)
    level = (
        pl.when(~pl.col("says"))
        .then(pl.lit("missing"))
        .when(valid & slip)
        .then(pl.lit("slip_valid"))
        .when(valid)
        .then(pl.lit("different"))
        .when(lost)
        .then(
            pl.when(pl.col("id_text_l").str.head(15) == pl.col("id_text_r").str.head(15))
            .then(pl.lit("first_fifteen"))
            .when(pl.col("id_text_l").str.slice(6, 8) == pl.col("id_text_r").str.slice(6, 8))
            .then(pl.lit("birth_part"))
            .otherwise(pl.lit("damaged_far"))
        )
        .when(slip)
        .then(pl.lit("slip"))
        .when(pl.col("id_text_l").str.head(14) == pl.col("id_text_r").str.head(14))
        .then(pl.lit("birth_part"))
        .otherwise(pl.lit("damaged_far"))
    )
    return pairs.with_columns(slip).select(level.alias("number")).get_column("number")


def _slips(pairs: pl.DataFrame) -> pl.Series:
    """`one_slip` where both sides say something; elsewhere it is not looked at."""
    at = pairs.get_column("says").arg_true()
    spoken = pairs.select("id_text_l", "id_text_r")[at]
    found = pl.Series("slip", one_slip(spoken.get_column("id_text_l"), spoken.get_column("id_text_r")))
    return pl.Series("slip", [False]).new_from_index(0, pairs.height).scatter(at, found)


def student_level() -> pl.Expr:
    """The level of `student`: one student number is one enrolment (全国学籍号), but a child may hold two."""
    left, right = pl.col("student_l"), pl.col("student_r")
    return (
        pl.when((left == "") | (right == ""))
        .then(pl.lit("missing"))
        .when(left == right)
        .then(pl.lit("same"))
        .otherwise(pl.lit("different"))
    )


def one_slip(left: pl.Series, right: pl.Series) -> NDArray[np.bool_]:
    """Equal, or one digit replaced, two neighbours exchanged, or one digit dropped or added."""
    a, b = _characters(left), _characters(right)
    longer = (a > 0).sum(axis=1) - (b > 0).sum(axis=1)
    slip = np.zeros(len(a), dtype=bool)
    for found, these in ((_replaced, longer == 0), (_one_longer, longer == 1), (_one_shorter, longer == -1)):
        at = np.flatnonzero(these)
        slip[at] = found(a[at], b[at])
    return slip


def _replaced(a: Characters, b: Characters) -> NDArray[np.bool_]:
    """Equal, or one character replaced, or two neighbours exchanged."""
    differs = a != b
    count = differs.sum(axis=1)
    first = differs.argmax(axis=1)
    second = np.minimum(first + 1, WIDTH - 1)
    rows = np.arange(len(a))
    crossed = (count == 2) & (a[rows, first] == b[rows, second]) & (a[rows, second] == b[rows, first])
    found: NDArray[np.bool_] = (count <= 1) | crossed
    return found


def _characters(texts: pl.Series) -> Characters:
    """Texts as rows of bytes, zero-filled to WIDTH; what is no ASCII character is one that agrees with no digit."""
    plain = texts.str.slice(0, WIDTH).str.replace_all(r"[^ -~]", "?").str.pad_end(WIDTH, "\0")
    return np.frombuffer("".join(plain.to_list()).encode(), dtype=np.uint8).reshape(len(texts), WIDTH)


def _one_longer(long: Characters, short: Characters) -> NDArray[np.bool_]:
    """Dropping the first character that differs makes the longer the shorter."""
    cut = (long != short).argmax(axis=1)
    columns = np.arange(WIDTH - 1)[None, :]
    shifted = np.where(columns >= cut[:, None], long[:, 1:], long[:, :-1])
    answer: NDArray[np.bool_] = (shifted == short[:, :-1]).all(axis=1)
    return answer


def _one_shorter(short: Characters, long: Characters) -> NDArray[np.bool_]:
    return _one_longer(long, short)
