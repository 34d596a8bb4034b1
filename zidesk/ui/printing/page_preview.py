"""Pages of a PDF on screen: rendered one at a time in the background worker."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zidesk.domain.errors import CancelledError, KnownError
from zidesk.domain.ticker import Ticker
from zidesk.ui.printing.pdfium import PdfPages
from zidesk.ui.shell.tasks import Task, TaskRunner
from zidesk.ui.widgets.common import icon_button

RENDER_AFTER_MS = 120


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as a picture, and how many pages there are."""

    image: QImage
    pages: int


def render_page(pdf: bytes, number: int, width: int) -> RenderedPage:
    """Return page ``number`` (from 0) of ``pdf``, ``width`` pixels wide."""
    with PdfPages(pdf) as pages:
        shown = min(number, pages.count - 1)
        return RenderedPage(pages.picture(shown, width / pages.size(shown)[0]), pages.count)


class PagePreview(QWidget):
    """Shows one page as wide as the view, with buttons to the pages before and after."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pdf: bytes | None = None
        self._number = 0
        self._pages = 0
        self._task: Task | None = None
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.page.setAccessibleName("Pratinjau halaman")
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setWidget(self.page)
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.before = icon_button("chevron-left", "Halaman sebelumnya")
        self.after = icon_button("chevron-right", "Halaman berikutnya")
        self.page_number = QLabel()
        self.page_number.setMinimumWidth(self.fontMetrics().horizontalAdvance("Halaman 100 dari 100"))
        self.page_number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        for widget in (self.before, self.page_number, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll_area, 1)
        layout.addLayout(row)
        self.before.clicked.connect(lambda: self._go(self._number - 1))
        self.after.clicked.connect(lambda: self._go(self._number + 1))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self.say("Menyiapkan pratinjau …")

    @property
    def pages(self) -> int:
        """How many pages the document has; 0 before the first was rendered."""
        return self._pages

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a page."""
        self._pdf = None
        self.page.setPixmap(QPixmap())
        self.page.setText(sentence)
        self._label_page()

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document, at the page that was shown before if it has that page."""
        self._pdf = pdf
        self._timer.start(0)

    def stop(self) -> None:
        """Render no more; the view is going away."""
        self._timer.stop()
        self._pdf = None
        if self._task is not None:
            self._task.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render again at the new width, once it stays."""
        super().resizeEvent(event)
        if self._pdf is not None:
            self._timer.start(RENDER_AFTER_MS)

    def event(self, event: QEvent) -> bool:
        """Render again on a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._pdf is not None:
            self._timer.start(RENDER_AFTER_MS)
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Prefer room for a legible landscape page."""
        return QSize(760, 560)

    def _go(self, number: int) -> None:
        self._number = max(0, min(number, self._pages - 1))
        self._timer.start(0)

    def _render(self) -> None:
        pdf, number = self._pdf, self._number
        if pdf is None:
            return
        if self._task is not None:
            self._task.cancel()
        ratio = self.devicePixelRatioF()
        width = round(max(200, self.scroll_area.viewport().width() - 8) * ratio)

        def work(_tick: Ticker) -> RenderedPage:
            return render_page(pdf, number, width)

        def done(rendered: RenderedPage) -> None:
            if self._pdf is not pdf:
                return
            self._pages = rendered.pages
            self._number = min(self._number, rendered.pages - 1)
            pixmap = QPixmap.fromImage(rendered.image)
            pixmap.setDevicePixelRatio(ratio)
            self.page.setPixmap(pixmap)
            self._label_page()

        self._task = self._runner.start(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, KnownError):
            raise error
        self.say(str(error))

    def _label_page(self) -> None:
        shown = self._pdf is not None and self._pages > 0
        self.page_number.setText(f"Halaman {self._number + 1} dari {self._pages}" if shown else "")
        self.before.setEnabled(shown and self._number > 0)
        self.after.setEnabled(shown and self._number < self._pages - 1)
