"""Tables of what goes between offices: remarks, receipts, how foreign tables are read."""

from sqlalchemy import Column, ForeignKey, Index, Text
from sqlmodel import Field

from zidesk.db.reading.layout import NAME_LIMIT, TEXT_LIMIT
from zidesk.db.tables.base import (
    STRICT,
    Base,
    at_most,
    between,
    id_check,
    identity,
    integer,
    is_date,
    is_moment,
    is_sha256,
    one_of,
    optional_reference,
    optional_string,
    position_check,
    reference,
    string,
)


class RemarkRow(Base, table=True):
    """A text on an action, from either side: the first of a thread, or one that answers the first.

    The verdict is that of the text; the newest one that is not empty holds for the action.
    """

    __tablename__ = "remark"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        is_date("made_on"),
        between("answered", 0, 1),
        one_of("side", "provinsi", "satker"),
        one_of("verdict", "", "lengkap", "perlu perbaikan"),
        Index("remark_action", "action_id"),
        Index("remark_thread", "thread_id"),
        STRICT,
    )
    id: str = identity()
    action_id: str = reference("action_id", "action.id")
    position: int = integer()
    text: str = string()
    made_on: str | None = optional_string()
    answered: int = integer()
    thread_id: str | None = Field(
        default=None,
        sa_column=Column("thread_id", Text, ForeignKey("remark.id", ondelete="CASCADE"), nullable=True),
    )
    side: str = string("provinsi")
    verdict: str = string("")


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


class ImportMappingRow(Base, table=True):
    """What the columns of a foreign table mean, kept for the next of the same ``shape``; both are JSON."""

    __tablename__ = "import_mapping"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "name"),
        at_most(TEXT_LIMIT * 10, "shape", "meaning"),
        STRICT,
    )
    id: str = identity()
    name: str = string()
    shape: str = string()
    meaning: str = string()
