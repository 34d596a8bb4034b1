"""Which plan of the open file is shown, and how what an operation did reaches it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    Indicator,
    Plan,
    PlanRecord,
    PlanSummary,
    Unit,
)

if TYPE_CHECKING:
    from zidesk.db.history.outcome import ChangeKind, Outcome
    from zidesk.db.store import Store

PLACE_COLUMNS = ("indicator_id", "position")
"""Columns of an action that say where it stands in the tree."""


class ShownPlan(QObject):
    """The plan on screen with its unit and evidence, beside all units and plans of the file.

    ``loaded``: the whole plan was read, another one or the same again; ``patched`` with a tuple of
    ``Action``: only these, or evidence linked to them, changed in place.
    """

    loaded = Signal()
    patched = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.record: PlanRecord | None = None
        self.units: tuple[Unit, ...] = ()
        self.plans: tuple[PlanSummary, ...] = ()

    def begin(
        self,
        units: tuple[Unit, ...] = (),
        plans: tuple[PlanSummary, ...] = (),
        record: PlanRecord | None = None,
    ) -> None:
        """Hold what was read of another file; without anything, none is open. Tells nobody."""
        self.units, self.plans, self.record = units, plans, record

    def choose(self, store: "Store", plan_id: str | None) -> None:
        """Show a plan of the file, or none."""
        self.record = store.load_record(plan_id) if plan_id is not None else None
        self.loaded.emit()

    def read_again(self, store: "Store") -> None:
        """Read everything anew: what is shown may not be what the file holds."""
        self.units, self.plans = store.units(), store.plans()
        shown = self.record.plan.id if self.record is not None else None
        self.choose(store, shown if shown in [plan.id for plan in self.plans] else self._next_best())

    def follow(self, store: "Store", outcome: "Outcome") -> None:
        """Read what an operation changed, and show the plan that it made or went to."""
        from zidesk.db.history.outcome import ChangeKind

        kinds = frozenset(kind for kind, ids in outcome.changed.items() if ids)
        before = {plan.id for plan in self.plans}
        if kinds & {ChangeKind.UNIT, ChangeKind.PLAN}:
            self.units = store.units()
            self.plans = store.plans()
        came = next((plan.id for plan in self.plans if plan.id not in before), None)
        if came is not None:
            self.choose(store, came)
        else:
            self._follow_in_known(store, outcome, kinds)

    def _follow_in_known(self, store: "Store", outcome: "Outcome", kinds: "frozenset[ChangeKind]") -> None:
        from zidesk.db.history.outcome import ChangeKind

        shown = self.record.plan.id if self.record is not None else None
        known = [plan.id for plan in self.plans]
        if shown not in known:
            best = next((id_ for id_ in known if id_ in outcome.plan_ids), None)
            self.choose(store, best if best is not None else self._next_best())
        elif shown in outcome.plan_ids or kinds & {ChangeKind.UNIT, ChangeKind.SETTING, ChangeKind.EVIDENCE}:
            if not self._patch(store, outcome, kinds):
                self.choose(store, shown)
        else:
            elsewhere = next((id_ for id_ in known if id_ in outcome.plan_ids), None)
            if elsewhere is not None:
                self.choose(store, elsewhere)

    def _next_best(self) -> str | None:
        """Return the plan to show instead of one that has gone: its unit's newest, else the file's."""
        unit_id = self.record.unit.id if self.record is not None else None
        own = [plan for plan in self.plans if plan.unit_id == unit_id]
        return latest_plan(own or self.plans)

    def _patch(self, store: "Store", outcome: "Outcome", kinds: "frozenset[ChangeKind]") -> bool:
        """Read only the actions and the evidence that an operation changed.

        ``False`` when rows came, went or moved, or something else changed: all must be read again.
        """
        from zidesk.db.history.outcome import ChangeKind

        of_actions = {ChangeKind.ACTION, ChangeKind.MONTH, ChangeKind.LINK, ChangeKind.REMARK}
        files = outcome.changed.get(ChangeKind.EVIDENCE, frozenset())
        if self.record is None or not kinds <= {*of_actions, ChangeKind.EVIDENCE}:
            return False
        if not files.issuperset(outcome.created):
            return False
        known = {path.action.id for path in self.record.plan.actions()}
        wanted = frozenset[str]().union(*(outcome.changed.get(kind, ()) for kind in of_actions))
        if not wanted <= known:
            return False
        changed = {action.id: action for action in store.load_actions(sorted(wanted))}
        if changed.keys() != wanted or _moved_rows(store, outcome):
            return False
        plan = with_actions(self.record.plan, changed)
        evidence = self.record.evidence
        if files or ChangeKind.LINK in kinds:
            evidence = _linked_evidence(store, plan, evidence, files)
        self.record = replace(self.record, plan=plan, evidence=evidence, moment=store.moment)
        showing = {path.action.id: path.action for path in plan.actions() if _shows(path.action, files)}
        if told := tuple({**showing, **changed}.values()):
            self.patched.emit(told)
        return True


def _shows(action: Action, files: frozenset[str]) -> bool:
    return bool(files) and any(link.evidence_id in files for link in action.evidence)


def _linked_evidence(
    store: "Store", plan: Plan, known: Mapping[str, Evidence], changed: frozenset[str]
) -> dict[str, Evidence]:
    """Return the evidence linked to ``plan``; only what is new to it or changed is read."""
    linked = {link.evidence_id for path in plan.actions() for link in path.action.evidence}
    wanted = linked - known.keys() | linked & changed
    fresh = {file.evidence.id: file.evidence for file in store.evidence_files_of(wanted)}
    return {id_: fresh.get(id_) or known[id_] for id_ in linked}


def _moved_rows(store: "Store", outcome: "Outcome") -> bool:
    from zidesk.db.history.outcome import ChangeKind

    if outcome.operation_id is None or not outcome.changed.get(ChangeKind.ACTION):
        return False
    return any(
        change.before is None
        or change.after is None
        or any(change.before[column] != change.after[column] for column in PLACE_COLUMNS)
        for change in store.changes(outcome.operation_id)
        if change.table == "action"
    )


def latest_plan(plans: Iterable[PlanSummary]) -> str | None:
    """Return the id of the first plan of the newest year, ``None`` if there is none."""
    newest = max(plans, key=lambda plan: plan.year, default=None)
    return newest.id if newest is not None else None


def with_actions(plan: Plan, changed: Mapping[str, Action]) -> Plan:
    """Return ``plan`` with the actions of these ids replaced; branches without any stay the same objects."""

    def in_indicator(indicator: Indicator) -> Indicator:
        if not any(action.id in changed for action in indicator.actions):
            return indicator
        return replace(indicator, actions=tuple(changed.get(a.id, a) for a in indicator.actions))

    def in_component(component: Component) -> Component:
        indicators = tuple(in_indicator(indicator) for indicator in component.indicators)
        if all(new is old for new, old in zip(indicators, component.indicators, strict=True)):
            return component
        return replace(component, indicators=indicators)

    def in_area(area: Area) -> Area:
        components = tuple(in_component(component) for component in area.components)
        if all(new is old for new, old in zip(components, area.components, strict=True)):
            return area
        return replace(area, components=components)

    return replace(plan, areas=tuple(in_area(area) for area in plan.areas))
