"""What the cells of a column say of its role, where its heading does not, or says something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zidesk.exchange.reading import short
from zidesk.exchange.tables.columns import Column, TableColumns
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.headings import Role
from zidesk.exchange.tables.times import NOTHING, says_times

_NUMBERING = re.compile(
    r"\(?(?:[ivxlc]{1,6}|\d{1,3}|[a-z])[.):]*|(?:[a-z]{1,3}|\d{1,2})(?:[.\-]\w{1,3}){1,5}\.?", re.IGNORECASE
)
_MOSTLY = 0.6


def is_numbering(text: str) -> bool:
    """Whether a text is a row's number: "1.", "IV", "a)", "A.1.I.i", "RK.2.2"."""
    return _NUMBERING.fullmatch(text.strip()) is not None


def numbering_style(number: str) -> str:
    """Return what kind of number a row has, by which levels differ: "1", "a", "1)" or "1.1"."""
    bare = number.strip()
    letters = "".join("1" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in bare)
    return re.sub(r"1+", "1", re.sub(r"a+", "a", letters)).rstrip(".")


def refined(columns: TableColumns, grid: Grid, rows: Sequence[int]) -> TableColumns:
    """Return the columns with the roles that their cells in ``rows`` tell."""
    by_index = dict(columns.by_index)
    for index, column in columns.by_index.items():
        texts = [text for row in rows if (text := grid.text(row, index)) and text not in NOTHING]
        by_index[index] = _refined(column, texts, TableColumns(by_index))
    return TableColumns(_numbers_beside_texts(by_index, grid, rows))


def _refined(column: Column, texts: list[str], columns: TableColumns) -> Column:
    if not texts:
        return column
    lacks_time = not columns.has(Role.SCHEDULE, Role.PERIOD)
    if lacks_time and column.role in (Role.TARGET, Role.EXTRA, None):
        share = sum(map(says_times, texts)) / len(texts)
        if share >= _MOSTLY and column.role is Role.TARGET:
            return replace(column, role=Role.SCHEDULE)
        if share >= _MOSTLY and not all(text.isdecimal() for text in texts):
            return replace(column, role=Role.SCHEDULE, doubt="dibaca sebagai jadwal menurut isinya")
    if column.role is None and column.heading == "" and all(map(is_numbering, texts)) and _counts(texts):
        return replace(column, role=Role.NUMBER)
    return column


def _counts(texts: list[str]) -> bool:
    """Whether numbering goes on rather than being the same mark again and again."""
    return len({text.casefold() for text in texts}) > 1 or texts[0].strip("().").casefold() in ("1", "i", "a")


def _numbers_beside_texts(by_index: dict[int, Column], grid: Grid, rows: Sequence[int]) -> dict[int, Column]:
    """Of two columns under one heading, let the one that only numbers be the numbering."""
    for role in (Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION, Role.EVIDENCE):
        same = [column for column in by_index.values() if column.role is role]
        if len(same) > 1:
            for column in same:
                texts = [text for row in rows if (text := grid.text(row, column.index))]
                if texts and all(map(is_numbering, texts)):
                    by_index[column.index] = replace(column, role=Role.NUMBER)
    return by_index


def quoted_heading(column: Column) -> str:
    """Return a column's heading for a message."""
    return short(column.heading) if column.heading else "tanpa judul"
