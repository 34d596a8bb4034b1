"""Tables of the plan: unit with its team and settings, plan, area > component > indicator > action, months.

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
    one_of,
    optional_integer,
    optional_reference,
    optional_string,
    position_check,
    reference,
    string,
    text_key,
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


class SettingRow(Base, table=True):
    """How an office wants its documents: margins, size of the letters and the like, by name."""

    __tablename__ = "setting"
    __table_args__ = (at_most(NAME_LIMIT, "name"), at_most(TEXT_LIMIT, "value"), STRICT)
    unit_id: str = reference("unit_id", "unit.id", primary_key=True)
    name: str = text_key()
    value: str = string()


class TeamMemberRow(Base, table=True):
    """A member of the Tim Kerja; ``area`` is the number of the area they work in, if it is one."""

    __tablename__ = "team_member"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(NAME_LIMIT, "name", "nip", "job", "role"),
        between("area", 1, 6),
        Index("team_member_unit", "unit_id"),
        STRICT,
    )
    id: str = identity()
    unit_id: str = reference("unit_id", "unit.id")
    position: int = integer()
    name: str = string()
    nip: str = string()
    job: str = string()
    role: str = string()
    area: int | None = optional_integer()


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
        at_most(TEXT_LIMIT, "text", "evidence_text", "note"),
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
    note: str = string("")


class ActionMonthRow(Base, table=True):
    """One month of an action that is planned, realised or remarked upon; blank months have no row."""

    __tablename__ = "action_month"
    __table_args__ = (
        between("month", 1, 12),
        between("planned", 0, 1),
        is_date("realized_on"),
        between("percent", 0, 100),
        at_most(TEXT_LIMIT, "obstacle", "follow_up", "note"),
        between("due_day", 1, 31),
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
    due_day: int | None = optional_integer()


class RequirementRow(Base, table=True):
    """A piece of evidence that an action needs: a line of its evidence description, ``monthly`` or once."""

    __tablename__ = "requirement"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        between("monthly", 0, 1),
        Index("requirement_action", "action_id"),
        STRICT,
    )
    id: str = identity()
    action_id: str = reference("action_id", "action.id")
    position: int = integer()
    text: str = string()
    monthly: int = integer()
