"""Find the plan's table in a sheet by its head, and read it line by line, as it stands, without the tree."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zidesk.domain.plan.model import MONTHS
from zidesk.domain.plan.numbering import parse_roman
from zidesk.domain.plan.validation import MAX_NAME
from zidesk.domain.schedule.dates import month_number
from zidesk.exchange.reading import Doubts, normalized, read_percent, read_text_cell, read_tick
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.cells import Row, SheetCells

_HEAD_DEPTH = 40
_HEAD_HEIGHT = 4
_TITLES = {
    "no": "no", "nomor": "no", layout.ID_TITLE: "id", "komponen": "component", "indikator": "indicator",
    "langkahaksi": "action", "bukti": "evidence", "buktifisik": "evidence", "datadukung": "evidence",
    "eviden": "evidence", "target": "target", "targetwaktu": "schedule_text", "waktu": "schedule_text",
    "waktupelaksanaan": "schedule_text", "jadwal": "schedule_text", "tulisanjadwal": "schedule_text",
    "penanggungjawab": "person_in_charge", "pj": "person_in_charge", "pic": "person_in_charge",
}  # fmt: skip
_NEEDED = {"component", "indicator", "action"}
_AREA_IN_ONE_CELL = re.compile(r"\s*([IVX]+)\s*[.):]?\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the table's columns are, by key and counted from 1, and the index of the first row below."""

    columns: Mapping[str, int]
    first_row: int

    @property
    def has_months(self) -> bool:
        """Whether the twelve months have a column each."""
        return layout.MONTH_KEYS[0] in self.columns


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as it was read; texts are cleaned, ``""`` where there is nothing.

    ``wording`` is ``None`` and ``months`` empty where the table has no such column; ``area`` is the area's
    text if the row looks like an area's own row; ``is_blank``: nothing is left in it but its id.
    """

    row: int
    id: str = ""
    area: str | None = None
    component: str = ""
    indicator: str = ""
    action: str = ""
    evidence: str = ""
    months: frozenset[int] = frozenset()
    target: int | None = None
    person: str = ""
    wording: str | None = None
    is_blank: bool = False

    @property
    def says_action(self) -> bool:
        """Whether anything of an action stands in the row."""
        return bool(
            self.action.strip()
            or self.evidence.strip()
            or self.months
            or self.target is not None
            or self.person.strip()
            or (self.wording or "").strip()
        )


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
    if layout.MONTH_KEYS[0] not in columns and "schedule_text" not in columns:
        for column, cell in enumerate(rows[index].cells, 1):
            if normalized(cell.text) == "pelaksanaan":
                columns["schedule_text"] = column
    return Head(columns, first_row)


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
        if normalized(row.cell(head.columns["action"]).text) == "langkahaksi":
            continue
        line = _read_line(row, head, doubts)
        if line.id or not line.is_blank:
            lines.append(line)
    return lines


def _read_line(row: Row, head: Head, doubts: Doubts) -> Line:
    columns = head.columns

    def text(key: str, **limit: int) -> str:
        return read_text_cell(row, columns.get(key), doubts, **limit)

    def has(*keys: str) -> bool:
        return any(row.cell(columns.get(key)).text.strip() for key in keys)

    months: frozenset[int] = frozenset()
    if head.has_months:
        months = frozenset(
            month for month in MONTHS if read_tick(row, columns[layout.month_key(month)], doubts)
        )
    number, component = text("no"), text("component")
    details = has("indicator", "action", "evidence", "target", "schedule_text", *layout.MONTH_KEYS)
    return Line(
        row.number,
        id=row.cell(columns.get("id")).text.strip(),
        area=None if details else _area_text(number, component),
        component=component,
        indicator=text("indicator"),
        action=text("action"),
        evidence=text("evidence"),
        months=months,
        target=read_percent(row, columns.get("target"), doubts),
        person=text("person_in_charge", limit=MAX_NAME),
        wording=text("schedule_text", limit=MAX_NAME) if "schedule_text" in columns else None,
        is_blank=not details and not has("no", "component", "person_in_charge"),
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
