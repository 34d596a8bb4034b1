"""The window with a file open: the sidebar, and the view that it shows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from zidesk.ui.look import icons
from zidesk.ui.shell.sections import SECTIONS
from zidesk.ui.shell.workspace import Workspace

_ICON_SIDE = 18
_SIDEBAR_CHARACTERS = 15
_NARROW_SIDEBAR_CHARACTERS = 4
_NARROW_DESK_LINES = 60


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
        self.sidebar.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        self.sidebar.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, section in enumerate(SECTIONS, start=1):
            item = QListWidgetItem(icons.icon(section.icon), section.title)
            item.setToolTip(f"{section.title} (Ctrl+{number})")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, section.title)
            self.sidebar.addItem(item)
        self._narrow: bool | None = None
        self._show_titles(narrow=False)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave only the icons in the sidebar of a narrow window."""
        super().resizeEvent(event)
        self._show_titles(narrow=self.width() < _NARROW_DESK_LINES * self.fontMetrics().height())

    def _show_titles(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        characters = _NARROW_SIDEBAR_CHARACTERS if narrow else _SIDEBAR_CHARACTERS
        self.sidebar.setFixedWidth(self.fontMetrics().averageCharWidth() * characters + _ICON_SIDE)
        for number, section in enumerate(SECTIONS):
            self.sidebar.item(number).setText("" if narrow else section.title)

    def _show_page(self, index: int) -> None:
        if index not in self._pages:
            page = SECTIONS[index].make(self._workspace)
            self._pages[index] = page
            self.stack.addWidget(page)
            self.page_made.emit(index, page)
        self.stack.setCurrentWidget(self._pages[index])
        self.shown.emit(index)
