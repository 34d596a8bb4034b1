"""A field of one line that ends in "…" where its text is longer than it, as long as nobody types in it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

_MARGIN = 2
"""What Qt leaves free on both sides of the text, in logical pixels."""


class ElidingLineEdit(QLineEdit):
    """Shows the beginning of its text when it is left."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go back to the beginning, except for a context menu."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for all of the text."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an ellipsis over the end of a text that is cut."""
        super().paintEvent(event)
        if self.hasFocus() or not self.is_cut:
            return
        room = self._room()
        dots = self.fontMetrics().horizontalAdvance("…")
        end = QRect(room.right() - dots, room.y(), dots + _MARGIN + 1, room.height())
        painter = QPainter(self)
        painter.fillRect(end, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "…")

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return contents.marginsRemoved(self.textMargins()).adjusted(_MARGIN, 0, -_MARGIN, 0)
