"""Rows that are no step: an area's or a component's name across the table, totals, signatures, fillers."""

import re
from dataclasses import dataclass
from enum import Enum

from zidesk.domain.plan.area_names import area_number, says_area
from zidesk.exchange.tables.columns import TableColumns
from zidesk.exchange.tables.content import is_numbering
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.headings import Role

_TOTAL = re.compile(r"(?:jumlah|total|sub ?total|rata-rata|rerata|grand total)\b", re.IGNORECASE)
_ABOVE = re.compile(
    r"(?:[a-z0-9ivx]{1,3}[.)]\s*)?(?:komponen\s+)?(?:pemenuhan|reform|pengungkit|hasil)\b.{0,25}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:ketua|sekretaris|mengetahui|menyetujui|disetujui|ditetapkan|nip\b|ttd|pada tanggal|catatan\s*:|"
    r"keterangan\s*:|ket\s*:|sumber\s*:)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[\d.,]+\s*%?")
_ROMAN = re.compile(r"\(?[IVX]{1,4}[).:]*$")
_ROMAN_TITLE = re.compile(r"([IVX]{1,4})\s*[.):]?\s+\S")
_FILLERS = frozenset({"-", "–", "—", "0", "."})
_WIDE = 3


class BannerKind(Enum):
    """What a row without a step is."""

    AREA = "area"
    UNKNOWN_AREA = "area lain"
    COMPONENT = "komponen"
    LEVEL = "judul bernomor"
    """A heading in the column of the steps, whose level its number tells."""
    ABOVE = "tingkat di atas area"
    TOTAL = "jumlah"
    FILLER = "pengisi"
    OUTSIDE = "di luar tabel"
    SIGNED = "penutup"


@dataclass(frozen=True, slots=True)
class Banner:
    """Such a row: its text and the column that it stands in; ``others`` are columns it says nothing for."""

    kind: BannerKind
    text: str = ""
    number: str = ""
    column: int = 0
    others: tuple[int, ...] = ()


def banner_in(grid: Grid, columns: TableColumns, row: int, *, after_gap: bool) -> Banner | None:
    """Return what the row is if it is no step, ``None`` for a step or a part of one."""
    filled = grid.filled(row)
    texts = {column: grid.own(row, column).text.strip() for column in filled}
    if all(text in _FILLERS for text in texts.values()):
        return Banner(BannerKind.FILLER)
    worded = [
        column for column in filled if not is_numbering(texts[column]) or column in _level_columns(columns)
    ]
    numbers = [column for column in filled if column not in worded]
    first = texts[worded[0]] if worded else ""
    if _TOTAL.match(first) and columns.by_index[worded[0]].role not in (Role.INDICATOR, Role.ACTION):
        return Banner(BannerKind.TOTAL)
    lead = next((column for column in worded if area_number(texts[column])), worded[0] if worded else 0)
    others = tuple(
        column for column in worded if column != lead and not _says_nothing(columns, column, texts[column])
    )
    if worded and not others:
        number = texts[numbers[0]] if numbers and numbers[0] < lead else ""
        beside = tuple(column for column in filled if column != lead and column not in numbers[:1])
        found = _lone_text(grid, columns, row, lead, number, after_gap=after_gap)
        if found:
            return Banner(found, texts[lead], number, lead, beside)
    if (
        worded
        and not _has_levels(columns, worded)
        and _is_outside(columns, texts, worded, after_gap=after_gap)
    ):
        return Banner(BannerKind.SIGNED if _SIGNED.match(first) else BannerKind.OUTSIDE)
    return None


def _level_columns(columns: TableColumns) -> set[int]:
    roles = (Role.AREA, Role.COMPONENT, Role.INDICATOR, Role.ACTION, Role.EVIDENCE, Role.SCHEDULE)
    return {column.index for column in columns.of(*roles)}


def _says_nothing(columns: TableColumns, column: int, text: str) -> bool:
    role = columns.by_index[column].role
    if role in (Role.EXTRA, Role.DONE, None):
        return True
    return role in (Role.TARGET, Role.PERIOD) and _AMOUNT.fullmatch(text) is not None and text != "1"


def _has_levels(columns: TableColumns, filled: list[int]) -> bool:
    return bool(_level_columns(columns) & {*filled})


def _lone_text(
    grid: Grid, columns: TableColumns, row: int, column: int, number: str, *, after_gap: bool
) -> BannerKind | None:
    text = grid.own(row, column).text.strip()
    role = columns.by_index[column].role
    span = grid.span(row, column)
    is_wide = span.right - span.left + 1 >= _WIDE
    has_area_column = columns.has(Role.AREA)
    is_head_like = is_wide or role in (Role.NUMBER, Role.COMPONENT, Role.AREA, None)
    if role is Role.AREA and not is_wide:
        return None
    is_roman = (_ROMAN if number else _ROMAN_TITLE).match(number or text) is not None
    is_named = area_number(text) is not None and (is_head_like or not number or is_roman)
    if is_named and not (has_area_column and not is_wide):
        return BannerKind.AREA
    if says_area(text):
        return BannerKind.UNKNOWN_AREA
    if is_head_like and _ABOVE.fullmatch(text) and (is_wide or role is not Role.COMPONENT):
        return BannerKind.ABOVE
    if is_head_like and is_roman and not has_area_column:
        return BannerKind.UNKNOWN_AREA
    if _SIGNED.match(text) and (after_gap or role in (Role.PERIOD, Role.NUMBER)):
        return BannerKind.SIGNED
    if role is Role.ACTION and number and not columns.has(Role.COMPONENT, Role.INDICATOR):
        return BannerKind.LEVEL
    if role not in (Role.NUMBER, None) and not is_wide:
        return None
    if is_wide and not after_gap and (not columns.has(Role.COMPONENT) or is_numbering(text.split()[0])):
        return BannerKind.COMPONENT
    if role is Role.NUMBER and not columns.has(Role.COMPONENT) and not after_gap:
        return BannerKind.COMPONENT
    return BannerKind.OUTSIDE


def _is_outside(columns: TableColumns, texts: dict[int, str], worded: list[int], *, after_gap: bool) -> bool:
    """Whether words stand where only marks and amounts do: a signature, or a note below the table."""
    for column in worded:
        role = columns.by_index[column].role
        text = texts[column]
        prose = len(text) > 2 and not _AMOUNT.fullmatch(text)
        if prose and (
            _SIGNED.match(text) or (after_gap and role in (Role.PERIOD, Role.TARGET, Role.NUMBER, None))
        ):
            return True
    return False
