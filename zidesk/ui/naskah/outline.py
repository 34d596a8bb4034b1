"""The parts of the decree at the left of the page: choose one to edit it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from zidesk.domain.decree.labels import PART_NAMES
from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.decree.parts import ALL_SECTIONS, DecreePart, labels, part_name

_PART = Qt.ItemDataRole.UserRole
_IDENTITY_NAME = "Identitas"
_INDENT = "    "


class Outline(QListWidget):
    """``part_chosen`` carries the ``DecreePart`` that was chosen, ``None`` for the decree's identity."""

    part_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("Bagian naskah")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Items are measured before the list has its look; it is laid out again when it gets its place.
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.currentItemChanged.connect(self._changed)

    def show_decree(self, decree: Decree, current: DecreePart | None) -> None:
        """List the parts of a decree with how much each holds, ``current`` chosen."""
        wanted: list[tuple[DecreePart | None, str, str]] = [(None, _IDENTITY_NAME, "")]
        wanted += [
            (DecreePart(part), PART_NAMES[part], str(len(decree.clauses(part)))) for part in ClausePart
        ]
        wanted.append((ALL_SECTIONS, part_name(decree, ALL_SECTIONS), str(len(decree.sections))))
        section_labels = labels(decree, ALL_SECTIONS)
        for section, label in zip(decree.sections, section_labels, strict=True):
            title = plain_text(section.title).strip() or "(tanpa judul)"
            wanted.append((DecreePart(section_id=section.id), f"{_INDENT}{label} {title}", ""))
        blocked = self.blockSignals(True)
        while self.count() > len(wanted):
            self.takeItem(self.count() - 1)
        for number, (part, text, count) in enumerate(wanted):
            if number == self.count():
                self.addItem(QListWidgetItem())
            item = self.item(number)
            item.setText(f"{text} ({count})" if count else text)
            item.setToolTip(text.strip())
            item.setData(_PART, part)
            if part == current:
                self.setCurrentItem(item)
        self.blockSignals(blocked)

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.part_chosen.emit(item.data(_PART))
