"""What an operation returns: what kinds of things changed, so that open views know what to refresh."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class OperationState(StrEnum):
    """Where an operation stands: in force, undone and redoable, or undone and overtaken by a new one."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


class OperationKind(StrEnum):
    """What an operation of the history is; an edit is what undo undoes.

    Undo does not go past a BOUNDARY; an UPGRADE only says that the file came from an older format.
    """

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    BOUNDARY = "boundary"
    UPGRADE = "upgrade"


class ChangeKind(StrEnum):
    """Kinds of things that change.

    The ids of MONTH, REQUIREMENT, LINK and REMARK are their actions', those of DECREE, DOCUMENT and WAIVER
    their plans', those of TEAM and SETTING their units', those of SERVED their indicators'.
    """

    UNIT = "unit"
    PLAN = "plan"
    AREA = "area"
    COMPONENT = "component"
    INDICATOR = "indicator"
    ACTION = "action"
    MONTH = "month"
    LINK = "link"
    EVIDENCE = "evidence"
    REMARK = "remark"
    REQUIREMENT = "requirement"
    DECREE = "decree"
    SECTION = "section"
    DOCUMENT = "document"
    WAIVER = "waiver"
    REGULATION = "regulation"
    TEAM = "team"
    SETTING = "setting"
    MEETING = "meeting"
    RECEIPT = "receipt"
    MAPPING = "mapping"
    ASSESSMENT = "assessment"
    QUESTION = "question"
    SERVED = "served"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one operation, undo or redo did.

    ``operation_id`` is ``None`` if nothing changed: then there is no undo step either. ``changed`` holds
    the ids by kind, ``plan_ids`` the plans in which they lie (also plans now deleted), ``created`` what
    the operation says it made, in order.
    """

    name: str
    operation_id: int | None = None
    changed: Mapping[ChangeKind, frozenset[str]] = field(default_factory=dict)
    plan_ids: frozenset[str] = frozenset()
    created: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.operation_id is not None


@dataclass(frozen=True, slots=True)
class OperationEntry:
    """A line of the history: an operation with who made it, when, and how many rows it changed."""

    id: int
    name: str
    at: datetime
    user: str
    host: str
    state: OperationState
    changes: int


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """What undo would undo: its name, when it was done, and how many rows it changed.

    ``makes_plan``: it brought a plan into the file; ``is_import``: it is an import of this session;
    ``this_session``: it was done since the file was opened.
    """

    name: str
    at: datetime
    changes: int
    makes_plan: bool
    is_import: bool
    this_session: bool


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after an operation, column by column; ``None`` where it did not exist."""

    table: str
    subject_id: str
    before: Mapping[str, str | int | None] | None
    after: Mapping[str, str | int | None] | None
