"""Check what was read against the cells once more: a row that says less than its cells is not imported."""

import re
from collections.abc import Iterable

from zidesk.exchange.reading import short
from zidesk.exchange.tables.drafts import Draft
from zidesk.exchange.tables.report import Report

_NOT_WORD = re.compile(r"[\W_]+")


def audit_drafts(drafts: Iterable[Draft]) -> None:
    """Make doubtful every step that does not say what its cells say."""
    for draft in drafts:
        whole = _bare(
            f"{draft.area} {draft.component} {draft.indicator} {draft.text} {draft.evidence} {draft.person}"
        )
        for spot, text in draft.said:
            if _bare(text) not in whole:
                draft.doubt("hilang", f"Isi {short(text)} tidak tertampung", spot, takeable=False)
        for spot, months in draft.marked:
            if not months <= draft.months:
                draft.doubt("hilang", "Tanda di sel ini tidak tertampung", spot, takeable=False)


def audit_cells(report: Report, sheet: int, rows: Iterable[int], drafts: Iterable[Draft]) -> None:
    """Tell of every cell of the table that became nothing; the step in its row is not imported then."""
    by_row: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.spot.sheet == sheet:
            for row in draft.rows:
                by_row.setdefault(row, []).append(draft)
    grid = report.grids[sheet]
    for spot in list(report.ledger.unclaimed(sheet, grid, rows)):
        message = f"Sel {short(grid.own(spot.row, spot.column).text)} tidak terbaca"
        if not by_row.get(spot.row):
            report.tell(f"{message}.", spot)
        for draft in by_row.get(spot.row, ()):
            draft.doubt("tak terbaca", message, spot, takeable=False)


def _bare(text: str) -> str:
    return _NOT_WORD.sub("", text.casefold())
