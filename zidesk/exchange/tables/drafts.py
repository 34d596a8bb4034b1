"""Rows of the plan while they are read: what each says so far, which cells said it, and what is doubtful."""

from dataclasses import dataclass, field

from zidesk.domain.plan.validation import MAX_TEXT
from zidesk.exchange.tables.ledger import Spot


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """Why a row is not certain: a kind that one answer serves, and a sentence with the proposed reading.

    ``takeable``: there is a reading to propose; without one the row cannot be imported at all.
    """

    kind: str
    message: str
    spot: Spot
    takeable: bool = True


@dataclass(eq=False, slots=True)
class Draft:
    """An action as read. ``said`` pairs each cell that gave it a text with that text."""

    spot: Spot
    area: str
    component: str
    indicator: str
    text: str = ""
    evidence: str = ""
    person: str = ""
    months: set[int] = field(default_factory=set)
    wording: str = ""
    target: int | None = None
    doubts: list[RowDoubt] = field(default_factory=list)
    said: list[tuple[Spot, str]] = field(default_factory=list)
    marked: list[tuple[Spot, frozenset[int]]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    page: int = 1

    def doubt(self, kind: str, message: str, spot: Spot, *, takeable: bool = True) -> None:
        """Note that the row is not certain."""
        self.doubts.append(RowDoubt(kind, message, spot, takeable))

    @property
    def whole(self) -> tuple[object, ...]:
        """All that the row says below its parents, to find rows that say the same."""
        return (*self.same_step, frozenset(self.months), self.wording, self.target, self.person)

    @property
    def same_step(self) -> tuple[str, ...]:
        """What makes two rows the same step: their parents, text and evidence, however spaced."""
        texts = (self.area, self.component, self.indicator, self.text, self.evidence)
        return tuple(" ".join(text.casefold().split()) for text in texts)


def joined(one: str, other: str, between: str = "\n") -> str:
    """Return two texts as one; a text that is there already is not repeated.

    One that is too long already, which is told, does not grow any more.
    """
    if not one or not other:
        return one or other
    if len(one) > MAX_TEXT:
        return one
    return one if other == one else f"{one}{between}{other}"
