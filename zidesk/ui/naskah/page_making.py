"""The pages of a document for the preview: made in the background, one version after the other."""

from collections.abc import Callable
from dataclasses import dataclass

from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import Ticker
from zidesk.printing.documents.kinds import DocumentKind
from zidesk.printing.setting.options import PrintOptions
from zidesk.ui.naskah.places import DecreePlaces
from zidesk.ui.printing.pdfium import PdfPages
from zidesk.ui.printing.print_dialog import document_writer


@dataclass(frozen=True, slots=True)
class MadePages:
    """A document as PDF, of which record and how it was made, its pages' sizes, and a warning or nothing."""

    kind: DocumentKind
    record: PlanRecord
    options: PrintOptions
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    warning: str


def page_maker(
    kind: DocumentKind, record: PlanRecord, options: PrintOptions
) -> Callable[[Ticker], MadePages]:
    """Return the work that makes the pages of a document."""
    write = document_writer(kind, record, options)

    def work(tick: Ticker) -> MadePages:
        printed = write(tick)
        with PdfPages(printed.pdf) as pages:
            return MadePages(kind, record, options, printed.pdf, pages.sizes(), printed.warning)

    return work


def place_finder(made: MadePages) -> Callable[[Ticker], DecreePlaces]:
    """Return the work that finds the entries of the decree on its pages."""

    def work(tick: Ticker) -> DecreePlaces:
        texts = []
        with PdfPages(made.pdf) as pages:
            for number in range(pages.count):
                tick(number, pages.count)
                texts.append(pages.text(number))
        return DecreePlaces(made.record.plan.decree, texts)

    return work
