"""Reading plans as domain values: a fixed number of queries, whatever the size of the plan."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zidesk.db.history.recording import moment
from zidesk.db.reading.decrees import read_decree
from zidesk.db.reading.values import columns, day_of, loader, stored
from zidesk.domain.errors import NotFoundError
from zidesk.domain.names.file_names import reading_order
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    MONTH_FIELDS,
    PLAN_FIELDS,
    PLANNED,
    UNIT_FIELDS,
)
from zidesk.domain.plan.model import (
    MONTHS,
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    Level,
    MonthCell,
    Node,
    NodeKind,
    Plan,
    PlanRecord,
    PlanStatus,
    PlanSummary,
    Remark,
    ScheduleStyle,
    Unit,
)

# One parameter each: a plan's id, or ids as one JSON array, so that no limit on parameters applies.
_OF_PLAN = "area.plan_id = ?"
_OF_NODE = "{kind}.id = ?"
_OF_ACTIONS = "action.id IN (SELECT value FROM json_each(?))"


# The names are those of the domain's own fields.
_UNITS = f"SELECT unit.id, {columns(UNIT_FIELDS, 'unit')} FROM unit "  # noqa: S608
_UNIT = _UNITS + "WHERE id = ?"
_SETTINGS = "SELECT name, value FROM setting WHERE unit_id = ?"
_PLANS = """
SELECT plan.id, unit_id, year, status, schedule_style, title
FROM plan JOIN unit ON unit.id = unit_id
WHERE ?1 IS NULL OR unit_id = ?1
ORDER BY year DESC, unit.level <> 'provinsi', unit.name, unit.id, plan.id
"""
_PLAN = f"""
SELECT unit_id, status, revises_id, {columns(PLAN_FIELDS, "plan")} FROM plan WHERE id = ?
"""  # noqa: S608

_ABOVE_COMPONENT = "JOIN area ON area.id = component.area_id"
_ABOVE_INDICATOR = f"JOIN component ON component.id = indicator.component_id {_ABOVE_COMPONENT}"
_ABOVE_ACTION = f"JOIN indicator ON indicator.id = action.indicator_id {_ABOVE_INDICATOR}"
_JOINS = {
    "above_component": _ABOVE_COMPONENT,
    "above_indicator": _ABOVE_INDICATOR,
    "above_action": _ABOVE_ACTION,
}
"""From a level up to the areas, so that any condition on it or a level above fits."""
_AREAS = "SELECT id, text FROM area WHERE {scope} ORDER BY position, id"
_COMPONENTS = """
SELECT component.id, component.area_id, component.text
FROM component {above_component} WHERE {scope} ORDER BY component.position, component.id
"""
_INDICATORS = """
SELECT indicator.id, indicator.component_id, indicator.text
FROM indicator {above_indicator} WHERE {scope} ORDER BY indicator.position, indicator.id
"""
_ACTIONS = (
    f"SELECT action.id, indicator_id, {columns(ACTION_FIELDS, 'action')} FROM action "  # noqa: S608
    "{above_action} WHERE {scope} ORDER BY action.position, action.id"
)
_MONTHS = (
    f"SELECT action_id, month, {columns(MONTH_FIELDS, 'action_month')} FROM action_month "  # noqa: S608
    "JOIN action ON action.id = action_id {above_action} WHERE {scope} ORDER BY action_id, month"
)
_LINKS = """
SELECT action_id, evidence_id, month
FROM evidence_link JOIN action ON action.id = action_id {above_action}
JOIN evidence ON evidence.id = evidence_id JOIN content USING (sha256)
WHERE {scope} ORDER BY action_id, evidence_id, month
"""
_REMARKS = """
SELECT action_id, remark.id, remark.text, made_on, answered
FROM remark JOIN action ON action.id = action_id {above_action}
WHERE {scope} ORDER BY remark.position, remark.id
"""
_EVIDENCE = """
SELECT evidence.id, sha256, name, size, media_type, document_date, description, added_at
FROM evidence JOIN content USING (sha256)
"""
_FILE_IDS = "SELECT evidence.id FROM evidence JOIN content USING (sha256)"
_LINKED = """
WHERE evidence.id IN (
    SELECT evidence_id FROM evidence_link JOIN action ON action.id = action_id {above_action} WHERE {scope}
)
"""
_ALL_LINKS = "SELECT action_id, evidence_id, month FROM evidence_link"
_OF_FILES = " WHERE evidence_id IN (SELECT value FROM json_each(?))"
_AMONG = " WHERE evidence.id IN (SELECT value FROM json_each(?))"
_EVIDENCE_IDS = """
SELECT value FROM json_each(?1)
UNION SELECT evidence_id FROM evidence_link WHERE action_id IN (SELECT value FROM json_each(?2))
"""


_load_unit, _load_plan, _load_action = map(loader, (UNIT_FIELDS, PLAN_FIELDS, ACTION_FIELDS))
load_month = loader(MONTH_FIELDS)
"""Makes the keyword arguments of ``MonthCell`` of the columns of ``MONTH_FIELDS``."""
_ONLY_PLANNED = [stored(field, True if field is PLANNED else field.blank) for field in MONTH_FIELDS]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """An evidence file with what it proves: (action id, month 1-12 or 0 for the whole year)."""

    evidence: Evidence
    links: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Which part of the tree is read: a condition on rows joined up to their areas, and its parameter."""

    connection: sqlite3.Connection
    condition: str
    parameter: str

    def rows(self, query: str) -> Iterable[Any]:
        text = query.format(scope=self.condition, **_JOINS)
        return self.connection.execute(text, (self.parameter,))


def read_units(connection: sqlite3.Connection) -> tuple[Unit, ...]:
    """Return all units, provinces first, then by name."""
    units = map(_unit_of, connection.execute(_UNITS))
    return tuple(sorted(units, key=lambda unit: (unit.level is not Level.PROVINSI, unit.name, unit.id)))


def read_plans(connection: sqlite3.Connection, unit_id: str | None) -> tuple[PlanSummary, ...]:
    """Return the plans of a unit, or all, newest year first, then as ``read_units`` orders their units."""
    return tuple(
        PlanSummary(id_, unit, year, PlanStatus(status), ScheduleStyle(style), title)
        for id_, unit, year, status, style, title in connection.execute(_PLANS, (unit_id,))
    )


def read_record(connection: sqlite3.Connection, plan_id: str) -> PlanRecord:
    """Return a plan with its whole tree, its unit and the evidence linked to it.

    Raises NotFoundError when the plan does not exist.
    """
    row = connection.execute(_PLAN, (plan_id,)).fetchone()
    if row is None:
        raise NotFoundError("Rencana itu tidak ada lagi dalam berkas; pilihlah rencana lain.")
    unit_id, status, revises_id, *said = row
    scope = _Scope(connection, _OF_PLAN, plan_id)
    plan = Plan(
        **_load_plan(said),
        areas=_read_areas(scope),
        status=PlanStatus(status),
        revises_id=revises_id,
        decree=read_decree(connection, plan_id),
        unit_id=unit_id,
        id=plan_id,
    )
    unit = _unit_of(connection.execute(_UNIT, (unit_id,)).fetchone())
    evidence = map(_evidence_of, scope.rows(_EVIDENCE + _LINKED))
    settings = dict(connection.execute(_SETTINGS, (unit_id,)))
    return PlanRecord(unit, plan, {found.id: found for found in evidence}, settings, moment(connection))


def read_actions(connection: sqlite3.Connection, ids: Collection[str]) -> tuple[Action, ...]:
    """Return the actions with these ids that exist, in the order of ``ids``."""
    by_indicator = _read_actions(_Scope(connection, _OF_ACTIONS, json.dumps(sorted(ids))))
    found = {action.id: action for actions in by_indicator.values() for action in actions}
    return tuple(found[id_] for id_ in dict.fromkeys(ids) if id_ in found)


def read_node(connection: sqlite3.Connection, kind: NodeKind, node_id: str) -> Node:
    """Return one existing row of the tree with all below it."""
    scope = _Scope(connection, _OF_NODE.format(kind=kind), node_id)
    found: Sequence[Node]
    match kind:
        case NodeKind.AREA:
            found = _read_areas(scope)
        case NodeKind.COMPONENT:
            found = _only(_read_components(scope))
        case NodeKind.INDICATOR:
            found = _only(_read_indicators(scope))
        case NodeKind.ACTION:
            found = _only(_read_actions(scope))
    return found[0]


def read_evidence_ids(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the evidence that has bytes in the file."""
    return frozenset(id_ for (id_,) in connection.execute(_FILE_IDS))


def read_evidence_files(connection: sqlite3.Connection, plan_id: str | None) -> tuple[EvidenceFile, ...]:
    """Return the evidence of the file, or only what is linked to a plan, by name, with the links."""
    links: dict[str, list[tuple[str, int]]] = defaultdict(list)
    if plan_id is None:
        rows: Iterable[Any] = connection.execute(_ALL_LINKS)
    else:
        rows = _Scope(connection, _OF_PLAN, plan_id).rows(_LINKS)
    for action_id, evidence_id, month in rows:
        links[evidence_id].append((action_id, month))
    files = map(_evidence_of, connection.execute(_EVIDENCE))
    return tuple(
        EvidenceFile(evidence, tuple(sorted(links[evidence.id])))
        for evidence in sorted(files, key=lambda file: (reading_order(file.name), file.id))
        if plan_id is None or evidence.id in links
    )


def read_evidence_files_of(
    connection: sqlite3.Connection, ids: Collection[str], action_ids: Collection[str]
) -> tuple[EvidenceFile, ...]:
    """Return the evidence with these ids that exists, and what is linked to these actions; in any order."""
    asked_for = (json.dumps([*ids]), json.dumps([*action_ids]))
    wanted = (json.dumps([id_ for (id_,) in connection.execute(_EVIDENCE_IDS, asked_for)]),)
    links: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for action_id, evidence_id, month in connection.execute(_ALL_LINKS + _OF_FILES, wanted):
        links[evidence_id].append((action_id, month))
    files = map(_evidence_of, connection.execute(_EVIDENCE + _AMONG, wanted))
    return tuple(EvidenceFile(file, tuple(sorted(links[file.id]))) for file in files)


def _evidence_of(row: Sequence[Any]) -> Evidence:
    id_, sha256, name, size, media_type, document_date, description, added_at = row
    return Evidence(
        id_,
        sha256,
        name,
        size,
        media_type,
        day_of(document_date),
        description,
        datetime.fromisoformat(added_at) if added_at else None,
    )


def _only(by_parent: Mapping[str, Sequence[Node]]) -> Sequence[Node]:
    (nodes,) = by_parent.values()
    return nodes


def _unit_of(row: Sequence[Any]) -> Unit:
    id_, *said = row
    return Unit(**_load_unit(said), id=id_)


def _read_areas(scope: _Scope) -> tuple[Area, ...]:
    components = _read_components(scope)
    return tuple(Area(text, tuple(components.get(id_, ())), id_) for id_, text in scope.rows(_AREAS))


def _read_components(scope: _Scope) -> dict[str, list[Component]]:
    indicators = _read_indicators(scope)
    found: dict[str, list[Component]] = defaultdict(list)
    for id_, parent, text in scope.rows(_COMPONENTS):
        found[parent].append(Component(text, tuple(indicators.get(id_, ())), id_))
    return found


def _read_indicators(scope: _Scope) -> dict[str, list[Indicator]]:
    actions = _read_actions(scope)
    found: dict[str, list[Indicator]] = defaultdict(list)
    for id_, parent, text in scope.rows(_INDICATORS):
        found[parent].append(Indicator(text, tuple(actions.get(id_, ())), id_))
    return found


def _read_actions(scope: _Scope) -> dict[str, list[Action]]:
    """Return the actions by their indicator, in order of position."""
    months = _read_months(scope)
    links = _read_links(scope)
    remarks = _read_remarks(scope)
    found: dict[str, list[Action]] = defaultdict(list)
    for id_, parent, *said in scope.rows(_ACTIONS):
        action = Action(
            **_load_action(said),
            months=tuple(months.get(id_, ())),
            evidence=tuple(links.get(id_, ())),
            remarks=tuple(remarks.get(id_, ())),
            id=id_,
        )
        found[parent].append(action)
    return found


def _read_months(scope: _Scope) -> dict[str, list[MonthCell]]:
    found: dict[str, list[MonthCell]] = defaultdict(list)
    # Most cells say no more than "planned": one shared value each.
    planned = {month: MonthCell(month, planned=True) for month in MONTHS}
    for action_id, month, *said in scope.rows(_MONTHS):
        cell = planned[month] if said == _ONLY_PLANNED else MonthCell(month, **load_month(said))
        found[action_id].append(cell)
    return found


def _read_links(scope: _Scope) -> dict[str, list[EvidenceLink]]:
    found: dict[str, list[EvidenceLink]] = defaultdict(list)
    for action_id, evidence_id, month in scope.rows(_LINKS):
        found[action_id].append(EvidenceLink(evidence_id, month))
    return found


def _read_remarks(scope: _Scope) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = defaultdict(list)
    for action_id, id_, text, made_on, answered in scope.rows(_REMARKS):
        found[action_id].append(Remark(id_, text, day_of(made_on), bool(answered)))
    return found
