"""Tables, rows and cells as the format has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.xml import flag, make, rule, twips


class Merge(StrEnum):
    """A cell begins one that spans rows, or goes on with the one above."""

    NONE = ""
    BEGINS = "restart"
    GOES_ON = "continue"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``columns`` columns; ``grey`` is its ground, 0 black to 1 white.

    ``rules`` are the sides with a line, by default as the table has them.
    """

    paragraphs: Sequence[BaseOxmlElement]
    columns: int = 1
    merge: Merge = Merge.NONE
    grey: float = 1.0
    middle: bool = False
    rules: tuple[str, ...] | None = None


def table(style: StyleId, widths: Sequence[float], rows: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Return a table with columns of ``widths`` points."""
    edges = _edges(widths)
    return make(
        "tbl",
        make(
            "tblPr",
            make("tblStyle", val=style),
            make("tblW", w=edges[-1], type="dxa"),
            make("tblLayout", type="fixed"),
        ),
        make("tblGrid", *(make("gridCol", w=right - left) for left, right in pairwise(edges))),
        *rows,
    )


def row(
    cells: Iterable[Cell],
    widths: Sequence[float],
    *,
    whole: bool = False,
    heading: bool = False,
    least_height: float = 0.0,
) -> BaseOxmlElement:
    """Return a row in columns of ``widths`` points.

    ``whole``: it is not cut in two by the end of a page; ``heading``: it is repeated on every page.
    """
    edges = _edges(widths)
    height = make("trHeight", val=twips(least_height), hRule="atLeast") if least_height else None
    properties = [
        part
        for part in (flag("cantSplit", on=whole), height, flag("tblHeader", on=heading))
        if part is not None
    ]
    made: list[BaseOxmlElement] = []
    first = 0
    for cell in cells:
        made.append(_cell(cell, edges[first + cell.columns] - edges[first]))
        first += cell.columns
    return make("tr", make("trPr", *properties) if properties else None, *made)


def _cell(cell: Cell, width: int) -> BaseOxmlElement:
    grey = f"{round(cell.grey * 255):02X}" * 3
    properties = make(
        "tcPr",
        make("tcW", w=width, type="dxa"),
        make("gridSpan", val=cell.columns) if cell.columns > 1 else None,
        make("vMerge", val=cell.merge) if cell.merge else None,
        None if cell.rules is None else make("tcBorders", *_rules(cell.rules)),
        make("shd", val="clear", color="auto", fill=grey) if cell.grey < 1 else None,
        make("vAlign", val="center") if cell.middle else None,
    )
    return make("tc", properties, *cell.paragraphs)


def _rules(sides: tuple[str, ...]) -> Iterable[BaseOxmlElement]:
    for side in ("top", "left", "bottom", "right"):
        yield rule(side) if side in sides else make(side, val="nil")


def _edges(widths: Sequence[float]) -> list[int]:
    """Return where columns begin and end, so that rounding does not add up."""
    edges, right = [0], 0.0
    for width in widths:
        right += width
        edges.append(twips(right))
    return edges
