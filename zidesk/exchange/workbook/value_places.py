"""Where the plan's table says each value of a row that was exported: its sheet, row and column."""

from collections.abc import Iterator, Sequence

from zidesk.domain.importing.incoming import Place
from zidesk.domain.importing.row_values import cell_key
from zidesk.domain.plan.fields import ACTION_FIELDS, PLANNED
from zidesk.domain.plan.model import MONTHS
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.plan_sheet_in import Head, Line
from zidesk.exchange.workbook.tree_in import Heading

_COLUMNS = {
    **{field.name: field.name for field in ACTION_FIELDS},
    **{cell_key(PLANNED.name, month): layout.month_key(month) for month in MONTHS},
}
"""Keys of columns by the keys of an action's values."""
_LABEL_COLUMNS = ("component", "component", "indicator")


def value_places(areas: Sequence[Heading], head: Head, sheet: str) -> dict[tuple[str, str], Place]:
    """Return the places by the row's id and the value's key; a heading's is in the first row under it."""
    places: dict[tuple[str, str], Place] = {}
    for depth, heading in _headings(areas):
        line = _first_line(heading)
        if heading.id and line is not None:
            places[heading.id, "text"] = Place(sheet, line.row, head.columns[_LABEL_COLUMNS[depth]])
        for line in heading.lines:
            if line.id:
                for key, column in _COLUMNS.items():
                    places[line.id, key] = Place(sheet, line.row, head.columns.get(column))
    return places


def _headings(headings: Sequence[Heading], depth: int = 0) -> Iterator[tuple[int, Heading]]:
    for heading in headings:
        yield depth, heading
        yield from _headings(heading.children, depth + 1)


def _first_line(heading: Heading) -> Line | None:
    """Return the first row under a heading; ``None`` if nothing stands there."""
    if heading.lines:
        return heading.lines[0]
    found = (_first_line(child) for child in heading.children)
    return next((line for line in found if line is not None), None)
