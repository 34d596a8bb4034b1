"""Where rows stand: the rows of two sides by one key each, so that the same row has the same key."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zidesk.domain.importing.matching import Matching, Path, walk
from zidesk.domain.plan.model import Node, Plan
from zidesk.domain.plan.numbering import code


@dataclass(frozen=True, slots=True)
class Stand:
    """A row on one side: under which parent's id it stands, and its path there."""

    node: Node
    parent: str
    path: Path


def our_stands(rows: Iterator[tuple[Path, Node]], plan_id: str) -> dict[str, Stand]:
    """Return the current rows by id; one without an id of its own by code."""
    ids: dict[Path, str] = {(): plan_id}
    stands: dict[str, Stand] = {}
    for path, node in rows:
        is_free = node.id not in ("", plan_id) and node.id not in stands
        ids[path] = node.id if is_free else f"={code(path)}"
        stands[ids[path]] = Stand(node, ids[path[:-1]], path)
    return stands


def their_stands(
    ours: Mapping[str, Stand], matched: Matching, theirs: Plan, plan_id: str
) -> dict[str, Stand]:
    """Return the source's rows by the ids of ours that they match, else by their own; new ones by code."""
    keys = {stand.path: row for row, stand in ours.items()}
    ids: dict[Path, str] = {(): plan_id}
    used = {plan_id, *ours}
    stands = {}
    for path, node in walk(theirs):
        match = matched.current_of.get(path)
        is_free = bool(node.id) and node.id not in used
        if match is not None:
            row = keys[match]
        else:
            # A new id would not do: conflicts about the row are recognised when it is compared again.
            row = node.id if is_free else f"+{code(path)}"
            used.add(row)
        ids[path] = row
        own = node if is_free or match is not None else replace(node, id="")
        stands[row] = Stand(own, ids[path[:-1]], path)
    return stands


def interleaved(first: list[str], second: list[str]) -> list[str]:
    """Return ``first`` with the rest of ``second``, each right after the row that it follows there."""
    placed = set(first)
    following: defaultdict[str, list[str]] = defaultdict(list)
    before = ""
    for row in second:
        if row in placed:
            before = row
        else:
            following[before].append(row)
    result = following[""]
    for row in first:
        result.append(row)
        result.extend(following[row])
    return result
