"""Find where tables begin in a sheet, and what the headings over each column say, one to four rows deep."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.headings import MAIN, Meaning, Period, PeriodKind, Role, meaning_of, period_of

_DEEPEST = 4
_SUB_WORDS = frozenset({"t", "r", "p", "target", "realisasi", "rencana", "ren", "real", "rencana aksi"})
_ONLY_NUMBER = re.compile(r"[\s(]*(\d{1,2}|[a-z])[\s).]*(?:=.*)?", re.IGNORECASE)
_FEWEST_NUMBERS = 3
_STARRED_YEAR = re.compile(r"(?:tahun\s*)?20\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the headings over a column, with what it says."""

    text: str
    period: Period | None
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class HeadRows:
    """The rows of a table's head with its numbering, and the headings over each column, ``depth`` at most."""

    first: int
    last: int
    paths: dict[int, tuple[Heading, ...]]
    depth: int = 1


def find_heads(grid: Grid) -> list[HeadRows]:
    """Return the heads in a sheet from above; a head that is repeated is found each time."""
    heads: list[HeadRows] = []
    for row in grid.numbers:
        if heads and row <= heads[-1].last:
            continue
        if _is_head_row(grid, row) and (not heads or _is_further_head(grid, row, heads[0])):
            heads.append(_whole_head(grid, row, heads))
    return heads


def _is_further_head(grid: Grid, row: int, first: HeadRows) -> bool:
    """Whether a row repeats the first head, or is a head beyond doubt; a step may use such words too."""
    own = {column: heading for column, heading in _own_headings(grid, row).items() if heading.period is None}
    known = _texts(first)
    repeated = sum(heading.text.casefold() in known for heading in own.values())
    if repeated > 1 and repeated * 2 > len(own):
        return True
    return all(heading.meaning for heading in own.values()) and any(
        heading.meaning and heading.meaning.role is Role.NUMBER for heading in own.values()
    )


def _texts(head: HeadRows) -> set[str]:
    return {heading.text.casefold() for path in head.paths.values() for heading in path}


def heading_at(grid: Grid, row: int, column: int) -> Heading | None:
    """Return the heading that shows at a place, ``None`` where nothing does."""
    text = " ".join(grid.text(row, column).split())
    if not text:
        return None
    return Heading(text, period_of(grid.seen(row, column).value, text), meaning_of(text))


def _own_headings(grid: Grid, row: int) -> dict[int, Heading]:
    """Return what stands in a row itself, by its leftmost column."""
    found = {}
    for column in range(1, grid.width + 1):
        span = grid.span(row, column)
        if span.left == column and span.top == row and (heading := heading_at(grid, row, column)):
            found[column] = heading
    return found


def _is_head_row(grid: Grid, row: int) -> bool:
    headings = [
        heading
        for heading in _own_headings(grid, row).values()
        if heading.period is None or heading.period.kind is not PeriodKind.ORDINAL
    ]
    known = [heading for heading in headings if heading.meaning or heading.period]
    roles = {heading.meaning.role for heading in known if heading.meaning}
    main = roles & MAIN
    if len(known) * 2 < len(headings) or not main & {Role.ACTION, Role.INDICATOR, Role.COMPONENT}:
        return False
    if len(main) >= _FEWEST_NUMBERS:
        return True
    return len(known) == len(headings) and (len(main) > 1 or (Role.NUMBER in roles and len(known) > 1))


def _whole_head(grid: Grid, row: int, heads: Sequence[HeadRows]) -> HeadRows:
    first = row
    after = heads[-1].last if heads else 0
    known = _texts(heads[0]) if heads else None
    deepest = max((heads[0].depth if heads else _DEEPEST), 1)
    while first - 1 > after and row - first < 2 and _is_group_row(grid, first - 1, row, known):
        first -= 1
    last = row
    titled = _own_headings(grid, row)
    bottom = max((grid.span(row, column).bottom for column in titled), default=row)
    while last + 1 - first < deepest and (last < bottom or _is_sub_row(grid, last + 1, titled)):
        last += 1
        titled = {**_own_headings(grid, last), **titled}
    depth = last
    if _is_numbering(grid, last + 1, titled):
        last += 1
    return HeadRows(first, last, _paths(grid, range(first, depth + 1)), depth + 1 - first)


def _is_group_row(grid: Grid, row: int, anchor: int, known: set[str] | None) -> bool:
    """Whether a row above the head only groups some of its columns: "Pelaksanaan", "Rencana", "2026"."""
    own = _own_headings(grid, row)
    titled = _own_headings(grid, anchor)
    if not own or not titled:
        return False
    if known is not None and not all(heading.text.casefold() in known for heading in own.values()):
        return False
    lefts = min(own) > min(titled)
    return lefts and all(
        heading.period is not None
        or _STARRED_YEAR.fullmatch(heading.text) is not None
        or (heading.meaning is not None and heading.meaning.role not in (Role.NUMBER, Role.COMPONENT))
        for heading in own.values()
    )


def _is_sub_row(grid: Grid, row: int, titled: dict[int, Heading]) -> bool:
    """Whether a row goes on with the head: it only says how columns under wider headings differ."""
    own = _own_headings(grid, row)
    if not own or _is_numbering(grid, row, titled):
        return False
    settled = {
        column
        for column, heading in titled.items()
        if heading.meaning and heading.meaning.role in (Role.NUMBER, Role.COMPONENT, Role.INDICATOR)
    }
    if settled & own.keys() or not all(_is_parted(grid, row - 1, column, titled) for column in own):
        return False
    return all(
        heading.period or heading.meaning or heading.text.casefold() in _SUB_WORDS for heading in own.values()
    )


def _is_parted(grid: Grid, above: int, column: int, titled: dict[int, Heading]) -> bool:
    """Whether the heading over a column may be over several: merged, blank, or with a blank beside it."""
    span = grid.span(above, column)
    if span.right > span.left or column not in titled:
        return True
    beside = column + 1 <= grid.width and column + 1 not in titled and span.bottom == span.top
    return beside and not heading_at(grid, above, column + 1)


def _is_numbering(grid: Grid, row: int, titled: dict[int, Heading]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    own = _own_headings(grid, row)
    matches = [_ONLY_NUMBER.fullmatch(heading.text) for heading in own.values()]
    if len(own) < _FEWEST_NUMBERS or not all(matches):
        return False
    texts = [match[1].casefold() for match in matches if match]
    numbers = [int(text) if text.isdecimal() else ord(text) - ord("a") + 1 for text in texts]
    roles = {heading.meaning.role for column, heading in titled.items() if column in own and heading.meaning}
    rising = all(one < other for one, other in pairwise(numbers))
    return numbers[0] == 1 and rising and len(roles & {*MAIN, Role.NUMBER}) > 1


def _paths(grid: Grid, rows: Sequence[int]) -> dict[int, tuple[Heading, ...]]:
    paths: dict[int, tuple[Heading, ...]] = {}
    for column in range(1, grid.width + 1):
        path: list[Heading] = []
        for row in rows:
            heading = heading_at(grid, row, column)
            below = any(heading_at(grid, other, column) for other in rows if other > row)
            if heading is None and not path and below:
                heading = _heading_to_the_left(grid, row, column, rows)
            if heading and (not path or path[-1] != heading):
                path.append(heading)
        paths[column] = tuple(path)
    return paths


def _heading_to_the_left(grid: Grid, row: int, column: int, rows: Sequence[int]) -> Heading | None:
    """Return the heading that groups this column too, though nobody merged its cells."""
    for left in range(column - 1, 0, -1):
        heading = heading_at(grid, row, left)
        if heading:
            grouped = any(heading_at(grid, other, left) for other in rows if other > row)
            merged = grid.span(row, left).right > left
            return heading if grouped and not merged else None
    return None
