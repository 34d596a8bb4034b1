"""Fields of the detail panel: they commit on Enter and on leaving, and keep a text that was refused."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zidesk.ui.look.theme import colors
from zidesk.ui.plan.sheet.typing_end import TypingEnd
from zidesk.ui.widgets.eliding_line_edit import ElidingLineEdit


class Field(QWidget):
    """A labelled text that belongs to a subject, and the sentence that says why it was refused.

    ``store(subject, text)`` is called with a text that differs from the one shown; it returns ``None`` when
    the text was stored, else the sentence. A refused text stays with its subject until it is put right.
    ``told`` says whether a sentence stands below the text now. ``hint`` is the editor's tooltip while the
    text is not locked.
    """

    left = Signal()
    typed = Signal(str)
    told = Signal(bool)

    def __init__(
        self,
        label: str,
        store: Callable[[str, str], str | None],
        *,
        lines: bool = False,
        beside: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._subject = ""
        self._shown = ""
        self._drafts: dict[str, tuple[str, str]] = {}
        self._busy = False
        self._lock_reason = ""
        self._hint = hint
        self.label = QLabel(label)
        self.editor: QPlainTextEdit | QLineEdit = QPlainTextEdit() if lines else ElidingLineEdit()
        self.editor.setAccessibleName(label)
        self.editor.setToolTip(hint)
        self.label.setBuddy(self.editor)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        if not beside:
            column.addWidget(self.label)
        column.addWidget(self.editor, 1 if lines else 0)
        column.addWidget(self.message)
        if isinstance(self.editor, QPlainTextEdit):
            line = self.fontMetrics().lineSpacing()
            self.editor.document().setDocumentMargin(3)
            self.editor.setMinimumHeight(line + 12)
            self.editor.setTabChangesFocus(True)
            self.editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            # Lines take what room there is; Qt would ask for a dozen lines.
            self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self.editor.textChanged.connect(lambda: self.typed.emit(self.text))
        else:
            self.editor.textChanged.connect(self.typed.emit)
        end = TypingEnd(self.editor)
        end.done.connect(self.commit)
        end.cancelled.connect(self.take_back)

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.editor.toPlainText() if isinstance(self.editor, QPlainTextEdit) else self.editor.text()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.text != self._shown

    @property
    def subject(self) -> str:
        """What the text belongs to."""
        return self._subject

    def show_value(self, subject: str, text: str) -> None:
        """Show the stored ``text`` of ``subject``; a typed or refused text of the same subject stays."""
        if subject != self._subject:
            self.commit()
            self._subject = subject
            self._shown = text
            self._show_draft()
        elif self.is_changed and not self._busy:
            self._shown = text
        else:
            self._shown = text
            self._write(text)
            self.say("")

    def commit(self) -> None:
        """Store what was typed, if it differs."""
        if self._busy or not self._subject or not self.is_changed or self.is_locked:
            return
        subject, text = self._subject, self.text
        self._busy = True
        sentence = self._store(subject, text)
        self._busy = False
        if sentence is None:
            self._drafts.pop(subject, None)
            if subject == self._subject:
                self._write(self._shown)
                self.say("")
        else:
            self._drafts[subject] = (text, sentence)
            if subject == self._subject:
                self._write(text)
                self.say(sentence)

    def take_back(self) -> None:
        """Show the stored text again; when it is shown already, leave the field."""
        if self.is_changed:
            self._drafts.pop(self._subject, None)
            self._write(self._shown)
            self.say("")
        else:
            self.left.emit()

    @property
    def is_locked(self) -> bool:
        """Whether the text can only be read."""
        return self.editor.isReadOnly()

    def set_locked(self, *, locked: bool, reason: str = "") -> None:
        """Let the text only be read, with the reason as tooltip, or be edited.

        A text that was not stored gives way to the stored one, until the text can be edited again.
        """
        if locked is self.is_locked and reason == self._lock_reason:
            return
        self._lock_reason = reason
        if locked and self.is_changed:
            # It cannot be stored any more, and must not pass for what is.
            self._drafts[self._subject] = (self.text, self.message.text())
        self.editor.setReadOnly(locked)
        self._show_draft()
        self.editor.setToolTip(reason if locked else self._hint)
        self._tint()

    def _show_draft(self) -> None:
        """Show a text that was refused before with its sentence, unless it is locked; else what is stored."""
        draft = self._drafts.get(self._subject) if not self.is_locked else None
        self._write(draft[0] if draft is not None else self._shown)
        self.say(draft[1] if draft is not None else "")

    def say(self, sentence: str, *, warning: bool = True) -> None:
        """Show a sentence below the text; an empty one hides it."""
        if not sentence and self.message.isHidden():
            return
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.told.emit(bool(sentence))
        palette = QPalette(QApplication.palette())
        shown = colors()
        palette.setColor(QPalette.ColorRole.WindowText, shown.late if warning else shown.muted)
        self.message.setPalette(palette)
        self.editor.setAccessibleDescription(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a scheme that was changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange and hasattr(self, "editor"):
            self._tint()
            self.say(self.message.text())

    def _tint(self) -> None:
        # Inputs have a palette of their own in the theme, with a frame that shows in the dark.
        palette = QPalette(QApplication.palette(self.editor))
        if self.editor.isReadOnly():
            window = QApplication.palette().color(QPalette.ColorRole.Window)
            palette.setColor(QPalette.ColorRole.Base, window)
        self.editor.setPalette(palette)
        if isinstance(self.editor, QPlainTextEdit):
            # It keeps the application's palette, and is what shows.
            self.editor.viewport().setPalette(palette)

    def _write(self, text: str) -> None:
        if text == self.text:
            return
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        else:
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
