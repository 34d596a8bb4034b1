"""The tables of a .zidesk file. SQLModel classes validate nothing: CHECK constraints do."""

from sqlalchemy import Table

from zidesk.db.tables.base import Base
from zidesk.db.tables.evidence import ContentChunkRow, ContentRow, EvidenceLinkRow, EvidenceRow
from zidesk.db.tables.history import ChangeRow, OperationRow, RecordingRow
from zidesk.db.tables.plans import (
    ActionMonthRow,
    ActionRow,
    AreaRow,
    ClauseRow,
    ComponentRow,
    IndicatorRow,
    PlanRow,
    ReceiptRow,
    RemarkRow,
    SectionRow,
    UnitRow,
)

METADATA = Base.metadata


def table(name: str) -> Table:
    """Return the table called ``name``."""
    return METADATA.tables[name]


__all__ = [
    "METADATA",
    "ActionMonthRow",
    "ActionRow",
    "AreaRow",
    "ChangeRow",
    "ClauseRow",
    "ComponentRow",
    "ContentChunkRow",
    "ContentRow",
    "EvidenceLinkRow",
    "EvidenceRow",
    "IndicatorRow",
    "OperationRow",
    "PlanRow",
    "ReceiptRow",
    "RecordingRow",
    "RemarkRow",
    "SectionRow",
    "UnitRow",
    "table",
]
