"""The pages of a PDF under each other, as on paper: scrolled, zoomed, rendered as they come into sight."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from zidesk.domain.errors import CancelledError
from zidesk.domain.ticker import Ticker
from zidesk.ui.look.theme import colors
from zidesk.ui.printing.pdfium import PdfPages
from zidesk.ui.shell.tasks import Task, TaskRunner

_GAP = 10
_KEPT_AROUND = 2
"""Pictures of so many pages before and after those in sight are kept."""
_RENDER_AFTER_MS = 60
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_PIXELS_PER_POINT = 96 / 72
_SEEN_BELOW_TOP = 0.25
"""What is gone to stands this share of the view below its upper edge."""


@dataclass(frozen=True, slots=True)
class ViewPlace:
    """A place of a document: a page, and how far down it, as a share of the page's height."""

    page: int = 0
    share: float = 0.0


class DocumentView(QAbstractScrollArea):
    """Shows a document; another version of it is shown at the same place.

    ``page_changed`` tells the page at the middle, from 0; ``clicked`` carries a page and a place on it in
    points from its lower left corner.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    clicked = Signal(int, float, float)
    rendered = Signal(int)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pdf: bytes | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._tops: list[int] = []
        self._pictures: dict[int, QPixmap] = {}
        self._fresh: set[int] = set()
        self._task: Task | None = None
        self._zoom: float | None = None
        self._sentence = ""
        self._page = 0
        self._pressed: QPointF | None = None
        self.setAccessibleName("Pratinjau halaman")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the middle of the view, from 0."""
        return self._page

    @property
    def kept_pictures(self) -> int:
        """How many pages are held as pictures."""
        return len(self._pictures)

    @property
    def is_fresh(self) -> bool:
        """Whether every page in sight is shown as the document has it."""
        return self._pdf is not None and set(self._in_sight()) <= self._fresh

    @property
    def zoom(self) -> float | None:
        """How large pages are shown, 1 as on paper; ``None``: as wide as the view."""
        return self._zoom

    def set_zoom(self, zoom: float | None) -> None:
        """Show pages larger or smaller, at the same place."""
        place = self.place()
        self._zoom = zoom
        self._fresh.clear()
        self._arrange(place)
        self.zoom_changed.emit()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of pages."""
        self._forget()
        self._sentence = sentence
        self._arrange(ViewPlace())

    def show_document(self, pdf: bytes, sizes: Sequence[tuple[float, float]]) -> None:
        """Show a document; its pages take the place of those shown before once each is rendered."""
        place = self.place()
        self._cancel()
        self._pdf = pdf
        self._sentence = ""
        self._sizes = tuple(sizes)
        self._fresh.clear()
        self._arrange(place, soon=True)

    def stop(self) -> None:
        """Render no more and hold nothing."""
        self._forget()
        self.viewport().update()

    def place(self) -> ViewPlace:
        """Return the place at the view's upper edge."""
        top = self.verticalScrollBar().value()
        page = self._page_at(top)
        if not self._sizes:
            return ViewPlace()
        return ViewPlace(page, (top - self._tops[page]) / max(1, self._rect_size(page).height()))

    def go_to_page(self, page: int) -> None:
        """Show the top of a page."""
        if self._sizes:
            page = max(0, min(page, self.pages - 1))
            self.verticalScrollBar().setValue(self._tops[page] - _GAP // 2)

    def reveal(self, page: int, below_top: float) -> None:
        """Scroll to a place ``below_top`` points down a page, unless it is in sight."""
        if page >= self.pages:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        y = self._tops[page] + round(below_top * self._page_scale(page))
        line = 2 * self.fontMetrics().height()
        if not bar.value() + line // 2 <= y <= bar.value() + height - line:
            bar.setValue(y - round(height * _SEEN_BELOW_TOP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place while pages grow with the view."""
        place = self.place()
        super().resizeEvent(event)
        if self._zoom is None:
            self._fresh.clear()
        self._arrange(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Render what came while nobody could see it."""
        super().showEvent(event)
        self._scrolled()

    def event(self, event: QEvent) -> bool:
        """Render again on a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fresh.clear()
            self._timer.start(_RENDER_AFTER_MS)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def step_zoom(self, step: int) -> None:
        """Go to the next larger (1) or smaller (-1) zoom."""
        if not self._sizes:
            return
        now = self._page_scale(self._page) / _PIXELS_PER_POINT
        if step > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > now * 1.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.99), ZOOMS[0]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on a page."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or (event.position() - pressed).manhattanLength() > _GAP or not self._sizes:
            return
        at = event.position().toPoint()
        page = self._page_at(at.y() + self.verticalScrollBar().value())
        rect = self._rect(page)
        if rect.contains(at):
            scale, height = self._page_scale(page), self._sizes[page][1]
            self.clicked.emit(page, (at.x() - rect.x()) / scale, height - (at.y() - rect.y()) / scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages in sight; one not rendered yet is an empty sheet."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Window))
        if self._sentence:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(20, 20, -20, -20), flags, self._sentence)
        for page in self._in_sight():
            rect = self._rect(page)
            picture = self._pictures.get(page)
            if picture is None:
                painter.fillRect(rect, Qt.GlobalColor.white)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, page not in self._fresh)
                painter.drawPixmap(rect, picture)
            painter.setPen(colors().grid_line)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def sizeHint(self) -> QSize:
        """Prefer room for a legible page."""
        return QSize(self.fontMetrics().averageCharWidth() * 72, 560)

    def _arrange(self, place: ViewPlace, *, soon: bool = False) -> None:
        """Lay the pages out again with ``place`` at the view's upper edge."""
        self._tops, y = [], _GAP
        for page in range(self.pages):
            self._tops.append(y)
            y += self._rect_size(page).height() + _GAP
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        view = self.viewport().size()
        widest = max((self._rect_size(page).width() for page in range(self.pages)), default=0)
        blocked = bar.blockSignals(True)
        bar.setRange(0, max(0, y - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(3 * self.fontMetrics().height())
        across.setRange(0, max(0, widest + 2 * _GAP - view.width()))
        across.setPageStep(view.width())
        if self._sizes:
            page = min(place.page, self.pages - 1)
            share = place.share if page == place.page else 0.0
            bar.setValue(self._tops[page] + round(share * self._rect_size(page).height()))
        bar.blockSignals(blocked)
        self._scrolled(soon=soon)

    def _page_scale(self, page: int) -> float:
        """Return how many logical pixels a point of a page is; fitted, lying pages are as wide as others."""
        if self._zoom is not None:
            return self._zoom * _PIXELS_PER_POINT
        return max(0.05, (self.viewport().width() - 2 * _GAP) / self._sizes[page][0])

    def _rect_size(self, page: int) -> QSize:
        scale = self._page_scale(page)
        width, height = self._sizes[page]
        return QSize(round(width * scale), round(height * scale))

    def _rect(self, page: int) -> QRect:
        size = self._rect_size(page)
        spare = self.viewport().width() - size.width()
        x = spare // 2 if spare >= 2 * _GAP else _GAP - self.horizontalScrollBar().value()
        return QRect(x, self._tops[page] - self.verticalScrollBar().value(), size.width(), size.height())

    def _page_at(self, y: int) -> int:
        return max((page for page, top in enumerate(self._tops) if top - _GAP <= y), default=0)

    def _in_sight(self) -> range:
        if not self._sizes:
            return range(0)
        top = self.verticalScrollBar().value()
        return range(self._page_at(top), self._page_at(top + self.viewport().height()) + 1)

    def _scrolled(self, _value: int = 0, *, soon: bool = False) -> None:
        page = self._page_at(self.verticalScrollBar().value() + self.viewport().height() // 2)
        if page != self._page or soon:
            self._page = page
            self.page_changed.emit(page)
        sight = self._in_sight()
        kept = range(sight.start - _KEPT_AROUND, sight.stop + _KEPT_AROUND)
        self._pictures = {page: picture for page, picture in self._pictures.items() if page in kept}
        self._fresh &= self._pictures.keys()
        self.viewport().update()
        if self._pdf is not None and not set(sight) <= self._fresh:
            self._timer.start(0 if soon else _RENDER_AFTER_MS)

    def _render(self) -> None:
        """Render the first page in sight that is missing; each one done leads to the next."""
        pdf = self._pdf
        missing = next((page for page in self._in_sight() if page not in self._fresh), None)
        if pdf is None or missing is None or not self.isVisible():
            return
        self._cancel()
        ratio = self.devicePixelRatioF()
        scale = self._page_scale(missing) * ratio

        def work(_tick: Ticker) -> QImage:
            with PdfPages(pdf) as pages:
                return pages.picture(missing, scale)

        def done(image: QImage) -> None:
            if self._pdf is not pdf:
                return
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._pictures[missing] = pixmap
            self._fresh.add(missing)
            self.viewport().update()
            self.rendered.emit(missing)
            self._render()

        self._task = self._runner.start(work, done, _ignore_cancel)

    def _cancel(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _forget(self) -> None:
        self._cancel()
        self._pdf = None
        self._sizes = ()
        self._tops = []
        self._pictures.clear()
        self._fresh.clear()


def _ignore_cancel(error: Exception) -> None:
    if not isinstance(error, CancelledError):
        raise error
