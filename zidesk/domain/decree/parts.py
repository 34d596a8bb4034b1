"""The ordered lists that a decree consists of, and their entries: to show, change, name and go to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zidesk.domain.decree.labels import PART_NAMES, clause_label, section_label
from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import (
    BlockKind,
    ClausePart,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)
from zidesk.domain.document.blocks import Item, Paragraph
from zidesk.domain.document.labels import item_labels
from zidesk.domain.plan.model import new_id

DecreeEntry = ClauseText | NarrativeSection | NarrativeBlock
"""One thing in a list of a decree: a clause, a section of the narrative, a paragraph or item of a section."""

SECTIONS_NAME = "Lampiran"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class DecreePart:
    """A list of a decree: a part's clauses, one section's blocks, or, with neither, all sections."""

    clauses: ClausePart | None = None
    section_id: str = ""

    @property
    def holds_blocks(self) -> bool:
        """Whether its entries are paragraphs and items."""
        return bool(self.section_id)

    @property
    def holds_sections(self) -> bool:
        """Whether its entries are the sections of the narrative."""
        return self.clauses is None and not self.section_id


ALL_SECTIONS = DecreePart()


def parts_of(decree: Decree) -> tuple[DecreePart, ...]:
    """Return every list of a decree in the order of print."""
    return (
        *(DecreePart(part) for part in ClausePart),
        ALL_SECTIONS,
        *(DecreePart(section_id=section.id) for section in decree.sections),
    )


def part_name(decree: Decree, part: DecreePart) -> str:
    """Return what a person calls a list: "Menimbang", "Lampiran", a section by the beginning of its title."""
    if part.clauses is not None:
        return PART_NAMES[part.clauses]
    if part.holds_sections:
        return SECTIONS_NAME
    ids = [section.id for section in decree.sections]
    number = ids.index(part.section_id)
    title = " ".join(plain_text(decree.sections[number].title).split()) or f"bagian {number + 1}"
    return title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1].rstrip()}…"


def has_part(decree: Decree, part: DecreePart) -> bool:
    """Whether a decree has this list: a section may have gone."""
    return not part.section_id or any(section.id == part.section_id for section in decree.sections)


def entries(decree: Decree, part: DecreePart) -> tuple[DecreeEntry, ...]:
    """Return the entries of a list in order; none where the decree does not have the list."""
    if part.clauses is not None:
        return decree.clauses(part.clauses)
    if part.holds_sections:
        return decree.sections
    return next((section.blocks for section in decree.sections if section.id == part.section_id), ())


def with_entries(decree: Decree, part: DecreePart, wanted: Iterable[DecreeEntry]) -> Decree:
    """Return ``decree`` with these entries in a list; a section that has gone stays away."""
    made: Any = tuple(wanted)
    if part.clauses is not None:
        return replace(decree, **{part.clauses: made})
    if part.holds_sections:
        return replace(decree, sections=made)
    sections = (
        replace(section, blocks=made) if section.id == part.section_id else section
        for section in decree.sections
    )
    return replace(decree, sections=tuple(sections))


def entry_text(entry: DecreeEntry) -> str:
    """Return the marked text of an entry; a section's is its title."""
    return entry.title if isinstance(entry, NarrativeSection) else entry.text


def with_text(entry: DecreeEntry, text: str) -> DecreeEntry:
    """Return an entry with another text."""
    if isinstance(entry, NarrativeSection):
        return replace(entry, title=text)
    return replace(entry, text=text)


def labels(decree: Decree, part: DecreePart) -> list[str]:
    """Return the label that each entry of a list is printed with; a paragraph's is empty."""
    if part.clauses is not None:
        of = part.clauses
        return [clause_label(of, clause, number) for number, clause in enumerate(decree.clauses(of), 1)]
    if part.holds_sections:
        return [section_label(section, number) for number, section in enumerate(decree.sections, 1)]
    return block_labels(entry for entry in entries(decree, part) if isinstance(entry, NarrativeBlock))


def block_labels(blocks: Iterable[NarrativeBlock]) -> list[str]:
    """Return the label of each paragraph and item of a section, as it is printed."""
    return item_labels(
        [
            Item((), block.level, block.label)
            if block.kind is BlockKind.ITEM
            else Paragraph((), level=block.level)
            for block in blocks
        ]
    )


def entry_name(decree: Decree, part: DecreePart, index: int) -> str:
    """Return what a person calls an entry: "Menimbang b", "Diktum KEDUA", "Pendahuluan a", "paragraf …"."""
    label = labels(decree, part)[index].rstrip(".):").strip("(")[:_LONGEST_NAME]
    if part.holds_sections:
        return f"judul bagian {label or index + 1}"
    name = part_name(decree, part)
    return f"{name} {label}" if label else f"{name}, paragraf {index + 1}"


def new_entry(part: DecreePart, text: str = "", like: DecreeEntry | None = None) -> DecreeEntry:
    """Return a further entry for a list; a paragraph or item ``like`` the one that it stands next to."""
    if part.clauses is not None:
        return ClauseText(text, id=new_id())
    if part.holds_sections:
        return NarrativeSection(text, id=new_id())
    if isinstance(like, NarrativeBlock):
        return NarrativeBlock(text, like.kind, like.level, id=new_id())
    return NarrativeBlock(text, id=new_id())


def word_of(part: DecreePart) -> str:
    """Return what one entry of a list is called in a sentence."""
    if part.holds_sections:
        return "bagian"
    return "paragraf atau butir" if part.holds_blocks else "butir"


def moved(found: Sequence[DecreeEntry], indexes: Iterable[int], gap: int) -> tuple[DecreeEntry, ...]:
    """Return entries with those at ``indexes`` standing together before what is now at ``gap``."""
    chosen = set(indexes)
    before = [entry for index, entry in enumerate(found) if index < gap and index not in chosen]
    after = [entry for index, entry in enumerate(found) if index >= gap and index not in chosen]
    return (*before, *(found[index] for index in sorted(chosen)), *after)


def is_filled(entry: DecreeEntry) -> bool:
    """Whether an entry says anything, or holds something that does."""
    if isinstance(entry, NarrativeSection) and any(is_filled(block) for block in entry.blocks):
        return True
    return bool(entry_text(entry).strip())
