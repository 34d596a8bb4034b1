"""Pages of a PDF as pictures. One thread at a time may call PDFium: lanes take turns, page by page."""

import threading
from types import TracebackType
from typing import Any, Self

from PySide6.QtGui import QImage

_turn = threading.RLock()


class PdfPages:
    """A PDF whose pages can be rendered, in a ``with`` block, by the thread that made it."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _turn:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count: int = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with _turn:
            self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Return the width and height of page ``number`` (from 0) in points."""
        with _turn:
            width, height = self._document.get_page_size(number)
            return width, height

    def picture(self, number: int, scale: float) -> QImage:
        """Return page ``number`` (from 0), ``scale`` pixels a point."""
        with _turn:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            image = _to_image(bitmap)
            # Here and not whenever they are collected: that may be while another thread renders.
            bitmap.close()
            page.close()
            return image


def _to_image(bitmap: Any) -> QImage:
    """Return a pypdfium2 bitmap of four bytes a pixel (RGBx) as a picture of its own."""
    return QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    ).copy()
