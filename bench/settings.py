"""What the caller of a measurement may choose."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`children`: sizes asked for, none for a measurement's own; `only`: methods, none for all.

    `data`: where made-up districts are kept between runs; `clear` deletes what a measurement made when it is done.
    """

    children: tuple[int, ...] = ()
    rounds: int = 3
    only: tuple[str, ...] = ()
    data: Path = ROOT / "bench" / "data"
    acceptance: Path = ROOT.parent / "shared" / "acceptance"
    clear: bool = False

    def sizes(self, *usual: int) -> tuple[int, ...]:
        """The sizes asked for, else the usual ones."""
        return self.children or usual

    def wants(self, method: str) -> bool:
        """Whether a method is to be measured."""
        return not self.only or method in self.only
