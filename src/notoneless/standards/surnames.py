"""Where the surname ends in a Han name."""

from functools import cache

from notoneless.standards.tables import load

DOT = "·"


@cache
def compound_surnames() -> frozenset[str]:
    """Give the surnames of two and more characters (复姓)."""
    return frozenset(row["surname"] for row in load("surnames").rows)


def split_surname(name: str) -> tuple[str, str]:
    """Give surname and given name.

    A name in parts (阿依古丽·买买提) has no surname of the Han kind: all of it is the given name. A compound surname is
    taken only when a given name is left over; two characters that happen to be one (司马) are surname and given name.
    """
    if DOT in name or not name:
        return "", name
    for length in (4, 3, 2):
        if len(name) > length and name[:length] in compound_surnames():
            return name[:length], name[length:]
    return name[0], name[1:]
