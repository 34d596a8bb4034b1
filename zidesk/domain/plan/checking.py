"""Whether a unit, a plan, a row or a month is within the limits, whole."""

from collections.abc import Iterable
from typing import Any

from zidesk.domain.decree.checking import check_decree
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import MONTH_FIELDS, NODE_FIELDS, PLAN_FIELDS, UNIT_FIELDS, Field
from zidesk.domain.plan.model import Action, MonthCell, Node, Plan, Unit, children, node_kind
from zidesk.domain.plan.validation import MAX_ACTIONS, check_month, check_text


def check_unit(unit: Unit) -> None:
    """Raise ``InvalidInputError`` when a unit has no name, or a field that is too long."""
    _check_fields(unit, UNIT_FIELDS)


def check_plan(plan: Plan) -> None:
    """Raise ``InvalidInputError`` when a plan or anything in its tree is outside the limits."""
    _check_fields(plan, PLAN_FIELDS)
    check_decree(plan.decree)
    for area in plan.areas:
        check_node(area)
    count = sum(1 for _ in plan.actions())
    if count > MAX_ACTIONS:
        message = f"Rencana berisi {count} langkah aksi; paling banyak {MAX_ACTIONS} yang dapat disimpan."
        raise InvalidInputError(message)


def check_node(node: Node) -> None:
    """Raise ``InvalidInputError`` when a row or anything below it is outside the limits."""
    _check_fields(node, NODE_FIELDS[node_kind(node)])
    if isinstance(node, Action):
        for cell in node.months:
            check_cell(cell)
        for link in node.evidence:
            check_month(link.month, whole_year=True)
        for remark in node.remarks:
            check_text(remark.text, "Catatan provinsi")
    for child in children(node):
        check_node(child)


def check_cell(cell: MonthCell) -> None:
    """Raise ``InvalidInputError`` when a month cell is outside the limits."""
    check_month(cell.month)
    _check_fields(cell, MONTH_FIELDS)


def _check_fields(thing: Any, fields: Iterable[Field]) -> None:
    for field in fields:
        field.check(getattr(thing, field.name))
