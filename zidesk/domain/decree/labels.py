"""How the parts of a decree are labelled where they do not say it themselves."""

from zidesk.domain.decree.model import ClausePart, ClauseText, NarrativeSection
from zidesk.domain.document.blocks import Numbering
from zidesk.domain.document.labels import entry_label, ordinal_label

PART_NAMES = {
    ClausePart.CONSIDERING: "Menimbang",
    ClausePart.RECALLING: "Mengingat",
    ClausePart.NOTING: "Memperhatikan",
    ClausePart.DECIDING: "Diktum",
}
"""What a person calls the parts of a decree."""

NUMBERINGS = {
    ClausePart.CONSIDERING: Numbering.LETTERS,
    ClausePart.RECALLING: Numbering.NUMBERS,
    ClausePart.NOTING: Numbering.NUMBERS,
}
"""How the clauses before the diktum are counted."""


def computed_clause_label(part: ClausePart, number: int) -> str:
    """Return the label of a part's clause by its place, counted from 1: "a.", "1.", "KESATU"."""
    if part is ClausePart.DECIDING:
        return ordinal_label(number)
    return entry_label(NUMBERINGS[part], number)


def clause_label(part: ClausePart, clause: ClauseText, number: int) -> str:
    """Return the label that a clause is printed with: its own, or the computed one."""
    return computed_clause_label(part, number) if clause.label is None else clause.label


def section_label(section: NarrativeSection, number: int) -> str:
    """Return the label of the narrative's section at a place counted from 1: its own, or "1."."""
    return f"{number}." if section.label is None else section.label
