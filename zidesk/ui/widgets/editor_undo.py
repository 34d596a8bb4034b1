"""Ctrl+Z and Ctrl+Y in a text editor: the editor's own typing first, then the file's history."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


class EditorUndo(QObject):
    """Lets the window's shortcuts through while the focused editor has nothing of its own to undo.

    Qt's editors claim Ctrl+Z even when their history is empty. Only the editor that has the focus is
    watched: a filter on the application would cost Python time on every event.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the shortcut on to the window when the editor has nothing to undo or redo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not can_undo(watched)) or (redo and not can_redo(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit):
            new.installEventFilter(self)
            self._watched = new


def can_undo(editor: object) -> bool:
    """Whether ``editor`` is a text editor with typing of its own to undo."""
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable() and not editor.isReadOnly()
    if isinstance(editor, QTextEdit | QPlainTextEdit):
        return editor.document().isUndoAvailable() and not editor.isReadOnly()
    return False


def can_redo(editor: object) -> bool:
    """Whether ``editor`` is a text editor with undone typing of its own."""
    if isinstance(editor, QLineEdit):
        return editor.isRedoAvailable() and not editor.isReadOnly()
    if isinstance(editor, QTextEdit | QPlainTextEdit):
        return editor.document().isRedoAvailable() and not editor.isReadOnly()
    return False
