"""The last characters of an identity number, by which clerks find a child."""

from typing import NamedTuple

LONG, SHORT = 6, 4


class Tails(NamedTuple):
    """The last six and the last four characters, "" where the number is too short."""

    long: str
    short: str


def tails(number: str) -> Tails:
    """The tails of a number, in the one form in which they are compared: upper case."""
    text = number.strip().upper()
    return Tails(text[-LONG:] if len(text) >= LONG else "", text[-SHORT:] if len(text) >= SHORT else "")
