"""Read the plan in tables that an office made by hand, from sheets as they are seen.

The steps, each in a module of its own: heads are found (``header``), columns get their roles (``columns``,
``content``), rows are walked down (``steps``), values and marks read (``leaves``, ``times``, ``marks``),
the account of the cells is closed (``audit``), and the plan is made of what is certain (``settling``).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from zidesk.domain.importing.incoming import Doubt, Incoming
from zidesk.domain.plan.area_names import area_number
from zidesk.domain.plan.model import Plan, ScheduleStyle
from zidesk.domain.plan.validation import MAX_ACTIONS
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.reading import short
from zidesk.exchange.seen import SheetCells
from zidesk.exchange.tables.audit import audit_cells, audit_drafts
from zidesk.exchange.tables.columns import Column, TableColumns, columns_of
from zidesk.exchange.tables.content import quoted_heading, refined
from zidesk.exchange.tables.drafts import Draft
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.header import HeadRows, find_heads
from zidesk.exchange.tables.headings import PeriodKind, Role
from zidesk.exchange.tables.ledger import Fate, Spot
from zidesk.exchange.tables.report import Report
from zidesk.exchange.tables.settling import doubt_kinds, drafts_of, is_taken, settle
from zidesk.exchange.tables.steps import Walk
from zidesk.exchange.tables.years import plan_year

_FEW_CELLS = 2
_LKE_WORDS = re.compile(r"pilihan jawaban|jawaban unit|nilai lke|lembar kerja evaluasi", re.IGNORECASE)
_LKE_ROWS = 12
_COLUMNS_OF_FIELDS: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "months": ("jadwal", (Role.PERIOD, Role.SCHEDULE)),
    "evidence_text": ("bukti", (Role.EVIDENCE,)),
    "target_percent": ("target", (Role.TARGET,)),
    "person_in_charge": ("penanggung jawab", (Role.PERSON,)),
    "schedule_text": ("", (Role.SCHEDULE,)),
}
"""The fields of an action by the columns that say them, with what a person calls these."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's place in the sheets: its head, its columns, and the rows below it."""

    sheet: int
    head: HeadRows
    columns: TableColumns
    rows: tuple[int, ...]
    is_continued: bool


def read_tables(sheets: Sequence[SheetCells], name: str) -> Incoming:
    """Return the plan in the hand-made tables of ``sheets``, rows in doubt left out and listed.

    ``Incoming.accepting`` takes the proposed readings too. Raises ``CannotReadError`` where no sheet of the
    file ``name`` has a plan's table.
    """
    grids = [Grid(sheet) for sheet in sheets]
    report = Report(grids)
    tables = _tables(grids)
    if not tables:
        raise CannotReadError(_refusal(grids, name))
    year, years_told = plan_year(_texts_above(grids, tables), _texts_of_time(grids, tables))
    walk = Walk(report, year)
    for index, grid in enumerate(grids):
        _read_sheet(walk, report, index, [table for table in tables if table.sheet == index], grid)
    drafts = drafts_of(walk.entries)
    if len(drafts) > MAX_ACTIONS:
        raise CannotReadError(f"Tabel di {name} lebih dari {MAX_ACTIONS} baris; periksa berkasnya.")
    for table in tables:
        audit_cells(report, table.sheet, (*_head_rows(table.head), *table.rows), drafts)
    audit_drafts(drafts)
    lacking = _lacking(tables, drafts)
    for table in tables:
        _tell_lacking(report, table, lacking)
    if years_told:
        report.tell(years_told, Spot(tables[0].sheet, 0, 0))
    has_words = any(table.columns.has(Role.SCHEDULE) for table in tables)
    has_periods = any(table.columns.has(Role.PERIOD) for table in tables)
    style = ScheduleStyle.TEXT if has_words and not has_periods else ScheduleStyle.GRID

    def settled(accepted: Collection[str]) -> Incoming:
        areas, places, problems = settle(walk.entries, accepted, report, words=has_words)
        return Incoming(
            plan=Plan(year, areas, schedule_style=style),
            problems=(*problems, *report.problems),
            lacking=lacking,
            places=places,
            doubts=tuple(Doubt(kind, rows) for kind, rows in doubt_kinds(walk.entries).items()),
            rereading=settled,
            is_hand_made=True,
            left_out=sum(not is_taken(draft, accepted) for draft in drafts),
        )

    return settled(())


def _tables(grids: Sequence[Grid]) -> list[_Table]:
    tables: list[_Table] = []
    for index, grid in enumerate(grids):
        heads = [(head, columns) for head in find_heads(grid) if (columns := columns_of(head)).is_plan]
        for place, (head, columns) in enumerate(heads):
            end = heads[place + 1][0].first if place + 1 < len(heads) else grid.numbers[-1] + 1
            rows = tuple(
                number for number in grid.numbers if head.last < number < end and grid.filled(number)
            )
            continued = bool(tables) and _same_heads(tables[-1].columns, columns)
            tables.append(_Table(index, head, refined(columns, grid, rows), rows, continued))
        if not heads and tables and (table := _headless(index, grid, tables[-1])):
            tables.append(table)
    return tables


def _same_heads(one: TableColumns, other: TableColumns) -> bool:
    titles = ([column.heading.casefold() for column in columns.by_index.values()] for columns in (one, other))
    first, second = titles
    return first == second or len(set(first) & set(second)) * 2 > len(set(first))


def _headless(index: int, grid: Grid, before: _Table) -> _Table | None:
    """Return a table without a head as the rest of the one before, if its columns are as many."""
    if grid.numbers and grid.width == before.columns.right:
        rows = tuple(number for number in grid.numbers if grid.filled(number))
        if any(len(grid.filled(row)) > _FEW_CELLS for row in rows):
            return _Table(index, HeadRows(0, 0, {}), before.columns, rows, is_continued=True)
    return None


def _read_sheet(walk: Walk, report: Report, index: int, tables: list[_Table], grid: Grid) -> None:
    if not tables:
        if grid.numbers:
            report.tell(
                f"Lembar {short(grid.title)} tidak berisi tabel rencana dan tidak dibaca.", Spot(index, 0, 0)
            )
        return
    above = [*grid.sheet.above]
    first = tables[0].head.first
    for row in (number for number in grid.numbers if number < first and grid.filled(number)):
        columns = grid.filled(row)
        if len(columns) > _FEW_CELLS:
            report.tell_row(index, row, "Baris di atas tabel tidak dibaca")
            continue
        report.claim_row(index, row, Fate.HEADING)
        above.append(" ".join(grid.own(row, column).text for column in columns))
    walk.enter_sheet(grid.title, above)
    for table in tables:
        for row in _head_rows(table.head):
            report.claim_row(index, row, Fate.HEADING)
        _tell_columns(report, table, grid)
        walk.table(index, table.columns, table.rows, is_continued=table.is_continued)


def _tell_columns(report: Report, table: _Table, grid: Grid) -> None:
    """List the columns that have no place in a plan, with how much stands in them."""
    weekly = [column for column in table.columns.of(Role.PERIOD) if column.kind is PeriodKind.WEEK]
    if weekly:
        message = "Minggu di dalam bulan tidak disimpan; yang dibaca bulannya."
        report.tell(message, Spot(table.sheet, table.head.last, weekly[0].index))
    for column in table.columns.by_index.values():
        if column.role in (Role.EXTRA, Role.DONE, None):
            _tell_column(report, table, grid, column)
        elif column.index in grid.sheet.hidden_columns and any(
            grid.text(row, column.index) for row in table.rows
        ):
            message = f"Kolom {quoted_heading(column)} tersembunyi; kolom itu tetap dibaca."
            report.tell(message, Spot(table.sheet, table.head.last, column.index))


def _tell_column(report: Report, table: _Table, grid: Grid, column: Column) -> None:
    rows = [row for row in table.rows if column.index in grid.filled(row)]
    rows = [row for row in rows if not _is_heading_over(grid, row, column.index)]
    if not rows:
        return
    for row in rows:
        report.ledger.claim(Spot(table.sheet, row, column.index), Fate.NOTE)
    sample = ", ".join(short(grid.own(row, column.index).text) for row in rows[:2])
    what = "realisasi " if column.role is Role.DONE else ""
    message = f"Kolom {what}{quoted_heading(column)} tidak diambil ({len(rows)} sel, misalnya {sample})."
    report.tell(message, Spot(table.sheet, table.head.last, column.index))


def _is_heading_over(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell is an area's name that was written over a column of no use."""
    return len(grid.filled(row)) <= _FEW_CELLS and area_number(grid.own(row, column).text) is not None


def _head_rows(head: HeadRows) -> range:
    return range(head.first, head.last + 1) if head.first else range(0)


def _texts_above(grids: Sequence[Grid], tables: Sequence[_Table]) -> list[str]:
    texts: list[str] = []
    first: dict[int, int] = {}
    for table in tables:
        first.setdefault(table.sheet, table.head.first)
    for index, row in first.items():
        grid = grids[index]
        texts += grid.sheet.above
        above = (number for number in grid.numbers if number < row)
        texts += [grid.own(number, column).text for number in above for column in grid.filled(number)]
    for table in tables:
        texts += [column.heading for column in table.columns.of(Role.SCHEDULE, Role.PERIOD)]
        texts += [f"Tahun {column.year}" for column in table.columns.of(Role.PERIOD) if column.year]
    return texts


def _texts_of_time(grids: Sequence[Grid], tables: Sequence[_Table]) -> list[str]:
    return [
        grids[table.sheet].text(row, column.index)
        for table in tables
        for column in table.columns.of(Role.SCHEDULE)
        for row in table.rows
    ]


def _lacking(tables: Sequence[_Table], drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the fields of an action that no table speaks about: they stay as the plan has them."""
    lacking = frozenset.intersection(*map(_lacking_in, tables))
    targets_beside_times = any(draft.target is not None for draft in drafts)
    return lacking - {"target_percent"} if targets_beside_times else lacking


def _lacking_in(table: _Table) -> frozenset[str]:
    return frozenset(name for name, (_, roles) in _COLUMNS_OF_FIELDS.items() if not table.columns.has(*roles))


def _tell_lacking(report: Report, table: _Table, lacking: frozenset[str]) -> None:
    """Tell that a table says nothing of the time, or of something that other tables here speak about."""
    missing = _lacking_in(table)
    told = [
        label
        for name, (label, _) in _COLUMNS_OF_FIELDS.items()
        if label and name in missing and (name == "months" or name not in lacking)
    ]
    if told:
        message = f"Tabel ini tidak mempunyai kolom {' dan '.join(told)}; itu tidak dibaca dari tabel ini."
        report.tell(message, Spot(table.sheet, table.head.last, 0))


def _refusal(grids: Sequence[Grid], name: str) -> str:
    texts = (
        grid.text(row, column)
        for grid in grids
        for row in grid.numbers[:_LKE_ROWS]
        for column in grid.filled(row)
    )
    titles = {grid.title.casefold() for grid in grids}
    if "jawaban" in titles or "lke" in titles or any(_LKE_WORDS.search(text) for text in texts):
        return (
            f"Berkas {name} adalah lembar penilaian (LKE), bukan rencana aksi; pilihlah berkas rencana aksi."
        )
    return (
        f"Di {name} tidak ditemukan tabel dengan kolom Komponen, Indikator dan Langkah Aksi; "
        "pastikan baris judul kolomnya ikut, lalu coba lagi."
    )
