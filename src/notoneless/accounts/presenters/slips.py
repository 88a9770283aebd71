"""Slips of paper, twelve on a page of A4."""

from collections.abc import Sequence

from notoneless.accounts.services.activation import Slip

ON_A_PAGE = 12


def pages_of(slips: Sequence[Slip]) -> list[Sequence[Slip]]:
    """The slips of each page."""
    return [slips[at : at + ON_A_PAGE] for at in range(0, len(slips), ON_A_PAGE)]
