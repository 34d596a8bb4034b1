"""A document written as PDF."""

from typing import BinaryIO

from zidesk.domain.document.document import Document, texts_of
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.table import Table
from zidesk.domain.ticker import Ticker
from zidesk.printing.setting.flow import Flow
from zidesk.printing.setting.fonts import missing_characters
from zidesk.printing.setting.pdf_pages import PdfPages

_NAMED_CHARACTERS = 20


def write_pdf(document: Document, stream: BinaryIO, options: PageSetup, ticker: Ticker) -> int:
    """Write ``document`` as a PDF to ``stream`` and return its number of pages.

    ``ticker`` hears of hundredths of the work. Nothing is written to the stream before the last page is
    made. Raises ``InvalidInputError`` where the wording or the options leave no room.
    """
    pages = PdfPages(stream, document, options)
    flow = Flow(pages, options, _Hundredths(ticker, _steps(document)).advance)
    for section in document.sections:
        flow.put(section)
    return pages.close()


def missing_in(document: Document) -> str:
    """Return the characters of ``document`` that no font has and that print as U+FFFD, each once."""
    return missing_characters(texts_of(document))


def missing_characters_sentence(document: Document) -> str:
    """Return one sentence for the user on the characters that cannot be printed; empty if there are none."""
    missing = missing_in(document)
    if not missing:
        return ""
    shown = " ".join(missing[:_NAMED_CHARACTERS]) + (" …" if len(missing) > _NAMED_CHARACTERS else "")
    return (
        f"{len(missing)} huruf atau tanda tidak ada dalam font cetak dan tercetak sebagai �: {shown}; "
        "gantilah dalam rencana."
    )


def _steps(document: Document) -> int:
    """Return how many steps the flow tells of: one for each block, two for each row."""
    blocks = [block for section in document.sections for block in section.blocks]
    return len(blocks) + sum(2 * len(block.rows) for block in blocks if isinstance(block, Table))


class _Hundredths:
    """Counts steps and tells hundredths of them all."""

    def __init__(self, ticker: Ticker, steps: int) -> None:
        self._ticker = ticker
        self._steps = max(steps, 1)
        self._done = 0

    def advance(self) -> None:
        self._done += 1
        self._ticker(100 * self._done // self._steps, 100)
