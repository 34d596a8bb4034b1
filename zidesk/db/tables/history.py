"""Tables of the history: operations, each row they changed, and the operation now being recorded."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text
from sqlmodel import Field

from zidesk.db.history.outcome import OperationKind, OperationState
from zidesk.db.reading.layout import NAME_LIMIT
from zidesk.db.tables.base import (
    STRICT_ROWID,
    Base,
    at_most,
    between,
    integer,
    is_moment,
    is_sha256,
    one_of,
    optional_integer,
    optional_string,
    string,
)


class OperationRow(Base, table=True):
    """What was done, undone or redone: when (ISO with time zone), by which OS user on which computer.

    ``uid`` names it in every copy of the file, ``parent_uid`` the one before it, ``replays_id`` what an undo
    or redo replays. ``digest`` seals all this, the rows it changed, and the digest before. ``state`` alone
    changes later; it follows from the undos and redos.
    """

    __tablename__ = "operation"
    __table_args__ = (
        at_most(NAME_LIMIT, "name", "os_user", "host"),
        is_moment("at"),
        one_of("state", *OperationState),
        one_of("kind", *OperationKind),
        CheckConstraint("length(uid) = 32 AND uid NOT GLOB '*[^0-9a-f]*'"),
        is_sha256("digest"),
        STRICT_ROWID,
    )
    id: int = Field(sa_column=Column("id", Integer, primary_key=True, nullable=False))
    name: str = string()
    at: str = string()
    os_user: str = string()
    host: str = string()
    state: str = string()
    kind: str = string()
    uid: str = Field(sa_column=Column("uid", Text, nullable=False, unique=True))
    parent_uid: str = string()
    replays_id: int | None = Field(
        default=None,
        sa_column=Column("replays_id", Integer, ForeignKey("operation.id"), nullable=True),
    )
    digest: str = string()


class ChangeRow(Base, table=True):
    """One row before and after, as JSON objects of its columns; NULL where it did not exist.

    ``subject_id`` is the id of what changed in the user's eyes: for a month, link or remark its action.
    """

    __tablename__ = "change"
    __table_args__ = (Index("change_operation", "operation_id"), STRICT_ROWID)
    id: int = Field(sa_column=Column("id", Integer, primary_key=True, nullable=False))
    operation_id: int = Field(
        sa_column=Column("operation_id", Integer, ForeignKey("operation.id"), nullable=False)
    )
    table_name: str = string()
    subject_id: str = string()
    before: str | None = optional_string()
    after: str | None = optional_string()


class RecordingRow(Base, table=True):
    """The one row that the triggers read: which operation is being written, or replayed by undo and redo.

    Both are empty between transactions, which is why a write outside an operation fails.
    """

    __tablename__ = "recording"
    __table_args__ = (between("id", 1, 1), between("replaying", 0, 1), STRICT_ROWID)
    id: int = Field(sa_column=Column("id", Integer, primary_key=True, nullable=False))
    operation_id: int | None = optional_integer()
    replaying: int = integer()
