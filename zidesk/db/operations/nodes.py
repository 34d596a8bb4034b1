"""Operations on rows of the tree: add, edit, move, delete, duplicate."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from zidesk.db.guards import require_draft, require_draft_nodes, require_plan
from zidesk.db.history.outcome import Outcome
from zidesk.db.reading.layout import parent_column
from zidesk.db.reading.plans import read_node
from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.tree import (
    NODE_TABLES,
    TreeRows,
    child_ids,
    known_evidence,
    number_children,
    plans_of_nodes,
    taken_ids,
)
from zidesk.db.reading.values import stored
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.checking import check_node
from zidesk.domain.plan.fields import NODE_FIELDS, by_name
from zidesk.domain.plan.lock import FIXED_OF_NODE
from zidesk.domain.plan.model import Node, NodeKind, node_kind
from zidesk.domain.plan.template import fresh_copy

KIND_NAMES: Mapping[NodeKind, str] = {
    NodeKind.AREA: "area",
    NodeKind.COMPONENT: "komponen",
    NodeKind.INDICATOR: "indikator",
    NodeKind.ACTION: "langkah aksi",
}
NodeEdit = tuple[NodeKind, str, Mapping[str, Any]]
"""A node's kind, its id, and the fields to set."""


def add_nodes(store: Store, parent_id: str, position: int, nodes: Sequence[Node]) -> Outcome:
    """Insert whole subtrees, all of one kind, before the child at ``position`` (beyond the last: at the end).

    ``parent_id`` is a plan's id for areas. Ids are kept where given and free; links to unknown evidence are
    left out. ``created`` holds the ids of ``nodes`` in order. Raises InvalidInputError, NotFoundError,
    PlanLockedError.
    """
    if not nodes:
        return Outcome("Tambah baris")
    kind = node_kind(nodes[0])
    if any(node_kind(node) is not kind for node in nodes):
        raise InvalidInputError(
            "Baris yang ditambahkan harus setingkat; tambahkanlah satu tingkat demi satu."
        )
    for node in nodes:
        check_node(node)
    with store.operation(f"Tambah {_count(kind, len(nodes))}") as operation:
        connection = operation.connection
        _require_draft_parent(connection, kind, parent_id)
        siblings = child_ids(connection, kind, parent_id)
        at = max(0, min(position, len(siblings)))
        rows = TreeRows(known_evidence(connection), taken_ids(connection, nodes))
        added = rows.add_all(nodes, parent_id, at)
        rows.insert(connection)
        number_children(connection, kind, [*siblings[:at], *added, *siblings[at:]])
        operation.created.extend(added)
    return operation.outcome


def edit_node(store: Store, kind: NodeKind, node_id: str, **fields: Any) -> Outcome:
    """Set fields of one row.

    They are those of ``NODE_FIELDS``; ``schedule_text`` may be ``None``: computed from the months.
    Raises InvalidInputError, NotFoundError, PlanLockedError.
    """
    return edit_nodes(store, [(kind, node_id, fields)])


def edit_nodes(store: Store, edits: Sequence[NodeEdit], name: str | None = None) -> Outcome:
    """Set fields of several rows as one step; see ``edit_node``.

    A signed plan still takes what no decree fixes (``lock``). Raises as ``edit_node``.
    """
    checked = _merged([(kind, node_id, _checked_fields(kind, fields)) for kind, node_id, fields in edits])
    with store.operation(name or _edit_name(checked)) as operation:
        for kind in NodeKind:
            of_kind = [(node_id, fields) for edited, node_id, fields in checked if edited is kind]
            plans = plans_of_nodes(operation.connection, kind, {node_id for node_id, _ in of_kind})
            fixed = {plans[node_id] for node_id, fields in of_kind if FIXED_OF_NODE[kind] & fields.keys()}
            require_draft(operation.connection, fixed)
            nodes = NODE_TABLES[kind]
            for node_id, fields in of_kind:
                if fields:
                    operation.connection.execute(update(nodes).where(nodes.c.id == node_id).values(fields))
    return operation.outcome


def move_node(store: Store, kind: NodeKind, node_id: str, new_parent_id: str, position: int) -> Outcome:
    """Move a row with all below it under ``new_parent_id`` (same plan), to be its child at ``position``.

    ``position`` counts without the moved row. Raises InvalidInputError when the parent lies in another
    plan, NotFoundError, PlanLockedError.
    """
    with store.operation(f"Pindahkan {KIND_NAMES[kind]}") as operation:
        connection = operation.connection
        plan_id = require_draft_nodes(connection, kind, {node_id})[node_id]
        if _require_draft_parent(connection, kind, new_parent_id) != plan_id:
            raise InvalidInputError(
                "Baris hanya dapat dipindahkan di dalam rencana yang sama; salinlah barisnya."
            )
        nodes, column = NODE_TABLES[kind], parent_column(kind)
        old_parent = connection.execute(select(nodes.c[column]).where(nodes.c.id == node_id)).scalar_one()
        siblings = [other for other in child_ids(connection, kind, new_parent_id) if other != node_id]
        at = max(0, min(position, len(siblings)))
        values = {column: new_parent_id, "position": at}
        connection.execute(update(nodes).where(nodes.c.id == node_id).values(values))
        number_children(connection, kind, [*siblings[:at], node_id, *siblings[at:]])
        if old_parent != new_parent_id:
            number_children(connection, kind, child_ids(connection, kind, old_parent))
    return operation.outcome


def delete_nodes(store: Store, ids: Sequence[tuple[NodeKind, str]]) -> Outcome:
    """Delete rows with all below them; evidence files stay, unlinked.

    A row below another one of ``ids`` may be named too. Raises NotFoundError, PlanLockedError.
    """
    by_kind: dict[NodeKind, set[str]] = defaultdict(set)
    for kind, node_id in ids:
        by_kind[kind].add(node_id)
    count = sum(map(len, by_kind.values()))
    name = f"Hapus {KIND_NAMES[ids[0][0]]}" if count == 1 else f"Hapus {count} baris"
    with store.operation(name) as operation:
        connection = operation.connection
        for kind, node_ids in by_kind.items():
            require_draft_nodes(connection, kind, node_ids)
        for kind in reversed(NodeKind):
            if by_kind[kind]:
                _delete_of_kind(connection, kind, by_kind[kind])
    return operation.outcome


def duplicate_node(store: Store, kind: NodeKind, node_id: str, *, leave_out: Collection[str] = ()) -> Outcome:
    """Copy a row with all below it right after itself: texts, schedule and target, not what was done.

    Rows below it whose ids are in ``leave_out`` are not copied. ``created`` holds the copy's id.
    Raises NotFoundError, PlanLockedError.
    """
    with store.operation(f"Gandakan {KIND_NAMES[kind]}") as operation:
        connection = operation.connection
        require_draft_nodes(connection, kind, {node_id})
        nodes = NODE_TABLES[kind]
        parent_id, position = connection.execute(
            select(nodes.c[parent_column(kind)], nodes.c.position).where(nodes.c.id == node_id)
        ).one()
        copied = fresh_copy(read_node(operation.raw, kind, node_id), leave_out)
        add_nodes(store, parent_id, position + 1, [copied])
    return operation.outcome


def _count(kind: NodeKind, count: int) -> str:
    return KIND_NAMES[kind] if count == 1 else f"{count} {KIND_NAMES[kind]}"


def _edit_name(edits: Sequence[NodeEdit]) -> str:
    if len(edits) != 1:
        return f"Ubah {len(edits)} baris"
    kind, _, fields = edits[0]
    known = by_name(NODE_FIELDS[kind])
    changed = [known[field].called for field in fields]
    return f"Ubah {changed[0] if len(changed) == 1 else 'isian'} {KIND_NAMES[kind]}"


def _merged(edits: Iterable[NodeEdit]) -> list[NodeEdit]:
    """Return one edit a row, the last value of each field: a row is written once."""
    merged: dict[tuple[NodeKind, str], dict[str, Any]] = {}
    for kind, node_id, fields in edits:
        merged.setdefault((kind, node_id), {}).update(fields)
    return [(kind, node_id, fields) for (kind, node_id), fields in merged.items()]


def _checked_fields(kind: NodeKind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields cleaned. Raises InvalidInputError; a field the kind has not is a ``TypeError``."""
    known = by_name(NODE_FIELDS[kind])
    unknown = fields.keys() - known.keys()
    if unknown:
        raise TypeError(f"{kind} has no field {', '.join(sorted(unknown))}")
    return {name: stored(known[name], known[name].check(value)) for name, value in fields.items()}


def _require_draft_parent(connection: Connection, kind: NodeKind, parent_id: str) -> str:
    """Return the plan of a parent whose plan may be edited, the parent itself for areas."""
    if kind.parent is None:
        require_plan(connection, parent_id)
        require_draft(connection, {parent_id})
        return parent_id
    return require_draft_nodes(connection, kind.parent, {parent_id})[parent_id]


def _delete_of_kind(connection: Connection, kind: NodeKind, ids: set[str]) -> None:
    """Delete nodes that may be there still; children and details follow by the foreign keys."""
    nodes, column = NODE_TABLES[kind], parent_column(kind)
    chosen, listed = in_ids(nodes.c.id), ids_parameter(ids)
    parents = connection.execute(select(nodes.c[column]).where(chosen).distinct(), listed).scalars().all()
    connection.execute(delete(nodes).where(chosen), listed)
    for parent_id in parents:
        number_children(connection, kind, child_ids(connection, kind, parent_id))
