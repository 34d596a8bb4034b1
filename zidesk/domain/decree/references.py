"""References to clauses in the words that decrees use: "huruf a, huruf b, dan huruf c"."""

from collections.abc import Sequence

from zidesk.domain.decree.labels import clause_label
from zidesk.domain.decree.model import ClausePart, Decree

_WORDS = {
    ClausePart.CONSIDERING: "huruf",
    ClausePart.RECALLING: "angka",
    ClausePart.NOTING: "angka",
    ClausePart.DECIDING: "diktum",
}


def clause_references(decree: Decree, part: ClausePart, before: int | None = None) -> str:
    """Return the reference to a part's clauses, those before place ``before`` (from 0) only where given."""
    clauses = decree.clauses(part)[:before]
    labels = [clause_label(part, clause, number) for number, clause in enumerate(clauses, start=1)]
    return enumeration([f"{_WORDS[part]} {label.strip().rstrip('.):')}" for label in labels if label.strip()])


def enumeration(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: with "dan" between two, with a comma before it from three on."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
