"""One row of the log as one sequence of bytes: what the chain is computed over."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from json import JSONEncoder
from typing import Any

FIELDS = (
    "seq",
    "at",
    "key",
    "event",
    "actor_id",
    "actor_username",
    "actor_role",
    "actor_post",
    "actor_organisation",
    "address",
    "device",
    "object_type",
    "object_pseudonym",
    "outcome",
    "reason",
    "fields_touched",
    "details",
)
"""The order of the values in the array. It never changes: every row ever written was computed in it."""

encode: Callable[[Any], str] = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""JSON without spaces, with the characters as they are."""


def instant(at: datetime) -> str:
    """An instant as it stands in the array: UTC, always with its six digits."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def details_text(details: Mapping[str, str | int]) -> str:
    """Details as they are stored: names in order. Raises TypeError for anything that is no text and no whole number."""
    for name, value in details.items():
        if not isinstance(name, str) or not isinstance(value, str | int):
            raise TypeError(f"detail {name!r}: text and whole numbers only")
    plain = {name: written(v, 500) if isinstance(v, str) else int(v) for name, v in sorted(details.items())}
    return encode(plain)


_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])")


def plain(text: str, length: int) -> str:
    """Text that any database takes, cut to `length`."""
    return _UNWRITABLE.sub(" ", text)[:length].strip()


def written(text: str, length: int) -> str:
    """Text that somebody typed, cut to `length`, with identity and mobile numbers covered.

    The log outlives the children in it, so a number that was typed into a reason is not kept.
    """
    return _NUMBER.sub("（号码已隐去）", _UNWRITABLE.sub(" ", text))[:length].strip()
