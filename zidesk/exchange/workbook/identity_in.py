"""Read the Identitas sheet: the unit and the plan's own data, a label and a value a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.incoming import IdentityEdit, Place
from zidesk.domain.plan.model import Level, Plan, PlanStatus, ScheduleStyle, Unit
from zidesk.domain.plan.units import level_of
from zidesk.domain.plan.validation import MAX_NAME, check_year
from zidesk.domain.schedule.dates import parse_date
from zidesk.exchange.reading import Doubts, normalized, read_date, read_text_cell, short
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.cells import Row, SheetCells
from zidesk.exchange.workbook.known_rows import Exported

_Choice = TypeVar("_Choice", bound=StrEnum)
_DEPTH = 60


def find_identity(sheets: Sequence[SheetCells]) -> tuple[SheetCells, dict[str, Row]] | None:
    """Return the sheet with the identity and its rows by field name, ``None`` if no sheet has one."""
    fields = {normalized(label): name for name, label in layout.IDENTITY_LABELS.items()}
    for sheet in sheets:
        rows: dict[str, Row] = {}
        for row in sheet.rows[:_DEPTH]:
            if name := fields.get(normalized(row.cell(1).text)):
                rows.setdefault(name, row)
        if {"name", "level", "year"} <= rows.keys():
            return sheet, rows
    return None


def read_identity(
    rows: Mapping[str, Row], exported: Exported, doubts: Doubts
) -> tuple[Unit | None, Plan | None]:
    """Return the unit and the plan without its tree; ``None`` for what lacks a name or a proper year."""
    texts = {
        name: read_text_cell(row, 2, doubts, MAX_NAME) for name, row in rows.items() if name not in _OTHERS
    }
    name = texts.get("name", "")
    unit = None
    if name.strip():
        unit = Unit(
            name=name,
            level=_choice(rows.get("level"), Level, level_of(name) or Level.KABUPATEN, doubts),
            province=texts.get("province", ""),
            seat=texts.get("seat", ""),
            jdih=texts.get("jdih", ""),
            chair_name=texts.get("chair_name", ""),
            certifier_title=texts.get("certifier_title", ""),
            certifier_name=texts.get("certifier_name", ""),
            id=exported.unit_id,
        )
    year = _year(rows["year"], doubts)
    if year is None:
        return unit, None
    words = {word: ScheduleStyle(style) for style, word in layout.STYLE_WORDS.items()}
    style_row = rows.get("schedule_style")
    style_word = style_row.cell(2).text.strip().lower() if style_row else ""
    return unit, Plan(
        year=year,
        schedule_style=words.get(style_word, ScheduleStyle.GRID),
        status=_choice(rows.get("status"), PlanStatus, PlanStatus.DRAF, doubts),
        decree_number=texts.get("decree_number", ""),
        decree_date=_date(rows.get("decree_date"), doubts),
        title=texts.get("title", ""),
        revises_id=exported.revises_id or None,
        unit_id=exported.unit_id,
        id=exported.plan_id,
    )


_OTHERS = frozenset({"year", "level", "status", "schedule_style", "decree_date"})


def identity_edits(rows: Mapping[str, Row], exported: Exported, sheet: str) -> tuple[IdentityEdit, ...]:
    """Return what was typed over the identity in ``sheet`` since it was exported, with its places."""
    edits = []
    for field, before in exported.identity.items():
        row = rows.get(field)
        label = layout.IDENTITY_LABELS.get(field)
        if row is None or label is None:
            continue
        now = row.cell(2).text
        if _settled(now, field) != _settled(before, field):
            edits.append(IdentityEdit(label, now, Place(sheet, row.number, 2)))
    return tuple(edits)


def _settled(text: str, field: str) -> str:
    words = " ".join(text.split())
    if field == "decree_date":
        try:
            return parse_date(words).isoformat()
        except InvalidInputError:
            return words
    return words.casefold() if field in _OTHERS else words


def _year(row: Row, doubts: Doubts) -> int | None:
    text = row.cell(2).text.strip()
    try:
        return check_year(int(text))
    except (ValueError, InvalidInputError):
        doubts.add(f"Tahun {short(text)} tidak dikenali.", row.number, 2)
        return None


def _choice(row: Row | None, choices: type[_Choice], otherwise: _Choice, doubts: Doubts) -> _Choice:
    text = row.cell(2).text.strip().lower() if row else ""
    for choice in choices:
        if choice.value == text:
            return choice
    if row is not None:
        doubts.add(f"Isian {short(text)} tidak dikenali; dibaca {otherwise.value}.", row.number, 2)
    return otherwise


def _date(row: Row | None, doubts: Doubts) -> date | None:
    return read_date(row, 2, doubts) if row else None
