"""Blocks of prose as paragraphs: titles, the corner, headings, paragraphs, list items."""

from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import Corner, Heading, Item, Paragraph, Title
from zidesk.domain.document.proportions import (
    CORNER_WIDTH,
    GREATEST_INDENT,
    LABEL_GAP,
    LABEL_WIDTH,
    TITLE_SHARE,
)
from zidesk.domain.document.table import Alignment
from zidesk.exchange.word.paragraphs import NO_LIST, Shape, paragraph
from zidesk.exchange.word.runs import plain_runs, tab_run, text_runs
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.style_names import ITEM_LEVELS, StyleId, continued_style, heading_style, item_style


def title_paragraphs(title: Title, setting: Setting, above: float, below: float) -> list[BaseOxmlElement]:
    """Return a paragraph for each line of ``title``, indented on both sides so that it breaks evenly.

    ``above`` is the space over the first one, ``below`` under the last, in lines.
    """
    most = setting.width * TITLE_SHARE
    made: list[BaseOxmlElement] = []
    for number, line in enumerate(title.lines):
        side = (setting.width - most) / 2 + setting.margin_for(line, most, bold=title.bold)
        shape = Shape(
            before=above * setting.line if number == 0 else None,
            after=below * setting.line if number == len(title.lines) - 1 else None,
            left=side,
            right=side,
        )
        made.append(paragraph(StyleId.TITLE if title.bold else StyleId.PLAIN_TITLE, plain_runs(line), shape))
    return made


def corner_paragraphs(corner: Corner, setting: Setting) -> list[BaseOxmlElement]:
    """Return a paragraph for each line of ``corner``, in the right part of the page."""
    own = min(CORNER_WIDTH * setting.size, setting.width)
    return [
        paragraph(
            StyleId.CORNER,
            plain_runs(line),
            Shape(left=setting.width - own, right=2 * setting.margin_for(line, own)),
        )
        for line in corner.lines
    ]


def heading_paragraph(heading: Heading) -> BaseOxmlElement:
    """Return ``heading`` in the style of its level."""
    return paragraph(heading_style(heading.level), text_runs(heading.text))


def body_paragraph(block: Paragraph, setting: Setting, shape: Shape) -> BaseOxmlElement:
    """Return ``block`` at the margin or under an item; ``shape`` says how it stands to its neighbours."""
    own = replace(
        shape,
        left=_indent(block.level, setting) if block.level > ITEM_LEVELS else None,
        alignment=None if block.alignment is Alignment.JUSTIFIED else block.alignment,
    )
    style = continued_style(block.level) if block.level else StyleId.BODY
    return paragraph(style, text_runs(block.text), own)


def item_paragraph(
    item: Item, label: str, number: tuple[int, int] | None, setting: Setting, shape: Shape
) -> BaseOxmlElement:
    """Return ``item`` as its list numbers it, or with ``label`` as text where there is no list."""
    outer, usual = _indent(item.level - 1, setting), _indent(item.level, setting)
    needed = outer + setting.text_width(label) + LABEL_GAP * setting.size
    left = max(usual, min(needed, setting.width * GREATEST_INDENT))
    own = replace(shape, number=number or (NO_LIST, 0))
    if left != usual or item.level > ITEM_LEVELS or number is None:
        own = replace(own, left=left, hanging=left - outer)
    written = [] if number else [*plain_runs(label), tab_run()]
    return paragraph(item_style(item.level), [*written, *text_runs(item.text)], own)


def _indent(level: int, setting: Setting) -> float:
    return min(level * LABEL_WIDTH * setting.size, setting.width * GREATEST_INDENT)
