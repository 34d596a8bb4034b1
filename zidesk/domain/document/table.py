"""A table as content: columns with their titles and shares of the width, rows, cells that span rows."""

from dataclasses import dataclass
from enum import StrEnum

from zidesk.domain.document.runs import Run

CONTINUED = "(lanjutan)"
"""What follows a label where it is repeated on the next page."""


class Alignment(StrEnum):
    """Where lines stand within their width."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


class Spanning(StrEnum):
    """Whether a column's cells go on over the rows below that have none of their own.

    ``REPEATED`` and ``CONTINUED`` are said again on the next page, the latter with "(lanjutan)" behind.
    """

    NO = "no"
    REPEATED = "repeated"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class Share:
    """A column takes so many parts of the width that the fitted columns leave.

    It takes more where one long word needs it, within reason.
    """

    parts: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A column is as wide as the words of its title and each of ``samples`` on one line.

    ``spare`` points are added.
    """

    samples: tuple[Run, ...] = ()
    spare: float = 0.0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column; neighbours with the same ``group`` share that title above their own."""

    title: str
    width: Share | Fitted
    group: str = ""
    alignment: Alignment = Alignment.LEFT
    spanning: Spanning = Spanning.NO


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: one text per column, ``None`` where a spanning column's cell above goes on.

    ``least_lines`` leaves room to write by hand.
    """

    cells: tuple[str | None, ...]
    least_lines: int = 1


@dataclass(frozen=True, slots=True)
class TableBand:
    """A shaded row of its own over all columns: a label in the first one, a text over the others.

    It stands with the row under it unless it is ``empty``, and in the PDF's outline.
    """

    label: str
    text: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles that are repeated on every page; no row is cut in two that fits a page."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow | TableBand, ...]
