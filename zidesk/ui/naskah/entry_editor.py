"""The editor of one entry: words with bold and italic, as tall as its text, and keys that lead out of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from zidesk.domain.decree.pasting import PastedBlock, blocks_of_text
from zidesk.domain.decree.pasting_html import blocks_of_html
from zidesk.ui.naskah.marked_document import TEXT_MARGIN, insert_runs, marked_of, put_text

_CONTROL = Qt.KeyboardModifier.ControlModifier
_STYLE_KEYS = (Qt.Key.Key_B, Qt.Key.Key_I)
_HTML_LIMIT = 2_000_000
"""Longer HTML, a whole book, is read as plain text."""


class EntryEditor(QTextEdit):
    """Tells what keys ask for beyond the text.

    ``split`` the entry at the cursor, ``joined`` with the one before (-1) or after (1), ``left`` upwards (-1)
    or downwards (1), ``level`` in (1) or out (-1), ``cancelled``; ``pasted`` carries several blocks, ``done``
    comes on losing the keys.
    """

    split = Signal()
    joined = Signal(int)
    left = Signal(int)
    level = Signal(int)
    cancelled = Signal()
    pasted = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_levels = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(TEXT_MARGIN)
        self.setAccessibleName("Isi butir")
        self.hide()

    @property
    def marked(self) -> str:
        """The text with its marks."""
        return marked_of(self.document())

    def show_text(self, marked: str) -> None:
        """Show a marked text, the cursor about where it was."""
        place = self.textCursor().position()
        put_text(self.document(), marked)
        self.put_cursor(place)

    def put_cursor(self, place: int, anchor: int | None = None) -> None:
        """Put the cursor at a place, or at the text's end; select from ``anchor`` to it."""
        last = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(place if anchor is None else anchor, last))
        if anchor is not None:
            cursor.setPosition(min(place, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def toggle_bold(self) -> None:
        """Make what is selected bold, or plain where it is bold."""
        style = QTextCharFormat()
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        style.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(style)

    def toggle_italic(self) -> None:
        """Make what is selected italic, or upright where it is italic."""
        style = QTextCharFormat()
        style.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(style)

    def event(self, event: QEvent) -> bool:
        """Keep the keys for bold and italic, which mean something else in the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() == _CONTROL
            and event.key() in _STYLE_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give keys their meaning in a list of entries."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif modifiers == _CONTROL and key == Qt.Key.Key_B:
            self.toggle_bold()
        elif modifiers == _CONTROL and key == Qt.Key.Key_I:
            self.toggle_italic()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
                self.textCursor().insertText("\u2028")
            else:
                self.split.emit()
        elif not self._leads_out(event):
            super().keyPressEvent(event)

    def _leads_out(self, event: QKeyEvent) -> bool:
        """Do what a key asks for at the text's beginning or end; return whether it asked for anything."""
        cursor = self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at_start = cursor.atStart() and not cursor.hasSelection()
        match event.key():
            case Qt.Key.Key_Backspace if plain and at_start:
                self.joined.emit(-1)
            case Qt.Key.Key_Delete if plain and cursor.atEnd() and not cursor.hasSelection():
                self.joined.emit(1)
            case Qt.Key.Key_Up if plain and not self._has_line(QTextCursor.MoveOperation.Up):
                self.left.emit(-1)
            case Qt.Key.Key_Down if plain and not self._has_line(QTextCursor.MoveOperation.Down):
                self.left.emit(1)
            case Qt.Key.Key_Tab if plain and at_start and self.has_levels:
                self.level.emit(1)
            case Qt.Key.Key_Backtab if at_start and self.has_levels:
                self.level.emit(-1)
            case _:
                return False
        return True

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab through to the levels of items at the text's beginning."""
        cursor = self.textCursor()
        if self.has_levels and cursor.atStart() and not cursor.hasSelection() and not self.isReadOnly():
            return False
        return super().focusNextPrevChild(next_one)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys went elsewhere; a menu is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.done.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts only."""
        return source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert one paragraph at the cursor; several are for the list."""
        blocks = pasted_blocks(source)
        if len(blocks) == 1:
            insert_runs(self.textCursor(), blocks[0].text)
        elif blocks:
            self.pasted.emit(blocks)

    def _has_line(self, direction: QTextCursor.MoveOperation) -> bool:
        return self.textCursor().movePosition(direction)


def pasted_blocks(source: QMimeData) -> Sequence[PastedBlock]:
    """Return what is on the clipboard or was dropped, as paragraphs and items."""
    html = source.html() if source.hasHtml() else ""
    if html and len(html) <= _HTML_LIMIT:
        blocks = blocks_of_html(html)
        if blocks:
            return blocks
    return blocks_of_text(source.text())
