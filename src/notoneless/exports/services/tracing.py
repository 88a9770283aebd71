"""Where a workbook came from: the number of the request that its cells carry."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from notoneless.exports.rules.watermark import number_in


def traced_number(path: Path) -> int | None:
    """The request number in the colours of the cells, whatever was sorted, cut, copied or saved again.

    None where there is none. Raises what openpyxl raises for a file that is no workbook.
    """
    book = load_workbook(path)
    return number_in(_colours(book))


def _colours(book: object) -> Iterator[str]:
    for sheet in book.worksheets:  # type: ignore[attr-defined]
        for row in sheet.iter_rows():
            for cell in row:
                colour = cell.font.color if cell.has_style and cell.font else None
                if colour is not None and isinstance(colour.rgb, str):
                    yield colour.rgb
