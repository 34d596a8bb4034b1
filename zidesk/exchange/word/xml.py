"""Elements of WordprocessingML, made in one expression."""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.proportions import RULE_WIDTH

_TWIPS_PER_POINT = 20
_EIGHTHS = 8


def make(tag: str, *children: BaseOxmlElement | None, **attributes: object) -> BaseOxmlElement:
    """Return an element of the main namespace with ``attributes`` and those of ``children`` that are there.

    The schema fixes the order of children; the caller keeps it.
    """
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def flag(tag: str, *, on: bool) -> BaseOxmlElement | None:
    """Return the empty element that switches something on, or nothing."""
    return make(tag) if on else None


def filled(tag: str, children: Iterable[BaseOxmlElement | None]) -> BaseOxmlElement | None:
    """Return an element with ``children``, or nothing where there are none."""
    there = [child for child in children if child is not None]
    return make(tag, *there) if there else None


def rule(side: str) -> BaseOxmlElement:
    """Return the line at one side of a cell."""
    return make(side, val="single", sz=round(RULE_WIDTH * _EIGHTHS), space=0, color="auto")


def twips(points: float) -> int:
    """Return ``points`` in twentieths."""
    return round(points * _TWIPS_PER_POINT)


def half_points(points: float) -> int:
    """Return a size of type in halves of points, as the format counts it."""
    return round(points * 2)
