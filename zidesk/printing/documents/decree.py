"""The decree (keputusan): its body, then its annex; the signing original and the certified copy."""

from collections.abc import Iterator, Sequence

from zidesk.domain.decree.markup import text_runs
from zidesk.domain.decree.model import ClauseText, Decree
from zidesk.domain.decree.office import (
    BLANK,
    COMMISSION,
    author_name,
    decree_line,
    plan_title,
    stipulating_text,
    unit_name,
)
from zidesk.domain.document.blocks import Block, Clause, Entry, Numbering, Paragraph, Title
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.labels import ordinal_label
from zidesk.domain.document.runs import text_of
from zidesk.domain.document.table import Alignment
from zidesk.domain.plan.model import PlanRecord
from zidesk.printing.documents.annex import annex_sections
from zidesk.printing.documents.signing import chair_signatures, footer_of
from zidesk.printing.documents.titles import tied
from zidesk.printing.setting.options import Edition, PrintOptions


def compose_decree(record: PlanRecord, options: PrintOptions) -> Document:
    """Return the whole decree of the record's plan in the edition that ``options`` name."""
    title = plan_title(record)
    body = Section(tuple(_body(record, title, options)))
    return Document(
        f"Keputusan: {title}",
        author_name(record.unit),
        (body, *annex_sections(record, options)),
        footer=footer_of(record.unit, options.edition),
    )


def _body(record: PlanRecord, title: str, options: PrintOptions) -> Iterator[Block]:
    unit, decree = record.unit, record.plan.decree
    place = unit_name(unit)
    if options.edition is Edition.COPY:
        yield Paragraph(text_of("SALINAN"), Alignment.RIGHT)
    yield Title((COMMISSION, place), bold=False)
    yield Title((f"KEPUTUSAN {COMMISSION}", place, decree_line(record.plan), "TENTANG"), bold=False)
    yield Title((tied(title),), bold=False)
    yield Title((f"KETUA {COMMISSION} {place},",), bold=False)
    yield from _clauses("Menimbang", decree.considering, Numbering.LETTERS)
    yield from _clauses("Mengingat", decree.recalling, Numbering.NUMBERS)
    if decree.noting:
        yield from _clauses("Memperhatikan", decree.noting, Numbering.NUMBERS)
    yield Title(("MEMUTUSKAN:",), bold=False)
    yield Clause("Menetapkan", (Entry(text_runs(decree.stipulating or stipulating_text(record))),))
    yield from _diktum(decree)
    yield chair_signatures(record, options, dated=True)


def _clauses(label: str, clauses: Sequence[ClauseText], numbering: Numbering) -> Iterator[Clause]:
    entries = tuple(Entry(text_runs(clause.text), clause.label) for clause in clauses)
    yield Clause(label, entries or (Entry(text_of(BLANK)),), numbering)


def _diktum(decree: Decree) -> Iterator[Clause]:
    for number, clause in enumerate(decree.deciding or (ClauseText(BLANK),), start=1):
        yield Clause(clause.label or ordinal_label(number), (Entry(text_runs(clause.text)),))
