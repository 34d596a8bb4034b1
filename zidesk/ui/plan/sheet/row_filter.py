"""Which rows are shown: one of the five filters, and the words searched for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zidesk.ui.plan.sheet.rows import Row


class FilterName(StrEnum):
    """The five filters above the sheet."""

    ALL = "semua"
    THIS_MONTH = "bulan_ini"
    LATE = "terlambat"
    WITHOUT_EVIDENCE = "tanpa_bukti"
    WITHOUT_SCHEDULE = "tanpa_jadwal"


FILTER_LABELS = {
    FilterName.ALL: "Semua",
    FilterName.THIS_MONTH: "Bulan ini",
    FilterName.LATE: "Terlambat",
    FilterName.WITHOUT_EVIDENCE: "Tanpa bukti",
    FilterName.WITHOUT_SCHEDULE: "Tanpa jadwal",
}


@dataclass(frozen=True, slots=True)
class RowFilter:
    """A filter and the words that all must occur in a row or the rows above it, in any case."""

    name: FilterName = FilterName.ALL
    words: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether every row passes."""
        return self.name is FilterName.ALL and not self.words

    def finds(self, row: Row) -> bool:
        """Whether all words occur in ``row`` or above it."""
        if not self.words:
            return True
        haystack = row.haystack()
        return all(word in haystack for word in self.words)


def search_words(text: str) -> tuple[str, ...]:
    """Return the words of a search text, folded for comparison."""
    return tuple(text.casefold().split())


def memberships(row: Row, year: int, as_of: date) -> frozenset[str]:
    """Return the filters that an action row belongs to; none for a row above actions."""
    action = row.action
    if action is None:
        return frozenset()
    if row.memberships is None:
        progress = row.progress(year, as_of)
        belongs = {
            FilterName.ALL: True,
            FilterName.THIS_MONTH: as_of.year == year and action.cell(as_of.month).planned,
            FilterName.LATE: progress.late > 0,
            FilterName.WITHOUT_EVIDENCE: progress.without_evidence > 0,
            FilterName.WITHOUT_SCHEDULE: progress.planned == 0,
        }
        row.memberships = frozenset(name for name, member in belongs.items() if member)
    return row.memberships


def apply_filter(root: Row, row_filter: RowFilter, pinned: frozenset[str], year: int, as_of: date) -> None:
    """Work out ``shown`` and ``place`` below ``root``; rows in ``pinned`` (ids) always stay."""
    if row_filter.is_open:
        _show_all(root)
    else:
        _show(root, row_filter, pinned, year, as_of)


def _show_all(row: Row) -> None:
    row.shown = row.children
    for place, child in enumerate(row.children):
        child.place = place
        if child.children:
            _show_all(child)
        else:
            child.shown = child.children


def _show(row: Row, row_filter: RowFilter, pinned: frozenset[str], year: int, as_of: date) -> bool:
    if row.action is not None:
        row.shown = row.children
        return row.id in pinned or (
            row_filter.name in memberships(row, year, as_of) and row_filter.finds(row)
        )
    row.shown = [child for child in row.children if _show(child, row_filter, pinned, year, as_of)]
    for place, child in enumerate(row.shown):
        child.place = place
    if row.shown or row.id in pinned:
        return True
    return row_filter.name is FilterName.ALL and row.kind is not None and row_filter.finds(row)


def count_by_filter(root: Row, year: int, as_of: date) -> dict[FilterName, int]:
    """Return how many actions belong to each filter."""
    counts = dict.fromkeys(FilterName, 0)
    for row in root.actions():
        for name in memberships(row, year, as_of):
            counts[FilterName(name)] += 1
    return counts
