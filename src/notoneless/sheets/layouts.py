"""How a sheet is laid out: its header, where its rows of data begin, and what its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass

from notoneless.sheets.columns.evidence import sample_of
from notoneless.sheets.columns.naming import name_columns
from notoneless.sheets.grid import Grid, filled
from notoneless.sheets.headers import Header, find_header, is_data_row
from notoneless.sheets.rosters import Column

_IDENTIFYING = frozenset({"name", "id_number", "student_number", "disability_card"})


@dataclass(frozen=True, slots=True)
class Layout:
    """`start` is the first row of data (from 0), `samples` the sampled cells of each column."""

    header: Header | None
    start: int
    columns: tuple[Column, ...]
    samples: tuple[tuple[str, ...], ...]

    @property
    def header_rows(self) -> range:
        return range(self.header.first, self.header.last + 1) if self.header else range(0)

    @property
    def lists_children(self) -> bool:
        """Whether there is a column that can say who a child is, and another one."""
        fields = {column.field for column in self.columns if column.field}
        return len(fields) > 1 and not fields.isdisjoint(_IDENTIFYING)


def layout_of(grid: Grid, before: Sequence[str] = ()) -> Layout:
    """Find header and columns. `before` has the headings of the sheet before: one without a header may go on there."""
    header = find_header(grid)
    if header is None:
        start = next((at for at, row in enumerate(grid.rows) if is_data_row(row)), grid.height)
    else:
        start = header.last + 1
    samples = _samples(grid, header, start)
    columns = name_columns(header.headings if header else ("",) * grid.width, samples)
    if header is None and len(before) == grid.width and samples and samples[0]:
        columns = _continued(columns, name_columns(before, samples))
    return Layout(header, start, columns, samples)


def _samples(grid: Grid, header: Header | None, start: int) -> tuple[tuple[str, ...], ...]:
    end = _first_other_order(grid, header) if header else grid.height
    body = [at for at in range(start, end) if len(filled(grid.rows[at])) * 3 >= grid.width]
    body = body or [at for at in range(start, end) if len(filled(grid.rows[at])) > 1]
    rows = [grid.rows[at] for at in sample_of(body)]
    return tuple(zip(*rows, strict=True)) if rows else ((),) * grid.width


def _first_other_order(grid: Grid, header: Header) -> int:
    """The first row under the header with the same words in other places: what follows must not blur the sample."""
    known = {text for text in header.headings if text}
    places = list(enumerate(header.headings))
    for at in range(header.last + 1, grid.height):
        row = grid.rows[at]
        shared = len(known.intersection(row))
        if shared > 2 and sum(row[column] == text for column, text in places if text) < shared:
            return at
    return grid.height


def _continued(own: tuple[Column, ...], under: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns under the headings of the sheet before, unless most of them look like something else."""
    known = [(one, two) for one, two in zip(own, under, strict=True) if one.field]
    alike = sum(one.field == two.field for one, two in known)
    return under if alike * 2 >= len(known) else own
