"""Read a workbook: one of our exports, also after edits elsewhere, or a table with our titles."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zidesk.domain.importing.incoming import ExportedRow, IdentityEdit, Incoming
from zidesk.domain.importing.told_fields import ACTION
from zidesk.domain.plan.model import Plan, ScheduleStyle, Unit
from zidesk.domain.plan.validation import MAX_ACTIONS, MAX_YEAR, MIN_YEAR, clean_text
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.reading import Doubts, normalized
from zidesk.exchange.seen import BLANK, Row, SheetCells
from zidesk.exchange.tables.hand_made import read_tables
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.actions_in import lacking_fields, make_action, missing_titles
from zidesk.exchange.workbook.cells import read_sheets, with_looks
from zidesk.exchange.workbook.identity_in import find_identity, identity_edits, identity_in, read_identity
from zidesk.exchange.workbook.known_rows import Exported, find_exported
from zidesk.exchange.workbook.new_row_ids import name_new_rows
from zidesk.exchange.workbook.our_sheets import our_sheet
from zidesk.exchange.workbook.plan_sheet_in import Head, find_head, read_lines
from zidesk.exchange.workbook.record_sheets_in import read_records
from zidesk.exchange.workbook.records import Records
from zidesk.exchange.workbook.row_order import in_order, settle_ids
from zidesk.exchange.workbook.tree_in import build_tree, freeze
from zidesk.exchange.workbook.unread_parts import tell_cells, tell_columns, tell_orphans, tell_sheets
from zidesk.exchange.workbook.value_places import value_places

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TITLE_FIELDS = ("name", "title", "year", "decree_number", "decree_date")


def read_workbook(path: Path | str, ticker: Ticker = silent) -> Incoming:
    """Return the plan that the workbook at ``path`` holds, with every problem and its place.

    Raises ``CannotReadError``, one Indonesian sentence, where the file is unsafe, damaged or has no table
    with our titles. ``ticker`` hears rows.
    """
    source = Path(path)
    sheets = read_sheets(source, ticker)
    exported = find_exported(sheets, source.name)
    if exported is None and not has_our_ids(sheets):
        return read_tables(with_looks(source, sheets), source.name)
    told: set[str] = set()
    sheet, head = _table(sheets, exported, source.name)
    doubts = Doubts(sheet.title)
    lines = read_lines(sheet, head, doubts)
    if len(lines) > MAX_ACTIONS:
        raise CannotReadError(f"Tabel di {source.name} lebih dari {MAX_ACTIONS} baris; periksa berkasnya.")
    known = exported or Exported()
    records = Records()
    has_ids = any(line.id for line in lines)
    if exported and (not exported.is_whole or (has_ids and not exported.rows)):
        raise CannotReadError(
            f"Lembar tersembunyi zidesk di {source.name} tidak utuh lagi sehingga barisnya tidak dikenali; "
            "ekspor ulang, lalu salin perubahannya."
        )
    if exported:
        lines = settle_ids(lines, exported, doubts)
        records = read_records(sheets, exported, lines, doubts, told)
        _tell_unread(sheets, sheet, head, exported, doubts, told)
        if exported.lost_states:
            doubts.add(
                f"Catatan zidesk tentang isi {exported.lost_states} baris ketika diekspor tidak terbaca "
                "lagi; baris-baris itu dibaca seperti tertulis di berkas, jadi perubahan yang dibuat di "
                "zidesk sejak ekspor dapat tertimpa."
            )
        if exported.lost_base:
            doubts.add(
                "Catatan zidesk tentang tulisan ketika diekspor tidak utuh lagi, jadi bentrok diperlihatkan "
                "tanpa tulisan lamanya; periksalah isi kedua pihak sebelum memilih."
            )
    else:
        if has_ids:
            doubts.add(
                "Lembar tersembunyi zidesk tidak ada lagi, jadi baris dikenali menurut tulisannya dan yang "
                "ditulis ulang menjadi baris baru; bila itu keliru, ekspor ulang lalu salin perubahannya."
            )
        lines = [replace(line, id="") for line in lines if not line.is_blank]
    lines, stable = in_order(lines, known, doubts)
    areas = build_tree(lines, known, stable, doubts)
    actions = {line.row: make_action(line, head, known, records, doubts) for line in lines}
    frozen, places = freeze(areas, actions, sheet.title)
    if exported:
        frozen = name_new_rows(frozen, exported.plan_id, exported.rows)
    unit, plan, edits = _identity(sheets, sheet, head, known, doubts)
    plan = replace(plan, areas=frozen)
    if exported:
        tell_orphans(records, exported, {path.action.id for path in plan.actions()}, doubts)
    return Incoming(
        plan=plan,
        unit=unit,
        problems=(*doubts.problems, *(exported.told.problems() if exported else ())),
        carries_ids=exported is not None,
        carries_realization=records.has_realization,
        carries_remarks=records.has_remarks,
        not_told=frozenset(records.unread),
        lacking=exported.told.lacking(ACTION, head.columns) if exported else lacking_fields(head),
        lacking_of_months=records.lacking,
        evidence=records.evidence,
        places=places,
        identity_edits=edits,
        exported={
            row.id: ExportedRow(row.parent, row.order, row.values, row.said) for row in known.rows.values()
        },
        moment=known.moment,
        value_places=value_places(areas, head, sheet.title) | records.places,
    )


def has_our_ids(sheets: Sequence[SheetCells]) -> bool:
    """Whether some sheet is the table of one of our exports, also without the hidden sheet."""
    return any((head := find_head(sheet)) and "id" in head.columns for sheet in sheets)


def _tell_unread(
    sheets: Sequence[SheetCells],
    sheet: SheetCells,
    head: Head,
    exported: Exported,
    doubts: Doubts,
    told: set[str],
) -> None:
    """List what was typed beside and above the plan's table in ``sheet``, and in sheets that are not ours."""
    our_sheet(sheets, sheet.title, _with_table, doubts, told)
    if exported.identity:
        said = [exported.identity.get(name, "") for name in _TITLE_FIELDS]
        expected = {normalized(clean_text(text)) for text in layout.title_lines(*said)}
        tell_cells(sheet.rows[: head.top], expected, doubts)
    tell_columns(sheet.rows[head.top :], {*head.columns.values()}, doubts)
    if found := our_sheet(sheets, layout.IDENTITY_SHEET, identity_in, doubts, told):
        here = doubts.at(found[0].title)
        rows = {row.number for row in found[1].values()}
        further = [row for row in found[0].rows if row.number not in rows]
        beside = [Row(row.number, (BLANK, BLANK, *row.cells[2:])) for row in found[1].values()]
        tell_cells(sorted([*further, *beside], key=lambda row: row.number), (), here)
    hidden = {each.title for each in sheets if find_exported([each], "")}
    tell_sheets(sheets, told | hidden, doubts)


def _with_table(sheet: SheetCells) -> SheetCells | None:
    return sheet if find_head(sheet) else None


def _table(sheets: Sequence[SheetCells], exported: Exported | None, name: str) -> tuple[SheetCells, Head]:
    found = [(sheet, head) for sheet in sheets if (head := find_head(sheet))]
    if not found:
        raise CannotReadError(
            f"Di {name} tidak ditemukan tabel dengan kolom Komponen, Indikator dan Langkah Aksi; "
            "periksa judul kolomnya lalu coba lagi."
        )
    if len(found) > 1:
        ours = [(sheet, head) for sheet, head in found if "id" in head.columns]
        if exported:
            ours = [(sheet, head) for sheet, head in ours if sheet.title == layout.PLAN_SHEET] or ours
        if len(ours) != 1:
            titles = ", ".join(sheet.title for sheet, _ in found[:5])
            raise CannotReadError(
                f"Di {name} ada {len(found)} lembar dengan tabel rencana aksi ({titles}). Bila isinya "
                "berbeda, misalnya satu lembar per area, salin semua baris ke satu lembar; bila hanya "
                "salinan, pindahkan lembar yang benar ke buku kerja sendiri; lalu impor itu."
            )
        found = ours
    sheet, head = found[0]
    if exported and (missing := missing_titles(head.columns, exported.told)):
        raise CannotReadError(
            f"Kolom {', '.join(missing)} pada lembar {sheet.title} tidak ada lagi; kembalikan kolomnya atau "
            "ekspor ulang, lalu coba lagi."
        )
    if exported and "id" not in head.columns:
        raise CannotReadError(
            f"Kolom tersembunyi zidesk pada lembar {sheet.title} tidak ada lagi; ekspor ulang, lalu salin "
            "perubahannya."
        )
    return sheet, head


def _identity(
    sheets: Sequence[SheetCells], sheet: SheetCells, head: Head, exported: Exported, doubts: Doubts
) -> tuple[Unit | None, Plan, tuple[IdentityEdit, ...]]:
    unit, plan = None, None
    edits: tuple[IdentityEdit, ...] = ()
    ours = sorted(sheets, key=lambda each: each.title != layout.IDENTITY_SHEET)
    if found := find_identity(ours):
        unit, plan = read_identity(found[1], exported, doubts.at(found[0].title))
        edits = identity_edits(found[1], exported, found[0].title)
    if plan is None:
        style = ScheduleStyle.GRID if head.has_months else ScheduleStyle.TEXT
        plan = Plan(_year_above(sheet.rows[: head.top], doubts), schedule_style=style, id=exported.plan_id)
    return unit, plan, edits


def _year_above(titles: Sequence[Row], doubts: Doubts) -> int:
    """Return the year that the titles above the table name last; several or none are a problem."""
    texts = (cell.text for row in titles for cell in row.cells)
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    years = [year for year in years if MIN_YEAR <= year <= MAX_YEAR]
    year = years[-1] if years else time.localtime().tm_year
    if len(set(years)) != 1:
        doubts.add(f"Tahun rencana tidak tertulis jelas di atas tabel; dibaca {year}.")
    return year
