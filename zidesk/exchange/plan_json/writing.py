"""A plan as JSON text; see ``format`` for what is written."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, BinaryIO

from zidesk.domain.importing.told_fields import is_told_unlisted, listing
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    NODE_FIELDS,
    PERCENT_DONE,
    PLAN_FIELDS,
    UNIT_FIELDS,
    Field,
)
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    Indicator,
    MonthCell,
    NodeKind,
    Plan,
    PlanRecord,
    PlanStatus,
    Unit,
)
from zidesk.domain.plan.numbering import roman
from zidesk.exchange.plan_json.decree import decree_objects
from zidesk.exchange.plan_json.format import FORMAT, VERSION
from zidesk.exchange.plan_json.members import further


def write_plan_json(record: PlanRecord, stream: BinaryIO) -> None:
    """Write ``record`` to the binary ``stream`` as UTF-8 JSON, indented by one space."""
    document = plan_object(record)
    stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8"))


def plan_object(record: PlanRecord) -> dict[str, Any]:
    """Return ``record`` as the dictionaries and lists that its JSON text holds."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "unit": _unit_object(record.unit),
        "plan": _head_object(record.plan),
        **decree_objects(record),
        "areas": [_area_object(number, area) for number, area in enumerate(record.plan.areas, 1)],
    }
    if not is_told_unlisted():
        document["fields"] = listing()
    if record.evidence:
        document["evidence"] = [_evidence_object(evidence) for evidence in record.evidence.values()]
    return document


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(fields: Iterable[Field], thing: Any) -> dict[str, Any]:
    """Return what ``thing`` says by key: fields that are always written, and others that say something."""
    return {
        field.json_key: _plain(value)
        for field in fields
        if (value := getattr(thing, field.name)) != field.blank or field.always
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _ordered(values: dict[str, Any], *first: str) -> dict[str, Any]:
    """Return ``values`` with these keys first, where they are there, as the examples have them."""
    return {key: values[key] for key in (*first, *values) if key in values}


def _unit_object(unit: Unit) -> dict[str, Any]:
    said = _said(UNIT_FIELDS, unit)
    said["certifier_name"] = unit.certifier_name or None
    return _ordered({**said, **further(id=unit.id)}, "level")


def _head_object(plan: Plan) -> dict[str, Any]:
    besides = further(
        status=plan.status.value if plan.status is not PlanStatus.DRAF else None,
        revises_id=plan.revises_id,
        id=plan.id,
    )
    order = ("year", "decree_number", "decree_date", "schedule_style", "status")
    return _ordered(_said(PLAN_FIELDS, plan) | besides, *order)


def _area_object(number: int, area: Area) -> dict[str, Any]:
    return {
        "number": roman(number),
        **_said(NODE_FIELDS[NodeKind.AREA], area),
        **further(id=area.id),
        "components": [_component_object(place, item) for place, item in enumerate(area.components, 1)],
    }


def _component_object(number: int, component: Component) -> dict[str, Any]:
    return {
        "number": str(number),
        **_said(NODE_FIELDS[NodeKind.COMPONENT], component),
        **further(id=component.id),
        "indicators": [_indicator_object(indicator) for indicator in component.indicators],
    }


def _indicator_object(indicator: Indicator) -> dict[str, Any]:
    return {
        **_said(NODE_FIELDS[NodeKind.INDICATOR], indicator),
        **further(id=indicator.id),
        "actions": [_action_object(action) for action in indicator.actions],
    }


def _action_object(action: Action) -> dict[str, Any]:
    besides = further(
        id=action.id,
        realization=[_cell_object(cell) for cell in action.months if _speaks(cell)],
        evidence_files=[{"evidence_id": link.evidence_id, "month": link.month} for link in action.evidence],
        remarks=[
            {
                "text": remark.text,
                **further(made_on=_iso(remark.made_on), answered=remark.answered, id=remark.id),
            }
            for remark in action.remarks
        ],
    )
    said = {**_said(ACTION_FIELDS, action), "months": sorted(action.planned_months)}
    order = ("action", "evidence", "months", "schedule_text", "target_percent", "id")
    return _ordered(said | besides, *order, *said)


def _speaks(cell: MonthCell) -> bool:
    return not replace(cell, planned=False).is_blank


def _cell_object(cell: MonthCell) -> dict[str, Any]:
    said = {"month": cell.month, **_said(DONE_FIELDS, cell)}
    order = [key for key in said if key != PERCENT_DONE.json_key]
    return _ordered(said, *order)


def _evidence_object(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "sha256": evidence.sha256,
        "name": evidence.name,
        "size": evidence.size,
        **further(
            media_type=evidence.media_type,
            document_date=_iso(evidence.document_date),
            description=evidence.description,
            added_at=evidence.added_at.isoformat() if evidence.added_at else None,
        ),
    }
