"""Two people changed the same record: what each of them wants, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: as it was when the form was opened, as somebody else has saved it, as I want it.

    `base` is unknown ("") where the form did not carry it. `clash`: both changed it, and not to the same.
    """

    field: str
    theirs: str
    mine: str

    @property
    def clash(self) -> bool:
        """Whether the two disagree."""
        return self.theirs != self.mine


def differences(theirs: Mapping[str, str], mine: Mapping[str, str]) -> tuple[Difference, ...]:
    """The fields of `mine` that the saved record has otherwise, in the order of `mine`."""
    found = (Difference(field, theirs.get(field, ""), value) for field, value in mine.items())
    return tuple(difference for difference in found if difference.clash)
