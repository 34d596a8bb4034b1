"""Cetak lampiran: the choices, the very pages that will be printed, and where they go."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.errors import CancelledError, KnownError
from zidesk.domain.plan.model import PlanRecord, ScheduleStyle
from zidesk.domain.ticker import Ticker
from zidesk.printing.setting.options import Edition, Paper, PrintOptions
from zidesk.ui.printing.page_preview import PagePreview
from zidesk.ui.shell import settings
from zidesk.ui.shell.tasks import Task, TaskRunner
from zidesk.ui.widgets.common import MessageBar, MessageKind, resize_within_screen
from zidesk.ui.widgets.labels import STYLE_LABELS

_PAPER = "cetak/kertas"


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """The lampiran as PDF, and a sentence on characters that it could not print (empty: all were)."""

    pdf: bytes
    warning: str


class PrintChoice(Enum):
    """What the user wants done with the pages."""

    SAVE_PDF = "pdf"
    PRINT = "print"


class PrintDialog(QDialog):
    """Options at the left, pages at the right; ``choice`` and ``pdf`` say what to do once accepted."""

    def __init__(
        self, record: PlanRecord, runner: TaskRunner, favourite: PrintChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._runner = runner
        self._task: Task | None = None
        self.choice = favourite
        self.pdf: bytes | None = None
        self.setWindowTitle("Cetak lampiran")
        resize_within_screen(self, 1080, 620)
        self.style_box = _box(
            [(label, style) for style, label in STYLE_LABELS.items()],
            record.plan.schedule_style,
        )
        paper = Paper(settings.load_text(_PAPER, Paper.F4.value))
        self.paper_box = _box(
            [("F4 / Folio (215 × 330 mm)", Paper.F4), ("A4 (210 × 297 mm)", Paper.A4)], paper
        )
        self.edition_box = _box(
            [("Asli, untuk ditandatangani", Edition.ORIGINAL), ("Salinan, dengan ttd.", Edition.COPY)],
            Edition.ORIGINAL,
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for label, box in (
            ("Gaya jadwal", self.style_box),
            ("Kertas", self.paper_box),
            ("Naskah", self.edition_box),
        ):
            box.setAccessibleName(label)
            box.currentIndexChanged.connect(self._make_pages)
            form.addRow(label, box)
        self.save_button = QPushButton("Simpan PDF…")
        self.print_button = QPushButton("Cetak…")
        close = QPushButton("Tutup")
        close.setAutoDefault(False)
        self.save_button.clicked.connect(lambda: self._finish(PrintChoice.SAVE_PDF))
        self.print_button.clicked.connect(lambda: self._finish(PrintChoice.PRINT))
        close.clicked.connect(self.reject)
        self.preview = PagePreview(runner)
        self.warning = MessageBar()
        left = QVBoxLayout()
        left.addLayout(form)
        left.addStretch(1)
        for button in (self.print_button, self.save_button, close):
            left.addWidget(button)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        row = QHBoxLayout(self)
        row.addWidget(holder)
        right = QVBoxLayout()
        right.addWidget(self.warning)
        right.addWidget(self.preview, 1)
        row.addLayout(right, 1)
        # A button is the default only of a dialog it stands in already.
        (self.print_button if favourite is PrintChoice.PRINT else self.save_button).setDefault(True)
        QTimer.singleShot(0, self, self._make_pages)

    @property
    def options(self) -> PrintOptions:
        """The options as chosen."""
        return PrintOptions(
            style=ScheduleStyle(self.style_box.currentData()),
            paper=Paper(self.paper_box.currentData()),
            edition=Edition(self.edition_box.currentData()),
        )

    def done(self, result: int) -> None:
        """Stop rendering before the dialog goes away."""
        self.preview.stop()
        if self._task is not None:
            self._task.cancel()
        settings.save_text(_PAPER, self.paper_box.currentData())
        super().done(result)

    def _make_pages(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.pdf = None
        self._enable()
        record, options = self._record, self.options

        def done(printed: PrintedAnnex) -> None:
            self.pdf = printed.pdf
            self._enable()
            self.preview.show_pdf(printed.pdf)
            if printed.warning and printed.warning != self.warning.text:
                self.warning.show_message(printed.warning, MessageKind.WARNING)

        self._task = self._runner.start(annex_writer(record, options), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, KnownError):
            raise error
        self.preview.say(str(error))

    def _enable(self) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(self.pdf is not None)

    def _finish(self, choice: PrintChoice) -> None:
        self.choice = choice
        self.accept()


def annex_writer(record: PlanRecord, options: PrintOptions) -> Callable[[Ticker], PrintedAnnex]:
    """Return the work that makes the lampiran's PDF."""

    def work(tick: Ticker) -> PrintedAnnex:
        from zidesk.printing.documents.annex import missing_characters_sentence, write_annex

        stream = BytesIO()
        write_annex(record, stream, options, tick)
        return PrintedAnnex(stream.getvalue(), missing_characters_sentence(record))

    return work


def _box(choices: list[tuple[str, Enum]], chosen: Enum) -> QComboBox:
    # Qt keeps a StrEnum as plain text: readers of ``currentData`` make the enum again.
    box = QComboBox()
    for label, value in choices:
        box.addItem(label, value)
    box.setCurrentIndex(box.findData(chosen))
    return box
