"""What a new plan starts from: the six empty areas, or another plan's rows without what was done on them."""

from dataclasses import replace

from zidesk.domain.plan.model import AREA_NAMES, Action, Area, MonthCell, Plan


def blank_plan(year: int) -> Plan:
    """Return a draft for ``year`` with the six areas and nothing in them."""
    return Plan(year=year, areas=tuple(Area(text=name) for name in AREA_NAMES))


def plan_from_template(template: Plan, year: int) -> Plan:
    """Return a draft for ``year`` with the template's texts, schedules and targets.

    Title, decree, realisation, evidence, remarks and ids stay behind.
    """
    areas = tuple(
        replace(
            area,
            id="",
            components=tuple(
                replace(
                    component,
                    id="",
                    indicators=tuple(
                        replace(indicator, id="", actions=tuple(map(_fresh, indicator.actions)))
                        for indicator in component.indicators
                    ),
                )
                for component in area.components
            ),
        )
        for area in template.areas
    )
    return Plan(year=year, areas=areas, schedule_style=template.schedule_style)


def _fresh(action: Action) -> Action:
    months = tuple(MonthCell(month, planned=True) for month in sorted(action.planned_months))
    return replace(action, id="", months=months, evidence=(), remarks=())
