"""The detail panel's part about one month of an action: what was done, how far, what stood in the way."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.figures.progress import describe_cell
from zidesk.domain.plan.model import Action, MonthCell
from zidesk.domain.plan.validation import parse_percent
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date
from zidesk.ui.look.icons import icon
from zidesk.ui.plan.commands.realization_commands import nearest_day
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.plan.sheet import columns
from zidesk.ui.widgets.common import DateEdit
from zidesk.ui.widgets.elided_label import ElidedLabel
from zidesk.ui.widgets.text_field import Field

_MARK = "Tandai terlaksana"


class MonthPart(QWidget):
    """Edits the realisation of one month.

    ``month_wanted`` asks for another month (1-12), ``mark_wanted`` to mark this one as done.
    """

    month_wanted = Signal(int)
    mark_wanted = Signal()

    def __init__(self, writer: PanelWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._action: Action | None = None
        self._month = 1
        self._filling = False
        self.name = QLabel()
        bold = QFont(self.font())
        bold.setBold(True)
        self.name.setFont(bold)
        self.state = ElidedLabel()
        self.earlier = self._arrow("chevron-left", "Bulan sebelumnya", -1)
        self.later = self._arrow("chevron-right", "Bulan berikutnya", 1)
        self.mark = QPushButton(icon("check"), _MARK)
        self.mark.clicked.connect(self.mark_clicked)
        self.day = DateEdit()
        self.day.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setDateRange(QDate(2000, 1, 1), QDate(2100, 12, 31))
        self.day.setAccessibleName("Tanggal terlaksana")
        self.day.userDateChanged.connect(self._store_day)
        self.percent = Field("%", self._store_percent, beside=True)
        self.percent.editor.setAccessibleName("Persentase realisasi")
        self.percent.setFixedWidth(self.fontMetrics().averageCharWidth() * 9)
        self.obstacle = Field("Kendala", self._store("obstacle"), lines=True, beside=True)
        self.follow_up = Field("Tindak lanjut", self._store("follow_up"), lines=True, beside=True)
        self.note = Field("Catatan", self._store("note"), lines=True, beside=True)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        head.addWidget(self.name)
        head.addSpacing(4)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        done = QHBoxLayout()
        done.addWidget(self.mark)
        done.addWidget(self.day)
        done.addWidget(self.percent)
        done.addWidget(self.percent.label)
        done.addStretch(1)
        column.addLayout(done)
        # The field is too narrow for a sentence.
        column.addWidget(self.percent.message)
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for number, field in enumerate((self.obstacle, self.follow_up, self.note)):
            grid.addWidget(field.label, number, 0)
            grid.addWidget(field, number, 1)
            grid.setRowStretch(number, 1)
        column.addLayout(grid, 1)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every text field, in the order of Tab."""
        return (self.percent, self.obstacle, self.follow_up, self.note)

    @property
    def month(self) -> int:
        """The month shown, 1-12."""
        return self._month

    def show_month(self, action: Action, month: int, year: int, as_of: date, *, read_only: bool) -> None:
        """Show a month of an action."""
        self._action, self._month = action, month
        cell = action.cell(month)
        words = describe_cell(action, month, year, as_of).partition(", ")[2]
        words = words.replace("direncanakan, terlambat", "terlambat")
        if cell.realized_on is not None:
            # The day stands in its own box below.
            words = words.replace(f" {format_date(cell.realized_on)}", "")
        self.name.setText(f"{MONTH_NAMES[month]} {year}:")
        self.state.setText(words)
        subject = f"{action.id}/{month}"
        self.percent.show_value(subject, "" if cell.percent is None else str(cell.percent))
        self.obstacle.show_value(subject, cell.obstacle)
        self.follow_up.show_value(subject, cell.follow_up)
        self.note.show_value(subject, cell.note)
        for field in self.fields:
            field.set_locked(locked=read_only, reason="Berkas ini dibuka baca-saja")
        self._filling = True
        shown = cell.realized_on or nearest_day(year, month, as_of)
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self._filling = False
        self.day.setEnabled(not read_only)
        self.mark.setEnabled(not read_only)
        label = "Batalkan tanda" if cell.realized else _MARK
        if label != self.mark.text():
            self.mark.setText(label)
            self.mark.setIcon(icon("undo" if cell.realized else "check"))
        self.day.setToolTip("Tanggal terlaksana" if cell.realized else "Tanggal yang akan dicatat")
        self.earlier.setEnabled(month > columns.FIRST_MONTH)
        self.later.setEnabled(month < columns.LAST_MONTH)

    def mark_clicked(self) -> None:
        """Ask to mark the month as done, or take the mark back."""
        if self._action is None:
            return
        if self._cell().realized:
            self._writer.record_month(self._action.id, self._month, realized_on=None)
        else:
            self.mark_wanted.emit()

    def _cell(self) -> MonthCell:
        return self._action.cell(self._month) if self._action is not None else MonthCell(self._month)

    @property
    def chosen_day(self) -> date:
        """The day shown."""
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _store_day(self) -> None:
        if self._filling or self._action is None or not self._cell().realized:
            return
        if self.chosen_day != self._cell().realized_on:
            self._writer.record_month(self._action.id, self._month, realized_on=self.chosen_day)

    def _store_percent(self, subject: str, text: str) -> str | None:
        try:
            percent = parse_percent(text, "Persentase realisasi")
        except InvalidInputError as error:
            return str(error)
        return self._record(subject, percent=percent)

    def _store(self, name: str) -> Callable[[str, str], str | None]:
        return lambda subject, text: self._record(subject, **{name: text.strip()})

    def _record(self, subject: str, **fields: object) -> str | None:
        action_id, _, month = subject.rpartition("/")
        return self._writer.record_month(action_id, int(month), **fields)

    def _arrow(self, name: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.month_wanted.emit(self._month + step))
        return button
