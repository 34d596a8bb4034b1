"""Tables of the evidence: files, what they prove, and their bytes under their SHA-256 in chunks."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Text
from sqlmodel import Field

from zidesk.db.reading.layout import CHUNK_SIZE, NAME_LIMIT, TEXT_LIMIT
from zidesk.db.tables.base import (
    STRICT,
    STRICT_ROWID,
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
    optional_reference,
    optional_string,
    reference,
    string,
)


class ContentRow(Base, table=True):
    """Bytes that one or more evidence files have in common; never changed, not part of the history."""

    __tablename__ = "content"
    __table_args__ = (is_sha256("sha256"), between("size", 0, 1 << 40), STRICT_ROWID)
    id: int = Field(sa_column=Column("id", Integer, primary_key=True, nullable=False))
    sha256: str = Field(sa_column=Column("sha256", Text, nullable=False, unique=True))
    size: int = Field(sa_type=Integer, nullable=False)


class ContentChunkRow(Base, table=True):
    """A piece of content; ``number`` counts from 0, all but the last hold ``CHUNK_SIZE`` bytes.

    The reference is checked at commit, because the content's hash is known only after its last chunk.
    """

    __tablename__ = "content_chunk"
    __table_args__ = (between("length(data)", 1, CHUNK_SIZE), STRICT_ROWID)
    content_id: int = Field(
        sa_column=Column(
            "content_id",
            Integer,
            ForeignKey("content.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
            primary_key=True,
            nullable=False,
        )
    )
    number: int = integer_key()
    data: bytes = Field(sa_type=LargeBinary, nullable=False)


class EvidenceRow(Base, table=True):
    """A file that proves actions, or (``address``, without content) a typed link to one elsewhere.

    ``restricted`` is *terbatas*; ``replaces_id`` is the version before; ``trashed_at`` is set in the trash.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "name", "media_type"),
        is_moment("added_at"),
        at_most(TEXT_LIMIT, "description", "address"),
        is_date("document_date"),
        CheckConstraint("(sha256 IS NULL) = (address <> '')"),
        between("restricted", 0, 1),
        is_moment("trashed_at"),
        Index("evidence_sha256", "sha256"),
        Index("evidence_replaces", "replaces_id"),
        STRICT,
    )
    id: str = identity()
    sha256: str | None = Field(
        default=None,
        sa_column=Column("sha256", Text, ForeignKey("content.sha256", ondelete="NO ACTION"), nullable=True),
    )
    name: str = string()
    media_type: str = string()
    document_date: str | None = optional_string()
    description: str = string()
    added_at: str | None = optional_string()
    address: str = string("")
    restricted: int = integer(0)
    replaces_id: str | None = optional_reference("replaces_id", "evidence.id")
    trashed_at: str | None = optional_string()


class EvidenceLinkRow(Base, table=True):
    """That a file proves an action in one month, or for the whole year (month 0), and which requirement."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        between("month", 0, 12),
        Index("evidence_link_evidence", "evidence_id"),
        Index("evidence_link_requirement", "requirement_id"),
        STRICT,
    )
    action_id: str = reference("action_id", "action.id", primary_key=True)
    evidence_id: str = reference("evidence_id", "evidence.id", primary_key=True)
    month: int = integer_key()
    requirement_id: str | None = optional_reference("requirement_id", "requirement.id")
