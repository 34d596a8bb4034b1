"""What an incoming plan would change in the current one: row by row, with every problem, and the merged plan.

Rows are the table's rows: the actions, and headings that have nothing under them. What changes on a
heading is told, and counted, on the first row under it.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from zidesk.domain.importing.conflicts import Conflict, ConflictKey, conflict_problem
from zidesk.domain.importing.differences import PLACE_LABEL, FieldChange, row_changes
from zidesk.domain.importing.fitting_areas import with_own_areas
from zidesk.domain.importing.incoming import Incoming, Place, Problem
from zidesk.domain.importing.matching import Path
from zidesk.domain.importing.matching_problems import matching_problems
from zidesk.domain.importing.merging import Merge, merge
from zidesk.domain.importing.rebasing import rebase
from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import Plan, children
from zidesk.domain.plan.numbering import code

_NOWHERE = Place()


class RowStatus(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row of the table, incoming or missing.

    ``code`` is its number after the import, a missing row's its number in the current plan; ``place`` is
    where it was read (blank: only the current plan has it); ``row_id`` is its id in the merged plan;
    ``fields`` is what changes, everything that a new row says.
    """

    status: RowStatus
    code: str
    text: str
    place: Place = _NOWHERE
    fields: tuple[FieldChange, ...] = ()
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in the order after the import, missing rows last, and every problem, conflicts first.

    ``conflicts`` are what both sides have changed since the source was exported; each is a problem, too.
    """

    rows: tuple[RowDifference, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]
    _merge: Merge
    _missing_paths: tuple[Path, ...]
    _compare_taking: Callable[[Collection[ConflictKey]], "Comparison"]

    @property
    def added(self) -> int:
        """Number of new rows."""
        return self._count(RowStatus.NEW)

    @property
    def changed(self) -> int:
        """Number of rows that differ."""
        return self._count(RowStatus.CHANGED)

    @property
    def unchanged(self) -> int:
        """Number of rows that stay as they are."""
        return self._count(RowStatus.UNCHANGED)

    @property
    def missing(self) -> int:
        """Number of current rows that the source does not have."""
        return self._count(RowStatus.MISSING)

    @property
    def takes_decree(self) -> bool:
        """Whether the decree of the source comes along."""
        return self._merge.head.decree != self._merge.current.decree

    def removed(self, *, keep_missing: bool = False) -> int:
        """Return how many of the missing rows ``merged`` leaves out."""
        kept = (self._merge.is_kept(path, keep_missing=keep_missing) for path in self._missing_paths)
        return sum(not is_kept for is_kept in kept)

    def merged(self, *, keep_missing: bool = False) -> Plan:
        """Return the plan after the import, with ids on every row; the same at every call.

        Missing rows are left out only if the source is an export of this very plan, if they hold no
        realisation, evidence or remarks, and if not ``keep_missing``.
        """
        return self._merge.plan(keep_missing=keep_missing)

    def taking(self, keys: Collection[ConflictKey]) -> "Comparison":
        """Return the same comparison with the source's side of these conflicts, and ours of the others."""
        return self._compare_taking(keys)

    def _count(self, status: RowStatus) -> int:
        return sum(row.status is status for row in self.rows)


def compare(
    current: Plan | None,
    incoming: Incoming,
    stored_evidence: Collection[str] = (),
    taken: Collection[ConflictKey] = (),
) -> Comparison:
    """Compare a plan read from outside with the plan it belongs to, ``None`` if it becomes a new one.

    An edited export of this very plan changes only what was changed in it, as ``rebasing`` says; of the
    conflicts whose keys are ``taken`` its side goes. Of any other source it is not known what was changed.
    Rows are matched as ``matching`` says. The current plan's own data (number, status) stays, and so does its
    decree where it has one; evidence links stay, because files do not travel by table, and the source adds
    those to files that are here: linked by the current plan or among the ids ``stored_evidence``; realisation
    and remarks stay where the source does not speak about them.
    """
    source = with_own_areas(current, incoming)
    if not _is_export_of(current, source):
        source = replace(source, exported={})
    ours = current or Plan(incoming.plan.year)
    rebased = rebase(ours, source, taken)
    incoming, matching, conflicts = rebased.incoming, rebased.matching, rebased.conflicts
    merged = merge(current, incoming, matching, stored_evidence)
    missing = tuple(
        path
        for path, node in merged.current_nodes.items()
        if path not in matching.incoming_of and not children(node)
    )
    rows = (*_incoming_rows(incoming, merged), *_missing_rows(merged, missing))
    problems = (
        *map(conflict_problem, conflicts),
        *_unknown_side_problems(source, rows),
        *incoming.problems,
        *_locked_problems(rows, merged, missing),
        *matching_problems(current, incoming, merged, missing),
    )
    return Comparison(
        rows,
        problems,
        conflicts,
        merged,
        missing,
        lambda keys: compare(current, source, stored_evidence, keys),
    )


def _is_export_of(current: Plan | None, source: Incoming) -> bool:
    return current is not None and bool(source.exported) and source.plan.id == current.id


def _unknown_side_problems(source: Incoming, rows: tuple[RowDifference, ...]) -> Iterator[Problem]:
    """Warn of an export of this very plan that cannot tell what was changed here since."""
    if not source.exported or source.knows_what_was_exported:
        return
    if any(row.status in (RowStatus.NEW, RowStatus.CHANGED) for row in rows):
        message = (
            "Berkas Excel ini diekspor dari salinan lain atau oleh zidesk yang lebih lama, sehingga tidak "
            "diketahui apa yang diubah di zidesk sejak itu; isi berkas Excel menggantikan isi zidesk, jadi "
            "periksalah setiap baris yang berubah."
        )
        yield Problem(_NOWHERE, message)


def _locked_problems(
    rows: tuple[RowDifference, ...], merged: Merge, missing: tuple[Path, ...]
) -> Iterator[Problem]:
    """Yield the rows for which a signed plan refuses the import."""
    status = merged.current.status
    if not is_signed(status):
        return
    gone = {merged.current_nodes[path].id for path in missing if not merged.is_kept(path, keep_missing=False)}
    for row in rows:
        fixed = [field.label for field in row.fields if field.fixed]
        what = {
            RowStatus.NEW: "baris baru",
            RowStatus.CHANGED: ", ".join(fixed),
            RowStatus.MISSING: "penghapusan baris" if row.row_id in gone else "",
            RowStatus.UNCHANGED: "",
        }[row.status]
        if what:
            message = (
                f"{row.code}: rencana ini sudah {status}, jadi tidak dapat diimpor ({what}); "
                "samakan dahulu baris ini dengan rencananya."
            )
            yield Problem(row.place, message)


def _incoming_rows(incoming: Incoming, merged: Merge) -> Iterator[RowDifference]:
    heading_changes = _heading_changes(merged)
    moved = set(_moved(merged))
    for path, node in merged.merged_nodes.items():
        if children(node):
            continue
        before = merged.current_nodes.get(merged.matching.current_of.get(path, ()))
        fields = (
            *heading_changes.get(path, ()),
            *row_changes(before, node),
            *_place_changes(path, merged, moved),
        )
        status = RowStatus.NEW
        if before is not None:
            status = RowStatus.CHANGED if fields else RowStatus.UNCHANGED
        yield RowDifference(status, code(path), node.text, incoming.place_of(path), fields, node.id)


def _missing_rows(merged: Merge, missing: tuple[Path, ...]) -> Iterator[RowDifference]:
    for path in missing:
        node = merged.current_nodes[path]
        yield RowDifference(RowStatus.MISSING, code(path), node.text, row_id=node.id)


def _place_changes(path: Path, merged: Merge, moved: set[Path]) -> tuple[FieldChange, ...]:
    if path not in moved:
        return ()
    return (FieldChange(PLACE_LABEL, code(merged.matching.current_of[path]), code(path), fixed=True),)


def _heading_changes(merged: Merge) -> dict[Path, list[FieldChange]]:
    """Return the changes of headings by the row that tells them: the first under it that was there before."""
    moved = set(_moved(merged))
    matched = merged.matching.current_of
    tellers: dict[Path, Path] = {}
    for path, node in merged.merged_nodes.items():
        if not children(node):
            for depth in range(1, len(path)):
                heading = path[:depth]
                teller = tellers.setdefault(heading, path)
                if teller not in matched and path in matched:
                    tellers[heading] = path
    changes: dict[Path, list[FieldChange]] = {}
    for heading, teller in sorted(tellers.items()):
        before = merged.current_nodes.get(merged.matching.current_of.get(heading, ()))
        told = (
            *row_changes(before, merged.merged_nodes[heading]),
            *_place_changes(heading, merged, moved),
        )
        if told:
            changes.setdefault(teller, []).extend(told)
    return changes


def _moved(merged: Merge) -> Iterator[Path]:
    """Yield the matched rows that stand under another parent, or in another order among their siblings."""
    current_of = merged.matching.current_of
    staying: dict[Path, list[Path]] = {}
    for path in merged.merged_nodes:
        current = current_of.get(path)
        if current is None:
            continue
        if current_of.get(path[:-1]) == current[:-1]:
            staying.setdefault(path[:-1], []).append(path)
        else:
            yield path
    for siblings in staying.values():
        in_order = _longest_increasing([current_of[path][-1] for path in siblings])
        yield from (path for path in siblings if current_of[path][-1] not in in_order)


def _longest_increasing(numbers: list[int]) -> set[int]:
    """Return the members of a longest increasing subsequence of distinct numbers."""
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        previous[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    members: set[int] = set()
    member = ends[-1] if ends else None
    while member is not None:
        members.add(member)
        member = previous[member]
    return members
