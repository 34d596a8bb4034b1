"""Make actions of the lines read from the plan's table and of what the other sheets say about them."""

from collections.abc import Mapping
from dataclasses import replace

from zidesk.domain.importing.told_fields import ACTION, ToldFields
from zidesk.domain.plan.fields import ACTION_FIELDS, WORDING
from zidesk.domain.plan.model import Action, MonthCell
from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.exchange.reading import Doubts, short
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.plan_sheet_in import Head, Line
from zidesk.exchange.workbook.records import Records


def make_action(line: Line, head: Head, exported: Exported, records: Records, doubts: Doubts) -> Action:
    """Return the action that stands in ``line``, with its realisation, evidence links and remarks."""
    known = exported.rows.get(line.id)
    months, wording = _schedule(line, head, known.schedule if known else None, doubts)
    cells = dict(records.cells.get(line.id, {}))
    for month in months:
        cells[month] = replace(cells.get(month, MonthCell(month)), planned=True)
    said = {**line.said, WORDING.name: wording}
    return Action(
        **said,
        months=tuple(cell for _, cell in sorted(cells.items()) if not cell.is_blank),
        evidence=tuple(records.links.get(line.id, ())),
        remarks=tuple(records.remarks.get(line.id, ())),
        id=line.id,
    )


def _schedule(
    line: Line, head: Head, exported: str | None, doubts: Doubts
) -> tuple[frozenset[int], str | None]:
    """Return the planned months and the wording, ``None`` if computed; ticks and words at odds are listed.

    ``exported`` is the schedule as it was exported (``layout.schedule_key``), ``None`` for a new row.
    """
    wording: str | None = line.said.get(WORDING.name)
    if not head.has_months:
        return _from_words(line, head, wording or "", doubts), wording
    if exported is None:
        return _checked(line, head, wording, doubts)
    ticks_then, _, words_then = exported.partition("|")
    ticks_changed = ticks_then != ",".join(map(str, sorted(line.months)))
    if WORDING.name not in line.said:
        return line.months, None if ticks_changed else (words_then or None)
    words_changed = (wording or "") != words_then
    if not ticks_changed and not words_changed:
        return line.months, wording
    if ticks_changed and words_changed:
        return _checked(line, head, wording, doubts)
    if ticks_changed:
        return line.months, _still_true(line, head, wording, doubts)
    if wording is None:
        return line.months, None
    return _words_retyped(line, head, wording, doubts), wording


def _from_words(line: Line, head: Head, wording: str, doubts: Doubts) -> frozenset[int]:
    parsed = parse_schedule(wording)
    if parsed.unread:
        unread = ", ".join(short(piece) for piece in parsed.unread[:3])
        reading = format_schedule(parsed.months) or "tanpa bulan"
        message = f"Bagian jadwal {unread} tidak dikenali; dibaca {reading}."
        doubts.add(message, line.row, head.columns.get(WORDING.name))
    return parsed.months


def _checked(
    line: Line, head: Head, wording: str | None, doubts: Doubts
) -> tuple[frozenset[int], str | None]:
    if wording is not None and not line.months:
        return _from_words(line, head, wording, doubts), wording
    if wording is not None and parse_schedule(wording).months != line.months:
        doubts.add(
            f"Tulisan jadwal {short(wording)} tidak sama dengan bulan yang ditandai; dibaca bulan yang "
            "ditandai, tulisannya tetap.",
            line.row,
            head.columns.get(WORDING.name),
        )
    return line.months, wording


def _still_true(line: Line, head: Head, wording: str | None, doubts: Doubts) -> str | None:
    """Return the old wording if it still says the months, else ``None``: then it is computed again."""
    if wording is None or parse_schedule(wording).months == line.months:
        return wording
    doubts.add(
        f"Bulan yang ditandai berubah, tulisan jadwal {short(wording)} tidak; dibaca bulan yang ditandai, "
        f"tulisannya menjadi {short(format_schedule(line.months) or 'kosong')}.",
        line.row,
        head.columns.get(WORDING.name),
    )
    return None


def _words_retyped(line: Line, head: Head, wording: str, doubts: Doubts) -> frozenset[int]:
    parsed = parse_schedule(wording)
    if parsed.months == line.months:
        return line.months
    column = head.columns.get(WORDING.name)
    if parsed.unread or not parsed.months:
        message = f"Tulisan jadwal {short(wording)} tidak seluruhnya dikenali; dibaca bulan yang ditandai."
        doubts.add(message, line.row, column)
        return line.months
    doubts.add(
        f"Tulisan jadwal berubah menjadi {short(wording)}, tanda bulannya tidak; dibaca "
        f"{format_schedule(parsed.months)}.",
        line.row,
        column,
    )
    return parsed.months


def lacking_fields(head: Head) -> frozenset[str]:
    """Return the fields of ``Action`` that the table has no column for."""
    lacking = {field.name for field in ACTION_FIELDS if field.name not in head.columns}
    if not head.has_months and WORDING.name not in head.columns:
        lacking.add("months")
    return frozenset(lacking)


def missing_titles(columns: Mapping[str, int], told: ToldFields) -> list[str]:
    """Return the titles of an export's columns that somebody deleted."""
    fields = (field for field in ACTION_FIELDS if field is not WORDING and told.tells(ACTION, field))
    shown = {
        "component": "Komponen",
        "indicator": "Indikator",
        **{field.name: field.heading for field in fields},
        layout.MONTH_KEYS[0]: "Pelaksanaan",
    }
    return [title for key, title in shown.items() if key not in columns]
