"""The line at the top: the menus, and at its right end what shares the line with them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenuBar, QWidget

from zidesk.ui.shell.plan_chooser import PlanChooser


class TopBar(QMenuBar):
    """A menu bar that never hides a menu: in a narrow window ``chooser`` gives way."""

    def __init__(self, chooser: PlanChooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chooser = chooser
        self.setCornerWidget(chooser, Qt.Corner.TopRightCorner)

    def least_width(self) -> int:
        """Return the logical pixels below which even the narrowest chooser would hide a menu."""
        return self._menus_width() + self._chooser.least_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the chooser take what the menus leave, before Qt gives both their places."""
        self._chooser.fit(event.size().width() - self._menus_width())
        super().resizeEvent(event)

    def _menus_width(self) -> int:
        return self.sizeHint().width() - self._chooser.sizeHint().width()
