"""The tables of a .zidesk file. SQLModel classes validate nothing: CHECK constraints do."""

from sqlalchemy import Table

from zidesk.db.tables.assessment import (
    AnswerEvidenceRow,
    AnswerRow,
    AssessmentRow,
    PreconditionRow,
    QuestionServedRow,
    QuestionTextRow,
)
from zidesk.db.tables.base import Base
from zidesk.db.tables.decrees import (
    BlockRow,
    ClauseRow,
    DecreeRow,
    DocumentRow,
    RegulationAmendmentRow,
    RegulationRow,
    SectionRow,
    WaiverRow,
)
from zidesk.db.tables.evidence import (
    ContentChunkRow,
    ContentRow,
    EvidenceLinkRow,
    EvidenceRow,
)
from zidesk.db.tables.history import (
    ChangeRow,
    OperationRow,
    RecordingRow,
)
from zidesk.db.tables.monitoring import (
    DecisionRow,
    MeetingRow,
    ParticipantRow,
)
from zidesk.db.tables.plans import (
    ActionMonthRow,
    ActionRow,
    AreaRow,
    ComponentRow,
    IndicatorRow,
    PlanRow,
    RequirementRow,
    SettingRow,
    TeamMemberRow,
    UnitRow,
)
from zidesk.db.tables.province import (
    ImportMappingRow,
    ReceiptRow,
    RemarkRow,
)

METADATA = Base.metadata


def table(name: str) -> Table:
    """Return the table called ``name``."""
    return METADATA.tables[name]


__all__ = [
    "METADATA",
    "ActionMonthRow",
    "ActionRow",
    "AnswerEvidenceRow",
    "AnswerRow",
    "AreaRow",
    "AssessmentRow",
    "BlockRow",
    "ChangeRow",
    "ClauseRow",
    "ComponentRow",
    "ContentChunkRow",
    "ContentRow",
    "DecisionRow",
    "DecreeRow",
    "DocumentRow",
    "EvidenceLinkRow",
    "EvidenceRow",
    "ImportMappingRow",
    "IndicatorRow",
    "MeetingRow",
    "OperationRow",
    "ParticipantRow",
    "PlanRow",
    "PreconditionRow",
    "QuestionServedRow",
    "QuestionTextRow",
    "ReceiptRow",
    "RecordingRow",
    "RegulationAmendmentRow",
    "RegulationRow",
    "RemarkRow",
    "RequirementRow",
    "SectionRow",
    "SettingRow",
    "TeamMemberRow",
    "UnitRow",
    "WaiverRow",
    "table",
]
