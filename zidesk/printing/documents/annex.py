"""The annex (lampiran) of the decree: heading block, title, the table, signatures."""

import re

from zidesk.domain.document.blocks import Corner, Title
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.runs import NO_BREAK_SPACE
from zidesk.domain.plan.model import PlanRecord
from zidesk.printing.documents.annex_table import annex_table
from zidesk.printing.documents.signing import chair_signatures
from zidesk.domain.decree.office import COMMISSION, author_name, decree_line, plan_title, unit_name
from zidesk.printing.setting.options import PrintOptions

_TIED = re.compile(r"(?<=\bDI) |(?<=\bDAN) |(?<=\bDARI) | (?=[0-9]{4}$)")


def compose_annex(record: PlanRecord, options: PrintOptions) -> Document:
    """Return the annex of the record's plan."""
    title = plan_title(record)
    style = options.style or record.plan.schedule_style
    corner = Corner(
        (
            "LAMPIRAN",
            f"KEPUTUSAN {COMMISSION}",
            unit_name(record.unit),
            decree_line(record.plan),
            "TENTANG",
            _joined(title),
        )
    )
    blocks = (
        corner,
        Title((_joined(title),)),
        annex_table(record.plan, style, options.headings),
        chair_signatures(record.unit, options.edition),
    )
    return Document(
        f"Lampiran Keputusan: {title}",
        author_name(record.unit),
        (Section(blocks, landscape=True),),
        footer=" ".join(record.unit.jdih.split()),
    )


def _joined(title: str) -> str:
    """Return ``title`` with "di", "dan", "dari" and the year tied to their neighbours."""
    return _TIED.sub(NO_BREAK_SPACE, title)
