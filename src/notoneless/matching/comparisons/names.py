"""Names: equal, of one sound, one character apart."""

import polars as pl

from notoneless.standards.characters import lookalike

LONGEST = 4
"""Characters looked at one by one; a longer name (买买提·…) is compared as a whole, by sound, or not at all."""


def sounds_alike(left: str, right: str) -> bool:
    """The same toneless pinyin, and some."""
    return left == right != ""


def alike(left: str, right: str) -> bool:
    """One character differs or is missing, and the surname stays: what a slip of the pen leaves of a name."""
    if not left or not right or left[0] != right[0]:
        return False
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) <= 1
    short, long = sorted((left, right), key=len)
    return (
        len(long) - len(short) == 1
        and len(short) >= 2
        and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    )


def mistyped(left: str, right: str) -> bool:
    """One character differs, and the two look alike (standards.characters)."""
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(differing) == 1 and lookalike(*differing[0])


def same_name_level(common: pl.Expr) -> pl.Expr:
    """The level of `name` where it is the same or one side has none; else null. `common`: many children have it."""
    left, right = pl.col("name_l"), pl.col("name_r")
    return (
        pl.when((left == "") | (right == ""))
        .then(pl.lit("missing"))
        .when((left == right) & left.str.contains("?", literal=True))
        .then(pl.lit("unknown_character"))
        .when(left == right)
        .then(pl.when(common).then(pl.lit("common")).otherwise(pl.lit("rare")))
    )


def name_level(alike_shape: pl.Expr) -> pl.Expr:
    """The level of `name` where it is not the same on both sides. `alike_shape`: what differs looks alike."""
    left, right = pl.col("name_l"), pl.col("name_r")
    same_length = left.str.len_chars() == right.str.len_chars()
    differing = differing_characters(left, right)
    unknown = left.str.contains("?", literal=True) | right.str.contains("?", literal=True)
    surname = left.str.head(1) == right.str.head(1)
    long_enough = left.str.len_chars() >= 3
    return (
        pl.when(unknown & same_length & (differing_characters(left, right, wildcard=True) == 0))
        .then(pl.lit("unknown_character"))
        .when((pl.col("sound_l") == pl.col("sound_r")) & (pl.col("sound_l") != ""))
        .then(pl.lit("sound"))
        .when(same_length & (differing == 1) & alike_shape)
        .then(pl.lit("lookalike"))
        .when((pl.col("loose_l") == pl.col("loose_r")) & (pl.col("loose_l") != ""))
        .then(pl.lit("loose_sound"))
        .when(same_length & (differing == 1) & long_enough)
        .then(pl.lit("one_character"))
        .when(surname & _one_dropped(left, right))
        .then(pl.lit("shorter"))
        .when(surname)
        .then(pl.lit("surname"))
        .otherwise(pl.lit("different"))
    )


def differing_characters(left: pl.Expr, right: pl.Expr, *, wildcard: bool = False) -> pl.Expr:
    """At how many of the first `LONGEST` places the characters differ, and one more where the rest does."""
    total = (left.str.slice(LONGEST) != right.str.slice(LONGEST)).cast(pl.Int8)
    for at in range(LONGEST):
        a, b = left.str.slice(at, 1), right.str.slice(at, 1)
        differs = a != b
        if wildcard:
            differs = differs & (a != "?") & (b != "?")
        total = total + differs.cast(pl.Int8)
    return total


def _one_dropped(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """The longer name without one character after the first is the shorter, which keeps at least two."""
    return _drops_to(left, right) | _drops_to(right, left)


def _drops_to(long: pl.Expr, short: pl.Expr) -> pl.Expr:
    found = pl.lit(False)
    for at in range(1, LONGEST):
        found = found | (long.str.head(at) + long.str.slice(at + 1) == short)
    return found & (long.str.len_chars() - short.str.len_chars().cast(pl.Int64) == 1) & (short.str.len_chars() >= 2)


def adult_level(left: tuple[str, str], right: tuple[str, str]) -> pl.Expr:
    """The level of `guardian`: the best agreement between either adult of one record and either of the other.

    A household roster names the householder and the guardian; a school names whoever came. Arguments are column stems.
    """
    pairs = [(f"{a}_l", f"{b}_r", f"{a}_sound_l", f"{b}_sound_r") for a in left for b in right]
    same, sound, near = pl.lit(False), pl.lit(False), pl.lit(False)
    for a, b, sound_a, sound_b in pairs:
        both = (pl.col(a) != "") & (pl.col(b) != "")
        same = same | (both & (pl.col(a) == pl.col(b)))
        sound = sound | (both & (pl.col(sound_a) == pl.col(sound_b)) & (pl.col(sound_a) != ""))
        one = (pl.col(a).str.len_chars() == pl.col(b).str.len_chars()) & (pl.col(a).str.len_chars() >= 3)
        near = near | (both & one & (differing_characters(pl.col(a), pl.col(b)) == 1))
    says_left = pl.any_horizontal(*(pl.col(f"{a}_l") != "" for a in left))
    says_right = pl.any_horizontal(*(pl.col(f"{b}_r") != "" for b in right))
    return (
        pl.when(~(says_left & says_right))
        .then(pl.lit("missing"))
        .when(same)
        .then(pl.lit("same"))
        .when(sound)
        .then(pl.lit("sound"))
        .when(near)
        .then(pl.lit("one_character"))
        .otherwise(pl.lit("different"))
    )
