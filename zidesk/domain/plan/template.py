"""What a new plan starts from: the six empty areas, or another plan's rows without what was done on them."""

from collections.abc import Collection
from dataclasses import replace
from typing import cast

from zidesk.domain.plan.model import AREA_NAMES, Action, Area, MonthCell, Node, Plan, children, with_children


def blank_plan(year: int) -> Plan:
    """Return a draft for ``year`` with the six areas and nothing in them."""
    return Plan(year=year, areas=tuple(Area(text=name) for name in AREA_NAMES))


def plan_from_template(template: Plan, year: int) -> Plan:
    """Return a draft for ``year`` with the template's texts, schedules and targets.

    Title, decree, realisation, evidence, remarks and ids stay behind.
    """
    areas = cast("tuple[Area, ...]", tuple(map(fresh_copy, template.areas)))
    return Plan(year=year, areas=areas, schedule_style=template.schedule_style)


def fresh_copy(node: Node, leave_out: Collection[str] = ()) -> Node:
    """Return a row's copy, with all below it, without ids and without what was done, proved or remarked.

    Rows below it whose ids are in ``leave_out`` stay behind.
    """
    if isinstance(node, Action):
        months = tuple(MonthCell(month, planned=True) for month in sorted(node.planned_months))
        return replace(node, id="", months=months, evidence=(), remarks=())
    below = tuple(fresh_copy(child, leave_out) for child in children(node) if child.id not in leave_out)
    return replace(with_children(node, below), id="")
