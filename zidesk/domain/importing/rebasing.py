"""A source as it would be had it been exported just now: only what was changed in it differs from ours.

Three states are compared, row by row and value by value: as exported, as it is here now, and as the source
has it. What only one side changed stays changed; what both changed, each in its own way, is a conflict: ours
stays unless the person takes theirs. A row's place counts like a value, and so does its being there. Of a
source that is no export of this very plan it is not known what it was: then what it says goes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from zidesk.domain.importing.conflicts import ORDER, PLACE, ROW, Conflict, ConflictKey, quoted
from zidesk.domain.importing.differences import changes_told, value_told
from zidesk.domain.importing.incoming import ExportedRow, Incoming, Place, Problem
from zidesk.domain.importing.matching import Matching, Path, match_rows, walk
from zidesk.domain.importing.row_merging import merged_row
from zidesk.domain.importing.row_values import (
    Value,
    changed_values,
    field_of,
    row_values,
    value_label,
)
from zidesk.domain.importing.stands import Stand, interleaved, our_stands, their_stands
from zidesk.domain.plan.fields import PLANNED
from zidesk.domain.plan.model import Action, Area, Node, NodeKind, Plan, children, with_children
from zidesk.domain.plan.numbering import code
from zidesk.domain.schedule.wording import format_schedule

_Indexes = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rebased:
    """A source on top of the current plan: which rows of its plan are which of ours, and the conflicts."""

    incoming: Incoming
    matching: Matching
    conflicts: tuple[Conflict, ...]


def rebase(current: Plan, incoming: Incoming, taken: Collection[ConflictKey] = ()) -> Rebased:
    """Return ``incoming`` on top of what ``current`` is now.

    Of the conflicts whose keys are ``taken`` the source's side goes. Where it is not known what was exported,
    rows are as the source has them. Rows that were added here since the export stay in it; those of which
    nobody can tell why the source lacks them are left out, and found missing.
    """
    return _Rebase(current, incoming, frozenset(taken)).rebased()


class _Rebase:
    """The three states by row id, and what becomes of each row: ``parents`` holds those that there will be.

    ``gone`` are the rows that one side deleted and the other did not need, before anybody chose.
    """

    def __init__(self, current: Plan, incoming: Incoming, taken: frozenset[ConflictKey]) -> None:
        self.conflicts: list[tuple[Path, Conflict]] = []
        self._current = current
        self._incoming = incoming
        self._taken = taken
        self._knows = incoming.knows_what_was_exported
        self._problems: list[Problem] = []
        self._parents: dict[str, str] = {}
        self._gone: set[str] = set()
        self._ours = our_stands(walk(current), current.id)
        self._matched = match_rows(current, incoming.plan, incoming.exported)
        self._theirs = their_stands(self._ours, self._matched, incoming.plan, current.id)

    def rebased(self) -> Rebased:
        """Return the source on top of the current plan; to be called once."""
        rows = self._ours | self._theirs
        for row in sorted(rows, key=lambda row: len(rows[row].path)):
            self._settle(row)
        for row in list(self._parents):
            self._keep_headings_over(row)
        below = self._rows_below()
        contents = {row: self._content(row) for row in self._parents}

        def built(row: str) -> Node:
            return with_children(contents[row], tuple(map(built, below[row])))

        areas = cast("tuple[Area, ...]", tuple(map(built, below[self._current.id])))
        placed = dict(self._placed(below, self._current.id, ()))
        return Rebased(
            replace(
                self._incoming,
                plan=replace(self._incoming.plan, areas=areas),
                problems=(*self._incoming.problems, *self._problems),
                places=dict(self._places(placed)),
            ),
            self._matching(placed),
            tuple(conflict for _, conflict in sorted(self.conflicts, key=lambda it: it[0])),
        )

    def _matching(self, placed: Mapping[Path, str]) -> Matching:
        """Return which rows of the plan that there will be, given by their paths, are which of ours."""
        copies = set(self._matched.repeated)
        matching = Matching()
        for path, row in placed.items():
            if row in self._ours:
                matching.pair(path, self._ours[row].path)
            if row in self._theirs and self._theirs[row].path in copies:
                matching.repeated.append(path)
        return matching

    # Which rows there will be, and under which heading.

    def _settle(self, row: str) -> None:
        own, other = self._ours.get(row), self._theirs.get(row)
        if own and other:
            self._parents[row] = self._parent(row, own, other)
        elif own:
            self._settle_ours(row, own)
        elif other:
            self._settle_theirs(row, other)

    def _settle_ours(self, row: str, own: Stand) -> None:
        """Settle a row that the source lacks: added here since, or deleted there."""
        then = self._incoming.exported.get(row)
        if not self._incoming.exported:
            return
        if then is None:
            if own.parent in self._gone:
                if self._is_left_to_its_rows(row, own):
                    return
                if self._takes_theirs((row, ROW), "Baris", "ditambahkan", "judulnya dihapus"):
                    return
            elif not self._knows and not children(own.node):
                message = (
                    f"{code(own.path)} {quoted(own.node.text)} tidak ada dalam rencana ketika sumber ini "
                    "diekspor; baris ini dipertahankan."
                )
                self._problems.append(Problem(Place(), message))
            self._parents[row] = own.parent
            return
        if then.values is None:
            return
        changed = changed_values(own.node, then.values)
        carried = {key: value for key, value in changed.items() if not self._incoming.lacks(key)}
        changes = changes_told(own.node, carried, is_moved=own.parent != then.parent)
        if not changes:
            self._gone.add(row)
        elif not self._takes_theirs((row, ROW), "Baris", f"diubah ({changes})", "dihapus"):
            self._parents[row] = own.parent

    def _settle_theirs(self, row: str, other: Stand) -> None:
        """Settle a row that the current plan lacks: added in the source, or deleted here since."""
        then = self._then(row)
        if then is None:
            if other.parent not in self._gone:
                self._parents[row] = other.parent
                return
            if self._is_left_to_its_rows(row, other):
                return
            ours, theirs = "judulnya dihapus", "ditambahkan"
        elif then.values is None:
            self._parents[row] = other.parent
            return
        else:
            spoken = self._spoken(row, changed_values(other.node, then.values))
            changes = changes_told(other.node, spoken, is_moved=other.parent != then.parent)
            if not changes:
                self._gone.add(row)
                return
            ours, theirs = "dihapus", f"diubah ({changes})"
        self._gone.add(row)
        if self._takes_theirs((row, ROW), "Baris", ours, theirs):
            self._parents[row] = other.parent

    def _is_left_to_its_rows(self, row: str, stand: Stand) -> bool:
        """Let a new heading under a deleted one stay only if a row below it does, about which is asked."""
        has_rows = bool(children(stand.node))
        if has_rows:
            self._gone.add(row)
        return has_rows

    def _parent(self, row: str, own: Stand, other: Stand) -> str:
        then = self._then(row)
        if then is None or then.values is None or other.parent == own.parent:
            return other.parent
        if other.parent == then.parent:
            return own.parent
        free = own.parent == then.parent and other.parent not in self._gone
        if free or self._takes_theirs((row, PLACE), "Letak", code(own.path), code(other.path)):
            return other.parent
        return own.parent

    def _keep_headings_over(self, row: str) -> None:
        parent = self._parents[row]
        while parent != self._current.id and parent not in self._parents:
            self._parents[parent] = self._stand(parent).parent
            parent = self._parents[parent]

    # In which order.

    def _rows_below(self) -> Mapping[str, list[str]]:
        ours, theirs = self._listed(self._ours), self._listed(self._theirs)
        below: defaultdict[str, list[str]] = defaultdict(list)
        for parent in (self._current.id, *self._parents):
            own, other = ours[parent], theirs[parent]
            both = {row for row in set(own) & set(other) if self._stood_under(parent, row)}
            then = sorted(both, key=lambda row: self._incoming.exported[row].order)
            own_order = [row for row in own if row in both]
            other_order = [row for row in other if row in both]
            if own_order in (then, other_order):
                below[parent] = interleaved(other, own)
            elif other_order == then or not self._takes_their_order(parent, then, own_order, other_order):
                below[parent] = interleaved(own, other)
            else:
                below[parent] = interleaved(other, own)
        return below

    def _listed(self, stands: Mapping[str, Stand]) -> defaultdict[str, list[str]]:
        """Return one side's rows that stay under their parents there, by parent."""
        listed: defaultdict[str, list[str]] = defaultdict(list)
        for row, stand in stands.items():
            if self._parents.get(row) == stand.parent:
                listed[stand.parent].append(row)
        return listed

    def _stood_under(self, parent: str, row: str) -> bool:
        then = self._incoming.exported.get(row)
        return then is not None and then.values is not None and then.parent == parent

    def _takes_their_order(self, parent: str, then: list[str], own: list[str], other: list[str]) -> bool:
        numbers = {row: number for number, row in enumerate(then, 1)}
        ours, theirs = (", ".join(str(numbers[row]) for row in rows) for rows in (own, other))
        return self._takes_theirs((parent, ORDER), "Urutan baris di bawahnya", ours, theirs)

    # What they say.

    def _content(self, row: str) -> Node:
        own, other = self._ours.get(row), self._theirs.get(row)
        if own is None or other is None:
            return self._stand(row).node
        theirs = other.node

        def takes_theirs(key: str, our_value: Value, their_value: Value) -> bool:
            texts = value_told(own.node, key, our_value), value_told(theirs, key, their_value)
            return self._takes_theirs((row, key), value_label(theirs, key), *texts, self._before(row, key))

        merged = merged_row(own.node, theirs, self._base(row), self._incoming, takes_theirs)
        node = replace(merged.node, id=own.node.id)
        if merged.lost_wording and isinstance(node, Action):
            reading = format_schedule(node.planned_months) or "kosong"
            message = (
                f"Bulan pelaksanaan {code(own.path)} diubah di zidesk dan di berkas Excel; bulannya "
                f"digabung, dan tulisan jadwal {quoted(merged.lost_wording)} menjadi “{reading}”."
            )
            self._problems.append(Problem(self._place(row, "schedule_text"), message))
        return node

    def _base(self, row: str) -> Mapping[str, str] | None:
        """Return the fingerprints of what a row said when it was exported, ``None`` where nobody knows."""
        then = self._then(row)
        if then is not None:
            return then.values
        return {} if self._knows else None

    def _before(self, row: str, key: str) -> str | None:
        """Return a value of a row as it was exported, as a person reads it; ``None`` where nobody knows."""
        then = self._then(row)
        if then is None or then.said is None:
            return None
        return value_told(then.said, key, row_values(then.said).get(key))

    def _spoken(self, row: str, changes: Mapping[str, Value]) -> dict[str, Value]:
        """Return those changed values that the source itself speaks about."""

        def is_spoken(key: str, value: Value) -> bool:
            name, _, rest = key.partition(" ")
            if name == "remark":
                return value is not None and self._incoming.carries_remarks
            field = field_of(key)
            if field is None or self._incoming.lacks(key):
                return False
            return not rest or field is PLANNED or self._incoming.tells_what_was_done(row, int(rest))

        return {key: value for key, value in changes.items() if is_spoken(key, value)}

    # Lookups, and noting conflicts.

    def _stand(self, row: str) -> Stand:
        return self._ours[row] if row in self._ours else self._theirs[row]

    def _then(self, row: str) -> ExportedRow | None:
        exported = self._incoming.exported
        if row not in exported and row in self._theirs:
            return exported.get(self._theirs[row].node.id)
        return exported.get(row)

    def _place(self, row: str, key: str) -> Place:
        other = self._theirs.get(row)
        if other is None:
            return Place()
        return self._incoming.value_places.get((other.node.id, key)) or self._incoming.place_of(other.path)

    def _placed(self, below: Mapping[str, list[str]], row: str, path: Path) -> Iterator[tuple[Path, str]]:
        """Yield the rows under a row with their paths, parents before children."""
        for index, child in enumerate(below[row]):
            yield (*path, index), child
            yield from self._placed(below, child, (*path, index))

    def _places(self, placed: Mapping[Path, str]) -> Iterator[tuple[_Indexes, Place]]:
        for path, row in placed.items():
            if len(path) == len(NodeKind) and row in self._theirs:
                a, c, i, n = path
                yield (a, c, i, n), self._incoming.place_of(self._theirs[row].path)

    def _takes_theirs(
        self, key: ConflictKey, label: str, ours: str, theirs: str, before: str | None = None
    ) -> bool:
        """Note a conflict; return whether the source's side was chosen."""
        row, what = key
        takes_theirs = key in self._taken
        path: Path = ()
        number, text = "Semua area", ""
        if row != self._current.id:
            stand = self._stand(row)
            path, number, text = stand.path, code(stand.path), stand.node.text
        place = self._place(row, what)
        conflict = Conflict(key, number, text, label, ours, theirs, place, takes_theirs, before)
        self.conflicts.append((path, conflict))
        return takes_theirs
