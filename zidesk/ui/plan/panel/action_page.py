"""The detail panel's page about an action: its parts side by side, or by turns where there is less room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zidesk.ui.plan.panel.action_part import ActionPart
from zidesk.ui.plan.panel.files_part import FilesPart
from zidesk.ui.plan.panel.month_part import MonthPart

_GAP = 12
_STRETCHES = (20, 12, 7)
_STRETCHES_OF_A_SIDE = (1, 12, 7)
ROW_SIDE, MONTH_SIDE = range(2)
"""What is shown by turns: the action's own fields; a month of it, with the files."""


class ActionPage(QWidget):
    """Holds the three parts; ``side`` is what is shown where they are shown by turns."""

    def __init__(
        self, action: ActionPart, month: MonthPart, files: FilesPart, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: tuple[QWidget, QWidget, QWidget] = (action, month, files)
        self.by_turns = False
        self.side = ROW_SIDE
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for part in self._parts:
            self._row.addWidget(part)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Need the height of the highest part, shown or not, so that turning to another one moves nothing."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(part.minimumSizeHint().height() for part in self._parts))

    def arrange(self, *, by_turns: bool) -> None:
        """Show the two sides by turns, or all parts beside each other."""
        if by_turns is not self.by_turns:
            self.by_turns = by_turns
            self._show()

    def turn_to(self, side: int) -> None:
        """Show this side, where they are shown by turns."""
        if side != self.side:
            self.side = side
            self._show()

    def _show(self) -> None:
        stretches = _STRETCHES_OF_A_SIDE if self.by_turns else _STRETCHES
        for part, stretch in zip(self._parts, stretches, strict=True):
            of_month = part is not self._parts[0]
            part.setVisible(not self.by_turns or of_month is (self.side == MONTH_SIDE))
            self._row.setStretchFactor(part, stretch)
