"""Tables of the monitoring meetings: who took part, and what was decided as follow-up."""

from sqlalchemy import Index

from zidesk.db.reading.layout import NAME_LIMIT, TEXT_LIMIT
from zidesk.db.tables.base import (
    STRICT,
    Base,
    at_most,
    id_check,
    identity,
    integer,
    is_date,
    optional_reference,
    optional_string,
    position_check,
    reference,
    string,
)


class MeetingRow(Base, table=True):
    """A monev meeting over a period, written as ``2026-TW1`` and the like."""

    __tablename__ = "meeting"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "period", "place", "time"),
        is_date("held_on"),
        at_most(TEXT_LIMIT, "agenda", "note"),
        Index("meeting_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    period: str = string()
    held_on: str | None = optional_string()
    time: str = string()
    place: str = string()
    agenda: str = string()
    note: str = string()


class ParticipantRow(Base, table=True):
    """Who took part in a meeting, copied from the team where they are in it."""

    __tablename__ = "participant"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(NAME_LIMIT, "name", "job"),
        Index("participant_meeting", "meeting_id"),
        STRICT,
    )
    id: str = identity()
    meeting_id: str = reference("meeting_id", "meeting.id")
    position: int = integer()
    name: str = string()
    job: str = string()


class DecisionRow(Base, table=True):
    """What a meeting decided: who does what until when, and when it was done."""

    __tablename__ = "decision"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        at_most(NAME_LIMIT, "person"),
        is_date("due_on"),
        is_date("done_on"),
        Index("decision_meeting", "meeting_id"),
        Index("decision_action", "action_id"),
        STRICT,
    )
    id: str = identity()
    meeting_id: str = reference("meeting_id", "meeting.id")
    position: int = integer()
    action_id: str | None = optional_reference("action_id", "action.id")
    text: str = string()
    person: str = string()
    due_on: str | None = optional_string()
    done_on: str | None = optional_string()
