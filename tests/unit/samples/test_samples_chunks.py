"""A district is cut into chunks of whole townships."""

from datetime import date
from itertools import pairwise

import pytest

from notoneless.samples.chunks import MOST_CHILDREN, chunks_of


@pytest.mark.parametrize(
    ("children", "chunks", "townships"), [(20, 1, 2), (6_000, 1, 9), (33_600, 1, 48), (150_000, 5, 214)]
)
def test_every_child_and_township_is_in_one_chunk(children: int, chunks: int, townships: int) -> None:
    parts = chunks_of(children, 1, date(2024, 3, 1))
    assert len(parts) == chunks
    assert sum(part.children for part in parts) == children
    assert sum(part.townships for part in parts) == townships
    for before, part in pairwise(parts):
        assert part.first_child == before.first_child + before.children
        assert part.first_township == before.first_township + before.townships


@pytest.mark.parametrize("children", [0, 19, MOST_CHILDREN + 1])
def test_out_of_bounds_is_refused(children: int) -> None:
    with pytest.raises(ValueError, match="儿童数"):
        chunks_of(children, 1, date(2024, 3, 1))


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2024, 3, 1), date(2008, 9, 1), date(2017, 8, 31)),
        (date(2024, 9, 1), date(2009, 9, 1), date(2018, 8, 31)),
    ],
)
def test_nine_cohorts_are_of_school_age(as_of: date, first: date, last: date) -> None:
    chunk = chunks_of(100, 1, as_of)[0]
    assert (chunk.first_birth, chunk.last_birth) == (first, last)
