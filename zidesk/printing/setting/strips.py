"""Blocks of prose as strips: what is drawn in one go, how high it is, and what must stand under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Heading,
    Item,
    Paragraph,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.labels import entry_label, item_labels
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.proportions import (
    BLOCK_GAP,
    COLON_WIDTH,
    CORNER_WIDTH,
    GREATEST_CLAUSE_LABEL,
    GREATEST_INDENT,
    ITEM_GAP,
    LABEL_GAP,
    LABEL_WIDTH,
    LEADING,
    TITLE_SHARE,
)
from zidesk.domain.document.runs import Text, plain
from zidesk.domain.document.table import Alignment
from zidesk.printing.setting.fonts import FontStyle
from zidesk.printing.setting.pdf_pages import Frame, PdfPages, text_style
from zidesk.printing.setting.prose import ProseLine, break_prose
from zidesk.printing.setting.text import Line, balanced_lines, break_lines

_FEWEST_LINES = 2
"""So many lines of a paragraph stand together at the foot or at the top of a page."""

Draw = Callable[[PdfPages, Frame, float], None]
"""Draws a strip under some height of the current page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip is never cut; ``keep`` ties it to the next one.

    ``gap`` is left above it within a page, and ``below`` under it; where two strips meet, the larger counts.
    ``first_word`` is what a line of prose begins with.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    below: float = 0.0
    keep: bool = False
    first_word: str = ""


class StripMaker:
    """Makes strips of blocks for pages of one width, in one size of type."""

    def __init__(self, setup: PageSetup, width: float) -> None:
        self._size = setup.text_size
        self._width = width
        self._leading = self._size * LEADING
        self._prose_leading = self._leading * setup.spacing
        self._style = text_style(FontStyle.REGULAR, self._size)

    def strips(self, blocks: Sequence[Block]) -> list[list[Strip]]:
        """Return the strips of each of ``blocks``; none for a table, signatures or a page break."""
        parts = [block.blocks if isinstance(block, Together) else (block,) for block in blocks]
        flat = [part for own in parts for part in own]
        labels = iter(item_labels(flat))
        column = self._clause_column([part for part in flat if isinstance(part, Clause)])
        found: list[list[Strip]] = []
        for index, own in enumerate(parts):
            strips = [strip for part in own for strip in self._block_strips(part, next(labels), column)]
            if isinstance(blocks[index], Together):
                strips = [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]
            signed = index + 1 < len(blocks) and isinstance(blocks[index + 1], Signatures)
            if strips and signed:
                strips[-1] = replace(strips[-1], keep=True)
            found.append(strips)
        return found

    def _block_strips(self, block: Block, label: str, clause_column: float) -> list[Strip]:
        match block:
            case Corner():
                return [self._corner(block)]
            case Title():
                return [self._title(block)]
            case Heading():
                return self._heading(block)
            case Paragraph():
                indent = self._indent(block.level)
                return self._lines(block.text, block.alignment, indent, BLOCK_GAP)
            case Item():
                return self._item(block, label)
            case Clause():
                return self._clause(block, clause_column)
        return []

    def _corner(self, corner: Corner) -> Strip:
        width = min(CORNER_WIDTH * self._size, self._width)
        lines = [line for text in corner.lines for line in balanced_lines(text, self._style, width)]

        def draw(pages: PdfPages, frame: Frame, top: float) -> None:
            pages.draw_lines(lines, self._style, frame.right - width, top)

        return Strip(len(lines) * self._leading, draw, keep=True)

    def _title(self, title: Title) -> Strip:
        style = text_style(FontStyle.BOLD if title.bold else FontStyle.REGULAR, self._size)
        width = self._width
        lines = [line for text in title.lines for line in balanced_lines(text, style, width * TITLE_SHARE)]

        def draw(pages: PdfPages, frame: Frame, top: float) -> None:
            pages.draw_lines(lines, style, frame.left, top, width=width, alignment=Alignment.CENTRE)

        return Strip(len(lines) * self._leading, draw, gap=self._leading, below=self._leading, keep=True)

    def _heading(self, heading: Heading) -> list[Strip]:
        text = tuple(replace(run, bold=True) for run in heading.text)
        strips = self._lines(text, Alignment.LEFT, 0.0, BLOCK_GAP)
        if strips:
            strips[0] = replace(strips[0], draw=_bookmarked(strips[0].draw, heading))
        return [replace(strip, keep=True) for strip in strips]

    def _indent(self, level: int) -> float:
        return min(level * LABEL_WIDTH * self._size, self._width * GREATEST_INDENT)

    def _item(self, item: Item, label: str) -> list[Strip]:
        outer = self._indent(item.level - 1)
        least = self._style.width(label) + LABEL_GAP * self._size
        indent = max(self._indent(item.level), min(outer + least, self._width * GREATEST_INDENT))
        strips = self._lines(item.text, Alignment.JUSTIFIED, indent, ITEM_GAP)
        return self._labelled(strips, label, outer, indent, ITEM_GAP)

    def _clause_column(self, clauses: Sequence[Clause]) -> float:
        """Return where the colons of ``clauses`` stand: behind the longest of their labels."""
        widest = max((self._style.width(clause.label) for clause in clauses), default=0.0)
        return min(widest + LABEL_GAP * self._size, self._width * GREATEST_CLAUSE_LABEL)

    def _clause(self, clause: Clause, column: float) -> list[Strip]:
        entries = column + COLON_WIDTH * self._size
        labels = [
            entry_label(clause.numbering, number) if entry.label is None else entry.label
            for number, entry in enumerate(clause.entries, start=1)
        ]
        widest = max((self._style.width(label) for label in labels), default=0.0)
        hang = max(widest + LABEL_GAP * self._size, LABEL_WIDTH * self._size) if widest else 0.0
        indent = min(entries + hang, self._width * GREATEST_INDENT + column)
        strips: list[Strip] = []
        for number, (entry, label) in enumerate(zip(clause.entries, labels, strict=True)):
            gap = ITEM_GAP if number else BLOCK_GAP
            own = self._lines(entry.text, Alignment.JUSTIFIED, indent, gap)
            strips.extend(self._labelled(own, label, entries, indent, gap))
        strips = self._labelled(strips, ":", column, entries, BLOCK_GAP)
        return self._labelled(strips, clause.label, 0.0, column, BLOCK_GAP)

    def _labelled(
        self, strips: list[Strip], label: str, left: float, right: float, gap: float
    ) -> list[Strip]:
        """Put ``label`` before the first of ``strips``, between ``left`` and ``right`` of the margin.

        A label too long for that goes on in lines of its own, so that nothing covers anything.
        """
        lines = break_lines(label, self._style, max(right - left, self._size))
        if not lines:
            return strips
        own = strips or [Strip(self._prose_leading, _nothing, gap * self._leading)]
        labelled: list[Strip] = []
        for index in range(max(len(lines), len(own))):
            strip = own[index] if index < len(own) else Strip(self._prose_leading, _nothing)
            if index < len(lines):
                strip = replace(
                    strip,
                    draw=_after(self._line_drawer(lines[index : index + 1], left), strip.draw),
                    keep=strip.keep or index + 1 < len(lines),
                )
            labelled.append(strip)
        return labelled

    def _line_drawer(self, lines: Sequence[Line], left: float) -> Draw:
        def draw(pages: PdfPages, frame: Frame, top: float) -> None:
            pages.draw_lines(lines, self._style, frame.left + left, top)

        return draw

    def _lines(self, text: Text, alignment: Alignment, indent: float, gap: float) -> list[Strip]:
        """Return the lines of ``text`` as strips: no single one at the foot or the top of a page."""
        width = self._width - indent
        lines = break_prose(text, self._size, width)
        return [
            Strip(
                self._prose_leading,
                self._prose_drawer(line, indent, width, alignment),
                first_word=line.first_word,
                gap=0.0 if index else gap * self._leading,
                keep=index + 1 < len(lines)
                and (index + 1 < _FEWEST_LINES or index + _FEWEST_LINES >= len(lines)),
            )
            for index, line in enumerate(lines)
        ]

    def _prose_drawer(self, line: ProseLine, indent: float, width: float, alignment: Alignment) -> Draw:
        def draw(pages: PdfPages, frame: Frame, top: float) -> None:
            pages.draw_prose(line, self._size, frame.left + indent, top, width=width, alignment=alignment)

        return draw


def _nothing(_pages: PdfPages, _frame: Frame, _top: float) -> None:
    """Draw nothing: what stands beside is drawn."""


def _after(first: Draw, then: Draw) -> Draw:
    def draw(pages: PdfPages, frame: Frame, top: float) -> None:
        first(pages, frame, top)
        then(pages, frame, top)

    return draw


def _bookmarked(draw: Draw, heading: Heading) -> Draw:
    def bookmark(pages: PdfPages, _frame: Frame, top: float) -> None:
        pages.bookmark(plain(heading.text), top, heading.level - 1)

    return _after(bookmark, draw)
