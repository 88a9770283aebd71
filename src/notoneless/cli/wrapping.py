"""Help pages in columns: a Chinese character takes two, and no word is broken that fits on a line."""

import re
from collections.abc import Iterable, Iterator, Sequence

import click
from rich.cells import cell_len

_PIECE = re.compile(r"[（“《<\[]*(?:[\w.:/+#*-]+|[^\S\n]+|.)[，、。；：？！）”》>\]…]*", re.ASCII)
"""A word of letters and digits, or one other character, with the marks that must not stand apart from it."""
_CLAUSE = re.compile(r"[^，、。；：]+[，、。；：]*|[，、。；：]+")


class ChineseFormatter(click.HelpFormatter):
    """The frame of a help page."""

    def write_heading(self, heading: str) -> None:
        """选项：, with the colon of Chinese."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, parted by empty lines."""
        room = self.width - self.current_indent
        paragraphs = ["".join(part.split("\n")) for part in re.split(r"\n\s*\n", text)]
        for at, paragraph in enumerate(paragraphs):
            self.write("\n" if at else "")
            self._write_lines(wrapped(paragraph.strip(), room))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms on the left, what they mean on the right."""
        rows = list(rows)
        column = min(max(cell_len(first) for first, _ in rows), col_max) + col_spacing
        for first, second in rows:
            lines = wrapped(second, max(self.width - self.current_indent - column, 10))
            gap = " " * (column - cell_len(first)) or "\n" + " " * (self.current_indent + column)
            self._write_lines([first + gap + lines[0], *(" " * column + line for line in lines[1:])])

    def _write_lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.write(f"{'':>{self.current_indent}}{line}".rstrip() + "\n")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than `width` columns unless one word is.

    Broken after a mark of punctuation where the clause that follows fits on a line, otherwise between words.
    """
    lines = [""]
    for piece in _pieces(text, width):
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """What may not be broken: clauses, and the words of a clause that is longer than a line."""
    for clause in _CLAUSE.findall(text):
        yield from [clause] if cell_len(clause) <= width else _PIECE.findall(clause)
