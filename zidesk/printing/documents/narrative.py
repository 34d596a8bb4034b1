"""The narrative of the annex as blocks: numbered headings, paragraphs, lists."""

from collections.abc import Iterator

from zidesk.domain.decree.labels import section_label
from zidesk.domain.decree.markup import text_runs
from zidesk.domain.decree.model import BlockKind, Decree
from zidesk.domain.document.blocks import Heading, Item, Paragraph
from zidesk.domain.document.runs import Run


def narrative_blocks(decree: Decree) -> Iterator[Heading | Paragraph | Item]:
    """Yield the narrative sections of a decree, in order."""
    for number, section in enumerate(decree.sections, start=1):
        label = section_label(section, number)
        yield Heading((Run(f"{label} "), *text_runs(section.title)))
        for block in section.blocks:
            text = text_runs(block.text)
            if block.kind is BlockKind.ITEM:
                yield Item(text, block.level, block.label)
            else:
                yield Paragraph(text, level=block.level)
