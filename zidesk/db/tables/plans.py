"""Tables of the plan: unit, plan, decree text, area > component > indicator > action, months, remarks.

Field names are those of ``zidesk.domain.plan.model``; dates are ISO text, order is ``position`` from 0 among
siblings, truth is 0 or 1.
"""

from sqlalchemy import Index

from zidesk.db.reading.layout import NAME_LIMIT, TEXT_LIMIT
from zidesk.db.tables.base import (
    STRICT,
    Base,
    at_most,
    between,
    id_check,
    identity,
    integer,
    integer_key,
    is_date,
    is_moment,
    is_sha256,
    one_of,
    optional_integer,
    optional_reference,
    optional_string,
    position_check,
    reference,
    string,
)
from zidesk.domain.plan.model import Level, PlanStatus, ScheduleStyle


class UnitRow(Base, table=True):
    """An office."""

    __tablename__ = "unit"
    __table_args__ = (
        id_check(),
        one_of("level", *Level),
        at_most(
            NAME_LIMIT,
            "name",
            "province",
            "seat",
            "jdih",
            "chair_name",
            "certifier_title",
            "certifier_name",
        ),
        STRICT,
    )
    id: str = identity()
    level: str = string()
    name: str = string()
    province: str = string()
    seat: str = string()
    jdih: str = string()
    chair_name: str = string()
    certifier_title: str = string()
    certifier_name: str = string()


class PlanRow(Base, table=True):
    """One unit's plan for one year, or one of its revisions."""

    __tablename__ = "plan"
    __table_args__ = (
        id_check(),
        between("year", 2000, 2100),
        one_of("schedule_style", *ScheduleStyle),
        one_of("status", *PlanStatus),
        at_most(NAME_LIMIT, "decree_number", "title"),
        is_date("decree_date"),
        Index("plan_unit", "unit_id"),
        Index("plan_revises", "revises_id"),
        STRICT,
    )
    id: str = identity()
    unit_id: str = reference("unit_id", "unit.id", on_delete="NO ACTION")
    year: int = integer()
    schedule_style: str = string()
    status: str = string()
    decree_number: str = string()
    decree_date: str | None = optional_string()
    title: str = string()
    revises_id: str | None = optional_reference("revises_id", "plan.id")


class ClauseRow(Base, table=True):
    """A considering, recalling or deciding clause of the decree."""

    __tablename__ = "clause"
    __table_args__ = (
        id_check(),
        one_of("part", "considering", "recalling", "deciding"),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        Index("clause_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    part: str = string()
    position: int = integer()
    text: str = string()


class SectionRow(Base, table=True):
    """A narrative section of the annex."""

    __tablename__ = "section"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(NAME_LIMIT, "title"),
        at_most(TEXT_LIMIT * 10, "text"),
        Index("section_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    position: int = integer()
    title: str = string()
    text: str = string()


class AreaRow(Base, table=True):
    """An area of change."""

    __tablename__ = "area"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        Index("area_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    position: int = integer()
    text: str = string()


class ComponentRow(Base, table=True):
    """A component of an area."""

    __tablename__ = "component"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        Index("component_area", "area_id"),
        STRICT,
    )
    id: str = identity()
    area_id: str = reference("area_id", "area.id")
    position: int = integer()
    text: str = string()


class IndicatorRow(Base, table=True):
    """An indicator of a component."""

    __tablename__ = "indicator"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        Index("indicator_component", "component_id"),
        STRICT,
    )
    id: str = identity()
    component_id: str = reference("component_id", "component.id")
    position: int = integer()
    text: str = string()


class ActionRow(Base, table=True):
    """A step of an indicator."""

    __tablename__ = "action"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text", "evidence_text"),
        between("target_percent", 0, 100),
        at_most(NAME_LIMIT, "person_in_charge", "schedule_text"),
        Index("action_indicator", "indicator_id"),
        STRICT,
    )
    id: str = identity()
    indicator_id: str = reference("indicator_id", "indicator.id")
    position: int = integer()
    text: str = string()
    evidence_text: str = string()
    target_percent: int | None = optional_integer()
    person_in_charge: str = string()
    schedule_text: str | None = optional_string()


class ActionMonthRow(Base, table=True):
    """One month of an action that is planned, realised or remarked upon; blank months have no row."""

    __tablename__ = "action_month"
    __table_args__ = (
        between("month", 1, 12),
        between("planned", 0, 1),
        is_date("realized_on"),
        between("percent", 0, 100),
        at_most(TEXT_LIMIT, "obstacle", "follow_up", "note"),
        STRICT,
    )
    action_id: str = reference("action_id", "action.id", primary_key=True)
    month: int = integer_key()
    planned: int = integer()
    realized_on: str | None = optional_string()
    percent: int | None = optional_integer()
    obstacle: str = string()
    follow_up: str = string()
    note: str = string()


class RemarkRow(Base, table=True):
    """The province's remark on an action."""

    __tablename__ = "remark"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        is_date("made_on"),
        between("answered", 0, 1),
        Index("remark_action", "action_id"),
        STRICT,
    )
    id: str = identity()
    action_id: str = reference("action_id", "action.id")
    position: int = integer()
    text: str = string()
    made_on: str | None = optional_string()
    answered: int = integer()


class ReceiptRow(Base, table=True):
    """At the province: which file came from which unit when, and what it changed."""

    __tablename__ = "receipt"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "file_name"),
        is_moment("received_at"),
        is_sha256("sha256"),
        at_most(TEXT_LIMIT, "summary"),
        Index("receipt_unit", "unit_id"),
        Index("receipt_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    unit_id: str = reference("unit_id", "unit.id")
    plan_id: str | None = optional_reference("plan_id", "plan.id")
    file_name: str = string()
    sha256: str = string()
    received_at: str = string()
    summary: str = string()
