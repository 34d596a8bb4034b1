"""Paragraphs and items of a narrative section: which they are, and how deep they stand."""

from collections.abc import Iterable
from dataclasses import replace

from zidesk.domain.decree.checking import MAX_LEVEL
from zidesk.domain.decree.model import BlockKind, NarrativeBlock


def deeper(block: NarrativeBlock) -> NarrativeBlock:
    """Return a block one level further in: a paragraph comes to stand under items."""
    return replace(block, level=min(block.level + 1, MAX_LEVEL))


def shallower(block: NarrativeBlock) -> NarrativeBlock:
    """Return a block one level further out; an item of the first level becomes a paragraph."""
    if block.kind is BlockKind.ITEM and block.level <= 1:
        return as_paragraph(block)
    return replace(block, level=max(block.level - 1, 0))


def as_item(block: NarrativeBlock) -> NarrativeBlock:
    """Return a block as an item of a list; a paragraph under items becomes one of the next level."""
    if block.kind is BlockKind.ITEM:
        return block
    return replace(block, kind=BlockKind.ITEM, level=min(block.level + 1, MAX_LEVEL))


def as_paragraph(block: NarrativeBlock) -> NarrativeBlock:
    """Return a block as a paragraph under the item that it would have followed; its own label goes."""
    if block.kind is BlockKind.PARAGRAPH:
        return block
    return replace(block, kind=BlockKind.PARAGRAPH, level=block.level - 1, label=None)


def all_items(blocks: Iterable[NarrativeBlock]) -> bool:
    """Whether every one is an item."""
    return all(block.kind is BlockKind.ITEM for block in blocks)
