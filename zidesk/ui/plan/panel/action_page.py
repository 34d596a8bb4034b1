"""The detail panel's page about an action: its parts beside each other, or in two rows where it is narrow."""

from PySide6.QtWidgets import QGridLayout, QWidget

from zidesk.ui.plan.panel.action_part import ActionPart
from zidesk.ui.plan.panel.files_part import FilesPart
from zidesk.ui.plan.panel.month_part import MonthPart

_GAP = 12


class ActionPage(QWidget):
    """Holds the three parts."""

    def __init__(
        self, action: ActionPart, month: MonthPart, files: FilesPart, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: tuple[QWidget, QWidget, QWidget] = (action, month, files)
        self._narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self.arrange(narrow=False)

    def arrange(self, *, narrow: bool) -> None:
        """Put the action's own fields above the others where the page is ``narrow``, else before them."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        action, month, files = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(action, 0, 0, 1, 2)
            self._grid.addWidget(month, 1, 0)
            self._grid.addWidget(files, 1, 1)
            stretches = (12, 7, 0)
        else:
            for column, part in enumerate(self._parts):
                self._grid.addWidget(part, 0, column)
            stretches = (20, 12, 7)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)
