"""A PDF file under construction: pages with number and footer, text, lines, bookmarks, metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from zidesk.domain.document.characters import printable
from zidesk.domain.document.document import Document
from zidesk.domain.document.page_setup import POINTS_PER_MM, PageSetup
from zidesk.domain.document.proportions import FOOTER_LINES, FOOTER_SIZE, LEADING, RULE_WIDTH
from zidesk.domain.document.table import Alignment
from zidesk.printing.setting.fonts import FontStyle, font
from zidesk.printing.setting.prose import ProseLine
from zidesk.printing.setting.text import Line, TextStyle, break_lines

_ASCENT = 0.78
"""Where the baseline stands below the top of the type, as a share of its size."""

_SHARE_AT_LEFT = {Alignment.CENTRE: 0.5, Alignment.RIGHT: 1.0}
"""How much of what a line lacks to the width stands at its left."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page inside the margins, in points from the page's lower left corner."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom


class PdfPages:
    """Writes pages to ``stream`` from the first to the last; nothing reaches it before ``close``."""

    def __init__(self, stream: BinaryIO, document: Document, options: PageSetup) -> None:
        # Streams stay binary: written out as text they are larger and take longer.
        rl_config.useA85 = 0
        self._canvas = Canvas(
            stream,
            pageCompression=1,
            invariant=1,
            lang=document.language,
            initialFontName=font(FontStyle.REGULAR).name,
        )
        self._canvas.setTitle(printable(document.title))
        self._canvas.setAuthor(printable(document.author))
        self._canvas.setSubject("")
        self._canvas.setCreator("zidesk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        stamp = _pdf_date(options.made_at or datetime.now().astimezone())
        self._canvas.setDateFormatter(lambda *_: stamp)
        self._options = options
        self._footer = document.footer
        self._size = (0.0, 0.0)
        self._landscape = False
        self._bookmarks = 0
        self._outline_level = -1
        self.pages = 0

    def turn(self, *, landscape: bool) -> None:
        """Let the pages that begin from now on lie or stand."""
        self._landscape = landscape

    def next_page(self) -> Frame:
        """Begin the next page and return the room inside its margins."""
        if self.pages:
            self._finish_page()
        self.pages += 1
        paper = self._options.paper
        sides = (paper.short_side, paper.long_side)
        self._size = sides[::-1] if self._landscape else sides
        self._canvas.setPageSize(self._size)
        self._canvas.setLineWidth(RULE_WIDTH)
        self._draw_number()
        return self._frame()

    def draw_lines(
        self,
        lines: Sequence[Line],
        style: TextStyle,
        x: float,
        top: float,
        *,
        width: float = 0.0,
        alignment: Alignment = Alignment.LEFT,
    ) -> float:
        """Draw ``lines`` downwards from ``top`` and return where they end; ``width`` is for centring."""
        text = self._canvas.beginText()
        baseline = top - (style.leading - style.size) / 2 - _ASCENT * style.size
        for line in lines:
            shift = (width - line.width) / 2 if alignment is Alignment.CENTRE else line.indent
            text.setTextOrigin(x + shift, baseline)
            for name, piece in style.font.runs(line.text):
                text.setFont(name, style.size)
                text.textOut(piece)
            baseline -= style.leading
        self._canvas.drawText(text)
        return top - len(lines) * style.leading

    def draw_prose(
        self,
        line: ProseLine,
        size: float,
        x: float,
        top: float,
        *,
        width: float,
        alignment: Alignment,
    ) -> None:
        """Draw one line of runs under height ``top``; ``width`` is for centring and justifying."""
        lack = width - line.width
        stretched = alignment is Alignment.JUSTIFIED and not line.last and line.spaces
        text = self._canvas.beginText()
        baseline = top - (LEADING - 1) * size / 2 - _ASCENT * size
        text.setTextOrigin(x + lack * _SHARE_AT_LEFT.get(alignment, 0.0), baseline)
        if stretched:
            text.setWordSpace(lack / line.spaces)
        for style, words in line.pieces:
            for name, piece in font(style).runs(words):
                text.setFont(name, size)
                text.textOut(piece)
        if stretched:
            text.setWordSpace(0)
        self._canvas.drawText(text)

    def draw_rules(self, rules: Sequence[tuple[float, float, float, float]]) -> None:
        """Draw straight lines, each from (x1, y1) to (x2, y2)."""
        self._canvas.lines(rules)

    def fill(self, x: float, bottom: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle with a grey, 0 black to 1 white."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, bottom, width, height, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def bookmark(self, title: str, top: float, level: int = 0) -> None:
        """Let the outline's next entry, ``title``, lead to height ``top`` of this page."""
        self._bookmarks += 1
        key = f"bookmark-{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        # The outline has no entry below one that is not there.
        self._outline_level = min(level, self._outline_level + 1)
        self._canvas.addOutlineEntry(" ".join(printable(title).split()), key, self._outline_level)

    def draw_catchword(self, words: str) -> None:
        """Draw at the right under the text of this page what the next one begins with (kata penyambung)."""
        frame = self._frame()
        style = text_style(FontStyle.REGULAR, self._options.text_size)
        for line in break_lines(printable(words), style, frame.width)[:1]:
            self.draw_lines([line], style, frame.right - line.width, frame.bottom)

    def close(self) -> int:
        """Write the file to the stream and return its number of pages."""
        self._finish_page()
        self._canvas.save()
        return self.pages

    def _frame(self) -> Frame:
        margins = self._options.margins
        width, height = self._size
        return Frame(
            left=margins.left * POINTS_PER_MM,
            right=width - margins.right * POINTS_PER_MM,
            bottom=margins.bottom * POINTS_PER_MM,
            top=height - margins.top * POINTS_PER_MM,
        )

    def _draw_number(self) -> None:
        if self.pages == 1:
            return
        frame = self._frame()
        style = text_style(FontStyle.REGULAR, self._options.text_size)
        top = (self._size[1] + frame.top + style.leading) / 2
        number = break_lines(f"- {self.pages} -", style, frame.width)
        self.draw_lines(number, style, frame.left, top, width=frame.width, alignment=Alignment.CENTRE)

    def _finish_page(self) -> None:
        """Draw the footer last, so that a page read aloud or copied ends with it."""
        frame = self._frame()
        style = text_style(FontStyle.REGULAR, FOOTER_SIZE)
        footer = break_lines(self._footer, style, frame.width)[:FOOTER_LINES]
        top = (frame.bottom + style.leading * len(footer)) / 2
        self.draw_lines(footer, style, frame.left, top, width=frame.width, alignment=Alignment.CENTRE)
        self._canvas.showPage()


def text_style(style: FontStyle, size: float) -> TextStyle:
    """Return the document font in ``style`` at ``size`` points with the usual distance between lines."""
    return TextStyle(font(style), size, size * LEADING)


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
