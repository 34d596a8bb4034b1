"""A document: who issues it, what it is called, and its sections of blocks."""

from collections.abc import Iterator
from dataclasses import dataclass

from zidesk.domain.document.blocks import (
    Block,
    Clause,
    Corner,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Title,
    Together,
)
from zidesk.domain.document.runs import plain
from zidesk.domain.document.table import Table, TableBand


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one orientation; a section begins on a page of its own."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed, saved as PDF or written for a word processor: content only, in reading order.

    ``footer`` stands at the foot of every page.
    """

    title: str
    author: str
    sections: tuple[Section, ...]
    footer: str = ""
    language: str = "id-ID"


def texts_of(document: Document) -> Iterator[str]:
    """Yield every text of ``document`` in reading order; computed labels are not among them."""
    for section in document.sections:
        for block in section.blocks:
            yield from _block_texts(block)
    yield document.footer


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Title() | Corner():
            yield from block.lines
        case Heading() | Paragraph():
            yield plain(block.text)
        case Item():
            yield block.label or ""
            yield plain(block.text)
        case Clause():
            yield block.label
            for entry in block.entries:
                yield entry.label or ""
                yield plain(entry.text)
        case Together():
            for inner in block.blocks:
                yield from _block_texts(inner)
        case Table():
            yield from _table_texts(block)
        case Signatures():
            for signature in (block.left, block.right):
                yield from _signature_texts(signature)
        case PageBreak():
            pass


def _table_texts(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield from (column.group, column.title)
    for row in table.rows:
        if isinstance(row, TableBand):
            yield from (row.label, row.text)
        else:
            yield from (text for text in row.cells if text is not None)


def _signature_texts(signature: Signature | None) -> Iterator[str]:
    if signature is not None:
        yield from (*signature.dated, *signature.office, signature.mark, signature.name)
