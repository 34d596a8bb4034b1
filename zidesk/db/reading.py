"""Reading plans as domain values: a fixed number of queries, whatever the size of the plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, select

from zidesk.db.rows import ids_parameter, in_ids
from zidesk.db.tables import table
from zidesk.domain.errors import NotFoundError
from zidesk.domain.model import (
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

_unit, _plan = table("unit"), table("plan")
_area, _component, _indicator, _action = (
    table("area"),
    table("component"),
    table("indicator"),
    table("action"),
)
_month, _link, _remark = table("action_month"), table("evidence_link"), table("remark")
_evidence, _content = table("evidence"), table("content")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """An evidence file with what it proves: (action id, month 1-12 or 0 for the whole year)."""

    evidence: Evidence
    links: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Which part of the tree is read: a condition on rows joined from actions up to areas."""

    connection: Connection
    condition: ColumnElement[bool]
    parameters: Mapping[str, str] = field(default_factory=dict)

    def rows(self, query: Select[Any]) -> Iterable[Any]:
        return self.connection.execute(query.where(self.condition), self.parameters)


def read_units(connection: Connection) -> tuple[Unit, ...]:
    """Return all units, provinces first, then by name."""
    rows = connection.execute(select(*_unit_columns())).all()
    units = [_unit_of(row) for row in rows]
    return tuple(sorted(units, key=lambda unit: (unit.level is not Level.PROVINSI, unit.name, unit.id)))


def read_plans(connection: Connection, unit_id: str | None) -> tuple[PlanSummary, ...]:
    """Return the plans of a unit, or all, newest year first."""
    query = select(
        _plan.c.id, _plan.c.unit_id, _plan.c.year, _plan.c.status, _plan.c.schedule_style, _plan.c.title
    ).order_by(_plan.c.year.desc(), _plan.c.unit_id, _plan.c.id)
    if unit_id is not None:
        query = query.where(_plan.c.unit_id == unit_id)
    return tuple(
        PlanSummary(id_, unit, year, PlanStatus(status), ScheduleStyle(style), title)
        for id_, unit, year, status, style, title in connection.execute(query)
    )


def read_record(connection: Connection, plan_id: str) -> PlanRecord:
    """Return a plan with its whole tree, its unit and the evidence linked to it.

    Raises NotFoundError when the plan does not exist.
    """
    row = connection.execute(select(_plan).where(_plan.c.id == plan_id)).one_or_none()
    if row is None:
        raise NotFoundError("Rencana itu tidak ada lagi dalam berkas; pilihlah rencana lain.")
    unit = connection.execute(select(*_unit_columns()).where(_unit.c.id == row.unit_id)).one()
    scope = _Scope(connection, _area.c.plan_id == plan_id)
    plan = Plan(
        year=row.year,
        areas=_read_areas(scope),
        schedule_style=ScheduleStyle(row.schedule_style),
        status=PlanStatus(row.status),
        decree_number=row.decree_number,
        decree_date=_date(row.decree_date),
        title=row.title,
        revises_id=row.revises_id,
        unit_id=row.unit_id,
        id=row.id,
    )
    linked = select(_link.c.evidence_id).select_from(_to_actions(_link)).where(scope.condition)
    rows = connection.execute(evidence_query().where(_evidence.c.id.in_(linked)))
    return PlanRecord(_unit_of(unit), plan, {found.id: found for found in map(evidence_of, rows)})


def read_actions(connection: Connection, ids: Collection[str]) -> tuple[Action, ...]:
    """Return the actions with these ids that exist, in the order of ``ids``."""
    by_indicator = _read_actions(_Scope(connection, in_ids(_action.c.id), ids_parameter(ids)))
    found = {action.id: action for actions in by_indicator.values() for action in actions}
    return tuple(found[id_] for id_ in dict.fromkeys(ids) if id_ in found)


def read_node(connection: Connection, kind: NodeKind, node_id: str) -> Node:
    """Return one existing row of the tree with all below it."""
    scope = _Scope(connection, table(kind).c.id == node_id)
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


def read_evidence_files(connection: Connection, plan_id: str | None) -> tuple[EvidenceFile, ...]:
    """Return the evidence of the file, or only what is linked to a plan, by name, with the links."""
    links: dict[str, list[tuple[str, int]]] = defaultdict(list)
    query = select(_link.c.evidence_id, _link.c.action_id, _link.c.month)
    if plan_id is not None:
        query = query.select_from(_to_actions(_link)).where(_area.c.plan_id == plan_id)
    for evidence_id, action_id, month in connection.execute(query):
        links[evidence_id].append((action_id, month))
    files = [evidence_of(row) for row in connection.execute(evidence_query())]
    return tuple(
        EvidenceFile(evidence, tuple(sorted(links[evidence.id])))
        for evidence in sorted(files, key=lambda file: (file.name.casefold(), file.id))
        if plan_id is None or evidence.id in links
    )


def evidence_query() -> Select[Any]:
    """Return the query whose rows ``evidence_of`` understands."""
    return select(
        _evidence.c.id,
        _evidence.c.sha256,
        _evidence.c.name,
        _content.c.size,
        _evidence.c.media_type,
        _evidence.c.document_date,
        _evidence.c.description,
        _evidence.c.added_at,
    ).join_from(_evidence, _content, _evidence.c.sha256 == _content.c.sha256)


def evidence_of(row: Sequence[Any]) -> Evidence:
    """Return the evidence that a row of ``evidence_query`` holds."""
    id_, sha256, name, size, media_type, document_date, description, added_at = row
    return Evidence(
        id_,
        sha256,
        name,
        size,
        media_type,
        _date(document_date),
        description,
        datetime.fromisoformat(added_at) if added_at else None,
    )


def _only(by_parent: Mapping[str, Sequence[Node]]) -> Sequence[Node]:
    (nodes,) = by_parent.values()
    return nodes


def _unit_columns() -> tuple[ColumnElement[Any], ...]:
    return tuple(
        _unit.c[name]
        for name in (
            "name",
            "level",
            "province",
            "seat",
            "jdih",
            "chair_name",
            "certifier_title",
            "certifier_name",
            "id",
        )
    )


def _unit_of(row: Sequence[Any]) -> Unit:
    name, level, *rest = row
    return Unit(name, Level(level), *rest)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _to_actions(of: FromClause | None = None) -> FromClause:
    """Join actions, or a table that refers to them, up to their areas."""
    start = _action if of is None else of.join(_action)
    return start.join(_indicator).join(_component).join(_area)


def _read_areas(scope: _Scope) -> tuple[Area, ...]:
    components = _read_components(scope)
    rows = scope.rows(select(_area.c.id, _area.c.text).order_by(_area.c.position, _area.c.id))
    return tuple(Area(text, tuple(components.get(id_, ())), id_) for id_, text in rows)


def _read_components(scope: _Scope) -> dict[str, list[Component]]:
    indicators = _read_indicators(scope)
    found: dict[str, list[Component]] = defaultdict(list)
    rows = scope.rows(
        select(_component.c.id, _component.c.area_id, _component.c.text)
        .select_from(_component.join(_area))
        .order_by(_component.c.position, _component.c.id)
    )
    for id_, parent, text in rows:
        found[parent].append(Component(text, tuple(indicators.get(id_, ())), id_))
    return found


def _read_indicators(scope: _Scope) -> dict[str, list[Indicator]]:
    actions = _read_actions(scope)
    found: dict[str, list[Indicator]] = defaultdict(list)
    rows = scope.rows(
        select(_indicator.c.id, _indicator.c.component_id, _indicator.c.text)
        .select_from(_indicator.join(_component).join(_area))
        .order_by(_indicator.c.position, _indicator.c.id)
    )
    for id_, parent, text in rows:
        found[parent].append(Indicator(text, tuple(actions.get(id_, ())), id_))
    return found


def _read_actions(scope: _Scope) -> dict[str, list[Action]]:
    """Return the actions by their indicator, in order of position."""
    months = _read_months(scope)
    links = _read_links(scope)
    remarks = _read_remarks(scope)
    found: dict[str, list[Action]] = defaultdict(list)
    rows = scope.rows(select(_action).select_from(_to_actions()).order_by(_action.c.position, _action.c.id))
    for id_, parent, _, text, evidence_text, target, person, schedule_text in rows:
        action = Action(
            text,
            evidence_text,
            tuple(months.get(id_, ())),
            target,
            person,
            schedule_text,
            tuple(links.get(id_, ())),
            tuple(remarks.get(id_, ())),
            id_,
        )
        found[parent].append(action)
    return found


def _read_months(scope: _Scope) -> dict[str, list[MonthCell]]:
    found: dict[str, list[MonthCell]] = defaultdict(list)
    # Most cells say no more than "planned": one shared value each.
    planned = {month: MonthCell(month, planned=True) for month in range(1, 13)}
    rows = scope.rows(
        select(_month).select_from(_to_actions(_month)).order_by(_month.c.action_id, _month.c.month)
    )
    for action_id, month, is_planned, realized_on, percent, obstacle, follow_up, note in rows:
        if is_planned and realized_on is None and percent is None and not (obstacle or follow_up or note):
            found[action_id].append(planned[month])
        else:
            found[action_id].append(
                MonthCell(month, bool(is_planned), _date(realized_on), percent, obstacle, follow_up, note)
            )
    return found


def _read_links(scope: _Scope) -> dict[str, list[EvidenceLink]]:
    found: dict[str, list[EvidenceLink]] = defaultdict(list)
    rows = scope.rows(
        select(_link.c.action_id, _link.c.evidence_id, _link.c.month)
        .select_from(_to_actions(_link))
        .order_by(_link.c.action_id, _link.c.evidence_id, _link.c.month)
    )
    for action_id, evidence_id, month in rows:
        found[action_id].append(EvidenceLink(evidence_id, month))
    return found


def _read_remarks(scope: _Scope) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = defaultdict(list)
    rows = scope.rows(
        select(_remark.c.action_id, _remark.c.id, _remark.c.text, _remark.c.made_on, _remark.c.answered)
        .select_from(_to_actions(_remark))
        .order_by(_remark.c.position, _remark.c.id)
    )
    for action_id, id_, text, made_on, answered in rows:
        found[action_id].append(Remark(id_, text, _date(made_on), bool(answered)))
    return found
