"""What differs between two desks, in the terms in which an operation says what it changed."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, replace

from tests.system.plain_model import BELOW, KINDS, Desk, children_of
from zidesk.db.history.outcome import ChangeKind
from zidesk.domain.plan.model import Action, Node, Plan

Row = tuple[ChangeKind, str, str, Hashable]
"""Kind, id, id of the plan that it lies in, and all that it says."""

_DETAILS = {"months": ChangeKind.MONTH, "evidence": ChangeKind.LINK, "remarks": ChangeKind.REMARK}


def differences(before: Desk, after: Desk) -> tuple[Mapping[ChangeKind, frozenset[str]], frozenset[str]]:
    """Return the ids that differ by kind, and the plans in which they lie."""
    changed: dict[ChangeKind, set[str]] = defaultdict(set)
    plan_ids = set()
    for kind, row_id, plan_id, _ in set(_rows(before)) ^ set(_rows(after)):
        changed[kind].add(row_id)
        plan_ids |= {plan_id} - {""}
    return {kind: frozenset(ids) for kind, ids in changed.items()}, frozenset(plan_ids)


def _rows(desk: Desk) -> Iterator[Row]:
    for unit in desk.units.values():
        yield ChangeKind.UNIT, unit.id, "", unit
    for file in desk.files.values():
        yield ChangeKind.EVIDENCE, file.id, "", file
    for plan in desk.plans.values():
        yield ChangeKind.PLAN, plan.id, plan.id, _own_fields(plan)
        yield from _decree_rows(plan)
        yield from _rows_below(plan, plan.id)


def _decree_rows(plan: Plan) -> Iterator[Row]:
    if not plan.decree.is_blank:
        yield ChangeKind.DECREE, plan.id, plan.id, replace(plan.decree, sections=())
    for position, section in enumerate(plan.decree.sections):
        yield ChangeKind.SECTION, section.id, plan.id, (position, section)


def _rows_below(parent: Plan | Node, plan_id: str) -> Iterator[Row]:
    for position, node in enumerate(children_of(parent)):
        kind = ChangeKind(KINDS[type(node)].value)
        yield kind, node.id, plan_id, (parent.id, position, _own_fields(node))
        if isinstance(node, Action):
            for name, detail in _DETAILS.items():
                if said := getattr(node, name):
                    yield detail, node.id, plan_id, said
        yield from _rows_below(node, plan_id)


def _own_fields(node: Plan | Node) -> Hashable:
    others = {BELOW.get(type(node)), "decree", *_DETAILS}
    return tuple(getattr(node, field.name) for field in fields(node) if field.name not in others)
