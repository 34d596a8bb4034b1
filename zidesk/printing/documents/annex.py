"""The annex (lampiran) of the decree: heading block, title, the table, signatures."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Plan, PlanRecord, Unit
from zidesk.domain.ticker import Ticker
from zidesk.printing.documents.annex_columns import annex_spec
from zidesk.printing.documents.annex_rows import annex_rows
from zidesk.printing.documents.signature import SignatureBlock
from zidesk.printing.setting.canvas import Document, Frame, Identity, text_style
from zidesk.printing.setting.fonts import NO_BREAK_SPACE, FontStyle, missing_characters
from zidesk.printing.setting.office import COMMISSION, author_name, decree_line, plan_title, unit_name
from zidesk.printing.setting.options import PrintOptions
from zidesk.printing.setting.table import Table
from zidesk.printing.setting.text import Align, balanced_lines

_HEADING_WIDTH = 30.0
"""Width of the heading block at the right, in sizes of its type."""

_TITLE_SHARE = 0.8
"""The share of the page's width that the title's lines may take."""

_NAMED_CHARACTERS = 20
_TIED = re.compile(r"(?<=\bDI) |(?<=\bDAN) |(?<=\bDARI) | (?=[0-9]{4}$)")


def write_annex(record: PlanRecord, stream: BinaryIO, options: PrintOptions, ticker: Ticker) -> int:
    """Write the annex of the record's plan as a PDF to ``stream`` and return its number of pages.

    ``ticker`` hears of hundredths of the work. Nothing is written to the stream before the last page is
    made. Raises ``InvalidInputError`` where the wording or the options leave no room for the table.
    """
    title = plan_title(record)
    identity = Identity(
        f"Lampiran Keputusan: {title}", author_name(record.unit), " ".join(record.unit.jdih.split())
    )
    document = Document(stream, identity, options)
    frame = document.new_page(landscape=True)
    top = _draw_heading(document, frame, record, options)
    top = _draw_title(document, frame, top, title, options)
    style = options.style or record.plan.schedule_style
    spec = annex_spec(record.plan, style, options, frame.width)
    signatures = SignatureBlock(record.unit, options.edition, options.heading_size)
    table = Table(spec, annex_rows(record.plan, style, spec, _part(ticker, 0, 50)))
    frame, top = table.draw(document, frame, top, signatures.height, _part(ticker, 50, 100))
    signatures.draw(document, frame, top)
    return document.close()


def _part(ticker: Ticker, start: int, end: int) -> Ticker:
    """Return a ticker for the part of the work from ``start`` to ``end`` hundredths."""
    return lambda done, total: ticker(start + (end - start) * done // max(total, 1), 100)


def missing_in_annex(record: PlanRecord) -> str:
    """Return the characters of the annex that no font has and that print as U+FFFD, each once."""
    return missing_characters(_texts(record.unit, record.plan))


def missing_characters_sentence(record: PlanRecord) -> str:
    """Return one sentence for the user on the characters that cannot be printed; empty if there are none."""
    missing = missing_in_annex(record)
    if not missing:
        return ""
    shown = " ".join(missing[:_NAMED_CHARACTERS]) + (" …" if len(missing) > _NAMED_CHARACTERS else "")
    return (
        f"{len(missing)} huruf atau tanda tidak ada dalam font cetak dan tercetak sebagai �: {shown}; "
        "gantilah dalam rencana."
    )


def _draw_heading(document: Document, frame: Frame, record: PlanRecord, options: PrintOptions) -> float:
    style = text_style(FontStyle.REGULAR, options.heading_size)
    width = min(_HEADING_WIDTH * options.heading_size, frame.width)
    texts = [
        "LAMPIRAN",
        f"KEPUTUSAN {COMMISSION}",
        unit_name(record.unit),
        decree_line(record.plan),
        "TENTANG",
        _joined(plan_title(record)),
    ]
    lines = [line for text in texts for line in balanced_lines(text, style, width)]
    return document.draw_lines(lines, style, frame.right - width, frame.top)


def _draw_title(document: Document, frame: Frame, top: float, title: str, options: PrintOptions) -> float:
    style = text_style(FontStyle.BOLD, options.heading_size)
    lines = balanced_lines(_joined(title), style, frame.width * _TITLE_SHARE)
    end = top - style.leading - len(lines) * style.leading
    if end < frame.bottom:
        raise InvalidInputError("Judul rencana terlalu panjang untuk satu halaman; ringkaskan judulnya.")
    document.draw_lines(lines, style, frame.left, top - style.leading, width=frame.width, align=Align.CENTRE)
    return end - style.leading


def _joined(title: str) -> str:
    """Return ``title`` with "di", "dan", "dari" and the year tied to their neighbours."""
    return _TIED.sub(NO_BREAK_SPACE, title)


def _texts(unit: Unit, plan: Plan) -> Iterator[str]:
    yield from (unit.name, unit.jdih, unit.chair_name, unit.certifier_title, unit.certifier_name)
    yield from (plan.title, plan.decree_number)
    for area in plan.areas:
        yield area.text
        for component in area.components:
            yield component.text
            for indicator in component.indicators:
                yield indicator.text
                for action in indicator.actions:
                    yield from (action.text, action.evidence_text, action.schedule_text or "")
