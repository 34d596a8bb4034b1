"""The bar above the sheet: the five filters with their counts."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from zidesk.domain.plan.model import NodeKind
from zidesk.ui.plan.sheet.columns import KIND_NAMES
from zidesk.ui.plan.sheet.legend import LegendButton
from zidesk.ui.plan.sheet.row_filter import FILTER_LABELS, FilterName
from zidesk.ui.widgets.segments import Segments

_HINTS = {
    FilterName.ALL: "Semua langkah aksi",
    FilterName.THIS_MONTH: "Yang direncanakan pada bulan berjalan",
    FilterName.LATE: "Bulannya sudah lewat, tetapi belum terlaksana",
    FilterName.WITHOUT_EVIDENCE: "Sudah terlaksana, tetapi belum ada buktinya",
    FilterName.WITHOUT_SCHEDULE: "Belum ada bulan yang direncanakan",
}


class FilterBar(QWidget):
    """Emits ``chosen(FilterName)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self._row = QHBoxLayout(self)
        gap = max(3, self.fontMetrics().height() // 4)
        row.setContentsMargins(gap * 2, gap, gap * 2, gap)
        row.setSpacing(gap)
        row.addWidget(QLabel("Saring:"))
        self.buttons: dict[FilterName, QToolButton] = {}
        group = QButtonGroup(self)
        for name, label in FILTER_LABELS.items():
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(_HINTS[name])
            button.clicked.connect(lambda _checked=False, chosen=name: self.chosen.emit(chosen))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[name] = button
        self.buttons[FilterName.ALL].setChecked(True)
        row.addStretch(1)
        self.legend = LegendButton()
        row.addWidget(self.legend)
        self.level_box = QWidget()
        levels = QHBoxLayout(self.level_box)
        levels.setContentsMargins(0, 0, 0, 0)
        levels.setSpacing(gap)
        levels.addWidget(QLabel("Tingkat:"))
        self.levels = Segments([str(number) for number in range(1, len(NodeKind) + 1)], "Tingkat")
        levels.addWidget(self.levels)
        row.addWidget(self.level_box)

    def minimumSizeHint(self) -> QSize:
        """Leave out the level buttons: in a narrow window they give way to the menu and the shortcuts."""
        least = super().minimumSizeHint()
        if self.level_box.isVisibleTo(self):
            least.setWidth(least.width() - self._level_width())
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the level buttons where there is room for them."""
        super().resizeEvent(event)
        room = event.size().width() - self.minimumSizeHint().width()
        self.level_box.setVisible(room >= self._level_width())

    def _level_width(self) -> int:
        return self.level_box.sizeHint().width() + self._row.spacing()

    def show_levels(self, actions: Mapping[NodeKind, QAction]) -> None:
        """Offer to open the rows down to each level, as a spreadsheet's outline does: 1, 2, 3, 4."""
        for button, (kind, action) in zip(self.levels.buttons, actions.items(), strict=True):
            tip = f"Bentangkan sampai {KIND_NAMES[kind]}"
            button.setToolTip(f"{tip} ({action.shortcut().toString()})")
            button.setAccessibleName(tip)
            button.clicked.connect(action.trigger)

    def mark_level(self, kind: NodeKind | None) -> None:
        """Mark down to which level the rows are open, if they all are."""
        self.levels.mark(list(NodeKind).index(kind) if kind is not None else None)

    def show_counts(self, counts: Mapping[FilterName, int]) -> None:
        """Write how many actions each filter shows behind its name."""
        for name, button in self.buttons.items():
            button.setText(f"{FILTER_LABELS[name]} ({counts[name]})")
            button.setAccessibleName(f"Saring: {FILTER_LABELS[name]}, {counts[name]} langkah aksi")

    def show_chosen(self, name: FilterName) -> None:
        """Mark the filter in force."""
        self.buttons[name].setChecked(True)
