"""Tables of the LKE: assessments, answers, the ministry's wording, and what serves a question."""

from sqlalchemy import Index, UniqueConstraint

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
    one_of,
    reference,
    string,
    text_key,
)

_QUESTIONS = 127


class AssessmentRow(Base, table=True):
    """The LKE of one unit and year."""

    __tablename__ = "assessment"
    __table_args__ = (
        id_check(),
        between("year", 2000, 2100),
        UniqueConstraint("unit_id", "year"),
        STRICT,
    )
    id: str = identity()
    unit_id: str = reference("unit_id", "unit.id")
    year: int = integer()


class AnswerRow(Base, table=True):
    """The unit's, the assessors' (TPI) or the final answer to a question, ``""`` for none, with its note.

    ``zero_case`` says how a question without any case counts, ``address`` is a typed link.
    """

    __tablename__ = "answer"
    __table_args__ = (
        between("question", 1, _QUESTIONS),
        one_of("side", "unit", "tpi", "final"),
        at_most(NAME_LIMIT, "answer", "zero_case"),
        at_most(TEXT_LIMIT, "note", "address"),
        STRICT,
    )
    assessment_id: str = reference("assessment_id", "assessment.id", primary_key=True)
    question: int = integer_key()
    side: str = text_key()
    answer: str = string()
    zero_case: str = string()
    note: str = string()
    address: str = string()


class AnswerEvidenceRow(Base, table=True):
    """That a file supports the answer to a question."""

    __tablename__ = "answer_evidence"
    __table_args__ = (
        between("question", 1, _QUESTIONS),
        Index("answer_evidence_evidence", "evidence_id"),
        STRICT,
    )
    assessment_id: str = reference("assessment_id", "assessment.id", primary_key=True)
    question: int = integer_key()
    evidence_id: str = reference("evidence_id", "evidence.id", primary_key=True)


class PreconditionRow(Base, table=True):
    """Whether a precondition of the predicates is met."""

    __tablename__ = "precondition"
    __table_args__ = (at_most(NAME_LIMIT, "name"), between("met", 0, 1), at_most(TEXT_LIMIT, "note"), STRICT)
    assessment_id: str = reference("assessment_id", "assessment.id", primary_key=True)
    name: str = text_key()
    met: int = integer()
    note: str = string()


class QuestionTextRow(Base, table=True):
    """The ministry's own wording of a question and its options, from a workbook that the office has."""

    __tablename__ = "question_text"
    __table_args__ = (between("question", 1, _QUESTIONS), at_most(TEXT_LIMIT, "text", "options"), STRICT)
    question: int = integer_key()
    text: str = string()
    options: str = string()


class QuestionServedRow(Base, table=True):
    """That an indicator of a plan serves a question, confirmed by a person."""

    __tablename__ = "question_served"
    __table_args__ = (between("question", 1, _QUESTIONS), STRICT)
    indicator_id: str = reference("indicator_id", "indicator.id", primary_key=True)
    question: int = integer_key()
