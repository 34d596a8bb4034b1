"""A document written as .docx, for a word processor to go on with."""

from typing import BinaryIO

from zidesk.domain.document.document import Document
from zidesk.domain.document.measures import Measures
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.table import Table
from zidesk.domain.ticker import Ticker, silent
from zidesk.exchange.word.flow import Flow
from zidesk.exchange.word.numbering import NumberedLists
from zidesk.exchange.word.package import WordFile
from zidesk.exchange.word.sections import section_properties
from zidesk.exchange.word.setting import Setting


def write_docx(
    document: Document, setup: PageSetup, measures: Measures, stream: BinaryIO, ticker: Ticker = silent
) -> None:
    """Write ``document`` to the binary ``stream``; ``measures`` knows how wide words are.

    ``ticker`` hears of blocks and rows and may cancel the work; nothing has been written to ``stream`` then.
    """
    file = WordFile(document, setup)
    lists = NumberedLists(setup.text_size)
    steps = _Steps(document, ticker)
    last = len(document.sections) - 1
    for index, section in enumerate(document.sections):
        setting = Setting(setup, measures, landscape=section.landscape)
        elements = Flow(section, setting, lists, steps.advance).elements()
        first = index == 0
        pages = section_properties(setting, file.references if first else (), document.footer, first=first)
        if index == last:
            elements.append(pages)
        else:
            # A section ends with the paragraph that says what its pages are like.
            elements[-1].get_or_add_pPr().append(pages)
        file.body.extend(elements)
    file.add_numbering(lists.element)
    stream.write(file.content())


class _Steps:
    """Counts blocks and rows."""

    def __init__(self, document: Document, ticker: Ticker) -> None:
        blocks = [block for section in document.sections for block in section.blocks]
        self._total = len(blocks) + sum(len(block.rows) for block in blocks if isinstance(block, Table))
        self._ticker = ticker
        self._done = 0

    def advance(self) -> None:
        self._done = min(self._done + 1, self._total)
        self._ticker(self._done, self._total)
