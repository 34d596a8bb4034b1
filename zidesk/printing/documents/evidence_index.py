"""The evidence index (daftar bukti): each action with its files, what they prove, and what is missing."""

from collections.abc import Iterator, Mapping

from zidesk.domain.decree.office import COMMISSION, author_name, or_blank, unit_name
from zidesk.domain.document.blocks import Block, Clause, Entry, Title
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.runs import Run, text_of
from zidesk.domain.document.table import (
    Fitted,
    Share,
    Spanning,
    Table,
    TableBand,
    TableColumn,
    TableRow,
)
from zidesk.domain.plan.model import Action, Evidence, PlanRecord
from zidesk.domain.plan.numbering import code, roman
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date
from zidesk.domain.schedule.wording import format_schedule
from zidesk.printing.setting.options import PrintOptions

_COLUMNS = (
    TableColumn("Kode", Fitted((Run("VIII.88.88.8"),)), spanning=Spanning.REPEATED),
    TableColumn("Komponen", Share(14), spanning=Spanning.CONTINUED),
    TableColumn("Indikator", Share(20), spanning=Spanning.CONTINUED),
    TableColumn("Langkah Aksi", Share(24), spanning=Spanning.CONTINUED),
    TableColumn("Berkas", Share(22)),
    TableColumn("Untuk", Fitted((Run("sepanjang tahun"),))),
    TableColumn("Tanggal", Fitted((Run("30 September 2026"),))),
    TableColumn("Kekurangan", Share(20), spanning=Spanning.CONTINUED),
)


def compose_evidence_index(record: PlanRecord, _options: PrintOptions) -> Document:
    """Return the index of the evidence that the record's plan links to."""
    title = f"DAFTAR BUKTI RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN {record.plan.year}"
    actions = [path.action for path in record.plan.actions()]
    proven = sum(1 for action in actions if action.evidence)
    files = {link.evidence_id for action in actions for link in action.evidence}
    facts = (
        ("Satuan kerja", f"{COMMISSION} {unit_name(record.unit)}"),
        ("Keputusan", f"Nomor {or_blank(record.plan.decree_number)}"),
        ("Berkas bukti", str(len(files))),
        ("Langkah aksi berbukti", f"{proven} dari {len(actions)}"),
    )
    blocks: tuple[Block, ...] = (
        Title((title,)),
        *(Clause(label, (Entry(text_of(fact)),)) for label, fact in facts),
        Table(_COLUMNS, tuple(_rows(record))),
    )
    return Document(title, author_name(record.unit), (Section(blocks, landscape=True),))


def _rows(record: PlanRecord) -> Iterator[TableRow | TableBand]:
    """Yield a band per area, and under it a row per file of each action; an action without any has one."""
    for a, area in enumerate(record.plan.areas):
        paths = [path for path in record.plan.actions() if path.indexes[0] == a]
        yield TableBand(roman(a + 1), area.text, empty=not paths)
        component: tuple[int, ...] = ()
        indicator: tuple[int, ...] = ()
        for path in paths:
            own_component = None if path.indexes[:2] == component else path.component.text
            own_indicator = None if path.indexes[:3] == indicator else path.indicator.text
            component, indicator = path.indexes[:2], path.indexes[:3]
            label: tuple[str | None, ...] = (
                code(path.indexes),
                own_component,
                own_indicator,
                path.action.text,
            )
            missing: str | None = _missing(path.action)
            for file in _files(path.action, record.evidence):
                yield TableRow((*label, *file, missing))
                label, missing = (None, None, None, None), None


def _files(action: Action, evidence: Mapping[str, Evidence]) -> Iterator[tuple[str, str, str]]:
    """Yield name, month and date of each file of ``action``, by month; one empty file where it has none."""
    links = sorted(action.evidence, key=lambda link: (link.month, evidence[link.evidence_id].name))
    for link in links:
        file = evidence[link.evidence_id]
        month = MONTH_NAMES[link.month] if link.month else "sepanjang tahun"
        yield file.name, month, format_date(file.document_date) if file.document_date else ""
    if not links:
        yield "–", "", ""


def _missing(action: Action) -> str:
    """Return what ``action`` still owes: all that it must leave, or months carried out without evidence."""
    if not action.evidence:
        owed = " ".join(action.evidence_text.split())
        return f"Belum ada: {owed}" if owed else "Belum ada berkas"
    done = (cell.month for cell in action.months if cell.realized)
    bare = frozenset(month for month in done if not action.has_evidence(month))
    return f"Terlaksana tanpa bukti: {format_schedule(bare)}" if bare else ""
