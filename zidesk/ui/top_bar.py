"""The line at the top: the menus, and at its right end what shares the line with them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenuBar, QWidget

from zidesk.ui.plan_chooser import PlanChooser


class TopBar(QMenuBar):
    """A menu bar that never hides a menu: in a narrow window ``chooser`` gives way."""

    def __init__(self, chooser: PlanChooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chooser = chooser
        self.setCornerWidget(chooser, Qt.Corner.TopRightCorner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the chooser take what the menus leave, before Qt gives both their places."""
        menus = self.sizeHint().width() - self._chooser.sizeHint().width()
        self._chooser.fit(event.size().width() - menus)
        super().resizeEvent(event)
