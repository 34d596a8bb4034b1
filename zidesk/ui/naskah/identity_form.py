"""Identitas: number, date and title of the decree, who signs and certifies it, wordings that are its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from zidesk.domain.decree.office import plan_title, stipulating_text
from zidesk.domain.plan.model import PlanRecord
from zidesk.ui.look import icons
from zidesk.ui.naskah.decree_writer import ELSEWHERE, DecreeWriter
from zidesk.ui.widgets.common import HeadingLabel
from zidesk.ui.widgets.form_dialog import OptionalDate
from zidesk.ui.widgets.text_field import Field

SIGNER_CAPACITIES = ("Ketua", "Plt. Ketua", "Plh. Ketua")
CERTIFIER_CAPACITIES = ("Plt.", "Plh.")
_PLAN_FIELDS = {"decree_number": "Nomor keputusan", "title": "Judul keputusan"}
_DECREE_FIELDS = {
    "place": "Tempat penetapan",
    "signer_capacity": "Kedudukan penanda tangan",
    "signer_name": "Nama penanda tangan",
    "certifier_capacity": "Kedudukan pengesah salinan",
    "certifier_title": "Jabatan pengesah salinan",
    "certifier_name": "Nama pengesah salinan",
    "stipulating": "Bunyi Menetapkan",
    "annex_title": "Judul lampiran",
    "table_title": "Judul tabel",
}
_LINES = ("title", "stipulating", "annex_title", "table_title")


class IdentityForm(QScrollArea):
    """What is left empty is printed as its faint text says: as the office has it, or as is usual."""

    def __init__(self, writer: DecreeWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields: dict[str, Field] = {}
        for name, label in _PLAN_FIELDS.items():
            self._add(name, label, self._store_of_plan(name, label))
        self.day = OptionalDate("Sudah bertanggal", None)
        self.day.setAccessibleName("Tanggal keputusan")
        for name, label in _DECREE_FIELDS.items():
            self._add(name, label, self._store_of_decree(name, label))
        _offer(self.fields["signer_capacity"], SIGNER_CAPACITIES)
        _offer(self.fields["certifier_capacity"], CERTIFIER_CAPACITIES)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(8)
        column.addWidget(HeadingLabel("Identitas keputusan", level=2))
        column.addWidget(self.fields["decree_number"])
        column.addWidget(self.day)
        for name in ("title", *_DECREE_FIELDS):
            column.addWidget(self.fields[name])
        column.addStretch(1)
        self.setWidget(holder)
        self.setMinimumWidth(holder.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())
        self.setFocusProxy(self.fields["decree_number"].editor)
        self.day.known.toggled.connect(lambda _on: self._store_day())
        self.day.date.editingFinished.connect(self._store_day)

    def show_record(self, record: PlanRecord) -> None:
        """Show what a decree says of itself."""
        plan, decree, unit = record.plan, record.plan.decree, record.unit
        usual_title = plan_title(replace(record, plan=replace(plan, title="")))
        placeholders = {
            "decree_number": "misalnya 12",
            "title": usual_title,
            "place": unit.seat,
            "signer_capacity": SIGNER_CAPACITIES[0],
            "signer_name": unit.chair_name,
            "certifier_title": unit.certifier_title,
            "certifier_name": unit.certifier_name,
            "stipulating": stipulating_text(record),
            "annex_title": plan_title(record),
            "table_title": "tanpa judul",
        }
        sentence = self._writer.lock_sentence
        for name, field in self.fields.items():
            value = getattr(plan if name in _PLAN_FIELDS else decree, name)
            field.editor.setPlaceholderText(placeholders.get(name, ""))
            field.show_value(self._subject(name), value or "")
            field.set_locked(locked=bool(sentence), reason=sentence)
        self._show_day(plan.decree_date)
        self.day.setEnabled(not sentence)

    def commit(self) -> None:
        """Store what was typed and not yet stored."""
        for field in self.fields.values():
            field.commit()
        self._store_day()

    def _add(self, name: str, label: str, store: Callable[[str, str], str | None]) -> None:
        field = Field(label, store, lines=name in _LINES)
        if name in _LINES:
            # Names of decrees take some lines; the rest is scrolled.
            field.editor.setFixedHeight(3 * field.fontMetrics().lineSpacing() + 10)
        self.fields[name] = field

    def _subject(self, name: str) -> str:
        return f"{self._writer.plan_id}/{name}"

    def _store_of_plan(self, name: str, label: str) -> Callable[[str, str], str | None]:
        def store(subject: str, text: str) -> str | None:
            if subject != self._subject(name):
                return ELSEWHERE
            return self._writer.edit_plan(f"Ubah {_lowered(label)}", **{name: text})

        return store

    def _store_of_decree(self, name: str, label: str) -> Callable[[str, str], str | None]:
        blank = None if name in _LINES else ""

        def store(subject: str, text: str) -> str | None:
            if subject != self._subject(name):
                return ELSEWHERE
            value: Any = text if text.strip() else blank
            return self._writer.change(f"Ubah {_lowered(label)}", lambda now: replace(now, **{name: value}))

        return store

    def _show_day(self, day: date | None) -> None:
        with QSignalBlocker(self.day.known), QSignalBlocker(self.day.date):
            self.day.known.setChecked(day is not None)
            self.day.date.setEnabled(day is not None)
            if day is not None:
                self.day.date.setDate(QDate(day.year, day.month, day.day))

    def _store_day(self) -> None:
        if self._writer.lock_sentence:
            return
        chosen = self.day.value
        day = date(chosen.year(), chosen.month(), chosen.day()) if chosen is not None else None
        if day != self._writer.decree_date:
            self._writer.edit_plan("Ubah tanggal keputusan", decree_date=day)


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]


def _offer(field: Field, words: tuple[str, ...]) -> None:
    """Offer words for a field in a menu at its end; others can be typed."""
    editor = field.editor
    if not isinstance(editor, QLineEdit):
        raise TypeError("only a line offers words")
    action = QAction(icons.icon("chevron-down"), "Pilih", editor)
    editor.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def show() -> None:
        if field.is_locked:
            return
        menu = QMenu(editor)
        for word in words:
            menu.addAction(word)
        chosen = menu.exec(editor.mapToGlobal(editor.rect().bottomLeft()))
        if chosen is not None:
            editor.setText(chosen.text())
            field.commit()
        menu.deleteLater()

    action.triggered.connect(show)
