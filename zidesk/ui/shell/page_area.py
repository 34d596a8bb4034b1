"""The window with a file open: the navigation at the left, the page it shows, and the way back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
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
from zidesk.ui.shell.page import Location, Page, PageKind
from zidesk.ui.shell.workspace import Workspace

_ICON_SIDE = 18
_NAVIGATION_CHARACTERS = 15
_NARROW_NAVIGATION_CHARACTERS = 4
_NARROW_WIDTH = 1_000
"""In logical pixels: a laptop's screen at 150% has 911."""
_LONGEST_WAY_BACK = 50


class PageArea(QWidget):
    """Makes each page when it is first shown; ``page_made`` and ``page_shown`` carry the page.

    ``way_back_changed``: there may be somewhere to go back to now, or not any more.
    """

    page_made = Signal(object)
    page_shown = Signal(object)
    way_back_changed = Signal()

    def __init__(
        self, workspace: Workspace, kinds: Sequence[PageKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._kinds = tuple(kinds)
        self._pages: dict[str, Page] = {}
        self._current: Page | None = None
        self._way_back: list[Location] = []
        self.navigation = QListWidget()
        self.navigation.setObjectName("sidebar")
        self.navigation.setAccessibleName("Bagian")
        self.navigation.setFrameShape(QFrame.Shape.NoFrame)
        self.navigation.setResizeMode(QListView.ResizeMode.Adjust)
        self.navigation.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in self._kinds:
            item = QListWidgetItem(icons.icon(kind.icon), kind.title)
            item.setToolTip(f"{kind.title} ({kind.shortcut})")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, kind.title)
            self.navigation.addItem(item)
        self._narrow: bool | None = None
        self._show_titles(narrow=False)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.navigation.currentRowChanged.connect(self._show_row)

    @property
    def current(self) -> Page | None:
        """The page on screen, ``None`` before the first."""
        return self._current

    def page(self, name: str) -> Page | None:
        """Return a page by its name, ``None`` while it was never shown."""
        return self._pages.get(name)

    def show_page(self, name: str) -> None:
        """Show a page by its name, as it was left."""
        self.go_to(Location(name))

    def go_to(self, location: Location) -> None:
        """Show a page and what ``location`` says of it; ``go_back`` leads back to what was shown before."""
        before = self._here()
        self._go(location)
        if before is not None and before != self._here():
            self._way_back = [*self._way_back, before][-_LONGEST_WAY_BACK:]
            self.way_back_changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether ``go_back`` leads anywhere."""
        return bool(self._way_back)

    def go_back(self) -> None:
        """Show again what was shown before the last ``go_to``."""
        if self._way_back:
            self._go(self._way_back.pop())
            self.way_back_changed.emit()

    def forget_way_back(self) -> None:
        """Lead nowhere any more: what was shown is of another file."""
        self._way_back.clear()
        self.way_back_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave only the icons in the navigation of a narrow window."""
        super().resizeEvent(event)
        self._show_titles(narrow=self.width() < _NARROW_WIDTH)

    def _show_titles(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        characters = _NARROW_NAVIGATION_CHARACTERS if narrow else _NAVIGATION_CHARACTERS
        self.navigation.setFixedWidth(self.fontMetrics().averageCharWidth() * characters + _ICON_SIDE)
        for number, kind in enumerate(self._kinds):
            self.navigation.item(number).setText("" if narrow else kind.title)

    def _show_row(self, row: int) -> None:
        self.go_to(Location(self._kinds[row].name))

    def _here(self) -> Location | None:
        page = self._current
        if page is None:
            return None
        name = next(name for name, made in self._pages.items() if made is page)
        return replace(page.location(), page=name)

    def _go(self, location: Location) -> None:
        number = next(number for number, kind in enumerate(self._kinds) if kind.name == location.page)
        page = self._pages.get(location.page)
        if page is None:
            page = self._kinds[number].make(self._workspace)
            page.wanted.connect(self.go_to)
            self._pages[location.page] = page
            self.stack.addWidget(page)
            self.page_made.emit(page)
        if page is not self._current:
            self._current = page
            self.stack.setCurrentWidget(page)
            blocked = self.navigation.blockSignals(True)
            # Getting the focus, a list makes its first row the current one without selecting it.
            self.navigation.setCurrentRow(number, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.navigation.blockSignals(blocked)
            self.page_shown.emit(page)
        page.go_to(location)
