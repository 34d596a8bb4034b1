"""Which rows are shown: one of the five filters, and the words searched for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zidesk.ui.plan.rows import Row


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


def passes(name: FilterName, row: Row, year: int, as_of: date) -> bool:
    """Whether an action row belongs to the filter ``name``."""
    action = row.action
    if action is None:
        return False
    match name:
        case FilterName.THIS_MONTH:
            return as_of.year == year and action.cell(as_of.month).planned
        case FilterName.LATE:
            return row.progress(year, as_of).late > 0
        case FilterName.WITHOUT_EVIDENCE:
            return row.progress(year, as_of).without_evidence > 0
        case FilterName.WITHOUT_SCHEDULE:
            return row.span() is None
        case _:
            return True


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
        return row.id in pinned or (passes(row_filter.name, row, year, as_of) and row_filter.finds(row))
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
        for name in FilterName:
            counts[name] += passes(name, row, year, as_of)
    return counts
