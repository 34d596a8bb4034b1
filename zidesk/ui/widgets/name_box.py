"""A box to type a name in, which proposes those that are known; Enter is the form's at once."""

from collections.abc import Iterable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from zidesk.ui.plan.sheet.typing_end import is_enter


class NameBox(QComboBox):
    """Known names complete what is typed; what is typed is never added to them."""

    def __init__(self, names: Iterable[str], placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(names))
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a proposed completion before Qt does, which would keep the Enter that confirmed it."""
        line = self.lineEdit()
        if line is not None and is_enter(event):
            line.end(False)
        super().keyPressEvent(event)
