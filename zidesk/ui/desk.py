"""The window with a file open: the sidebar, and the view that it shows."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from zidesk.ui import icons
from zidesk.ui.sections import SECTIONS
from zidesk.ui.workspace import Workspace

_SIDEBAR_CHARACTERS = 15


class Desk(QWidget):
    """Makes each section's page when it is first shown; ``page_made`` carries its index and page."""

    page_made = Signal(int, QWidget)
    shown = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pages: dict[int, QWidget] = {}
        self.sidebar = QListWidget()
        self.sidebar.setObjectName("sidebar")
        self.sidebar.setAccessibleName("Bagian")
        self.sidebar.setFrameShape(QFrame.Shape.NoFrame)
        self.sidebar.setResizeMode(QListView.ResizeMode.Adjust)
        self.sidebar.setIconSize(QSize(18, 18))
        self.sidebar.setFixedWidth(self.fontMetrics().averageCharWidth() * _SIDEBAR_CHARACTERS + 18)
        for number, section in enumerate(SECTIONS, start=1):
            item = QListWidgetItem(icons.icon(section.icon), section.title)
            item.setToolTip(f"{section.title} (Ctrl+{number})")
            self.sidebar.addItem(item)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.stack, 1)
        self.sidebar.currentRowChanged.connect(self._show_page)

    @property
    def current(self) -> int:
        """Index of the section on screen, -1 before the first."""
        return self.sidebar.currentRow()

    def page(self, index: int) -> QWidget | None:
        """Return the page of a section, ``None`` while it was never shown."""
        return self._pages.get(index)

    def show_section(self, index: int) -> None:
        """Show a section by its index in ``SECTIONS``."""
        self.sidebar.setCurrentRow(index)

    def _show_page(self, index: int) -> None:
        if index not in self._pages:
            page = SECTIONS[index].make(self._workspace)
            self._pages[index] = page
            self.stack.addWidget(page)
            self.page_made.emit(index, page)
        self.stack.setCurrentWidget(self._pages[index])
        self.shown.emit(index)
