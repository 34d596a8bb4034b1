"""The tree as rows: flattening plans and nodes, finding a row's plan, keeping positions dense."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Table, insert, select, update

from zidesk.db.reading.layout import parent_column
from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.values import Stored, iso, stored_values
from zidesk.db.tables import table
from zidesk.domain.errors import NotFoundError
from zidesk.domain.plan.fields import MONTH_FIELDS, NODE_FIELDS
from zidesk.domain.plan.model import Action, Node, NodeKind, Remark, children, new_id, node_kind
from zidesk.domain.plan.validation import clean_text

Values = dict[str, Stored]

NODE_TABLES: Mapping[NodeKind, Table] = {kind: table(kind) for kind in NodeKind}
ROW_ORDER = (*NodeKind, "action_month", "evidence_link", "remark")
"""The tables of a plan's tree, parents before children."""

_ID_DIGITS = frozenset("0123456789abcdef")


def is_id(text: str) -> bool:
    """Whether ``text`` can be the id of a row: 32 lower-case hexadecimal digits."""
    return len(text) == 32 and set(text) <= _ID_DIGITS


def _plans_of(kind: NodeKind) -> Select[Any]:
    """Return the query for (id, plan id) of nodes."""
    start = NODE_TABLES[kind]
    source: FromClause = start
    lower, above = start, kind.parent
    while above is not None:
        upper = NODE_TABLES[above]
        source = source.join(upper, lower.c[f"{above}_id"] == upper.c.id)
        lower, above = upper, above.parent
    return select(start.c.id, lower.c.plan_id).select_from(source).where(in_ids(start.c.id))


_PLANS_OF = {kind: _plans_of(kind) for kind in NodeKind}


@dataclass(slots=True)
class TreeRows:
    """Rows of plans' trees, by table and in reading order, ready to be inserted or compared.

    ``evidence`` lists the evidence ids that links may refer to; links to others are left out.
    ``taken`` holds, by table, the ids that may not be used again; a node with such an id gets a new one.
    """

    evidence: Collection[str] = frozenset()
    taken: dict[str, set[str]] = field(default_factory=dict)
    rows: dict[str, list[Values]] = field(default_factory=lambda: {name: [] for name in ROW_ORDER})

    def add(self, node: Node, parent_id: str, position: int) -> str:
        """Add a node with all below it and return its id."""
        kind = node_kind(node)
        node_id = self._free_id(kind, node.id)
        row: Values = {
            "id": node_id,
            parent_column(kind): parent_id,
            "position": position,
            **stored_values(NODE_FIELDS[kind], node),
        }
        if isinstance(node, Action):
            self._add_details(node, node_id)
        self.rows[kind].append(row)
        self.add_all(children(node), node_id)
        return node_id

    def add_all(self, nodes: Iterable[Node], parent_id: str, first: int = 0) -> list[str]:
        """Add siblings from position ``first`` on and return their ids."""
        return [self.add(node, parent_id, position) for position, node in enumerate(nodes, first)]

    def insert(self, connection: Connection) -> None:
        """Insert all rows, parents first."""
        for name in ROW_ORDER:
            if self.rows[name]:
                connection.execute(insert(table(name)), self.rows[name])

    def _free_id(self, name: str, wanted: str) -> str:
        taken = self.taken.setdefault(name, set())
        free = wanted if is_id(wanted) and wanted not in taken else new_id()
        taken.add(free)
        return free

    def _add_details(self, action: Action, action_id: str) -> None:
        for cell in sorted(action.months, key=lambda cell: cell.month):
            if not cell.is_blank:
                self.rows["action_month"].append(
                    {
                        "action_id": action_id,
                        "month": cell.month,
                        **stored_values(MONTH_FIELDS, cell),
                    }
                )
        self.rows["evidence_link"] += [
            {"action_id": action_id, "evidence_id": link.evidence_id, "month": link.month}
            for link in sorted(set(action.evidence))
            if link.evidence_id in self.evidence
        ]
        self.rows["remark"] += [
            self._remark(remark, action_id, position) for position, remark in enumerate(action.remarks)
        ]

    def _remark(self, remark: Remark, action_id: str, position: int) -> Values:
        return {
            "id": self._free_id("remark", remark.id),
            "action_id": action_id,
            "position": position,
            "text": clean_text(remark.text),
            "made_on": iso(remark.made_on),
            "answered": int(remark.answered),
        }


def known_evidence(connection: Connection) -> frozenset[str]:
    """Return the ids of all evidence files."""
    return frozenset(connection.execute(select(table("evidence").c.id)).scalars())


def taken_ids(connection: Connection, nodes: Iterable[Node]) -> dict[str, set[str]]:
    """Return, by table, those ids of the nodes and all below them that rows already have."""
    wanted: dict[str, set[str]] = {}
    _collect_ids(nodes, wanted)
    found: dict[str, set[str]] = {}
    for name, ids in wanted.items():
        query = select(table(name).c.id).where(in_ids(table(name).c.id))
        found[name] = set(connection.execute(query, ids_parameter(ids)).scalars())
    return found


def plans_of_nodes(connection: Connection, kind: NodeKind, ids: Collection[str]) -> dict[str, str]:
    """Return the plan id of each node. Raises NotFoundError when one does not exist."""
    found = {row[0]: row[1] for row in connection.execute(_PLANS_OF[kind], ids_parameter(ids))}
    if len(found) < len(set(ids)):
        raise NotFoundError("Baris itu tidak ada lagi dalam berkas; muatlah ulang rencananya.")
    return found


def child_ids(connection: Connection, kind: NodeKind, parent_id: str) -> list[str]:
    """Return the ids of the nodes of ``kind`` under a parent (for areas: a plan), in order."""
    nodes = NODE_TABLES[kind]
    rows = connection.execute(
        select(nodes.c.id)
        .where(nodes.c[parent_column(kind)] == parent_id)
        .order_by(nodes.c.position, nodes.c.id)
    )
    return list(rows.scalars())


def number_children(connection: Connection, kind: NodeKind, ids: Iterable[str]) -> None:
    """Give siblings the positions 0, 1, 2, … in the order of ``ids``, writing only what differs."""
    nodes = NODE_TABLES[kind]
    listed = list(ids)
    present = connection.execute(
        select(nodes.c.id, nodes.c.position).where(in_ids(nodes.c.id)), ids_parameter(listed)
    )
    positions = {row[0]: row[1] for row in present}
    for position, node_id in enumerate(listed):
        if positions[node_id] != position:
            connection.execute(update(nodes).where(nodes.c.id == node_id).values(position=position))


def _collect_ids(nodes: Iterable[Node], into: dict[str, set[str]]) -> None:
    for node in nodes:
        if node.id:
            into.setdefault(node_kind(node), set()).add(node.id)
        if isinstance(node, Action):
            into.setdefault("remark", set()).update(remark.id for remark in node.remarks if remark.id)
        _collect_ids(children(node), into)
