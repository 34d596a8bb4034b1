"""What a decree says besides the plan: who signs it, its clauses, and the narrative sections of its annex.

Letters, numbers and ordinals are computed from order unless a thing carries a ``label`` of its own. Texts
mark *italic* and **bold** as ``markup`` reads them. Number, date and title of the decree are the plan's.
"""

from dataclasses import dataclass
from enum import StrEnum


class ClausePart(StrEnum):
    """The parts of a decree that hold clauses: Menimbang, Mengingat, Memperhatikan, and the diktum."""

    CONSIDERING = "considering"
    RECALLING = "recalling"
    NOTING = "noting"
    DECIDING = "deciding"


class BlockKind(StrEnum):
    """A paragraph, or an item of a list."""

    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause; ``label`` overrides the computed letter, number or ordinal in print."""

    text: str
    label: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeBlock:
    """A paragraph or item of a section.

    An item's ``level`` counts from 1, a paragraph's is the level of the items that it stands under, 0 for one
    at the margin.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A section of the annex's narrative; ``label`` overrides the computed number in print."""

    title: str
    blocks: tuple[NarrativeBlock, ...] = ()
    label: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Decree:
    """Everything that the decree of one plan says; a blank one says nothing, and what it names is the unit's.

    ``stipulating`` and ``annex_title`` are wordings that override the computed ones in print;
    ``table_title`` is a heading of its own above the annex's table.
    """

    place: str = ""
    signer_capacity: str = ""
    signer_name: str = ""
    certifier_capacity: str = ""
    certifier_title: str = ""
    certifier_name: str = ""
    stipulating: str | None = None
    annex_title: str | None = None
    table_title: str | None = None
    considering: tuple[ClauseText, ...] = ()
    recalling: tuple[ClauseText, ...] = ()
    noting: tuple[ClauseText, ...] = ()
    deciding: tuple[ClauseText, ...] = ()
    sections: tuple[NarrativeSection, ...] = ()

    def clauses(self, part: ClausePart) -> tuple[ClauseText, ...]:
        """Return the clauses of one part, in order."""
        found: tuple[ClauseText, ...] = getattr(self, part)
        return found

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing at all."""
        return self == BLANK_DECREE


BLANK_DECREE = Decree()
