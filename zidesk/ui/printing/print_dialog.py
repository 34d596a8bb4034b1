"""Cetak: a document's choices, the very pages that will be printed, and where they go."""

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
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.ticker import Ticker
from zidesk.printing.documents.choices import Choice, chosen_options
from zidesk.printing.documents.kinds import DocumentKind
from zidesk.printing.documents.office_settings import office_options
from zidesk.printing.setting.options import PrintOptions
from zidesk.ui.printing.page_preview import PagePreview
from zidesk.ui.shell import settings
from zidesk.ui.shell.tasks import Task, TaskRunner
from zidesk.ui.widgets.common import MessageBar, MessageKind, resize_within_screen

_REMEMBERED = "cetak/{}"


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document as PDF, and a sentence on characters that it could not print (empty: all were)."""

    pdf: bytes
    warning: str


class PrintChoice(Enum):
    """What the user wants done with the pages."""

    SAVE_PDF = "pdf"
    SAVE_WORD = "docx"
    PRINT = "print"


class PrintDialog(QDialog):
    """Options at the left, pages at the right; ``choice`` and ``pdf`` say what to do once accepted."""

    def __init__(
        self,
        kind: DocumentKind,
        record: PlanRecord,
        runner: TaskRunner,
        favourite: PrintChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._record = record
        self._runner = runner
        self._task: Task | None = None
        self.choice = favourite
        self.pdf: bytes | None = None
        self.setWindowTitle(f"Cetak {kind.plain_title}")
        resize_within_screen(self, 1080, 620)
        self.boxes = {choice.word: _box(choice, record) for choice in kind.choices}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for choice in kind.choices:
            box = self.boxes[choice.word]
            box.setAccessibleName(choice.label)
            box.currentIndexChanged.connect(self._make_pages)
            form.addRow(choice.label, box)
        self.save_button = QPushButton("Simpan PDF…")
        self.word_button = QPushButton("Simpan Word…")
        self.print_button = QPushButton("Cetak…")
        close = QPushButton("Tutup")
        close.setAutoDefault(False)
        self.save_button.clicked.connect(lambda: self._finish(PrintChoice.SAVE_PDF))
        self.word_button.clicked.connect(lambda: self._finish(PrintChoice.SAVE_WORD))
        self.print_button.clicked.connect(lambda: self._finish(PrintChoice.PRINT))
        close.clicked.connect(self.reject)
        self.preview = PagePreview(runner)
        self.warning = MessageBar()
        left = QVBoxLayout()
        left.addLayout(form)
        left.addStretch(1)
        for button in (self.print_button, self.save_button, self.word_button, close):
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
        words = {word: box.currentData() for word, box in self.boxes.items()}
        office = office_options(self._record.settings)
        return chosen_options(self._kind.choices, words, self._kind.name, office)

    def done(self, result: int) -> None:
        """Stop rendering before the dialog goes away."""
        self.preview.stop()
        if self._task is not None:
            self._task.cancel()
        for choice in self._kind.choices:
            if choice.remembered:
                settings.save_text(_REMEMBERED.format(choice.word), self.boxes[choice.word].currentData())
        super().done(result)

    def _make_pages(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.pdf = None
        self._enable()
        kind, record, options = self._kind, self._record, self.options

        def done(printed: PrintedDocument) -> None:
            self.pdf = printed.pdf
            self._enable()
            self.preview.show_pdf(printed.pdf)
            if printed.warning and printed.warning != self.warning.text:
                self.warning.show_message(printed.warning, MessageKind.WARNING)

        self._task = self._runner.start(document_writer(kind, record, options), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, KnownError):
            raise error
        self.preview.say(str(error))

    def _enable(self) -> None:
        for button in (self.save_button, self.word_button, self.print_button):
            button.setEnabled(self.pdf is not None)

    def _finish(self, choice: PrintChoice) -> None:
        self.choice = choice
        self.accept()


def document_writer(
    kind: DocumentKind, record: PlanRecord, options: PrintOptions
) -> Callable[[Ticker], PrintedDocument]:
    """Return the work that makes the PDF of a document."""

    def work(tick: Ticker) -> PrintedDocument:
        from zidesk.printing.writing import missing_characters_sentence, write_pdf

        document = kind.compose(record, options)
        stream = BytesIO()
        write_pdf(document, stream, options, tick)
        return PrintedDocument(stream.getvalue(), missing_characters_sentence(document))

    return work


def proposed_options(kind: DocumentKind, record: PlanRecord) -> PrintOptions:
    """Return the options of a document as the dialog first proposes them: usual, or as chosen last."""
    words = {choice.word: proposed_word(choice, record) for choice in kind.choices}
    return chosen_options(kind.choices, words, kind.name, office_options(record.settings))


def proposed_word(choice: Choice, record: PlanRecord) -> str:
    """Return the answer that is proposed: the one chosen last where it is remembered, else the usual one."""
    usual = next(answer.word for answer in choice.answers if answer.value == choice.usual(record))
    if not choice.remembered:
        return usual
    word = settings.load_text(_REMEMBERED.format(choice.word), usual)
    return word if any(answer.word == word for answer in choice.answers) else usual


def _box(choice: Choice, record: PlanRecord) -> QComboBox:
    """Return a box with the answers of ``choice`` by their words, the proposed one chosen."""
    box = QComboBox()
    for answer in choice.answers:
        box.addItem(answer.label, answer.word)
    box.setCurrentIndex(box.findData(proposed_word(choice, record)))
    return box
