"""Read the sheets beside the plan's table: Realisasi, Bukti, Catatan."""

import re
from collections.abc import Collection, Iterator, Sequence

from zidesk.domain.importing.incoming import Place
from zidesk.domain.importing.row_values import cell_key, fingerprint, remark_key
from zidesk.domain.importing.told_fields import MONTH
from zidesk.domain.plan.fields import DAY_DONE, DONE_FIELDS
from zidesk.domain.plan.model import Action, MonthCell, Remark
from zidesk.domain.plan.validation import MAX_TEXT
from zidesk.domain.schedule.dates import format_date, is_of_another_year, month_number
from zidesk.exchange.reading import Doubts, normalized, read_date, read_text_cell, read_value, short
from zidesk.exchange.seen import Row, SheetCells
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.evidence_sheet_in import read_evidence
from zidesk.exchange.workbook.known_rows import Exported, KnownRow
from zidesk.exchange.workbook.new_row_ids import stable_id
from zidesk.exchange.workbook.our_sheets import our_sheet
from zidesk.exchange.workbook.plan_sheet_in import Line
from zidesk.exchange.workbook.record_owners import Owner, Owners, Signs
from zidesk.exchange.workbook.records import Records, RecordTable
from zidesk.exchange.workbook.shown_cells import ShownCells
from zidesk.exchange.workbook.unread_parts import tell_cells, tell_columns

_REMARK_TITLES = ("Tanggal", "Catatan Provinsi", "Sudah Dijawab")
_LEFT_AS_IT_IS = "realisasi bulan ini dibiarkan seperti di zidesk"
_YES = frozenset({"ya", "y", "sudah", "dijawab", "true", "1", "v", "x", "√", "✓", "✔"})
_NO = frozenset({"", "tidak", "t", "belum", "false", "0", "-"})


def read_records(
    sheets: Sequence[SheetCells],
    exported: Exported,
    lines: Sequence[Line],
    doubts: Doubts,
    told: set[str],
) -> Records:
    """Return what the sheets of one of our exports say: those with our names, else with our titles.

    The names of the sheets that were read, or listed as not read, join ``told``.
    """
    records = Records()
    owners = Owners(exported, lines)
    if table := our_sheet(sheets, layout.REALIZATION_SHEET, _realization_table, doubts, told):
        fields = exported.told
        table.require([field.heading for field in DONE_FIELDS if fields.tells(MONTH, field)])
        shown = [field.name for field in DONE_FIELDS if table.column(field.heading)]
        records.lacking = fields.lacking(MONTH, shown)
        records.has_realization = True
        _read_realization(
            table, exported, owners, ShownCells(exported, lines), records, _beside(table, doubts)
        )
    if table := our_sheet(sheets, layout.EVIDENCE_SHEET, _evidence_table, doubts, told):
        read_evidence(table, exported, records, _beside(table, doubts))
    if table := our_sheet(sheets, layout.REMARK_SHEET, _remark_table, doubts, told):
        table.require(_REMARK_TITLES)
        records.has_remarks = True
        _read_remarks(table, exported, owners, records, _beside(table, doubts))
    return records


def _realization_table(sheet: SheetCells) -> RecordTable | None:
    table = RecordTable(sheet, layout.REALIZATION_TITLES, ("Kode", "Bulan", "Tanggal", "Kendala"))
    return table if table.found else None


def _evidence_table(sheet: SheetCells) -> RecordTable | None:
    table = RecordTable(sheet, layout.EVIDENCE_TITLES, ("Nama Berkas", "SHA-256"))
    return table if table.found else None


def _remark_table(sheet: SheetCells) -> RecordTable | None:
    table = RecordTable(sheet, layout.REMARK_TITLES, ("Kode", "Catatan Provinsi"))
    return table if table.found else None


def _beside(table: RecordTable, doubts: Doubts) -> Doubts:
    """Return the list for the table's sheet, with what stands above it and in columns of somebody's own."""
    here = doubts.at(table.sheet.title)
    tell_cells(table.sheet.rows[: table.top], (), here)
    tell_columns(table.sheet.rows[table.top :], table.columns, here)
    return here


def _owned(table: RecordTable, owners: Owners, doubts: Doubts) -> Iterator[tuple[Row, Owner]]:
    """Yield the rows with the actions that they are of; disagreements are listed."""
    titles = (layout.ID_TITLE, "Kode", "Langkah Aksi")
    found = owners.find([Signs(*(table.raw(row, title) for title in titles)) for row in table.rows], doubts)
    for row, owner in zip(table.rows, found, strict=True):
        if owner.message:
            doubts.add(owner.message, row.number, table.column("Kode"))
        yield row, owner


def _read_realization(
    table: RecordTable,
    exported: Exported,
    owners: Owners,
    shown: ShownCells,
    records: Records,
    doubts: Doubts,
) -> None:
    parted: set[tuple[str, int]] = set()
    for row, owner in _owned(table, owners, doubts):
        action_id = owner.action
        name = table.raw(row, "Bulan")
        month = month_number(name) or (int(name) if re.fullmatch(r"0?[1-9]|1[0-2]", name) else None)
        parted.update((other, month or 0) for other in owner.parted)
        if not action_id:
            continue
        if month is None:
            message = (
                f"Bulan {short(name)} tidak dikenali; baris ini tidak dibaca, dan realisasi langkah ini "
                "dibiarkan seperti di zidesk."
            )
            doubts.add(message, row.number, table.column("Bulan"))
            records.unread.add((action_id, 0))
            continue
        cell = _read_month(table, row, exported.rows[action_id], month, exported.year, records, doubts)
        shown.tell(table, row, action_id, cell, doubts)
    # Rows that came loose may have been the only ones about these months: they were not emptied.
    records.unread.update((action, month) for action, month in parted if month not in records.cells[action])


def _read_month(
    table: RecordTable,
    row: Row,
    action: KnownRow,
    month: int,
    year: int | None,
    records: Records,
    doubts: Doubts,
) -> MonthCell:
    said = {
        field.name: read_value(field, row, table.column(field.heading), doubts, _LEFT_AS_IT_IS)
        for field in DONE_FIELDS
    }
    day = said[DAY_DONE.name]
    then = (action.values or {}).get(cell_key(DAY_DONE.name, month), "")
    if year is not None and is_of_another_year(day, year) and fingerprint(day) != then:
        near = abs(day.year - year) == 1
        reading = "tetap dibaca, jadi periksalah tahunnya" if near else _LEFT_AS_IT_IS
        message = f"Tanggal {format_date(day)} bukan dalam tahun rencana {year}; {reading}."
        doubts.add(message, row.number, table.column(DAY_DONE.heading))
        said[DAY_DONE.name] = day if near else None
    cell = MonthCell(month, **said)
    action_id = action.id
    if any(said[field.name] is None and table.raw(row, field.heading) for field in DONE_FIELDS):
        records.unread.add((action_id, month))
    elif normalized(table.raw(row, "Status")).startswith("terlaksana") and not cell.realized:
        message = "Status ditulis terlaksana tetapi tanggalnya kosong; dibaca belum terlaksana."
        doubts.add(message, row.number, table.column(DAY_DONE.heading))
    known = records.cells[action_id].get(month)
    if known is None or known.is_blank:
        records.cells[action_id][month] = cell
        for field in DONE_FIELDS:
            place = Place(doubts.sheet, row.number, table.column(field.heading))
            records.places[action_id, cell_key(field.name, month)] = place
    elif not cell.is_blank and known != cell:
        doubts.add("Bulan ini tertulis dua kali untuk langkah yang sama; dibaca yang pertama.", row.number)
    return cell


def _read_remarks(
    table: RecordTable, exported: Exported, owners: Owners, records: Records, doubts: Doubts
) -> None:
    named = [table.raw(row, layout.ID_TITLE).split() for row in table.rows]
    known = {ids[0] for ids in named if len(ids) > 1}
    seen: set[str] = set()
    for ids, (row, owner) in zip(named, _owned(table, owners, doubts), strict=True):
        action_id = owner.action
        if not action_id:
            continue
        text = read_text_cell(row, table.column("Catatan Provinsi"), doubts, MAX_TEXT)
        is_known = owner.by_id and len(ids) > 1 and ids[0] not in seen
        remark_id = ids[0] if is_known else _remark_exported(exported, action_id, text, seen)
        remark_id = remark_id or stable_id(action_id, text, seen | known)
        seen.add(remark_id)
        answer = normalized(table.raw(row, "Sudah Dijawab"))
        if answer not in _YES | _NO:
            message = f"Isian {short(answer)} bukan Ya atau kosong; dibaca belum dijawab."
            doubts.add(message, row.number, table.column("Sudah Dijawab"))
        made_on = read_date(row, table.column("Tanggal"), doubts)
        remark = Remark(id=remark_id, text=text, made_on=made_on, answered=answer in _YES)
        year, then = exported.year, (exported.rows[action_id].values or {}).get(remark_key(remark_id), "")
        if made_on and year and is_of_another_year(made_on, year) and fingerprint(remark) != then:
            message = (
                f"Tanggal {format_date(made_on)} bukan dalam tahun rencana {year}; tetap dibaca, jadi "
                "periksalah tahunnya."
            )
            doubts.add(message, row.number, table.column("Tanggal"))
        records.remarks[action_id].append(remark)
        place = Place(doubts.sheet, row.number, table.column("Catatan Provinsi"))
        records.places[action_id, remark_key(remark_id)] = place

    remarks = (
        remark
        for action in exported.rows.values()
        if isinstance(action.said, Action)
        for remark in action.said.remarks
    )
    if missing := sum(remark.id not in known | seen for remark in remarks):
        doubts.add(
            f"{missing} baris tidak ada lagi di lembar ini; catatan tidak dihapus oleh impor, jadi hapuslah "
            "di zidesk bila memang tidak berlaku."
        )


def _remark_exported(exported: Exported, action_id: str, text: str, seen: Collection[str]) -> str:
    """Return the id of the action's remark that reads ``text``, ``""`` for none: for rows parted from ids."""
    said = exported.rows[action_id].said
    remarks = said.remarks if isinstance(said, Action) else ()
    wanted = normalized(text)
    ids = (remark.id for remark in remarks if normalized(remark.text) == wanted and remark.id not in seen)
    return next(ids, "")
