"""The live preview: which document, its pages, and buttons for the very PDF that is shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zidesk.domain.errors import CancelledError, KnownError
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import Ticker
from zidesk.printing.documents.kinds import kind_named
from zidesk.ui.naskah.document_view import DocumentView
from zidesk.ui.naskah.page_making import MadePages, page_maker, place_finder
from zidesk.ui.naskah.places import DecreePlaces, EntryPlace
from zidesk.ui.printing.pdfium import PdfPages
from zidesk.ui.printing.print_dialog import PrintChoice, proposed_options
from zidesk.ui.shell.tasks import Task, TaskRunner
from zidesk.ui.widgets.common import MessageBar, MessageKind, icon_button

SHOWN_KINDS = ("keputusan", "salinan", "lampiran")
AFTER_TYPING_MS = 60
PLACES_AFTER_MS = 120
"""Where entries stand is asked once the pages in sight are shown and nobody types on."""
_NO_PLAN = "Belum ada rencana yang dapat ditampilkan."


class PreviewPane(QWidget):
    """Makes pages of the newest record whenever they can be seen; work that is outdated is dropped.

    ``pointed`` carries the ``EntryPlace`` that was clicked; ``sent`` the ``MadePages`` to print or save and
    the ``PrintChoice``, once they are those of the newest record; ``made`` comes with every new version.
    """

    pointed = Signal(object)
    sent = Signal(object, object)
    made = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._record: PlanRecord | None = None
        self._made: MadePages | None = None
        self._places: DecreePlaces | None = None
        self._followed: EntryPlace | None = None
        self._wish: PrintChoice | None = None
        self._outdated = True
        self._tasks: dict[str, Task] = {}
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName("Naskah yang ditampilkan")
        for name in SHOWN_KINDS:
            self.kind_box.addItem(kind_named(name).plain_title.capitalize(), name)
        self.view = DocumentView(runner)
        self.before = icon_button("chevron-left", "Halaman sebelumnya")
        self.after = icon_button("chevron-right", "Halaman berikutnya")
        self.page_number = QLabel()
        self.page_number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page_number.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 dari 100"))
        self.smaller = icon_button("minus", "Perkecil halaman (Ctrl+roda)")
        self.larger = icon_button("plus", "Perbesar halaman (Ctrl+roda)")
        self.fit = icon_button("expand", "Selebar panel")
        self.warning = MessageBar()
        self.print_button = QPushButton("Cetak…")
        self.save_button = QPushButton("Simpan PDF…")
        self.word_button = QPushButton("Simpan Word…")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make)
        self._places_timer = QTimer(self)
        self._places_timer.setSingleShot(True)
        self._places_timer.timeout.connect(self._find_places)
        self.kind_box.currentIndexChanged.connect(lambda _index: self._begin(0))
        self.before.clicked.connect(lambda: self.view.go_to_page(self.view.page - 1))
        self.after.clicked.connect(lambda: self.view.go_to_page(self.view.page + 1))
        self.smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        self.larger.clicked.connect(lambda: self.view.step_zoom(1))
        self.fit.clicked.connect(lambda: self.view.set_zoom(None))
        self.print_button.clicked.connect(lambda: self.send(PrintChoice.PRINT))
        self.save_button.clicked.connect(lambda: self.send(PrintChoice.SAVE_PDF))
        self.word_button.clicked.connect(lambda: self.send(PrintChoice.SAVE_WORD))
        self.view.page_changed.connect(lambda _page: self._label())
        self.view.clicked.connect(self._point)
        self.show_record(None)

    @property
    def pages(self) -> MadePages | None:
        """The pages shown, ``None`` before the first were made."""
        return self._made

    @property
    def is_current(self) -> bool:
        """Whether the pages shown are those of the newest record."""
        return self._made is not None and not self._outdated

    def show_record(self, record: PlanRecord | None, *, typing: bool = False) -> None:
        """Show the pages of a record; ``typing``: there may soon be a newer one."""
        if record is None:
            self.stop()
            self._record = None
            self.view.say(_NO_PLAN)
            self._label()
            return
        if self._record is None or record.plan.id != self._record.plan.id:
            self._followed = self._made = self._places = None
            self.view.say("Menyiapkan pratinjau …")
        self._record = record
        self._label()
        self._begin(AFTER_TYPING_MS if typing else 0)

    def follow(self, place: EntryPlace) -> None:
        """Keep in sight what is being edited."""
        if place != self._followed:
            self._followed = place
            self._reveal()

    def send(self, choice: PrintChoice) -> None:
        """Hand over the pages of the newest record to be printed or saved, as soon as they are there."""
        if self._record is None:
            return
        self._wish = choice
        if self.is_current:
            self._fulfil()
        else:
            self._make()

    def stop(self) -> None:
        """Make nothing more and hold no pages; the record is going away."""
        self._timer.stop()
        self._places_timer.stop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._made = self._places = self._wish = self._followed = None
        self._outdated = True
        self.view.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages that became outdated while the pane was hidden."""
        super().showEvent(event)
        if self._outdated and self._record is not None:
            self._begin(0)
        elif self._places is None:
            self._find_places()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody sees."""
        super().hideEvent(event)
        self._places_timer.stop()
        if self._wish is None:
            self._timer.stop()

    def _begin(self, after: int) -> None:
        self._outdated = True
        self._places_timer.stop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        if self.isVisible() and self._record is not None:
            self._timer.start(after)

    def _make(self) -> None:
        self._timer.stop()
        record = self._record
        if record is None:
            return
        kind = kind_named(self.kind_box.currentData())

        def done(made: MadePages) -> None:
            self._made, self._places = made, None
            self._outdated = False
            self.view.show_document(made.pdf, made.sizes)
            if made.warning:
                self.warning.show_message(made.warning, MessageKind.WARNING)
            else:
                self.warning.hide()
            self._label()
            self.made.emit(made)
            self._places_timer.start(PLACES_AFTER_MS)
            if self._wish is not None:
                self._fulfil()

        self._start("pages", page_maker(kind, record, proposed_options(kind, record)), done)

    def _find_places(self) -> None:
        made = self._made
        if made is None or self._outdated or not self.isVisible():
            return

        def done(places: DecreePlaces) -> None:
            self._places = places
            self._reveal()

        self._start("places", place_finder(made), done)

    def _reveal(self) -> None:
        """Scroll to what is being edited, if it can be found."""
        made, places, followed = self._made, self._places, self._followed
        if made is None or places is None or followed is None:
            return
        found = places.of(followed)
        if found is None:
            return

        def work(_tick: Ticker) -> float | None:
            with PdfPages(made.pdf) as pages:
                return pages.top_of(found.page, found.letter)

        def done(below_top: float | None) -> None:
            if self._made is made and below_top is not None:
                self.view.reveal(found.page, below_top)

        self._start("reveal", work, done)

    def _point(self, page: int, x: float, y: float) -> None:
        made, places = self._made, self._places
        if made is None or places is None:
            return

        def work(_tick: Ticker) -> str | None:
            with PdfPages(made.pdf) as pages:
                return pages.text_before(page, x, y)

        def done(before: str | None) -> None:
            if before is not None:
                place = places.at(page, before)
                self._followed = place
                self.pointed.emit(place)

        self._start("point", work, done)

    def _start(self, name: str, work: Callable[[Ticker], Any], done: Callable[[Any], None]) -> None:
        running = self._tasks.get(name)
        if running is not None:
            running.cancel()

        def deliver(result: Any) -> None:
            # What was done before it was dropped still arrives.
            if self._tasks.get(name) is task:
                del self._tasks[name]
                done(result)

        task = self._runner.start(work, deliver, self._failed)
        self._tasks[name] = task

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, KnownError):
            raise error
        self._made = self._wish = None
        self.view.say(str(error))
        self._label()

    def _fulfil(self) -> None:
        choice, self._wish = self._wish, None
        self.sent.emit(self._made, choice)

    def _label(self) -> None:
        pages, page = self.view.pages, self.view.page
        self.page_number.setText(f"{page + 1} dari {pages}" if pages else "")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < pages - 1)
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(pages > 0)
        for sender in (self.print_button, self.save_button, self.word_button):
            sender.setEnabled(self._record is not None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.kind_box)
        head.addStretch(1)
        for widget in (self.before, self.page_number, self.after):
            head.addWidget(widget)
        foot = QHBoxLayout()
        for widget in (self.smaller, self.larger, self.fit):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        foot.addWidget(self.save_button)
        foot.addWidget(self.word_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
