"""What a store says, as a ``Desk``, with everything cross-checked that it says more than once."""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.system.plain_model import Desk, children_of, with_children_of
from zidesk.db.store import Store
from zidesk.domain.plan.model import Action, NodeKind


def read_desk(store: Store) -> Desk:
    """Return everything that the store says; when files were added is left to ``added_at``."""
    return Desk(
        {unit.id: unit for unit in store.units()},
        {summary.id: store.load_record(summary.id).plan for summary in store.plans()},
        {file.evidence.id: replace(file.evidence, added_at=None) for file in store.evidence_files()},
    )


def observe(store: Store) -> Desk:
    """Return everything that the store says, after comparing what it says in more than one way."""
    desk = read_desk(store)
    assert len(desk.files) == len(store.evidence_files())
    for summary in store.plans():
        plan = desk.plans[summary.id]
        told = (summary.unit_id, summary.year, summary.status, summary.schedule_style, summary.title)
        assert told == (plan.unit_id, plan.year, plan.status, plan.schedule_style, plan.title)
        record = store.load_record(summary.id)
        assert record.unit == desk.units[plan.unit_id]
        linked = {link.evidence_id for path in plan.actions() for link in path.action.evidence}
        assert set(record.evidence) == linked
        assert {file.evidence.id for file in store.evidence_files(plan.id)} == linked
    _compare_actions_and_links(store, desk)
    return desk


def added_at(store: Store) -> dict[str, datetime | None]:
    """Return when each evidence file was added."""
    return {file.evidence.id: file.evidence.added_at for file in store.evidence_files()}


def compare_bytes(store: Store, contents: Mapping[str, bytes]) -> None:
    """Compare every evidence file's bytes with those of ``contents``, by SHA-256."""
    for sha256 in {file.evidence.sha256 for file in store.evidence_files()}:
        copy = io.BytesIO()
        store.copy_evidence(sha256, copy)
        assert copy.getvalue() == contents[sha256]
        assert hashlib.sha256(copy.getvalue()).hexdigest() == sha256


def lacks_ids(desk: Desk) -> bool:
    """Whether the model left an id to the store."""
    nodes = desk.nodes()
    remarks = (remark for node in nodes if isinstance(node, Action) for remark in node.remarks)
    return "" in desk.units or "" in desk.plans or not all(one.id for one in (*nodes, *remarks))


def with_ids_of(expected: Desk, seen: Desk) -> Desk:
    """Return ``expected`` with the ids that the store chose in place of ``""``.

    Whatever does not fit stays ``""``, so that the comparison that follows fails.
    """
    units, plans = dict(expected.units), dict(expected.plans)
    if "" in units:
        units = _named(units, seen.units)
    if "" in plans:
        plans = _named(plans, seen.plans)
    unit_id = next(iter(units.keys() - expected.units.keys()), "")
    plans = {
        id_: _with_node_ids(replace(plan, id=id_, unit_id=plan.unit_id or unit_id), seen.plans.get(id_, plan))
        for id_, plan in plans.items()
    }
    return replace(expected, units=units, plans=plans)


def _compare_actions_and_links(store: Store, desk: Desk) -> None:
    actions = [node for node in desk.nodes(NodeKind.ACTION) if isinstance(node, Action)]
    wanted = [action.id for action in reversed(actions)]
    assert store.load_actions(wanted) == tuple(reversed(actions))
    links = {(link.evidence_id, action.id, link.month) for action in actions for link in action.evidence}
    files = store.evidence_files()
    assert {(file.evidence.id, *link) for file in files for link in file.links} == links
    assert sum(len(action.evidence) for action in actions) == sum(len(file.links) for file in files)


def _named(expected: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    new = seen.keys() - expected.keys()
    name = new.pop() if len(new) == 1 and len(seen) == len(expected) else ""
    return {key or name: replace(value, id=key or name) for key, value in expected.items()}


def _with_node_ids(expected: Any, seen: Any) -> Any:
    if isinstance(expected, Action) and isinstance(seen, Action):
        return replace(expected, remarks=_ids_taken_over(expected.remarks, seen.remarks))
    below, other = children_of(expected), children_of(seen)
    if len(below) != len(other):
        return expected
    pairs = zip(_ids_taken_over(below, other), other, strict=True)
    return with_children_of(expected, (_with_node_ids(one, another) for one, another in pairs))


def _ids_taken_over(expected: Sequence[Any], seen: Iterable[Any]) -> tuple[Any, ...]:
    listed = tuple(seen)
    if len(expected) != len(listed):
        return tuple(expected)
    return tuple(replace(one, id=one.id or other.id) for one, other in zip(expected, listed, strict=True))
