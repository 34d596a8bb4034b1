"""A segmented control: a few choices side by side, with the active one marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget


class Segments(QWidget):
    """Emits ``chosen`` with the number of a segment that the user clicks."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, label in enumerate(labels):
            button = QToolButton()
            button.setObjectName("segment")
            button.setText(label)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            row.addWidget(button)
            self.buttons.append(button)
        self._group.idClicked.connect(self.chosen)

    @property
    def active(self) -> int | None:
        """The number of the segment that is marked, ``None`` if none is."""
        number = self._group.checkedId()
        return number if number >= 0 else None

    def mark(self, number: int | None) -> None:
        """Mark one segment as the active one, or none."""
        if number == self.active:
            return
        # An exclusive group never gives its mark back.
        self._group.setExclusive(False)
        for other, button in enumerate(self.buttons):
            button.setChecked(other == number)
        self._group.setExclusive(True)
