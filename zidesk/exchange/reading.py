"""Readings of single cells that are shared by the sheets: text, ticks, percentages, dates; doubts listed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.incoming import Place, Problem, place_text
from zidesk.domain.plan.fields import Field, ValueKind
from zidesk.domain.plan.validation import MAX_PERCENT, MAX_TEXT, MAX_YEAR, MIN_YEAR, is_day
from zidesk.domain.schedule.dates import format_date, parse_date
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import Cell, Row

TICKS = frozenset("√✓✔vx●1")
"""What offices put into a planned month, in lower case."""
_NO_TICKS = frozenset({"-", "–", "—", "0", "FALSE"})
_MAX_PROBLEMS = 2_000
_PERCENT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(%?)")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/.][0-9]{1,2}[-/.])([0-9]{2})")
_READ_AS_EMPTY = "dibaca kosong"
_SHOWN = 40
_NAMED = 3
_DAY_ZERO = date(1899, 12, 30).toordinal()


@dataclass(slots=True)
class Doubts:
    """The problems met so far in one sheet; further sheets share the same list through ``at``."""

    sheet: str
    _places: dict[tuple[str, str], list[Place]] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """What was listed, each kind once: at its first place, with the number and places of the others."""
        return [
            Problem(places[0], _counted(message, places)) for (_, message), places in self._places.items()
        ]

    def at(self, sheet: str) -> "Doubts":
        """Return the same list for another sheet."""
        return Doubts(sheet, self._places)

    def add(self, message: str, row: int | None = None, column: int | None = None) -> None:
        """List a problem at a row and column counted from 1; ``message`` says the reading proposed."""
        places = self._places.setdefault((self.sheet, message), [])
        if len(self._places) > _MAX_PROBLEMS:
            raise CannotReadError(
                f"Lebih dari {_MAX_PROBLEMS} hal di berkas ini tidak jelas; periksa apakah berkasnya benar."
            )
        places.append(Place(self.sheet, row, column))


def _counted(message: str, places: Sequence[Place]) -> str:
    """Return a message for all the places where it holds; the first is told beside it."""
    further = [place_text(replace(place, sheet="")) for place in places[1:]]
    if not further:
        return message
    named = "; ".join(further[:_NAMED])
    return f"{message} Ada {len(places)} yang seperti ini, juga di {named}{' …' if further[_NAMED:] else ''}."


def short(text: str) -> str:
    """Return ``text`` quoted, on one line and short enough for a message."""
    line = " ".join(text.split())
    return f"“{line[:_SHOWN]}…”" if len(line) > _SHOWN else f"“{line}”"


def normalized(text: str) -> str:
    """Return ``text`` as titles are compared: lower case, letters and digits only, unless it has none."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()) or text.strip()


def read_text_cell(row: Row, column: int | None, doubts: Doubts, limit: int = MAX_TEXT) -> str:
    """Return the text at ``column``; formulas, errors and over-long texts are listed."""
    cell = _settled(row, column, doubts)
    text = cell.text
    if len(text) > limit:
        doubts.add(f"Tulisan lebih panjang dari {limit} huruf; dibaca sampai batas itu.", row.number, column)
        return text[:limit]
    return text


def read_tick(row: Row, column: int, doubts: Doubts) -> bool:
    """Whether the month at ``column`` is planned; marks that are not known are listed."""
    mark = _settled(row, column, doubts).text.strip()
    if not mark:
        return False
    if mark.lower() in TICKS:
        return True
    planned = mark.upper() not in _NO_TICKS
    reading = "direncanakan" if planned else "tidak direncanakan"
    doubts.add(f"Tanda {short(mark)} di kolom bulan tidak dikenali; dibaca {reading}.", row.number, column)
    return planned


def read_percent(row: Row, column: int | None, doubts: Doubts, otherwise: str = _READ_AS_EMPTY) -> int | None:
    """Return the percentage at ``column``: 100, 100% or 1 shown as a percentage; else listed.

    ``otherwise`` says in the list what becomes of a value that is no percentage.
    """
    cell = _settled(row, column, doubts, otherwise)
    value = cell.value
    text = cell.text.strip()
    if not text:
        return None
    percent: float | None = None
    certain = True
    if isinstance(value, float):
        if cell.percent and value <= 1:
            percent = value * 100
        elif 0 < value <= 1:
            percent, certain = value * 100, False
        else:
            percent, certain = value, not cell.percent
    elif match := _PERCENT.fullmatch(text):
        percent = float(match[1].replace(",", "."))
        if not match[2] and 0 < percent <= 1:
            percent, certain = percent * 100, False
    whole = None if percent is None or not 0 <= percent <= MAX_PERCENT else round(percent)
    if percent is None or whole is None or not certain or abs(percent - whole) > 1e-6:
        reading = otherwise if whole is None else f"dibaca {whole}%"
        doubts.add(f"Persentase {short(text)} tidak pasti; {reading}.", row.number, column)
    return whole


def read_date(row: Row, column: int | None, doubts: Doubts, otherwise: str = _READ_AS_EMPTY) -> date | None:
    """Return the date at ``column``, from a date cell or from text; what is no date is listed.

    ``otherwise`` says in the list what becomes of a value that is no date.
    """
    cell = _settled(row, column, doubts, otherwise)
    if isinstance(cell.value, date):
        return cell.value
    text = cell.text.strip()
    if not text:
        return None
    if isinstance(cell.value, float) and (day := _day_numbered(cell.value)):
        doubts.add(f"Angka {text} di kolom tanggal dibaca {format_date(day)}.", row.number, column)
        return day
    if short_year := _SHORT_YEAR.fullmatch(text):
        text = f"{short_year[1]}20{short_year[2]}"
    try:
        day = parse_date(text)
    except InvalidInputError:
        message = f"Tanggal {short(text)} tidak dikenali, tuliskan seperti 21 November 2026; {otherwise}."
        doubts.add(message, row.number, column)
        return None
    if short_year:
        doubts.add(f"Tanggal {short_year[0]} dibaca {format_date(day)}.", row.number, column)
    return day


def _day_numbered(number: float) -> date | None:
    """Return the date behind the bare number that Excel shows where a date cell lost its format."""
    first, last = (day.toordinal() - _DAY_ZERO for day in (date(MIN_YEAR, 1, 1), date(MAX_YEAR, 12, 31)))
    return date.fromordinal(_DAY_ZERO + int(number)) if first <= int(number) <= last else None


def read_day_done(row: Row, column: int | None, doubts: Doubts, otherwise: str) -> date | None:
    """Return the date at ``column`` on which something was done; one of an unlikely year is listed."""
    day = read_date(row, column, doubts, otherwise)
    if day is None or is_day(day):
        return day
    message = f"Tanggal {format_date(day)} di luar tahun {MIN_YEAR} sampai {MAX_YEAR}; {otherwise}."
    doubts.add(message, row.number, column)
    return None


def read_value(
    field: Field, row: Row, column: int | None, doubts: Doubts, otherwise: str = _READ_AS_EMPTY
) -> Any:
    """Return a field's value at ``column``; what cannot be read is listed, with what becomes of it."""
    match field.kind:
        case ValueKind.PERCENT:
            return read_percent(row, column, doubts, otherwise)
        case ValueKind.DAY:
            return read_date(row, column, doubts, otherwise)
        case ValueKind.DAY_DONE:
            return read_day_done(row, column, doubts, otherwise)
        case ValueKind.FLAG:
            return field.typed(read_text_cell(row, column, doubts))
        case ValueKind.WORDING:
            text = read_text_cell(row, column, doubts, field.limit)
            return text if text.strip() else None
        case _:
            return read_text_cell(row, column, doubts, field.limit)


def find_titles(rows: Sequence[Row], wanted: set[str], depth: int) -> tuple[int, dict[str, int]] | None:
    """Return where, among the first ``depth`` rows, one holds all ``wanted`` titles: its index and columns.

    Titles are compared as ``normalized``; the columns, counted from 1, are of the leftmost of each title.
    """
    for index, row in enumerate(rows[:depth]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row.cells, 1):
            columns.setdefault(normalized(cell.text), column)
        if wanted <= columns.keys():
            return index, columns
    return None


def _settled(row: Row, column: int | None, doubts: Doubts, otherwise: str = _READ_AS_EMPTY) -> Cell:
    cell = row.cell(column)
    if cell.error:
        doubts.add(f"Sel berisi kesalahan rumus {short(cell.text)}; {otherwise}.", row.number, column)
        return Cell(None)
    if cell.formula:
        reading = short(cell.text) if cell.text else "kosong"
        message = f"Sel berisi rumus; dibaca hasil terakhirnya, yaitu {reading}, bukan rumusnya."
        doubts.add(message, row.number, column)
    return cell
