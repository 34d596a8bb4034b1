"""The tables of a .zidesk file. SQLModel classes validate nothing: CHECK constraints do."""

from sqlalchemy import Table

from zidesk.db.tables.base import Base
from zidesk.db.tables.evidence import (
    CHUNK_SIZE,
    ContentChunkRow,
    ContentRow,
    EvidenceLinkRow,
    EvidenceRow,
)
from zidesk.db.tables.history import ChangeRow, OperationRow, OperationState, RecordingRow
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
TRACKED = {
    "unit": "id",
    "plan": "id",
    "clause": "plan_id",
    "section": "plan_id",
    "area": "id",
    "component": "id",
    "indicator": "id",
    "action": "id",
    "action_month": "action_id",
    "evidence": "id",
    "evidence_link": "action_id",
    "remark": "action_id",
    "receipt": "id",
}
"""The tables whose every change is recorded, and the column that names what changed to the user."""


def table(name: str) -> Table:
    """Return the table called ``name``."""
    return METADATA.tables[name]


__all__ = [
    "CHUNK_SIZE",
    "METADATA",
    "TRACKED",
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
    "OperationState",
    "PlanRow",
    "ReceiptRow",
    "RecordingRow",
    "RemarkRow",
    "SectionRow",
    "UnitRow",
    "table",
]
