"""The blocks that documents are made of, in the words of the people who write them."""

from dataclasses import dataclass
from enum import StrEnum

from zidesk.domain.document.runs import Text
from zidesk.domain.document.table import Alignment, Table


class Numbering(StrEnum):
    """How the entries of a clause are labelled."""

    NONE = "none"
    LETTERS = "letters"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Title:
    """Centred lines that name the document, each set in as few lines of like width as it needs."""

    lines: tuple[str, ...]
    bold: bool = True


@dataclass(frozen=True, slots=True)
class Corner:
    """The block at the upper right of an annex: LAMPIRAN, of which decree, about what."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, with an entry in the outline; never the last thing on a page."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` counts the list levels that it stands under, 0 for one at the margin."""

    text: Text
    alignment: Alignment = Alignment.JUSTIFIED
    level: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; its label is computed from its place unless it has one of its own."""

    text: Text
    level: int = 1
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a clause; ``label`` overrides the computed letter or number."""

    text: Text
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled part in three columns: "Menimbang", a colon, and its entries with letters or numbers.

    Clauses that follow each other share their columns.
    """

    label: str
    entries: tuple[Entry, ...]
    numbering: Numbering = Numbering.NONE


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose signature: lines above it, what stands in its place ("ttd." or nothing), the name below.

    ``dated`` are lines above all that, where and when.
    """

    office: tuple[str, ...]
    name: str
    mark: str = ""
    dated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """A signature at the right, and one at the left of it where two are wanted.

    Never on a page without what it signs.
    """

    right: Signature
    left: Signature | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks of prose that stand on one page if a page can hold them."""

    blocks: "tuple[Title | Corner | Heading | Paragraph | Item | Clause, ...]"


Prose = Title | Corner | Heading | Paragraph | Item | Clause
Block = Prose | Together | Table | Signatures | PageBreak
