"""Read what a row says below its parents into a draft: evidence, time, months, target, person in charge."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zidesk.domain.plan.validation import MAX_NAME, MAX_PERCENT, MAX_TEXT
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.schedule.wording import format_schedule, parse_schedule
from zidesk.exchange.reading import short
from zidesk.exchange.seen import Cell
from zidesk.exchange.tables.colors import color_name
from zidesk.exchange.tables.columns import Column, TableColumns
from zidesk.exchange.tables.content import is_numbering
from zidesk.exchange.tables.drafts import Draft, joined
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.headings import PeriodKind, Role
from zidesk.exchange.tables.ledger import Fate, Ledger, Spot
from zidesk.exchange.tables.marks import is_tick, looks_like_mark, read_mark
from zidesk.exchange.tables.times import NOTHING, read_times, says_times

_MOSTLY = 0.9
_FEW_ROWS = 4
_SERIES = re.compile(r"\b(?:triwulan|tw|semester)\b", re.IGNORECASE)
_NUMERALS = re.compile(r"\s*(?:[ivIV]{1,3}|[1-4])(?:\s*(?:,|dan|&|-|s\.?d\.?)\s*(?:[ivIV]{1,3}|[1-4]))*\s*")
"""Numbers of quarters or semesters, whose kind the heading says."""
_EXPECTED = {
    "bukti": (Role.EVIDENCE,),
    "jadwal": (Role.SCHEDULE, Role.PERIOD),
    "target": (Role.TARGET,),
}
"""What a plan's table has, by name, with the roles of columns that say it."""
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%")


class LeafReader:
    """Reads the rows of one table, ``rows`` being those below its head."""

    def __init__(
        self, sheet: int, grid: Grid, columns: TableColumns, rows: Iterable[int], year: int, ledger: Ledger
    ) -> None:
        self._sheet, self._grid, self._columns, self._year, self._ledger = sheet, grid, columns, year, ledger
        self._periods = columns.of(Role.PERIOD)
        self._has_target = columns.has(Role.TARGET)
        self._decoration = self._column_fills([*rows])

    def has_leaves(self, row: int) -> bool:
        """Whether the row itself says anything below its parents."""
        roles = (Role.EVIDENCE, Role.SCHEDULE, Role.TARGET, Role.PERSON, Role.PERIOD)
        return any(self._own_text(row, column) for column in self._columns.of(*roles)) or bool(
            self._colored(row)
        )

    def has_time_or_target(self, row: int) -> bool:
        """Whether anything of the row's time or target shows in it."""
        roles = (Role.SCHEDULE, Role.TARGET, Role.PERIOD)
        return any(self._grid.text(row, column.index) for column in self._columns.of(*roles)) or bool(
            self._colored(row)
        )

    def read(self, row: int, draft: Draft, between: str = "\n") -> None:
        """Add what the row says to ``draft``, texts after those that it has."""
        draft.rows.append(row)
        self._texts(row, draft, between)
        before = set(draft.months)
        for column in self._columns.of(Role.SCHEDULE):
            self._times(row, column, draft)
        worded, draft.months = draft.months - before, set(before)
        for column in self._columns.of(Role.TARGET):
            self._target(row, column, draft)
        self._marks(row, draft)
        self._colors(row, draft)
        self._compare(row, worded, draft.months - before, draft)
        draft.months |= worded
        self._unknown_marks(row, draft)
        self._unknown_contents(row, draft)
        self._shifted(row, draft)

    def _compare(self, row: int, worded: set[int], marked: set[int], draft: Draft) -> None:
        """Doubt a row whose words say other months than its marks."""
        if worded and marked and worded != marked:
            column = self._columns.of(Role.SCHEDULE)[0].index
            message = (
                f"Tulisan jadwal menyebut {format_schedule(worded)}, tetapi yang ditandai "
                f"{format_schedule(marked)}; usulan: semua bulan itu"
            )
            draft.doubt("jadwal berbeda", message, Spot(self._sheet, row, column))

    def _own_text(self, row: int, column: Column) -> str:
        return "" if self._grid.is_continued(row, column.index) else self._grid.text(row, column.index)

    def _spot(self, row: int, column: int) -> Spot:
        span = self._grid.span(row, column)
        return Spot(self._sheet, span.top, span.left)

    def _texts(self, row: int, draft: Draft, between: str) -> None:
        for name, role, limit in (("evidence", Role.EVIDENCE, MAX_TEXT), ("person", Role.PERSON, MAX_NAME)):
            for column in self._columns.of(role):
                cell = self._grid.seen(row, column.index)
                text = cell.text.strip()
                spot = self._spot(row, column.index)
                if text in NOTHING:
                    self._ledger.claim(spot, Fate.FILLER)
                    continue
                whole = joined(getattr(draft, name), text, between)
                setattr(draft, name, whole)
                self._ledger.claim(spot, Fate.VALUE)
                draft.said.append((spot, text))
                if cell.error:
                    draft.doubt("rumus", f"Sel berisi kesalahan rumus {short(text)}", spot, takeable=False)
                elif len(whole) > limit:
                    draft.doubt("panjang", f"Tulisan lebih dari {limit} huruf", spot, takeable=False)

    def _times(self, row: int, column: Column, draft: Draft) -> None:
        cell = self._grid.seen(row, column.index)
        if not cell.text.strip() and not cell.formula:
            return
        spot = self._spot(row, column.index)
        if (named := _SERIES.search(column.heading)) and _NUMERALS.fullmatch(cell.text):
            cell = replace(cell, value=f"{named[0]} {cell.text.strip()}")
        times = read_times(cell, self._year, with_target=not self._has_target)
        self._ledger.claim(spot, Fate.VALUE)
        draft.months |= times.months
        draft.wording = joined(draft.wording, times.wording)
        draft.marked.append((spot, times.months))
        if times.target is not None:
            self._set_target(draft, times.target, spot)
        for kind, message, takeable in times.doubts:
            draft.doubt(kind, message, spot, takeable=takeable)
        if column.doubt:
            draft.doubt("kolom", f"Kolom {short(column.heading or 'tanpa judul')} {column.doubt}", spot)

    def _target(self, row: int, column: Column, draft: Draft) -> None:
        cell = self._grid.seen(row, column.index)
        text = cell.text.strip()
        spot = self._spot(row, column.index)
        if text in NOTHING and text != "0" and not cell.formula:
            self._ledger.claim(spot, Fate.FILLER)
            return
        self._ledger.claim(spot, Fate.VALUE)
        if cell.error or (cell.formula and not text):
            draft.doubt("rumus", "Rumus di kolom target tidak memberi hasil", spot, takeable=False)
            return
        percent, is_certain = _percent(cell)
        if percent is None:
            draft.doubt("target", f"Target {short(text)} bukan persentase; usulan: target dikosongkan", spot)
            return
        if not is_certain:
            draft.doubt("target", f"Target {short(text)} tidak pasti; usulan: {percent}%", spot)
        self._set_target(draft, percent, spot)
        if column.doubt:
            draft.doubt("kolom", f"Kolom {short(column.heading)} {column.doubt}", spot)

    def _set_target(self, draft: Draft, percent: int, spot: Spot) -> None:
        if draft.target not in (None, percent):
            message = (
                f"Langkah aksi ini mempunyai target {draft.target}% dan {percent}%; usulan: {draft.target}%"
            )
            draft.doubt("target", message, spot)
            return
        draft.target = percent

    def _marks(self, row: int, draft: Draft) -> None:
        bars: set[Spot] = set()
        for column in self._periods:
            cell = self._grid.seen(row, column.index)
            if not cell.text.strip() and not cell.formula:
                continue
            spot = self._spot(row, column.index)
            self._ledger.claim(spot, Fate.MARK)
            span = self._grid.span(row, column.index)
            if span.right > span.left:
                if spot not in bars:
                    bars.add(spot)
                    self._bar(cell, spot, span.left, span.right, draft)
                continue
            mark = read_mark(cell, column.months)
            if mark.planned:
                self._plan(replace(column, months=mark.months or column.months), spot, draft)
            if mark.kind:
                draft.doubt(mark.kind, mark.message, spot, takeable=mark.takeable)

    def _plan(self, column: Column, spot: Spot, draft: Draft) -> None:
        draft.months |= column.months
        draft.marked.append((spot, column.months))
        if column.kind in (PeriodKind.QUARTER, PeriodKind.SEMESTER):
            first, last = min(column.months), max(column.months)
            message = (
                f"Kolom {short(column.heading)} mencakup {MONTH_NAMES[first]} sampai {MONTH_NAMES[last]}; "
                "usulan: semua bulan itu direncanakan"
            )
            draft.doubt(column.kind.value, message, spot)
        if column.year and column.year != self._year:
            message = f"Kolom {short(column.heading)} menyebut tahun {column.year}; usulan: bulannya dipakai"
            draft.doubt("tahun", message, spot)
        if column.doubt:
            draft.doubt("kolom", f"Kolom {short(column.heading)} {column.doubt}", spot)

    def _bar(self, cell: Cell, spot: Spot, left: int, right: int, draft: Draft) -> None:
        """Read a cell that is merged over several periods: a tick means all of them, words say which."""
        covered = [column for column in self._periods if left <= column.index <= right]
        months = frozenset(month for column in covered for month in column.months)
        mark = read_mark(cell, months)
        parsed = parse_schedule(cell.text)
        if mark.kind and parsed.months and not parsed.unread and parsed.months <= months:
            draft.months |= parsed.months
            draft.marked.append((spot, parsed.months))
            return
        if mark.planned:
            for column in covered:
                self._plan(column, spot, draft)
        if mark.kind:
            draft.doubt(mark.kind, mark.message, spot, takeable=mark.takeable)

    def _colors(self, row: int, draft: Draft) -> None:
        for column, fill in self._colored(row):
            name = color_name(fill)
            spot = Spot(self._sheet, row, column.index)
            reading = "direncanakan" if not self._has_marks(row) else "hanya hiasan, tidak direncanakan"
            if not self._has_marks(row):
                draft.months |= column.months
                draft.marked.append((spot, column.months))
            months = ", ".join(MONTH_NAMES[month] for month in sorted(column.months))
            draft.doubt(f"warna {name}", f"Sel {name} tanpa tanda di {months}; usulan: {reading}", spot)

    def _has_marks(self, row: int) -> bool:
        return any(self._grid.text(row, column.index) for column in self._periods)

    def _colored(self, row: int) -> list[tuple[Column, str]]:
        """Return the blank periods of a row whose colour may be a mark, with their colours."""
        usual = {
            self._grid.seen(row, column.index).fill
            for column in self._columns.of(Role.COMPONENT, Role.INDICATOR, Role.ACTION, Role.EVIDENCE)
        }
        found = []
        for column in self._periods:
            cell = self._grid.seen(row, column.index)
            decorates = cell.fill in usual or self._decoration.get(column.index) == cell.fill
            if cell.fill and not cell.text.strip() and not decorates:
                found.append((column, cell.fill))
        return found

    def _column_fills(self, rows: list[int]) -> dict[int, str]:
        """Return the colour of each period's column that (nearly) all of its cells have."""
        usual = {}
        if len(rows) < _FEW_ROWS:
            return {}
        for column in self._periods:
            fills = Counter(self._grid.seen(row, column.index).fill for row in rows)
            fill, count = fills.most_common(1)[0]
            if fill and count >= _MOSTLY * len(rows):
                usual[column.index] = fill
        return usual

    def _unknown_contents(self, row: int, draft: Draft) -> None:
        """Doubt a row with something in a column nobody knows, where the table lacks what it may be."""
        lacks = [
            name
            for name, roles in _EXPECTED.items()
            if not self._columns.has(*roles) and not (name == "target" and self._columns.has(Role.SCHEDULE))
        ]
        for index, column in self._columns.by_index.items():
            text = self._own_text(row, column)
            is_level = column.beside in (Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION)
            lacks_evidence = column.beside is Role.EVIDENCE and is_numbering(draft.evidence or "1")
            if column.beside and (is_level or lacks_evidence) and text not in NOTHING:
                what = f"Kolom {short(column.heading)} berisi {short(text)}"
                message = f"{what}, seperti {column.beside.value} juga; usulan: tidak diambil"
                draft.doubt("kolom", message, Spot(self._sheet, row, index))
            if lacks and column.role is None and text not in NOTHING and not looks_like_mark(text):
                what = f"Kolom {short(column.heading)}" if column.heading else "Kolom tanpa judul"
                message = (
                    f"{what} berisi {short(text)}, mungkin {' atau '.join(lacks)}; usulan: tidak diambil"
                )
                draft.doubt("kolom tak dikenal", message, Spot(self._sheet, row, index))

    def _shifted(self, row: int, draft: Draft) -> None:
        """Doubt a row whose cells have moved aside: a number for a name, a tick for the target."""
        message = "Isi baris ini tampaknya bergeser dari kolomnya; betulkan letaknya lalu impor lagi"
        for column in self._columns.of(Role.COMPONENT, Role.INDICATOR, Role.ACTION):
            if self._own_text(row, column).rstrip(".").isdecimal():
                draft.doubt("bergeser", message, Spot(self._sheet, row, column.index), takeable=False)
        targets = self._columns.of(Role.TARGET)
        if not targets:
            return
        for column in targets:
            if self._columns.has(Role.SCHEDULE) and says_times(self._own_text(row, column)):
                draft.doubt("bergeser", message, Spot(self._sheet, row, column.index), takeable=False)
        if not self._periods:
            return
        texts = [(column, self._own_text(row, column)) for column in self._columns.by_index.values()]
        ticked = [column for column, text in texts if column.role is Role.TARGET and is_tick(text)]
        has_target = any(
            text and column not in ticked for column, text in texts if column.role is Role.TARGET
        )
        beside = [
            column
            for column, text in texts
            if _PERCENT.fullmatch(text)
            and (column.heading == "" or (column.role is Role.PERIOD and not has_target))
        ]
        if ticked or (len(beside) == 1 and not has_target):
            spot = Spot(self._sheet, row, (ticked or beside)[0].index)
            draft.doubt("bergeser", message, spot, takeable=False)

    def _unknown_marks(self, row: int, draft: Draft) -> None:
        """Doubt a row with a tick in a column that nobody knows: it may be a month."""
        for index, column in self._columns.by_index.items():
            if column.role is None and looks_like_mark(text := self._own_text(row, column)):
                what = f"Kolom {short(column.heading)}" if column.heading else "Kolom tanpa judul"
                message = f"{what} berisi tanda {short(text)}, tetapi tidak diketahui untuk bulan apa"
                spot = Spot(self._sheet, row, index)
                self._ledger.claim(spot, Fate.NOTE)
                draft.doubt("kolom tak dikenal", message, spot, takeable=False)


def _percent(cell: Cell) -> tuple[int | None, bool]:
    """Return the whole percentage in a cell, and whether that is certain."""
    text = cell.text.strip()
    value: float
    if isinstance(cell.value, float):
        value = cell.value
        if cell.percent:
            value *= 100
        certain = cell.percent or value > 1
        if not cell.percent and 0 < value <= 1:
            value *= 100
    else:
        text = text.casefold().replace("persen", "%")
        number = text.rstrip("%").strip().replace(",", ".")
        try:
            value = float(number)
        except ValueError:
            return None, False
        certain = text.endswith("%") or value > 1
        if not text.endswith("%") and 0 < value <= 1:
            value *= 100
    whole = round(value) if 0 <= value <= MAX_PERCENT else None
    return whole, certain and whole is not None and abs(value - whole) < 1e-6
