"""Reading a printed PDF back with pdfium: characters with their places, rows found by their text."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from zidesk.domain.document.document import Document
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import silent
from zidesk.printing.documents.annex import compose_annex
from zidesk.printing.setting.options import PrintOptions
from zidesk.printing.writing import write_pdf


@dataclass(frozen=True)
class Char:
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return squeezed("".join(char.text for char in self.chars))

    @property
    def visible(self) -> list[Char]:
        return [char for char in self.chars if not char.text.isspace()]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def packed(text: str) -> str:
    return "".join(text.split())


def printed(record: PlanRecord, **options: object) -> bytes:
    """The annex of a plan as PDF."""
    chosen = PrintOptions(**options)
    return as_pdf(compose_annex(record, chosen), chosen)


def as_pdf(document: Document, options: PrintOptions | None = None) -> bytes:
    stream = BytesIO()
    write_pdf(document, stream, options or PrintOptions(), silent)
    return stream.getvalue()


def read_pages(content: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [_read_page(page) for page in document]
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage) -> Page:
    text_page = page.get_textpage()
    chars = []
    for index in range(text_page.count_chars()):
        left, bottom, right, top = text_page.get_charbox(index)
        text = text_page.get_text_range(index, 1)
        chars.append(Char(text, (left + right) / 2, (bottom + top) / 2))
    width, height = page.get_size()
    text_page.close()
    page.close()
    return Page(width, height, tuple(chars))


class Walk:
    """Goes through a document's visible characters from first to last, finding one text after another."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.chars = [(number, char) for number, page in enumerate(pages) for char in page.visible]
        self.string = "".join(char.text for _, char in self.chars)
        self.position = 0

    def find(self, text: str) -> tuple[int, Char]:
        """Find ``text``, spaces aside, after what was found last; return the page and the first character."""
        wanted = packed(text)
        index = self.string.find(wanted, self.position)
        assert index >= 0, (
            f"{text!r} is not printed after {self.string[self.position - 80 : self.position]!r}"
        )
        self.position = index + len(wanted)
        return self.chars[index]
