"""What somebody typed where zidesk does not read, listed: further sheets and columns, cells above a table."""

from collections.abc import Collection, Iterable, Sequence

from zidesk.domain.importing.row_values import cell_key, fingerprint, remark_key
from zidesk.domain.plan.fields import DONE_FIELDS
from zidesk.exchange.reading import Doubts, normalized, short
from zidesk.exchange.seen import Cell, Row, SheetCells
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.records import Records


def tell_sheets(sheets: Sequence[SheetCells], known: Collection[str], doubts: Doubts) -> None:
    """List the sheets that are not among the ``known`` and have something in them."""
    for sheet in sheets:
        if sheet.title not in known and any(not row.is_blank for row in sheet.rows):
            doubts.at(sheet.title).add(
                "Lembar ini bukan lembar zidesk dan tidak dibaca; pindahkan isian yang harus ikut ke lembar "
                "zidesk."
            )


def tell_columns(rows: Sequence[Row], known: Collection[int], doubts: Doubts) -> None:
    """List, once each, a table's columns that are not among the ``known``; ``rows`` begin at its head."""
    counts: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row.cells, 1):
            if column not in known and _says(cell):
                counts[column] = counts.get(column, 0) + 1
    for column, count in counts.items():
        title = rows[0].cell(column).text.strip()
        called = f"Kolom {short(title)}" if title else "Kolom tanpa judul ini"
        typed = f"{count} isian di dalamnya" if count > 1 else "isinya"
        doubts.add(f"{called} bukan kolom zidesk; {typed} tidak dibaca.", rows[0].number, column)


def tell_cells(rows: Iterable[Row], expected: Collection[str], doubts: Doubts) -> None:
    """List the cells of ``rows`` that say something else than the ``expected`` texts."""
    for row in rows:
        for column, cell in enumerate(row.cells, 1):
            if _says(cell) and normalized(cell.text) not in expected:
                doubts.add(
                    f"Tulisan {short(cell.text)} di luar tabel tidak dibaca; judul dan identitas diubah di "
                    "zidesk lewat menu Rencana > Identitas rencana…",
                    row.number,
                    column,
                )


def tell_orphans(records: Records, exported: Exported, present: Collection[str], doubts: Doubts) -> None:
    """List what was typed of actions whose rows are not ``present`` in the plan's table any more."""
    for action_id in (records.cells.keys() | records.remarks.keys()) - set(present):
        known = exported.rows[action_id]
        then = known.values or {}
        done = (
            (cell_key(field.name, month), getattr(cell, field.name))
            for month, cell in records.cells.get(action_id, {}).items()
            for field in DONE_FIELDS
        )
        made = ((remark_key(remark.id), remark) for remark in records.remarks.get(action_id, ()))
        for key, value in (*done, *made):
            mark = fingerprint(value)
            if mark and mark != then.get(key, ""):
                place = records.places.get((action_id, key))
                doubts.at(place.sheet if place else "").add(
                    f"Baris langkah {known.code} tidak ada lagi di tabel rencana, jadi isian ini tidak "
                    "dibaca.",
                    place.row if place else None,
                    place.column if place else None,
                )


def _says(cell: Cell) -> bool:
    return cell.formula or bool(cell.text.strip())
