"""Tables of the decree: its signers, clauses, narrative, fixed documents, waivers, and the shelf.

Number, date and title of the decree stand on its plan. A text marks *italic* and **bold** as the JSON does.
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
    is_date,
    is_moment,
    one_of,
    optional_string,
    position_check,
    reference,
    string,
)


class DecreeRow(Base, table=True):
    """Place, signer and certifier of a plan's decree, copied from the unit when it was made.

    ``stipulating`` and ``annex_title`` are wordings that override the computed ones in print; ``table_title``
    stands above the table of the annex.
    """

    __tablename__ = "decree"
    __table_args__ = (
        at_most(
            NAME_LIMIT,
            "place",
            "signer_capacity",
            "signer_name",
            "certifier_capacity",
            "certifier_title",
            "certifier_name",
        ),
        at_most(TEXT_LIMIT, "stipulating", "annex_title", "table_title"),
        STRICT,
    )
    plan_id: str = reference("plan_id", "plan.id", primary_key=True)
    place: str = string()
    signer_capacity: str = string()
    signer_name: str = string()
    certifier_capacity: str = string()
    certifier_title: str = string()
    certifier_name: str = string()
    stipulating: str | None = optional_string()
    annex_title: str | None = optional_string()
    table_title: str | None = optional_string()


class ClauseRow(Base, table=True):
    """A clause of the decree; ``label`` overrides the computed letter, number or ordinal in print."""

    __tablename__ = "clause"
    __table_args__ = (
        id_check(),
        one_of("part", "considering", "recalling", "noting", "deciding"),
        position_check(),
        at_most(TEXT_LIMIT, "text"),
        at_most(NAME_LIMIT, "label"),
        Index("clause_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    part: str = string()
    position: int = integer()
    text: str = string()
    label: str | None = optional_string()


class SectionRow(Base, table=True):
    """A narrative section of the annex; what it says is in its blocks."""

    __tablename__ = "section"
    __table_args__ = (
        id_check(),
        position_check(),
        at_most(NAME_LIMIT, "title", "label"),
        Index("section_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    position: int = integer()
    title: str = string()
    label: str | None = optional_string()


class BlockRow(Base, table=True):
    """A paragraph or list item of a section; items count levels from 1, a paragraph's level is its indent."""

    __tablename__ = "block"
    __table_args__ = (
        id_check(),
        position_check(),
        one_of("kind", "paragraph", "item"),
        between("level", 0, 9),
        at_most(NAME_LIMIT, "label"),
        at_most(TEXT_LIMIT * 10, "text"),
        Index("block_section", "section_id"),
        STRICT,
    )
    id: str = identity()
    section_id: str = reference("section_id", "section.id")
    position: int = integer()
    kind: str = string()
    level: int = integer()
    label: str | None = optional_string()
    text: str = string()


class WaiverRow(Base, table=True):
    """That a finding of *Periksa naskah* at a place is left as it is, and why."""

    __tablename__ = "waiver"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "code", "place"),
        at_most(TEXT_LIMIT, "subject", "reason"),
        is_date("made_on"),
        Index("waiver_plan", "plan_id"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    code: str = string()
    place: str = string()
    subject: str = string()
    reason: str = string()
    made_on: str | None = optional_string()


class DocumentRow(Base, table=True):
    """A PDF fixed at signing, or the scanned signed original: its bytes are content, never changed."""

    __tablename__ = "document"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "kind", "name", "media_type"),
        is_moment("added_at"),
        Index("document_plan", "plan_id"),
        Index("document_sha256", "sha256"),
        STRICT,
    )
    id: str = identity()
    plan_id: str = reference("plan_id", "plan.id")
    kind: str = string()
    name: str = string()
    media_type: str = string()
    sha256: str = reference("sha256", "content.sha256", on_delete="NO ACTION")
    added_at: str = string()


class RegulationRow(Base, table=True):
    """A regulation on the office's shelf, with its gazette numbers and how sure they are."""

    __tablename__ = "regulation"
    __table_args__ = (
        id_check(),
        at_most(NAME_LIMIT, "kind", "number", "gazette", "gazette_supplement"),
        between("year", 1945, 2100),
        at_most(TEXT_LIMIT, "title", "note"),
        one_of("certainty", "sure", "likely", "unsure"),
        STRICT,
    )
    id: str = identity()
    kind: str = string()
    number: str = string()
    year: int = integer()
    title: str = string()
    gazette: str = string()
    gazette_supplement: str = string()
    certainty: str = string()
    note: str = string()


class RegulationAmendmentRow(Base, table=True):
    """That a regulation was amended by another one on the shelf."""

    __tablename__ = "regulation_amendment"
    __table_args__ = (Index("regulation_amendment_amending", "amending_id"), STRICT)
    regulation_id: str = reference("regulation_id", "regulation.id", primary_key=True)
    amending_id: str = reference("amending_id", "regulation.id", primary_key=True)
