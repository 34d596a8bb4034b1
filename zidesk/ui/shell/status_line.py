"""The bottom line: when the last change was saved, the "as of" date, and counts that lead to their rows."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from zidesk.domain.figures.progress import progress_of
from zidesk.domain.schedule.dates import format_count, format_date
from zidesk.ui.shell.page import PLAN, Location
from zidesk.ui.shell.workspace import Workspace


class StatusLine(QWidget):
    """Follows the workspace; ``wanted`` carries the ``Location`` of the rows that a count stands for."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.saved = QLabel()
        self.as_of = _link("Pilih tanggal penilaian: yang belum terlaksana sampai tanggal ini terlambat")
        self.steps = _link("Tampilkan semua langkah aksi")
        self.late = _link("")
        self.unproven = _link("")
        self.as_of.clicked.connect(self._choose_date)
        self.steps.clicked.connect(lambda: self.wanted.emit(Location(PLAN, filter="semua")))
        self.late.clicked.connect(lambda: self.wanted.emit(Location(PLAN, filter="terlambat")))
        self.unproven.clicked.connect(lambda: self.wanted.emit(Location(PLAN, filter="tanpa_bukti")))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10, 1)
        row.setSpacing(2)
        for widget in (self.saved, QLabel("  ·"), self.as_of, self.steps, self.late, self.unproven):
            row.addWidget(widget)
        row.addStretch(1)
        workspace.state_changed.connect(self.refresh)
        workspace.busy.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        workspace = self._workspace
        self.setVisible(workspace.record is not None)
        self.saved.setText(_saved_text(workspace))
        suffix = "" if workspace.as_of_is_today else " (bukan hari ini)"
        self.as_of.setText(f"per {format_date(workspace.as_of)}{suffix}:")
        if workspace.record is None:
            return
        plan = workspace.record.plan
        steps = late_steps = unproven_steps = late_months = unproven_months = 0
        for path in plan.actions():
            progress = progress_of(path.action, plan.year, workspace.as_of)
            steps += 1
            late_steps += progress.late > 0
            unproven_steps += progress.without_evidence > 0
            late_months += progress.late
            unproven_months += progress.without_evidence
        self.steps.setText(f"{format_count(steps)} langkah aksi,")
        self.late.setText(f"{format_count(late_steps)} terlambat,")
        self.late.setToolTip(
            f"{format_count(late_steps)} langkah aksi dengan {format_count(late_months)} bulan terlambat; "
            "klik untuk menampilkannya"
        )
        self.unproven.setText(f"{format_count(unproven_steps)} tanpa bukti")
        self.unproven.setToolTip(
            f"{format_count(unproven_steps)} langkah aksi dengan {format_count(unproven_months)} bulan "
            "terlaksana yang belum ada buktinya; klik untuk menampilkannya"
        )

    def _choose_date(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt's calendar prints both days of its weekend in red; here that means a holiday, which is Sunday.
        workday = calendar.weekdayTextFormat(Qt.DayOfWeek.Friday)
        calendar.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, workday)
        day = self._workspace.as_of
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))

        def choose(chosen: QDate) -> None:
            self._workspace.set_as_of(date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        today = menu.addAction("Kembali ke hari ini")
        today.setEnabled(not self._workspace.as_of_is_today)
        today.triggered.connect(lambda: self._workspace.set_as_of(None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.as_of.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        calendar.setFocus()


def _saved_text(workspace: Workspace) -> str:
    if workspace.read_only:
        return "Salinan baca-saja"
    if workspace.lost is not None:
        return "Tidak dapat disimpan"
    if workspace.saved_at is None:
        return "Semua perubahan tersimpan"
    return f"Tersimpan {workspace.saved_at:%H.%M}"


def _link(tip: str) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return button
