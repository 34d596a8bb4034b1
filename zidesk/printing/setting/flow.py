"""A document's blocks put on pages one after the other, broken where a typist would break them."""

from collections.abc import Callable, Sequence

from zidesk.domain.document.blocks import PageBreak, Signatures
from zidesk.domain.document.document import Section
from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.document.proportions import TABLE_GAP
from zidesk.domain.document.table import Table
from zidesk.domain.errors import InvalidInputError
from zidesk.printing.setting.pdf_pages import Frame, PdfPages
from zidesk.printing.setting.signature import SignatureBlock
from zidesk.printing.setting.strips import Strip, StripMaker
from zidesk.printing.setting.table import SetTable

_TOLERANCE = 0.01
"""So many points too much are rounding, not lack of room."""


class Flow:
    """Puts one section on pages of its own; ``advance`` is called for each block and twice for a row."""

    def __init__(self, pages: PdfPages, setup: PageSetup, advance: Callable[[], None]) -> None:
        self._pages = pages
        self._setup = setup
        self._text_size = setup.text_size
        self._table_size = setup.table_size
        self._advance = advance
        self._frame = Frame(0, 0, 0, 0)
        self._top = 0.0
        self._below = 0.0
        self._held: list[Strip] = []
        """Strips that wait for what they must stand with."""

    def put(self, section: Section) -> None:
        """Put ``section`` on new pages."""
        self._pages.turn(landscape=section.landscape)
        self._next_page()
        blocks = section.blocks
        strips = StripMaker(self._setup, self._frame.width).strips(blocks)
        for index, (block, own) in enumerate(zip(blocks, strips, strict=True)):
            match block:
                case Table():
                    follows = blocks[index + 1] if index + 1 < len(blocks) else None
                    self._put_table(block, follows if isinstance(follows, Signatures) else None)
                case Signatures():
                    self._put_strips(
                        [_signature_strip(SignatureBlock(block, self._text_size, self._frame.width))]
                    )
                case PageBreak():
                    self._place_held()
                    if not self._at_top:
                        self._next_page()
                case _:
                    self._put_strips(own)
            self._advance()
        self._place_held()

    @property
    def _at_top(self) -> bool:
        return self._top == self._frame.top

    def _next_page(self) -> None:
        self._frame = self._pages.next_page()
        self._top = self._frame.top
        self._below = 0.0

    def _put_strips(self, strips: Sequence[Strip]) -> None:
        for strip in strips:
            self._held.append(strip)
            if not strip.keep:
                self._place_held()

    def _place_held(self, below: float = 0.0) -> None:
        """Place the strips held back, on the next page where they and ``below`` points lack room here.

        What is taller than a page is broken wherever it must.
        """
        held, self._held = self._held, []
        if not self._at_top and not self._fits(self._needed(held) + below):
            self._go_on(held)
        for strip in held:
            if not self._at_top and not self._fits(self._gap(strip.gap) + strip.height):
                self._go_on([strip])
            if not self._fits(strip.height):
                raise InvalidInputError("Judul terlalu panjang untuk satu halaman; ringkaskan judulnya.")
            self._top -= self._gap(strip.gap)
            strip.draw(self._pages, self._frame, self._top)
            self._top -= strip.height
            self._below = strip.below

    def _go_on(self, strips: Sequence[Strip]) -> None:
        """Go on with ``strips`` on the next page; at the foot of this one stands what that begins with."""
        if self._setup.catchword and strips and strips[0].first_word:
            self._pages.draw_catchword(f"{strips[0].first_word} . . .")
        self._next_page()

    def _needed(self, strips: Sequence[Strip]) -> float:
        """Return the height that ``strips`` take from the present place on."""
        needed, last = 0.0, self._below
        for strip in strips:
            needed += max(last, strip.gap) + strip.height
            last = strip.below
        return needed

    def _gap(self, gap: float) -> float:
        """Return the space above what asks for ``gap``: none at the top of a page."""
        return 0.0 if self._at_top else max(gap, self._below)

    def _fits(self, height: float) -> bool:
        return height <= self._top - self._frame.bottom + _TOLERANCE

    def _put_table(self, table: Table, signatures: Signatures | None) -> None:
        """Put a table, with so much room under it that its ``signatures`` stand below its last row."""
        made = SetTable(table, self._table_size, self._frame.width, self._advance)
        tail = SignatureBlock(signatures, self._text_size, self._frame.width).height if signatures else 0.0
        self._place_held(made.least_height + TABLE_GAP)
        top = self._top - self._gap(TABLE_GAP)
        self._frame, self._top = made.draw(self._pages, self._frame, top, tail)
        self._below = 0.0


def _signature_strip(block: SignatureBlock) -> Strip:
    return Strip(block.height, block.draw)
