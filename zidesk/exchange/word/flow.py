"""A document's blocks one after the other as the elements of the body."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.document import Section
from zidesk.domain.document.labels import item_labels, item_places
from zidesk.domain.document.proportions import BLOCK_GAP, TABLE_GAP
from zidesk.domain.document.table import Table
from zidesk.exchange.word.clauses import ClauseRows
from zidesk.exchange.word.numbering import ITEMS, Counter, NumberedLists
from zidesk.exchange.word.paragraphs import Shape, begin_page, paragraph
from zidesk.exchange.word.prose import (
    body_paragraph,
    corner_paragraphs,
    heading_paragraph,
    item_paragraph,
    title_paragraphs,
)
from zidesk.exchange.word.setting import Setting
from zidesk.exchange.word.signatures import signature_table
from zidesk.exchange.word.style_names import StyleId
from zidesk.exchange.word.table_parts import table
from zidesk.exchange.word.tables import ruled_table


@dataclass(frozen=True, slots=True)
class _Part:
    """A block, and how it stands to its neighbours.

    ``tied``: it is kept with the next block, ``whole``: no page cuts it in two.
    """

    block: Block
    tied: bool
    whole: bool


class Flow:
    """Makes the elements of one section; ``advance`` is called for each block and each row of a table."""

    def __init__(
        self, section: Section, setting: Setting, lists: NumberedLists, advance: Callable[[], None]
    ) -> None:
        self._setting = setting
        self._lists = lists
        self._advance = advance
        self._parts = _parts(section.blocks)
        self._counter = Counter(lists, ITEMS)
        self._clauses = ClauseRows(
            [part.block for part in self._parts if isinstance(part.block, Clause)], setting, lists
        )
        self._elements: list[BaseOxmlElement] = []
        self._page_ends = False

    def elements(self) -> list[BaseOxmlElement]:
        """Return the section's paragraphs and tables; the last is a paragraph, as the format demands."""
        blocks = [part.block for part in self._parts]
        labels, places = item_labels(blocks), item_places(blocks)
        signed = False
        for index, part in enumerate(self._parts):
            follows = blocks[index + 1] if index + 1 < len(blocks) else None
            match part.block:
                case Table():
                    signatures = follows if isinstance(follows, Signatures) else None
                    made, signed = ruled_table(part.block, self._setting, signatures, self._advance)
                    self._add_table(made, TABLE_GAP)
                case Signatures():
                    if not signed:
                        self._add_table(signature_table(part.block, self._setting), keep=True)
                    signed = False
                case Clause() as clause:
                    row = self._clauses.row(clause, keep_next=part.tied, whole=part.whole)
                    self._add_clause(row, goes_on=index > 0 and isinstance(blocks[index - 1], Clause))
                case PageBreak():
                    self._page_ends = bool(self._elements)
                case _:
                    gap = TABLE_GAP if isinstance(follows, Table) else None
                    self._add(self._prose(part, labels[index], places[index], gap))
            self._advance()
        if not self._elements or self._elements[-1].tag == qn("w:tbl"):
            self._elements.append(paragraph(StyleId.SEPARATOR, ()))
        return self._elements

    def _prose(
        self, part: _Part, label: str, place: Sequence[int], after: float | None
    ) -> list[BaseOxmlElement]:
        match part.block:
            case Title():
                above = 1.0 if self._elements and not self._page_ends else 0.0
                # Word adds the space above the next block to this one, we take the larger.
                below = 1.0 if after else 1.0 - BLOCK_GAP
                return title_paragraphs(part.block, self._setting, above, below)
            case Corner():
                return corner_paragraphs(part.block, self._setting)
            case Heading():
                return [heading_paragraph(part.block)]
            case Paragraph():
                shape = Shape(keep_next=part.tied, keep_lines=part.whole, after=after)
                return [body_paragraph(part.block, self._setting, shape)]
            case Item():
                shape = Shape(keep_next=part.tied, keep_lines=part.whole, after=after)
                number = self._counter.number(place) if part.block.label is None else None
                return [item_paragraph(part.block, label, number, self._setting, shape)]
        return []

    def _add_clause(self, row: BaseOxmlElement, *, goes_on: bool) -> None:
        """Add a clause, to the table of the one before if it ``goes_on`` and no page ends between them."""
        if goes_on and not self._page_ends:
            self._elements[-1].append(row)
        else:
            self._add_table(table(StyleId.COLUMNS, self._clauses.widths, [row]))

    def _add_table(self, made: BaseOxmlElement, gap: float | None = None, *, keep: bool = False) -> None:
        """Add a table; one directly under another, here ``gap`` points away, would become part of it."""
        if self._elements and self._elements[-1].tag == qn("w:tbl"):
            self._elements.append(paragraph(StyleId.SEPARATOR, (), Shape(keep_next=keep, before=gap)))
        self._add([made])

    def _add(self, made: Sequence[BaseOxmlElement]) -> None:
        if made and self._page_ends:
            begin_page(made[0])
            self._page_ends = False
        self._elements.extend(made)


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    parts: list[_Part] = []
    for index, block in enumerate(blocks):
        signed = index + 1 < len(blocks) and isinstance(blocks[index + 1], Signatures)
        if isinstance(block, Together):
            parts.extend(_Part(inner, tied=True, whole=True) for inner in block.blocks[:-1])
            parts.extend(_Part(inner, tied=signed, whole=True) for inner in block.blocks[-1:])
        else:
            parts.append(_Part(block, tied=signed, whole=False))
    return parts
