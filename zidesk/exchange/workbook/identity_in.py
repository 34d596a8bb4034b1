"""Read the Identitas sheet: the unit and the plan's own data, a label and a value a row."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.incoming import IdentityEdit, Place
from zidesk.domain.plan.fields import PLAN_FIELDS, UNIT_FIELDS, Field, ValueKind
from zidesk.domain.plan.model import Level, Plan, PlanStatus, ScheduleStyle, Unit
from zidesk.domain.plan.units import level_of
from zidesk.domain.plan.validation import check_year
from zidesk.domain.schedule.dates import parse_date
from zidesk.exchange.reading import Doubts, normalized, read_value, short
from zidesk.exchange.seen import Row, SheetCells
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.known_rows import Exported

_Choice = TypeVar("_Choice", bound=StrEnum)
_DEPTH = 60


def find_identity(sheets: Sequence[SheetCells]) -> tuple[SheetCells, dict[str, Row]] | None:
    """Return the first sheet with the identity and its rows by field name, ``None`` if no sheet has one."""
    return next((found for sheet in sheets if (found := identity_in(sheet))), None)


def identity_in(sheet: SheetCells) -> tuple[SheetCells, dict[str, Row]] | None:
    """Return ``sheet`` and its rows by field name if it has the identity."""
    fields = {normalized(label): name for name, label in layout.IDENTITY_LABELS.items()}
    rows: dict[str, Row] = {}
    for row in sheet.rows[:_DEPTH]:
        if name := fields.get(normalized(row.cell(1).text)):
            rows.setdefault(name, row)
    return (sheet, rows) if {"name", "level", "year"} <= rows.keys() else None


def read_identity(
    rows: Mapping[str, Row], exported: Exported, doubts: Doubts
) -> tuple[Unit | None, Plan | None]:
    """Return the unit and the plan without its tree; ``None`` for what lacks a name or a proper year."""
    said = _said(UNIT_FIELDS, rows, doubts)
    name = said["name"]
    unit = None
    if name.strip():
        level = _choice(rows.get("level"), Level, level_of(name) or Level.KABUPATEN, doubts)
        unit = Unit(**said, level=level, id=exported.unit_id)
    year = _year(rows["year"], doubts)
    if year is None:
        return unit, None
    words = {word: ScheduleStyle(style) for style, word in layout.STYLE_WORDS.items()}
    style_row = rows.get("schedule_style")
    style_word = style_row.cell(2).text.strip().lower() if style_row else ""
    return unit, Plan(
        **_said(PLAN_FIELDS, rows, doubts),
        year=year,
        schedule_style=words.get(style_word, ScheduleStyle.GRID),
        status=_choice(rows.get("status"), PlanStatus, PlanStatus.DRAF, doubts),
        revises_id=exported.revises_id or None,
        unit_id=exported.unit_id,
        id=exported.plan_id,
    )


def _said(fields: Iterable[Field], rows: Mapping[str, Row], doubts: Doubts) -> dict[str, Any]:
    """Return the texts and dates that ``rows`` say, by field; years and choices are read otherwise."""
    return {
        field.name: read_value(field, rows[field.name], 2, doubts) if field.name in rows else field.blank
        for field in fields
        if field.kind not in (ValueKind.YEAR, ValueKind.CHOICE)
    }


_DAYS = frozenset(field.name for field in PLAN_FIELDS if field.kind is ValueKind.DAY)
_WRITTEN = frozenset(field.name for field in (*UNIT_FIELDS, *PLAN_FIELDS) if field.is_text)


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
    if field in _DAYS:
        try:
            return parse_date(words).isoformat()
        except InvalidInputError:
            return words
    return words if field in _WRITTEN else words.casefold()


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
