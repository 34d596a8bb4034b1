"""The panel below the sheet: everything about the current row, in full, to read and to edit."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from zidesk.domain.figures.progress import month_due
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.schedule.wording import format_schedule
from zidesk.ui.evidence.brought import Brought
from zidesk.ui.look.icons import icon
from zidesk.ui.plan.commands.evidence_commands import EvidenceCommands
from zidesk.ui.plan.panel.action_page import MONTH_SIDE, ROW_SIDE, ActionPage
from zidesk.ui.plan.panel.action_part import ActionPart
from zidesk.ui.plan.panel.files_part import FilesPart
from zidesk.ui.plan.panel.heading_part import HeadingPart
from zidesk.ui.plan.panel.month_part import MonthPart
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell import settings
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.elided_label import ElidedLabel
from zidesk.ui.widgets.segments import Segments
from zidesk.ui.widgets.text_field import Field

_OPEN_KEY = "plan/panel_open"
_NARROW_LINES = 64
_LARGEST_SHARE = 0.65
"""Of the height that panel and sheet share, the panel asks for no more than this."""
LOCKED_REASON = "Terkunci karena rencana sudah ditetapkan"
READ_ONLY_REASON = "Terkunci karena berkas dibuka baca-saja"


class DetailPanel(QFrame):
    """Follows the sheet's current cell.

    ``left`` asks to give the keys back to the sheet; ``folded(opened)`` tells that the panel was opened or
    closed; ``mark_wanted(cells, days)`` asks to mark the month shown as done on the day shown.
    """

    left = Signal()
    mark_wanted = Signal(object, object)
    folded = Signal(bool)

    def __init__(
        self, workspace: Workspace, model: PlanModel, sheet: Sheet, evidence: EvidenceCommands
    ) -> None:
        super().__init__()
        self._model = model
        self._sheet = sheet
        self._evidence = evidence
        self._row: Row | None = None
        self._month = 1
        self._on_month: bool | None = None
        writer = PanelWriter(workspace)
        self.action_part = ActionPart(writer)
        self.month_part = MonthPart(writer)
        self.files_part = FilesPart()
        self.heading_part = HeadingPart(writer)
        self.sides = Segments(("Langkah aksi", ""), "Yang ditampilkan di panel rincian")
        self.place = ElidedLabel()
        self.summary = QLabel()
        self.lock = QLabel()
        self.fold = QToolButton()
        self.fold.setAutoRaise(True)
        self.fold.clicked.connect(self._fold_clicked)
        self._room_is_low: bool | None = None
        self._room = 0
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_open(settings.load_flag(_OPEN_KEY, default=True))

    def _lay_out(self) -> None:
        self._action_page = ActionPage(self.action_part, self.month_part, self.files_part)
        nothing = QLabel("Pilih sebuah baris untuk melihat dan mengubah isinya di sini.")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (nothing, self.heading_part, self._action_page):
            self._stack.addWidget(page)
        self._stack.installEventFilter(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._stack)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.fold)
        head.addWidget(self.sides)
        head.addWidget(self.place, 1)
        head.addWidget(self.summary)
        head.addWidget(self.lock)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._sheet.current_moved.connect(self.refresh)
        self._model.rows_changed.connect(self.refresh)
        self.sides.chosen.connect(self._turn_to_side)
        self.month_part.month_wanted.connect(self._show_month)
        self.month_part.mark_wanted.connect(
            lambda: self.mark_wanted.emit(list(self.chosen_days()), self.chosen_days())
        )
        self.files_part.open_wanted.connect(self._evidence.copies.open)
        self.files_part.copy_wanted.connect(self._evidence.copies.save)
        self.files_part.removal_wanted.connect(self._take_off)
        self.files_part.add_wanted.connect(self._add_file)
        self.files_part.dropped.connect(self._attach)
        for field in self._fields():
            field.left.connect(self.left)

    def _fields(self) -> tuple[Field, ...]:
        return (*self.action_part.fields, *self.month_part.fields, self.heading_part.text)

    @property
    def is_open(self) -> bool:
        """Whether more than the head line is shown."""
        return not self._scroll.isHidden()

    @property
    def head_height(self) -> int:
        """The height of the panel when it is closed, in logical pixels."""
        return self.fold.sizeHint().height() + 8

    def set_open(self, opened: bool) -> None:
        """Show the whole panel, or its head line only, until the user or the room there is says otherwise."""
        if not opened:
            self.commit()
        self._scroll.setVisible(opened)
        self.fold.setIcon(icon("chevron-down" if opened else "chevron-up"))
        tip = "Ciutkan panel rincian" if opened else "Bentangkan panel rincian"
        self.fold.setToolTip(tip)
        self.fold.setAccessibleName(tip)
        self.refresh()
        self._arrange()
        self.folded.emit(opened)

    @property
    def needed_height(self) -> int:
        """The height in which nothing of the open panel has to be scrolled, as far as there is so much."""
        frame, own = self.contentsMargins(), self._column.contentsMargins()
        # The same for every row: going from an area to its actions moves nothing.
        pages = (self._stack, self._action_page)
        needed = max(page.minimumSizeHint().height() for page in pages) + self.fold.sizeHint().height()
        needed += self._column.spacing() + own.top() + own.bottom() + frame.top() + frame.bottom()
        return min(needed, round(_LARGEST_SHARE * self._room))

    def fit(self, height: int, *, low: bool) -> None:
        """Share a ``height`` with the sheet.

        The panel gives way where the room has become ``low`` and comes back where it is not, unless the
        user chose.
        """
        self._room = height
        changed = low is not self._room_is_low
        self._room_is_low = low
        focus = QApplication.focusWidget()
        typing = focus is not None and self.isAncestorOf(focus)
        if changed and not typing and not settings.load_text(_OPEN_KEY) and self.is_open is low:
            self.set_open(not low)
        self._arrange()

    def _fold_clicked(self) -> None:
        self.set_open(not self.is_open)
        settings.save_flag(_OPEN_KEY, value=self.is_open)

    def commit(self) -> None:
        """Store what was typed and not yet stored."""
        for field in self._fields():
            field.commit()

    def refresh(self) -> None:
        """Show the sheet's current row and month as they are now."""
        row = self._sheet.current_row()
        if row is not self._row:
            self.commit()
            row = self._sheet.current_row()
        column = self._sheet.current_column()
        if columns.is_month(column):
            self._month = column
        elif row is not self._row:
            self._month = self._month_of(row)
        self._row = row
        if columns.is_month(column) is not self._on_month:
            self._on_month = columns.is_month(column)
            self._turn_to_side(MONTH_SIDE if self._on_month else ROW_SIDE)
        self._show(row)

    @property
    def month(self) -> int:
        """The month (1-12) of the current row that is shown, or would be if the panel were open."""
        return self._month

    def chosen_days(self) -> dict[tuple[str, int], date]:
        """Return the day shown for the month shown, by action id and month; nothing while none is shown."""
        if not self.is_open or self._row is None or self._row.action is None:
            return {}
        return {(self._row.id, self._month): self.month_part.chosen_day}

    def focus_first(self) -> None:
        """Open the panel and put the keys into its first field."""
        self.set_open(True)
        if self._row is not None:
            self._turn_to_side(ROW_SIDE)
            field = self.heading_part.text if self._row.action is None else self.action_part.text
            field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_month(self) -> None:
        """Open the panel and put the keys on the month's button."""
        self.set_open(True)
        self._turn_to_side(MONTH_SIDE)
        if self.month_part.mark.isEnabled():
            self.month_part.mark.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.month_part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep all of a page in sight that has become higher."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._stack:
            self._hold_height()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the panel on Escape or F6."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F6):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        narrow = self.width() < _NARROW_LINES * self.fontMetrics().height()
        by_turns = narrow or bool(self._room_is_low)
        if by_turns and not self._action_page.by_turns:
            # What is being typed stays in sight.
            focus = QApplication.focusWidget()
            typing_on_row = focus is not None and self.action_part.isAncestorOf(focus)
            self._turn_to_side(MONTH_SIDE if self._on_month and not typing_on_row else ROW_SIDE)
        self._action_page.arrange(by_turns=by_turns)
        self._show(self._row)
        self._hold_height()

    def _hold_height(self) -> None:
        self.setMinimumHeight(self.needed_height if self.is_open else 0)

    def _turn_to_side(self, side: int) -> None:
        self._action_page.turn_to(side)
        self.sides.mark(side)

    def _show_sides(self) -> None:
        of_action = self._row is not None and self._row.action is not None
        self.sides.setVisible(self.is_open and of_action and self._action_page.by_turns)

    def _show(self, row: Row | None) -> None:
        self._show_sides()
        self.sides.buttons[MONTH_SIDE].setText(f"{MONTH_NAMES[self._month]} {self._model.year}")
        locked = not self._model.may_edit_plan
        reason = READ_ONLY_REASON if self._model.read_only else LOCKED_REASON
        self.lock.setText(reason if locked and row is not None else "")
        if row is None or row.kind is None:
            self.place.setText("Rincian")
            self.summary.clear()
            self._turn_to(0)
            return
        self.place.setText(self._place_text(row))
        self.summary.setText("" if self.is_open else self._summary_text(row))
        if not self.is_open:
            return
        if row.kind is NodeKind.ACTION and row.action is not None:
            self.action_part.show_action(
                row.action, locked=locked, read_only=self._model.read_only, reason=reason
            )
            model = self._model
            self.month_part.show_month(
                row.action, self._month, model.year, model.as_of, read_only=model.read_only, reason=reason
            )
            self.files_part.show_files(row.action, self._month, model.evidence, read_only=model.read_only)
            self._turn_to(2)
        else:
            self.heading_part.show_row(row, self._model, locked=locked, reason=reason)
            self._turn_to(1)

    def _month_of(self, row: Row | None) -> int:
        """Return the month to show of a row chosen by its text: the one whose turn it is, if there is any."""
        action = row.action if row is not None else None
        if action is not None and action.planned_months:
            return month_due(action) or max(action.planned_months)
        return self._model.month_now or self._month

    def _turn_to(self, number: int) -> None:
        if self._stack.currentIndex() == number:
            return
        # Only the page on top may ask for room; another one's width would make this one scroll.
        for other in range(self._stack.count()):
            policy = QSizePolicy.Policy.Preferred if other == number else QSizePolicy.Policy.Ignored
            self._stack.widget(other).setSizePolicy(policy, policy)
        self._stack.setCurrentIndex(number)

    def _place_text(self, row: Row) -> str:
        kind = columns.KIND_NAMES[row.kind].capitalize() if row.kind is not None else ""
        if not self.is_open:
            return f"{kind} {row.code}   {row.label}"
        if self.sides.isVisibleTo(self):
            kind = ""
        above = [parent.label for parent in reversed(list(row.lineage())[1:])]
        return f"{kind} {row.code}".strip() + (f"   {' › '.join(above)}" if above else "")

    def _summary_text(self, row: Row) -> str:
        if row.action is not None:
            return f"Jadwal: {format_schedule(row.action.planned_months) or 'belum ada'}"
        progress = row.progress(self._model.year, self._model.as_of)
        return f"Terlambat: {progress.late}; tanpa bukti: {progress.without_evidence}"

    def _show_month(self, month: int) -> None:
        if self._row is not None and self._sheet.current_row() is self._row:
            self._sheet.go_to(self._model.index_of(self._row, month))
            self._month = month
            self.refresh()

    def _take_off(self, file: object, months: tuple[int, ...]) -> None:
        if self._row is not None and self._row.action is not None:
            self._evidence.take_off(file, [(self._row.id, month) for month in months])  # type: ignore[arg-type]  # Signal(object)

    def _attach(self, brought: Brought) -> None:
        if self._row is not None and self._row.action is not None:
            self._evidence.take(brought, [(self._row.id, self._month)])

    def _add_file(self) -> None:
        if self._row is not None and self._row.action is not None:
            self._evidence.ask_and_attach_to([(self._row.id, self._month)])
