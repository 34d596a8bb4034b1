"""Sections: paper and margins, the page number at the head and the footer at the foot of every page."""

from collections.abc import Iterable
from math import ceil

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.page_setup import POINTS_PER_MM
from zidesk.domain.document.proportions import FOOTER_LINES, FOOTER_SIZE, LEADING
from zidesk.exchange.word.paragraphs import paragraph
from zidesk.exchange.word.runs import fixed_run, plain_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.xml import flag, make, twips


def numbered_header() -> BaseOxmlElement:
    """Return the head of every page but the first: "- 2 -", counted by the word processor."""
    field = make("fldSimple", fixed_run("2"), instr=" PAGE ")
    return make("hdr", paragraph(StyleId.HEADER, [fixed_run("- "), field, fixed_run(" -")]))


def empty_header() -> BaseOxmlElement:
    """Return the head of the first page, which has no number."""
    return make("hdr", paragraph(StyleId.HEADER, ()))


def footer_element(text: str) -> BaseOxmlElement:
    """Return the foot of every page."""
    return make("ftr", paragraph(StyleId.FOOTER, plain_runs(text)))


def reference(tag: str, kind: str, relation: str) -> BaseOxmlElement:
    """Return what names a header or footer of ``kind`` by the id of its ``relation``."""
    element = OxmlElement(f"w:{tag}", nsdecls={"w": nsmap["w"], "r": nsmap["r"]})
    element.set(qn("w:type"), kind)
    element.set(qn("r:id"), relation)
    return element


def section_properties(
    setting: Setting, references: Iterable[BaseOxmlElement], footer: str, *, first: bool
) -> BaseOxmlElement:
    """Return the pages of a section; later ones take headers and footers from the ``first``."""
    width, height = setting.page_size
    margins = setting.setup.margins
    size = make("pgSz", w=twips(width), h=twips(height))
    if setting.landscape:
        size.set(qn("w:orient"), "landscape")
    sides = {
        name: twips(side * POINTS_PER_MM)
        for name, side in (
            ("top", margins.top),
            ("right", margins.right),
            ("bottom", margins.bottom),
            ("left", margins.left),
        )
    }
    number = (margins.top * POINTS_PER_MM - setting.line) / 2
    foot = (margins.bottom * POINTS_PER_MM - _footer_height(footer, setting)) / 2
    return make(
        "sectPr",
        *references,
        make("type", val="nextPage"),
        size,
        make("pgMar", **sides, header=twips(number), footer=twips(foot), gutter=0),
        make("cols", space=twips(setting.size)),
        flag("titlePg", on=first),
    )


def _footer_height(footer: str, setting: Setting) -> float:
    lines = ceil(setting.measures.width(footer, FOOTER_SIZE) / setting.width)
    return min(lines, FOOTER_LINES) * FOOTER_SIZE * LEADING
