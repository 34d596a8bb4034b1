"""A message over the lower edge of the window: it comes and goes, and nothing moves under the pointer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from zidesk.ui.widgets.common import MessageKind
from zidesk.ui.widgets.message_bar import WindowMessageBar


class FloatingMessageBar(WindowMessageBar):
    """The message bar of ``part``, over the lower edge of the window that this is in.

    There it covers the status line first. The newest of several lies on top.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._window: QWidget | None = None

    def show_message(self, text: str, kind: MessageKind = MessageKind.INFO) -> None:
        """Show ``text`` instead of the one shown before."""
        window = self._part.window()
        if self._window is not window:
            # A page is put into its window only after it was made.
            self._window = window
            self.setParent(window)
            window.installEventFilter(self)
        super().show_message(text, kind)
        self._settle()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge of a window that is resized."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        layout = self.layout()
        if self._window is None or layout is None:
            return
        layout.activate()
        width = self._window.width()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(0, self._window.height() - height, width, height)
