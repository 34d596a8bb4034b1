"""A store with one plan, and short ways to its rows by their texts."""

from dataclasses import dataclass, replace
from typing import Any

from zidesk.db.store import Store
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell, Plan, Remark


@dataclass(frozen=True, slots=True)
class Desk:
    """An open store and the id of the plan under test."""

    store: Store
    plan_id: str

    @property
    def plan(self) -> Plan:
        """The plan as it is stored now."""
        return self.store.load_record(self.plan_id).plan

    def action(self, text: str) -> Action:
        """Return the action whose text starts with ``text``."""
        return next(path.action for path in self.plan.actions() if path.action.text.startswith(text))

    def indicator(self, text: str) -> Indicator:
        """Return the indicator with this text."""
        return next(path.indicator for path in self.plan.actions() if path.indicator.text == text)

    def component(self, text: str) -> Component:
        """Return the component with this text."""
        return next(path.component for path in self.plan.actions() if path.component.text == text)

    def area(self, number: int) -> Area:
        """Return an area by its number from 0."""
        return self.plan.areas[number]

    def texts(self) -> list[str]:
        """Return the first lines of all actions in order."""
        return [path.action.text.split("\n")[0] for path in self.plan.actions()]


def everything(store: Store) -> dict[str, Any]:
    """Return all that a file says, for comparing before and after."""
    return {
        "units": store.units(),
        "records": {plan.id: store.load_record(plan.id) for plan in store.plans()},
        "evidence": store.evidence_files(),
    }


def without_ids(plan: Plan) -> Plan:
    """Return the plan as if it had just been typed, for comparing contents alone."""

    def bare_action(action: Action) -> Action:
        remarks = tuple(Remark("", remark.text, remark.made_on, remark.answered) for remark in action.remarks)
        return replace(action, id="", remarks=remarks)

    return replace(
        plan,
        id="",
        unit_id="",
        decree=bare_decree(plan.decree),
        areas=tuple(
            Area(
                area.text,
                tuple(
                    Component(
                        component.text,
                        tuple(
                            Indicator(indicator.text, tuple(map(bare_action, indicator.actions)))
                            for indicator in component.indicators
                        ),
                    )
                    for component in area.components
                ),
            )
            for area in plan.areas
        ),
    )


def planned(*months: int) -> tuple[MonthCell, ...]:
    """Return cells that are planned and nothing else."""
    return tuple(MonthCell(month, planned=True) for month in months)


def bare_decree(decree: Decree) -> Decree:
    """Return a decree as it was before it was stored."""
    parts = {
        part.value: tuple(replace(clause, id="") for clause in decree.clauses(part)) for part in ClausePart
    }
    sections = tuple(
        replace(section, id="", blocks=tuple(replace(block, id="") for block in section.blocks))
        for section in decree.sections
    )
    return replace(decree, **parts, sections=sections)
