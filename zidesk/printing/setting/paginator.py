"""Rows shared out over pages, none cut in two that fits a page, spanning cells clipped and repeated."""

from collections import deque
from collections.abc import Sequence

from zidesk.printing.setting.rows import Cell, Row, RowSpec, line_count

_LEAST_SPLIT_LINES = 4
"""A row taller than a page begins on the current one only where so many of its lines fit."""

_CARRIED_LINES = 3
"""How many lines of the last row go over with the block that must not stand alone."""


def paginate(
    rows: Sequence[Row], spec: RowSpec, first_room: float, room: float, tail: float
) -> list[tuple[Row, ...]]:
    """Share ``rows`` out over pages and return each page's rows, as they are to be drawn.

    ``first_room`` is the height left on the current page, ``room`` that of each further one, ``tail`` the
    height of the block after the table, all in points. The first page's rows may be none. The tail fits
    under the last page's rows, of which there is at least one unless the table is empty.
    """
    waiting = deque(rows)
    running: list[Cell | None] = [None] * len(spec.columns)
    pages: list[tuple[Row, ...]] = []
    while waiting or not pages:
        page = _take_page(waiting, running, spec, room if pages else first_room, room)
        pages.append(tuple(page))
        running = _running_cells(page, running)
    last_room = room if len(pages) > 1 else first_room
    if sum(spec.heights(pages[-1])) + tail > last_room:
        pages[-1:] = _make_room(pages, spec, last_room, room, tail)
    return pages


def _take_page(
    waiting: deque[Row], running: Sequence[Cell | None], spec: RowSpec, room: float, full: float
) -> list[Row]:
    """Move the rows of one page from ``waiting`` and return them; ``full`` is the height of an empty page."""
    page: list[Row] = []
    used = 0.0
    while waiting:
        row = waiting[0] if page else waiting[0].resumed(running)
        height = sum(spec.heights([*page, row]))
        if height > room:
            break
        page.append(row)
        used = height
        waiting.popleft()
    else:
        return page
    bands = _trailing_bands(page)
    if sum(spec.heights([*page[len(page) - bands :], row])) > full:
        lines = spec.lines_in(room - used)
        only_bands = bands == len(page) and room == full
        if lines >= _LEAST_SPLIT_LINES or (lines and only_bands):
            head, waiting[0] = row.split(lines, spec.spanning)
            return [*page, head]
        if only_bands:
            return page
    for _ in range(bands):
        waiting.appendleft(page.pop())
    return page


def _make_room(
    pages: Sequence[tuple[Row, ...]], spec: RowSpec, last_room: float, room: float, tail: float
) -> list[tuple[Row, ...]]:
    """Return the last page anew as one or two pages, so that the tail has room under a row."""
    last = list(pages[-1])
    if not last:
        return [(), ()]
    running: list[Cell | None] = [None] * len(spec.columns)
    for page in pages[:-1]:
        running = _running_cells(page, running)
    kept = last[:-1]
    bands = _trailing_bands(kept)
    moved = last[len(kept) - bands :]
    kept = kept[: len(kept) - bands]
    moved[0] = moved[0].resumed(_running_cells(kept, running))
    fits = sum(spec.heights(moved)) + tail <= room
    if fits and (kept or last_room < room):
        return [tuple(kept), tuple(moved)]
    lines = line_count(last[-1])
    head, rest = last[-1].split(max(1, lines - _CARRIED_LINES), spec.spanning)
    rest = rest.resumed(_running_cells([*last[:-1], head], running))
    return [(*last[:-1], head), (rest,)]


def _trailing_bands(page: Sequence[Row]) -> int:
    count = 0
    while count < len(page) and page[-1 - count].keep_with_next:
        count += 1
    return count


def _running_cells(page: Sequence[Row], running: Sequence[Cell | None]) -> list[Cell | None]:
    """Return, for each column, the cell that would go on after ``page``."""
    cells = list(running)
    for row in page:
        if row.band:
            cells = [None] * len(cells)
        else:
            cells = [own if own is not None else above for own, above in zip(row.cells, cells, strict=True)]
    return cells
