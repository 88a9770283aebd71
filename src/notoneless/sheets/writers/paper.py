"""Print set-up: A4 landscape, one page wide, heading on every page, page numbers."""

from typing import Any

_A4 = 9


def set_up_paper(worksheet: Any, headings: tuple[int, int], last: tuple[int, int]) -> None:
    """Make the sheet print on A4 as a bureau files it, as far as the row and column `last` (from 0).

    The heading rows, first and last, come again on each page.
    """
    worksheet.set_paper(_A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    worksheet.center_horizontally()
    worksheet.repeat_rows(*headings)
    worksheet.print_area(0, 0, *last)
    worksheet.set_footer("&C第 &P 页 共 &N 页", {"margin": 0.3})
