"""The annex (lampiran) of the decree: heading block, title, narrative, the table, signatures."""

from collections.abc import Iterator

from zidesk.domain.decree.office import COMMISSION, author_name, decree_line, plan_title, unit_name
from zidesk.domain.document.blocks import Block, Corner, Title
from zidesk.domain.document.document import Document, Section
from zidesk.domain.plan.model import PlanRecord
from zidesk.printing.documents.annex_table import annex_table
from zidesk.printing.documents.narrative import narrative_blocks
from zidesk.printing.documents.signing import chair_signatures, footer_of
from zidesk.printing.documents.titles import tied
from zidesk.printing.setting.options import PrintOptions


def compose_annex(record: PlanRecord, options: PrintOptions) -> Document:
    """Return the annex of the record's plan."""
    return Document(
        f"Lampiran Keputusan: {plan_title(record)}",
        author_name(record.unit),
        tuple(annex_sections(record, options)),
        footer=footer_of(record.unit, options.edition),
    )


def annex_sections(record: PlanRecord, options: PrintOptions) -> Iterator[Section]:
    """Yield the annex's sections: the narrative on upright pages, where there is one, then the table."""
    decree = record.plan.decree
    title = plan_title(record)
    head: tuple[Block, ...] = (
        Corner(
            (
                "LAMPIRAN",
                f"KEPUTUSAN {COMMISSION}",
                unit_name(record.unit),
                decree_line(record.plan),
                "TENTANG",
                tied(title),
            )
        ),
        Title((tied(" ".join((decree.annex_title or title).split())),)),
    )
    if decree.sections:
        yield Section((*head, *narrative_blocks(decree)))
        head = ()
    if decree.table_title:
        head = (*head, Title((tied(" ".join(decree.table_title.split())),)))
    style = options.style or record.plan.schedule_style
    table = annex_table(record.plan, style, options.headings)
    yield Section((*head, table, chair_signatures(record, options)), landscape=True)
