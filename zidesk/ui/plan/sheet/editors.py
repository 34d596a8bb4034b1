"""In-place editors of the sheet: several lines for texts, one for target and person in charge."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import plain_index
from zidesk.ui.plan.sheet.typing_end import began_line, is_enter
from zidesk.ui.widgets.style_options import item_fields

_MAX_LINES = 6


class CellDelegate(QStyledItemDelegate):
    """Makes editors, gives them the text, and hands what was typed to ``commit(index, text)``.

    ``finished(d_rows, d_columns)`` is called after Enter and Tab with the way the current cell goes next.
    Painting is the views' own.
    """

    def __init__(
        self,
        row_height: Callable[[], int],
        text_left: Callable[[QModelIndex], int],
        commit: Callable[[QModelIndex, str], None],
        finished: Callable[[int, int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._text_left = text_left
        self._commit = commit
        self._finished = finished
        self.typed: str | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height that all rows have."""
        return QSize(0, self._row_height())

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a text editor for the text column, a line editor for the others."""
        editor: QWidget
        if index.column() == columns.TEXT:
            editor = QPlainTextEdit(parent)
            editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(columns.FULL_HEADINGS[index.column()].partition(":")[0])
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Give the editor the cell's text, or what was typed to start it."""
        text = index.data(Qt.ItemDataRole.EditRole) if self.typed is None else self.typed
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            if self.typed is None:
                editor.selectAll()
        self.typed = None

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the editor cover the cell; a longer text gets as many lines as it needs, up to six."""
        rect = QRect(item_fields(option).rect)
        viewport = editor.parentWidget()
        if isinstance(editor, QPlainTextEdit) and viewport is not None:
            rect.setLeft(self._text_left(plain_index(index)))
            rect.setRight(viewport.width() - 1)
            line = editor.fontMetrics().lineSpacing()
            needed = -(
                -editor.fontMetrics().horizontalAdvance(editor.toPlainText()) // max(1, rect.width() - 20)
            )
            lines = min(_MAX_LINES, max(2, needed + editor.toPlainText().count("\n")))
            rect.setHeight(lines * line + 12)
            rect.moveTop(max(0, min(rect.top(), viewport.height() - rect.height())))
        editor.setGeometry(rect)

    def setModelData(
        self, editor: QWidget, _model: QObject, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hand the typed text on."""
        if isinstance(editor, QPlainTextEdit):
            self._commit(plain_index(index), editor.toPlainText())
        elif isinstance(editor, QLineEdit):
            self._commit(plain_index(index), editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Commit on Enter and Tab and go on to the next cell; Shift+Enter or Alt+Enter begins a new line."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
        ):
            if is_enter(event):
                return began_line(editor, event) or self._finish(editor, 1, 0)
            if event.key() == Qt.Key.Key_Tab:
                return self._finish(editor, 0, 1)
            if event.key() == Qt.Key.Key_Backtab:
                return self._finish(editor, 0, -1)
        return super().eventFilter(editor, event)

    def _finish(self, editor: QWidget, d_rows: int, d_columns: int) -> bool:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._finished(d_rows, d_columns)
        return True


def open_editor(view: QAbstractItemView) -> QWidget | None:
    """Return the editor that is open in ``view``, ``None`` if there is none."""
    for kind in (QPlainTextEdit, QLineEdit):
        for editor in view.viewport().findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if editor.isVisible():
                return editor
    return None
