"""What the marks in the months mean, at hand where they are seen."""

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from zidesk.domain.figures.progress import CellState
from zidesk.ui.look.icons import icon
from zidesk.ui.look.theme import colors
from zidesk.ui.plan.sheet.marks import mark_pixmap

MEANINGS = {
    CellState.PLANNED: "Direncanakan",
    CellState.LATE: "Terlambat: sudah lewat, belum terlaksana",
    CellState.DONE: "Terlaksana, ada bukti",
    CellState.DONE_WITHOUT_EVIDENCE: "Terlaksana, belum ada bukti",
    CellState.DONE_UNPLANNED: "Terlaksana di luar rencana, ada bukti",
    CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE: "Terlaksana di luar rencana, belum ada bukti",
}
"""What each mark says; a month without any is empty."""

FILE_MEANING = "Ada berkas bukti, belum ditandai terlaksana"


class LegendButton(QToolButton):
    """Opens the list of marks with their meanings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("help"))
        self.setAutoRaise(True)
        self.setToolTip("Arti tanda-tanda pada bulan")
        self.setAccessibleName("Arti tanda-tanda")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.legend = QMenu(self)
        self.legend.aboutToShow.connect(self._fill)
        self.setMenu(self.legend)
        # The arrow that says "menu" would be as large as the icon.
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")

    def _fill(self) -> None:
        self.legend.clear()
        side = round(self.fontMetrics().height() * 1.3)
        for state, meaning in MEANINGS.items():
            mark = mark_pixmap(state, side, self.devicePixelRatioF(), colors())
            self.legend.addAction(QAction(QIcon(mark), meaning, self.legend))
        self.legend.addAction(QAction(icon("paperclip"), FILE_MEANING, self.legend))
