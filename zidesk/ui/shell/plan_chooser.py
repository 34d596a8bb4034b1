"""Top right of the window: which unit, which year, whether its plan is signed, and the search box."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import PlanStatus, PlanSummary
from zidesk.domain.schedule.dates import format_date
from zidesk.ui.look import icons
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.badge import Badge
from zidesk.ui.widgets.style_options import box_fields

_STATUS_WORDS = {
    PlanStatus.DRAF: "draf",
    PlanStatus.DITETAPKAN: "ditetapkan",
    PlanStatus.DIUBAH: "sudah diubah",
}

_UNIT_CHARACTERS = 22
_YEAR_CHARACTERS = 6
_SEARCH_CHARACTERS = 27
_POPUP_CHARACTERS = 30
_FIELD_MARGINS = 2
"""What styles leave free on both sides of a box's text, in logical pixels."""


class SearchBox(QLineEdit):
    """Emits ``next_wanted`` on Enter; Escape empties it, and leaves it when it is empty."""

    next_wanted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Enter and Escape their meaning in a search box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class ElidingComboBox(QComboBox):
    """Ends a text that it has no room for in an ellipsis; Qt's own cuts it off anywhere."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with as much of its text as it holds."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        box_fields(option).currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - _FIELD_MARGINS
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class PlanChooser(QWidget):
    """Follows the workspace; choosing a unit or a year shows that plan."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.unit = ElidingComboBox()
        self.unit.setAccessibleName("Satuan kerja")
        _fix_width(self.unit, _UNIT_CHARACTERS)
        self.year = ElidingComboBox()
        self.year.setAccessibleName("Tahun rencana")
        self.year.setToolTip("Tahun rencana")
        _fix_width(self.year, _YEAR_CHARACTERS)
        self.badge = Badge()
        self.search = SearchBox()
        self.search.setPlaceholderText("Cari (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icons.icon("search", QPalette.ColorRole.PlaceholderText), QLineEdit.ActionPosition.LeadingPosition
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 6, 2)
        row.addWidget(self.unit)
        row.addWidget(self.year)
        row.addWidget(self.badge)
        row.addWidget(self.search)
        self.fit(self.maximumWidth())
        self.unit.activated.connect(self._choose_unit)
        self.year.activated.connect(self._choose_year)
        workspace.record_changed.connect(self.refresh)
        workspace.state_changed.connect(self.refresh)
        workspace.closed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the choices and the plan that is on screen."""
        record = self._workspace.record
        self.setVisible(self._workspace.store_open)
        self._show_status()
        self.setEnabled(bool(self._workspace.plans))
        planning = {plan.unit_id for plan in self._workspace.plans}
        units = [(unit.name, unit.id) for unit in self._workspace.units if unit.id in planning]
        unit_id = record.unit.id if record is not None else None
        own = [plan for plan in self._workspace.plans if plan.unit_id == unit_id]
        own.sort(key=lambda plan: plan.year, reverse=True)
        _fill(self.unit, units, unit_id)
        self.unit.setToolTip(f"Satuan kerja: {record.unit.name}" if record is not None else "Satuan kerja")
        _fill(self.year, [(_label(plan, own), plan.id) for plan in own], record.plan.id if record else None)

    def fit(self, room: int) -> None:
        """Be at most ``room`` logical pixels wide, down to what is needed to choose and to search."""
        letter = self.fontMetrics().averageCharWidth()
        widths: dict[QWidget, int] = {box: box.sizeHint().width() for box in (self.unit, self.year)}
        widths[self.search] = _SEARCH_CHARACTERS * letter
        widths[self.badge] = self._badge_width()
        for part, width in widths.items():
            part.setFixedWidth(width)
        lacking = max(0, self.sizeHint().width() - room)
        # The search box keeps its hint as long as the unit can still be told from others. Half a badge says
        # nothing, so that it goes as a whole.
        givers = (
            (self.search, 12 * letter),
            (self.year, 2 * letter),
            (self.unit, 14 * letter),
            (self.badge, widths[self.badge]),
            (self.search, 7 * letter),
        )
        for part, most in givers:
            given = most if part is self.badge and lacking else min(lacking, most)
            lacking = max(0, lacking - given)
            widths[part] -= given
            part.setFixedWidth(widths[part])
        self.resize(self.sizeHint())

    def _badge_width(self) -> int:
        font = QFont(self.badge.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        widest = max(metrics.horizontalAdvance(word.capitalize()) for word in _STATUS_WORDS.values())
        return widest + round(1.3 * metrics.height())

    def _show_status(self) -> None:
        record = self._workspace.record
        if record is None:
            self.badge.clear()
            self.badge.setToolTip("")
            return
        plan = record.plan
        self.badge.show_state(_STATUS_WORDS[plan.status].capitalize(), firm=is_signed(plan.status))
        decree = (
            f"Keputusan Nomor {plan.decree_number}" if plan.decree_number else "Belum ada nomor keputusan"
        )
        day = f" tanggal {format_date(plan.decree_date)}" if plan.decree_number and plan.decree_date else ""
        effect = (
            "tulisan, jadwal, dan target terkunci; realisasi dan bukti tetap dapat diisi"
            if is_signed(plan.status)
            else "semua isinya dapat diubah"
        )
        self.badge.setToolTip(f"{decree}{day}: {effect}.")
        self.badge.setAccessibleName(f"Status rencana: {self.badge.text()}")

    def show_search(self, hint: str) -> None:
        """Search what ``hint`` says; without one there is nothing to be searched."""
        self.search.setEnabled(bool(hint))
        self.search.setAccessibleName(hint)
        self.search.setToolTip(hint)

    def least_width(self) -> int:
        """Return the logical pixels that it still needs after giving away all it can."""
        self.fit(0)
        least = self.sizeHint().width()
        self.fit(self.maximumWidth())
        return least

    def _choose_unit(self, index: int) -> None:
        unit_id = self.unit.itemData(index)
        record = self._workspace.record
        if record is not None and record.unit.id == unit_id:
            return
        own = [plan for plan in self._workspace.plans if plan.unit_id == unit_id]
        same_year = [plan for plan in own if record is not None and plan.year == record.plan.year]
        newest = sorted(own, key=lambda plan: plan.year, reverse=True)
        for plan in (*same_year, *newest):
            self._workspace.choose_plan(plan.id)
            return
        self.refresh()

    def _choose_year(self, index: int) -> None:
        plan_id = self.year.itemData(index)
        record = self._workspace.record
        if record is None or record.plan.id != plan_id:
            self._workspace.choose_plan(plan_id)


def _label(plan: PlanSummary, plans: list[PlanSummary]) -> str:
    alone = sum(other.year == plan.year for other in plans) == 1
    return str(plan.year) if alone else f"{plan.year} ({_STATUS_WORDS[plan.status]})"


def _fill(box: QComboBox, choices: list[tuple[str, str]], shown: str | None) -> None:
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != choices:
        box.clear()
        for label, data in choices:
            box.addItem(label, data)
    box.setCurrentIndex(next((i for i, (_, data) in enumerate(choices) if data == shown), -1))


def _fix_width(box: QComboBox, characters: int) -> None:
    # The menu bar gives its corner a place only once; a box that grew later would be cut off.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(characters)
    popup = box.view()
    popup.setTextElideMode(Qt.TextElideMode.ElideNone)
    popup.setMinimumWidth(popup.fontMetrics().averageCharWidth() * _POPUP_CHARACTERS)
