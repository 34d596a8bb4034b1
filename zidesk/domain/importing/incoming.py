"""What a reader found in a file: a plan to compare with ours, and every problem with its place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import PLANNED
from zidesk.domain.plan.model import Evidence, Node, Plan, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source: sheet name, row and column counted from 1 (``None``: whole)."""

    sheet: str = ""
    row: int | None = None
    column: int | None = None


def place_text(place: Place) -> str:
    """Return a place as a person finds it in Excel: "Rencana Aksi, baris 12, kolom D"; "" for nowhere."""
    parts = [place.sheet] if place.sheet else []
    if place.row is not None:
        parts.append(f"baris {place.row}")
    if place.column is not None:
        parts.append(f"kolom {column_letters(place.column)}")
    return ", ".join(parts)


def column_letters(column: int) -> str:
    """Return a column counted from 1 in a spreadsheet's letters: 28 is "AB"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that is not certain, with the reading proposed, as an Indonesian sentence."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind of doubt that one answer serves: what it is about, and how many rows it keeps out."""

    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class IdentityEdit:
    """What somebody typed over the identity of the unit or plan in an export: the field's label, the text."""

    label: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ExportedRow:
    """Where a row stood and what it said when the source was exported.

    ``parent`` is its parent's id, ``order`` grows in reading order. ``values`` are the fingerprints of what
    the row said (``row_values``); ``None`` where that is not known, or says nothing about this file: then
    nobody can tell which side has changed, and what the source says now is what goes. ``said`` is the row
    itself, ``None`` where only its fingerprints are known.
    """

    parent: str
    order: int
    values: Mapping[str, str] | None = None
    said: Node | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A plan read from outside, not yet compared with anything.

    ``plan`` carries the ids that the source carried (``""`` where it had none); ``carries_ids`` says the
    source is one of our own exports, whose absent rows were therefore deleted by somebody;
    ``carries_realization`` and ``carries_remarks`` say whether the source speaks about these at all, so
    that a table without them does not erase them; about what was done on an action in a month that is in
    ``not_told`` (id and month, 0 for all months) the source says nothing certain, so that ours stays;
    ``lacking`` names further fields of ``Action`` that the source has no column for (such as
    "target_percent"; "months": the schedule), and ``lacking_of_months`` those of its months, which are kept
    likewise. ``places`` maps the indexes of an action
    (``ActionPath.indexes``) to where it was read. ``identity_edits`` are what was typed over the identity
    since the export, which an import into an existing plan does not take over. ``exported`` are all rows by
    id as they were exported: other rows of ours were not there then, and nobody deleted them; ``moment``
    names the point of the file's history at which that was (``PlanRecord.moment``). ``value_places`` maps a
    row's id and the key of a value (``row_values``) to where the source says it. Empty where the source
    does not tell.

    A table made by hand (``is_hand_made``) leaves room for doubt: rows that are not certain are listed among
    the problems and are not in ``plan``. ``doubts`` are the kinds whose proposed reading can be accepted
    (``accepting``); ``rereading`` makes the source with these kinds accepted. ``left_out`` counts the rows
    that are not in ``plan``.
    """

    plan: Plan
    unit: Unit | None = None
    problems: tuple[Problem, ...] = ()
    carries_ids: bool = False
    carries_realization: bool = False
    carries_remarks: bool = False
    not_told: frozenset[tuple[str, int]] = frozenset()
    lacking: frozenset[str] = frozenset()
    lacking_of_months: frozenset[str] = frozenset()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    places: Mapping[tuple[int, int, int, int], Place] = field(default_factory=dict)
    identity_edits: tuple[IdentityEdit, ...] = ()
    exported: Mapping[str, ExportedRow] = field(default_factory=dict)
    moment: str = ""
    value_places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    is_hand_made: bool = False
    doubts: tuple[Doubt, ...] = ()
    left_out: int = 0
    rereading: "Callable[[Collection[str]], Incoming] | None" = field(default=None, compare=False, repr=False)

    def accepting(self, kinds: Collection[str]) -> "Incoming":
        """Return the same source with the proposed readings of these kinds of doubt, and of no others."""
        return self.rereading(kinds) if self.rereading else self

    def accepting_all(self) -> "Incoming":
        """Return the same source with every reading that it proposes."""
        return self.accepting([doubt.kind for doubt in self.doubts])

    def telling_all_rows(self) -> "Incoming":
        """Return the same source as one whose absent rows were deleted by somebody.

        Raises ``InvalidInputError`` where rows of it are left out: these would seem to be absent.
        """
        if self.left_out:
            raise InvalidInputError(
                f"{self.left_out} baris di sumber belum pasti, jadi belum jelas mana yang hilang; terima "
                "usulannya atau betulkan baris itu, lalu coba lagi."
            )
        return replace(self, carries_ids=True)

    @property
    def knows_what_was_exported(self) -> bool:
        """Whether it can be told who has changed what since the export."""
        return any(row.values is not None for row in self.exported.values())

    def tells_what_was_done(self, action_id: str, month: int) -> bool:
        """Whether the source speaks about the realisation of the action with this id in a month."""
        return self.carries_realization and not {(action_id, month), (action_id, 0)} & self.not_told

    def lacks(self, key: str) -> bool:
        """Whether the source has no column for the value with ``key`` (``row_values``)."""
        name, _, month = key.partition(" ")
        if name == PLANNED.name:
            return "months" in self.lacking
        return name in (self.lacking_of_months if month else self.lacking)

    def place_of(self, path: tuple[int, ...]) -> Place:
        """Return where a row was read; a heading's place is that of the first action under it."""
        first = (*path, 0, 0, 0)
        return self.places.get((first[0], first[1], first[2], first[3]), Place())

    def of_another_history(self) -> "Incoming":
        """Return the same source where the plan that it meets is no descendant of what was exported."""
        exported = {row_id: replace(row, values=None, said=None) for row_id, row in self.exported.items()}
        return replace(self, exported=exported)
