"""The window's message bar: what was refused or written, with buttons for what comes next."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.common import MessageBar, MessageKind

HIDE_AFTER_MS = 20_000


class WindowMessageBar(MessageBar):
    """A message bar with buttons; a message stays a while, or until closed or replaced if ``lasting``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._workspace: Workspace | None = None
        self._changed_at: datetime | None = None

    def tell(
        self,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        kind: MessageKind = MessageKind.INFO,
        lasting: bool = False,
    ) -> None:
        """Show ``text`` with a button for every (label, callback), in place of what was shown before."""
        row = self.layout()
        if not isinstance(row, QHBoxLayout):
            raise TypeError("a message bar lays its parts out in a row")
        for button in self.buttons:
            row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for label, callback in actions:
            button = QPushButton(label)
            button.clicked.connect(lambda _checked=False, call=callback: call())
            row.insertWidget(row.count() - 1, button)
            self.buttons.append(button)
        self._changed_at = None
        self.show_message(text, kind)
        if lasting:
            self._timer.stop()
        else:
            self._timer.start(HIDE_AFTER_MS)

    def tell_change(
        self,
        text: str,
        workspace: Workspace,
        undo: Callable[[], object] | None = None,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say what was just changed, with ``actions`` and a button to undo it, until the next change.

        After another change the button would undo that one, not what the message tells of.
        """
        self.tell(text, [*actions, ("Urungkan", undo or workspace.undo)])
        if self._workspace is None:
            workspace.state_changed.connect(self._hide_outdated)
        self._workspace = workspace
        self._changed_at = workspace.saved_at

    def _hide_outdated(self) -> None:
        if self._workspace is not None and self._changed_at not in (None, self._workspace.saved_at):
            self.hide()
