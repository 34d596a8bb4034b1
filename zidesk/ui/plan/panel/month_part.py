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
from zidesk.domain.plan.fields import DAY_DONE, DONE_FIELDS, PERCENT_DONE
from zidesk.domain.plan.fields import Field as Declared
from zidesk.domain.plan.model import Action, MonthCell
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date, nearest_day
from zidesk.ui.look.icons import icon
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.plan.sheet import columns
from zidesk.ui.widgets.common import DateEdit, icon_button
from zidesk.ui.widgets.elided_label import ElidedLabel
from zidesk.ui.widgets.text_field import Field

_TYPED = [field for field in DONE_FIELDS if field is not DAY_DONE]
_NAMED = ("percent", "obstacle", "follow_up", "note")
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
        self._editors = {
            field.name: Field(field.asked, self._store(field), lines=field.has_lines, beside=True)
            for field in _TYPED
        }
        self.percent, self.obstacle, self.follow_up, self.note = map(self._editors.__getitem__, _NAMED)
        self.percent.editor.setAccessibleName(PERCENT_DONE.label)
        self.percent.setFixedWidth(self.fontMetrics().averageCharWidth() * 9)
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
        below = (editor for editor in self.fields if editor is not self.percent)
        for number, field in enumerate(below):
            grid.addWidget(field.label, number, 0)
            grid.addWidget(field, number, 1)
            grid.setRowStretch(number, 1)
        column.addLayout(grid, 1)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every text field, in the order of Tab."""
        return tuple(self._editors.values())

    @property
    def month(self) -> int:
        """The month shown, 1-12."""
        return self._month

    def show_month(
        self, action: Action, month: int, year: int, as_of: date, *, read_only: bool, reason: str
    ) -> None:
        """Show a month of an action; ``reason`` says why nothing can be changed where it is ``read_only``."""
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
        for field in _TYPED:
            editor = self._editors[field.name]
            # The sign stands beside the box.
            text = field.told(getattr(cell, field.name))
            editor.show_value(subject, text.removesuffix("%") if field is PERCENT_DONE else text)
            editor.set_locked(locked=read_only, reason=reason)
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

    def _store(self, field: Declared) -> Callable[[str, str], str | None]:
        def store(subject: str, text: str) -> str | None:
            action_id, _, month = subject.rpartition("/")
            try:
                value = field.typed(text)
            except InvalidInputError as error:
                return str(error)
            return self._writer.record_month(action_id, int(month), **{field.name: value})

        return store

    def _arrow(self, name: str, tip: str, step: int) -> QToolButton:
        button = icon_button(name, tip)
        button.clicked.connect(lambda: self.month_wanted.emit(self._month + step))
        return button
