"""Find the plan's table in a sheet by its head, and read it line by line, as it stands, without the tree."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from typing import Any

from zidesk.domain.plan.fields import ACTION_FIELDS, TEXT, WORDING
from zidesk.domain.plan.model import MONTHS
from zidesk.domain.plan.numbering import parse_roman
from zidesk.domain.schedule.dates import month_number
from zidesk.exchange.reading import Doubts, normalized, read_text_cell, read_tick, read_value
from zidesk.exchange.seen import Row, SheetCells
from zidesk.exchange.workbook import layout

_HEAD_DEPTH = 40
_HEAD_HEIGHT = 4
_TITLES = {
    "no": "no",
    "nomor": "no",
    layout.ID_TITLE: "id",
    "komponen": "component",
    "indikator": "indicator",
    **{normalized(title): field.name for field in ACTION_FIELDS for title in (field.heading, *field.aliases)},
}
_NEEDED = {"component", "indicator", TEXT.name}
_FORMAL = [field.name for field in ACTION_FIELDS if field.formal]
_BEYOND = [field.name for field in ACTION_FIELDS if not field.formal]
_AREA_IN_ONE_CELL = re.compile(r"\s*([IVX]+)\s*[.):]?\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the table's columns are, by key and counted from 1, and the index of the first row below.

    ``top`` is the index of the head's own first row.
    """

    columns: Mapping[str, int]
    first_row: int
    top: int = 0

    @property
    def has_months(self) -> bool:
        """Whether the twelve months have a column each."""
        return layout.MONTH_KEYS[0] in self.columns


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as it was read; texts are cleaned, ``""`` where there is nothing.

    ``said`` is what stands in the columns of an action's fields, by their names, of those that the table has;
    ``months`` is empty where it has none; ``area`` is the area's text if the row looks like an area's own
    row; ``is_blank``: nothing is left in it but its id.
    """

    row: int
    id: str = ""
    area: str | None = None
    component: str = ""
    indicator: str = ""
    months: frozenset[int] = frozenset()
    said: Mapping[str, Any] = member(default_factory=dict)
    is_blank: bool = False

    @property
    def action(self) -> str:
        """The text of the action."""
        text: str = self.said.get(TEXT.name, "")
        return text

    @property
    def says_action(self) -> bool:
        """Whether anything of an action stands in the row."""
        texts = (value.strip() if isinstance(value, str) else value for value in self.said.values())
        return bool(self.months) or any(value is not None and value != "" for value in texts)


def find_head(sheet: SheetCells) -> Head | None:
    """Return the head of the plan's table in ``sheet``, ``None`` if it has none with our titles."""
    for index, row in enumerate(sheet.rows[:_HEAD_DEPTH]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row.cells, 1):
            key = _TITLES.get(normalized(cell.text))
            if key:
                columns.setdefault(key, column)
        if columns.keys() >= _NEEDED:
            return _with_months(sheet.rows, index, columns)
    return None


def _with_months(rows: Sequence[Row], index: int, columns: dict[str, int]) -> Head:
    first_row = index + 1
    titled = set(columns.values())
    for below in range(index, min(index + _HEAD_HEIGHT, len(rows))):
        row = rows[below]
        months = {
            column: month
            for column, cell in enumerate(row.cells, 1)
            if column not in titled and (month := _month(cell.text))
        }
        if list(months.values()) == list(MONTHS):
            columns.update((layout.month_key(month), column) for column, month in months.items())
            first_row = max(first_row, below + 1)
            break
    while first_row < len(rows) and _is_numbering(rows[first_row], columns):
        first_row += 1
    if layout.MONTH_KEYS[0] not in columns and WORDING.name not in columns:
        for column, cell in enumerate(rows[index].cells, 1):
            if normalized(cell.text) == "pelaksanaan":
                columns[WORDING.name] = column
    return Head(columns, first_row, index)


def _month(text: str) -> int | None:
    stripped = text.strip()
    if stripped.isdecimal() and len(stripped) <= 2:
        return int(stripped) if int(stripped) in MONTHS else None
    return month_number(stripped) if stripped else None


def _is_numbering(row: Row, columns: Mapping[str, int]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    texts = [row.cell(columns[key]).text.strip().strip("()") for key in _NEEDED]
    return all(text.isdecimal() for text in texts)


def read_lines(sheet: SheetCells, head: Head, doubts: Doubts) -> list[Line]:
    """Return every row below the head that has something in it, in the sheet's order."""
    lines = []
    for row in sheet.rows[head.first_row :]:
        if normalized(row.cell(head.columns[TEXT.name]).text) == "langkahaksi":
            continue
        line = _read_line(row, head, doubts)
        if line.id or not line.is_blank:
            lines.append(line)
    return lines


def _read_line(row: Row, head: Head, doubts: Doubts) -> Line:
    columns = head.columns

    def text(key: str) -> str:
        return read_text_cell(row, columns.get(key), doubts)

    def has(*keys: str) -> bool:
        return any(row.cell(columns.get(key)).text.strip() for key in keys)

    months: frozenset[int] = frozenset()
    if head.has_months:
        months = frozenset(
            month for month in MONTHS if read_tick(row, columns[layout.month_key(month)], doubts)
        )
    number, component = text("no"), text("component")
    details = has("indicator", *_FORMAL, *layout.MONTH_KEYS)
    return Line(
        row.number,
        id=row.cell(columns.get("id")).text.strip(),
        area=None if details else _area_text(number, component),
        component=component,
        indicator=text("indicator"),
        months=months,
        said={
            field.name: read_value(field, row, columns[field.name], doubts)
            for field in ACTION_FIELDS
            if field.name in columns
        },
        is_blank=not details and not has("no", "component", *_BEYOND),
    )


def _area_text(number: str, label: str) -> str | None:
    """Return an area's text if these are the first two cells of an area's row, which has no others."""
    if parse_roman(number.strip().rstrip(".")) is not None and label.strip():
        return label
    match = None
    if not label.strip():
        match = _AREA_IN_ONE_CELL.fullmatch(number)
    elif not number.strip():
        match = _AREA_IN_ONE_CELL.fullmatch(label)
    if match and parse_roman(match[1]) is not None:
        return match[2]
    return None
