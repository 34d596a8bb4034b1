"""The plan after an import: a source's rows, on top of the current plan's, with ids, evidence and remarks."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import cast

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.importing.matching import Matching, Path, walk
from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import (
    MONTHS,
    Action,
    Area,
    EvidenceLink,
    Node,
    Plan,
    Remark,
    children,
    new_id,
    with_children,
)

_ROW_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome of merging, row by row: every incoming row as it will be stored, by its path.

    ``deletes`` says whether a row that the source does not have goes: somebody deleted it, or it is an empty
    area of a plan not begun yet.
    """

    current: Plan
    head: Plan
    deletes: bool
    matching: Matching
    current_nodes: dict[Path, Node]
    merged_nodes: dict[Path, Node]

    def plan(self, *, keep_missing: bool) -> Plan:
        """Return the merged plan; missing rows stay right after the sibling that they followed."""
        keep_all = keep_missing or not self.deletes
        areas = self._children_of((), keep_all=keep_all)
        return replace(self.head, areas=cast("tuple[Area, ...]", areas))

    def is_kept(self, path: Path, *, keep_missing: bool) -> bool:
        """Whether the current row at ``path``, which the source no longer has, stays in the plan."""
        node = self.current_nodes[path]
        keeps_all = keep_missing or not self.deletes
        return keeps_all or (isinstance(node, Action) and holds_work(node))

    def _children_of(self, path: Path, *, keep_all: bool) -> tuple[Node, ...]:
        kept_after = self._kept_below(path, keep_all=keep_all)
        result = list(kept_after[None])
        below = self.head.areas if path == () else children(self.merged_nodes[path])
        for index in range(len(below)):
            child = (*path, index)
            node = self.merged_nodes[child]
            result.append(with_children(node, self._children_of(child, keep_all=keep_all)))
            result.extend(kept_after[child])
        return tuple(result)

    def _kept_below(self, path: Path, *, keep_all: bool) -> defaultdict[Path | None, list[Node]]:
        """Return the kept rows below a row, by the incoming sibling that they follow."""
        kept: defaultdict[Path | None, list[Node]] = defaultdict(list)
        current = self.matching.current_of.get(path)
        if current is None:
            return kept
        sibling: Path | None = None
        below = self.current.areas if current == () else children(self.current_nodes[current])
        for index in range(len(below)):
            child = (*current, index)
            incoming = self.matching.incoming_of.get(child)
            if incoming is None:
                kept[sibling].extend(self._kept(child, keep_all=keep_all))
            elif incoming[:-1] == path:
                sibling = incoming
        return kept

    def _kept(self, path: Path, *, keep_all: bool) -> list[Node]:
        """Return the missing row with what is kept below it, or nothing."""
        node = self.current_nodes[path]
        below = children(node)
        if not below:
            return [node] if self.is_kept(path, keep_missing=keep_all) else []
        paths = [(*path, index) for index in range(len(below))]
        missing = [child for child in paths if child not in self.matching.incoming_of]
        kept = [node for child in missing for node in self._kept(child, keep_all=keep_all)]
        return [with_children(node, tuple(kept))] if kept else []


def merge(
    current: Plan | None, incoming: Incoming, matching: Matching, stored_evidence: Collection[str] = ()
) -> Merge:
    """Fit every row of a source that was put on top of the current plan; new rows get their ids here.

    Links go to evidence that the current plan links to, or that is among the ids ``stored_evidence``.
    """
    ours = current or Plan(incoming.plan.year)
    current_nodes = dict(walk(ours))
    row_ids = _row_ids(current, incoming, matching, current_nodes)
    actions = [node for node in current_nodes.values() if isinstance(node, Action)]
    known_evidence = {link.evidence_id for action in actions for link in action.evidence}
    known_evidence.update(stored_evidence)
    known_remarks = {remark.id for action in actions for remark in action.remarks}
    merged_nodes: dict[Path, Node] = {}
    for path, node in walk(incoming.plan):
        match = current_nodes.get(matching.current_of.get(path, ()))
        merged: Node = node
        if isinstance(node, Action):
            own = match if isinstance(match, Action) else Action("")
            merged = replace(
                node,
                months=tuple(cell for cell in map(node.cell, MONTHS) if not cell.is_blank),
                schedule_text=node.schedule_text or None,
                evidence=_links(own.evidence, node.evidence, known_evidence),
                remarks=_remarks(own.remarks, node.remarks, known_remarks),
            )
        merged_nodes[path] = replace(merged, id=row_ids(path, node, match))
    same_plan = current is not None and incoming.plan.id in ("", current.id)
    if current is None:
        head = replace(incoming.plan, id=incoming.plan.id or new_id())
    else:
        head = replace(current, areas=incoming.plan.areas)
        if takes_decree(current, incoming):
            head = replace(head, decree=incoming.plan.decree.without_ids())
    deletes = (incoming.carries_ids and same_plan) or _fills_blank_form(ours, incoming.plan)
    return Merge(ours, head, deletes, matching, current_nodes, merged_nodes)


def takes_decree(current: Plan, incoming: Incoming) -> bool:
    """Whether the source's decree becomes that of a draft that has none; nothing written is replaced."""
    words = incoming.plan.decree
    return current.decree.is_blank and not words.is_blank and not is_signed(current.status)


def _fills_blank_form(ours: Plan, theirs: Plan) -> bool:
    """Whether a plan of empty areas only meets a whole one, whose areas may be worded differently."""
    return len(theirs.areas) >= len(ours.areas) and not any(area.components for area in ours.areas)


def holds_work(action: Action) -> bool:
    """Whether an action holds what would be lost with it: realisation, evidence or remarks."""
    recorded = any(not replace(cell, planned=False).is_blank for cell in action.months)
    return recorded or bool(action.evidence) or bool(action.remarks)


def _row_ids(
    current: Plan | None, incoming: Incoming, matching: Matching, current_nodes: dict[Path, Node]
) -> Callable[[Path, Node, Node | None], str]:
    """Return the function that chooses a row's id.

    A new row of the same plan was made on another computer and keeps the id that it has there, so that
    it is recognised when it comes again.
    """
    taken = {node.id for node in current_nodes.values()}
    repeated = set(matching.repeated)
    same_plan = current is None or (bool(current.id) and incoming.plan.id == current.id)

    def choose(path: Path, node: Node, match: Node | None) -> str:
        if match is not None:
            return match.id
        own = same_plan and path not in repeated and node.id not in taken
        return node.id if own and _ROW_ID.fullmatch(node.id) else new_id()

    return choose


def _links(
    ours: tuple[EvidenceLink, ...], theirs: tuple[EvidenceLink, ...], known: set[str]
) -> tuple[EvidenceLink, ...]:
    extra = {link for link in theirs if link.evidence_id in known} - set(ours)
    return (*ours, *sorted(extra))


def _remarks(ours: tuple[Remark, ...], theirs: tuple[Remark, ...], known: set[str]) -> tuple[Remark, ...]:
    """Return our remarks as the source has them now, then its new ones; a remark is never dropped.

    ``known`` holds the ids of all remarks so far; those of new ones are added to it.
    """
    left = list(theirs)
    result = []
    for remark in ours:
        same = [other for other in left if other.id and other.id == remark.id] or [
            other
            for other in left
            if other.id not in known and (other.text, other.made_on) == (remark.text, remark.made_on)
        ]
        if same:
            left.remove(same[0])
        result.append(replace(same[0], id=remark.id) if same else remark)
    for other in left:
        fresh = bool(other.id) and other.id not in known
        known.add(other.id)
        result.append(other if fresh else replace(other, id=new_id()))
    return tuple(result)
