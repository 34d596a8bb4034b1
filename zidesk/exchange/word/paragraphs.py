"""Paragraphs: a style by its id, and what differs from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.table import Alignment
from zidesk.exchange.word.xml import filled, flag, make, twips

NO_LIST = 0
"""The number of the list that no paragraph belongs to: it takes away what the style says."""

_SINGLE = 240
"""What Word calls the distance of single-spaced lines."""

_ALIGNMENTS = {
    Alignment.LEFT: "left",
    Alignment.CENTRE: "center",
    Alignment.RIGHT: "right",
    Alignment.JUSTIFIED: "both",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph has of its own, in points; ``None`` leaves it to the style.

    ``number`` is the list it belongs to and its level there, from 0; ``hanging`` is how far the first line
    stands out to the left of the others, ``leading`` the distance between lines whatever stands in them;
    ``lines`` stretches it where it is the font's own.
    """

    keep_next: bool = False
    keep_lines: bool = False
    number: tuple[int, int] | None = None
    before: float | None = None
    after: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    alignment: Alignment | None = None
    leading: float | None = None
    lines: float = 1.0


PLAIN = Shape()
"""Nothing of its own."""


def paragraph(style: str, runs: Iterable[BaseOxmlElement], shape: Shape = PLAIN) -> BaseOxmlElement:
    """Return a paragraph in the style with id ``style``."""
    return make("p", paragraph_properties(shape, style), *runs)


def begin_page(element: BaseOxmlElement) -> None:
    """Let ``element``, a paragraph or a table, begin on a new page."""
    first = next(element.iter(qn("w:p")))
    properties = first.find(qn("w:pPr"))
    before = {qn("w:pStyle"), qn("w:keepNext"), qn("w:keepLines")}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, make("pageBreakBefore"))


def paragraph_properties(shape: Shape, style: str = "") -> BaseOxmlElement | None:
    """Return ``shape`` as the properties of a paragraph, a style or a level of a list."""
    return filled(
        "pPr",
        (
            make("pStyle", val=style) if style else None,
            flag("keepNext", on=shape.keep_next),
            flag("keepLines", on=shape.keep_lines),
            _number(shape),
            _spacing(shape),
            _measured("ind", left=shape.left, right=shape.right, hanging=shape.hanging),
            make("jc", val=_ALIGNMENTS[shape.alignment]) if shape.alignment else None,
        ),
    )


def _number(shape: Shape) -> BaseOxmlElement | None:
    if shape.number is None:
        return None
    number, level = shape.number
    return make("numPr", make("ilvl", val=level), make("numId", val=number))


def _spacing(shape: Shape) -> BaseOxmlElement | None:
    spacing = _measured("spacing", before=shape.before, after=shape.after, line=shape.leading)
    if shape.lines != 1:
        spacing = make("spacing") if spacing is None else spacing
        spacing.set(qn("w:line"), str(round(_SINGLE * shape.lines)))
        spacing.set(qn("w:lineRule"), "auto")
    if spacing is not None and shape.leading is not None:
        spacing.set(qn("w:lineRule"), "exact")
    return spacing


def _measured(tag: str, **points: float | None) -> BaseOxmlElement | None:
    known = {name: twips(value) for name, value in points.items() if value is not None}
    return make(tag, **known) if known else None
