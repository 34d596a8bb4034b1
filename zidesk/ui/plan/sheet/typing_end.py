"""When typing in a text editor is over: what Enter, Escape and leaving mean, for one line and for several."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE_KEYS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class TypingEnd(QObject):
    """Watches ``editor``: ``done`` on Enter and on leaving it, ``cancelled`` on Escape.

    In an editor of several lines, Shift+Enter and Alt+Enter begin a line. Enter in a text that can only be
    read is the editor's own.
    """

    done = Signal()
    cancelled = Signal()

    def __init__(self, editor: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell Enter and Escape from typing, and hear of leaving."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_enter(event) and not self._editor.isReadOnly():
                if not began_line(self._editor, event):
                    self.done.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            # A context menu is no leaving.
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        ):
            self.done.emit()
        return super().eventFilter(watched, event)


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on either part of the keyboard."""
    return event.key() in _ENTER


def began_line(editor: QWidget, enter: QKeyEvent) -> bool:
    """Begin a line if this Enter asks for one and ``editor`` has several; return whether it did."""
    if not isinstance(editor, QPlainTextEdit) or not enter.modifiers() & _NEW_LINE_KEYS:
        return False
    editor.insertPlainText("\n")
    return True
