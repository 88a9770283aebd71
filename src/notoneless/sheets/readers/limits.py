"""How much one file may ask of this machine."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file; what is beyond them is refused, a text that is too long is cut and remarked.

    The defaults fit a district on an office computer: its largest single roster has some 150,000 rows of 25 columns,
    which is 17 MiB packed, 136 MiB unpacked and less than 1 GiB of memory while it is read.
    """

    file_bytes: int = 100 * MIB
    unpacked_bytes: int = 1024 * MIB
    ratio: int = 200  # of one entry, unpacked to packed; real rosters stay below 60
    ratio_from_bytes: int = MIB  # a smaller entry may be packed as tightly as it likes
    entries: int = 2_000
    rows: int = 400_000
    columns: int = 500
    sheets: int = 300
    cell_characters: int = 4_000
    memory_bytes: int = 3072 * MIB
    cpu_seconds: int = 120
    wall_seconds: int = 240  # a disk or a network share may be slow without any work being done


DEFAULT = Limits()
