"""Which rows and month a file proves: a searchable list of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import MONTHS, PlanRecord
from zidesk.domain.plan.numbering import code
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.ui.widgets.common import resize_within_screen
from zidesk.ui.widgets.form_dialog import FormDialog


class LinkDialog(FormDialog):
    """Tick the actions that the file proves; ``targets`` are (action id, month), month 0 the whole year."""

    def __init__(self, record: PlanRecord, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Tautkan bukti", "Tautkan", parent)
        resize_within_screen(self, 720, 520)
        explanation = QLabel(f"Pilih langkah aksi yang dibuktikan oleh {name}.")
        explanation.setTextFormat(Qt.TextFormat.PlainText)
        explanation.setWordWrap(True)
        self.form.addRow(explanation)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("Saring langkah aksi")
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for path in record.plan.actions():
            text = " ".join((path.action.text or path.indicator.text).split())
            item = QListWidgetItem(f"{code(path.indexes)}  {text}")
            item.setToolTip(path.indicator.text)
            item.setData(Qt.ItemDataRole.UserRole, path.action.id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.month = QComboBox()
        self.month.addItem("Sepanjang tahun", 0)
        for month in MONTHS:
            self.month.addItem(MONTH_NAMES[month], month)
        self.add_field("Saring", self.search)
        self.add_field("Langkah aksi", self.list)
        self.add_field("Bulan", self.month)

    @property
    def targets(self) -> list[tuple[str, int]]:
        """The ticked actions with the chosen month."""
        month = self.month.currentData()
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            (item.data(Qt.ItemDataRole.UserRole), month)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def check(self) -> None:
        """Raise ``InvalidInputError`` when nothing is ticked."""
        if not self.targets:
            raise InvalidInputError("Belum ada langkah aksi yang dicentang; centanglah sedikitnya satu.")

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            haystack = f"{item.text()} {item.toolTip()}".casefold()
            item.setHidden(not all(word in haystack for word in words))
