"""Identitas rencana, and Tetapkan: what the decree says of the plan and of its unit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from zidesk.domain.decree.office import plan_title
from zidesk.domain.plan.checking import check_plan, check_unit
from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import Level, Plan, PlanRecord, ScheduleStyle, Unit
from zidesk.domain.plan.units import named_unit
from zidesk.domain.plan.validation import MAX_YEAR, MIN_YEAR, check_text
from zidesk.ui.widgets.form_dialog import FormDialog, OptionalDate
from zidesk.ui.widgets.labels import LEVEL_LABELS, STYLE_LABELS

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


class IdentityDialog(FormDialog):
    """Edits the unit and the plan's identity; fields of the plan are locked once it is ``ditetapkan``."""

    def __init__(self, record: PlanRecord, parent: QWidget | None = None) -> None:
        super().__init__("Identitas rencana", "Simpan", parent)
        self._record = record
        unit, plan = record.unit, record.plan
        self.name = QLineEdit(unit.name)
        self.level = QComboBox()
        for level, label in LEVEL_LABELS.items():
            self.level.addItem(label, level)
        self.level.setCurrentIndex(self.level.findData(unit.level))
        self.province = QLineEdit(unit.province)
        self.seat = QLineEdit(unit.seat)
        self.jdih = QLineEdit(unit.jdih)
        self.chair = QLineEdit(unit.chair_name)
        self.certifier_title = QLineEdit(unit.certifier_title)
        self.certifier_name = QLineEdit(unit.certifier_name)
        self.year = QSpinBox()
        self.year.setRange(MIN_YEAR, MAX_YEAR)
        self.year.setValue(plan.year)
        self.title = QLineEdit(plan.title)
        self.title.setPlaceholderText(plan_title(replace(record, plan=replace(plan, title=""))))
        self.style_box = QComboBox()
        for style, label in STYLE_LABELS.items():
            self.style_box.addItem(label, style)
        self.style_box.setCurrentIndex(self.style_box.findData(plan.schedule_style))
        self.number = QLineEdit(plan.decree_number)
        self.decree_date = OptionalDate("Sudah bertanggal", _qdate(plan.decree_date))
        self.add_field("Satuan kerja", self.name)
        self.add_field("Tingkat", self.level)
        self.add_field("Provinsi", self.province)
        self.add_field("Kedudukan", self.seat)
        self.add_field("Alamat JDIH", self.jdih)
        self.add_field("Nama ketua", self.chair)
        self.add_field("Jabatan pengesah salinan", self.certifier_title)
        self.add_field("Nama pengesah salinan", self.certifier_name)
        self.add_field("Tahun", self.year)
        self.add_field("Judul", self.title)
        self.add_field("Gaya jadwal", self.style_box)
        self.add_field("Nomor keputusan", self.number)
        self.add_field("Tanggal keputusan", self.decree_date)
        if is_signed(plan.status):
            self._lock_plan()

    @property
    def unit(self) -> Unit:
        """The unit as filled in."""
        level = Level(self.level.currentData())
        return replace(
            self._record.unit,
            name=named_unit(self.name.text(), level).name,
            level=level,
            province=self.province.text().strip(),
            seat=self.seat.text().strip(),
            jdih=self.jdih.text().strip(),
            chair_name=self.chair.text().strip(),
            certifier_title=self.certifier_title.text().strip(),
            certifier_name=self.certifier_name.text().strip(),
        )

    @property
    def plan_changes(self) -> dict[str, Any]:
        """The fields of the plan that differ from what they were, by name."""
        plan = self._record.plan
        wanted: dict[str, Any] = {
            "year": self.year.value(),
            "title": self.title.text().strip(),
            "schedule_style": ScheduleStyle(self.style_box.currentData()),
            "decree_number": self.number.text().strip(),
            "decree_date": _date(self.decree_date.value),
        }
        return {name: value for name, value in wanted.items() if value != getattr(plan, name)}

    def check(self) -> None:
        """Raise ``InvalidInputError`` for a unit or plan that the rules do not allow."""
        check_unit(self.unit)
        check_plan(
            replace(Plan(self.year.value()), title=self.title.text(), decree_number=self.number.text())
        )

    def _lock_plan(self) -> None:
        for field in (self.year, self.title, self.style_box, self.number, self.decree_date):
            field.setEnabled(False)
        note = QLabel("Rencana ini sudah ditetapkan; isian rencana dan keputusan terkunci.")
        note.setWordWrap(True)
        self.form.addRow("", note)


class AdoptDialog(FormDialog):
    """Asks for the number and date of the decree that adopts the plan."""

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("Tetapkan rencana", "Tetapkan", parent)
        explanation = QLabel(
            f"Setelah ditetapkan, isi rencana {plan.year} terkunci: teks, jadwal, dan target tidak dapat "
            "diubah lagi. Realisasi dan bukti tetap dapat diisi."
        )
        explanation.setWordWrap(True)
        self.form.addRow(explanation)
        self.number = QLineEdit(plan.decree_number)
        self.number.setPlaceholderText("misalnya 12")
        self.decree_date = OptionalDate("Bertanggal", _qdate(plan.decree_date) or QDate.currentDate())
        self.add_field("Nomor keputusan", self.number)
        self.add_field("Tanggal keputusan", self.decree_date)

    def check(self) -> None:
        """Raise ``InvalidInputError`` without a number."""
        check_text(self.number.text(), "Nomor keputusan", required=True)

    @property
    def decree_number(self) -> str:
        """The number as filled in."""
        return self.number.text().strip()

    @property
    def date(self) -> date | None:
        """The date as filled in."""
        return _date(self.decree_date.value)


def change_identity(
    store: "Store", record: PlanRecord, unit: Unit, plan_changes: Mapping[str, Any]
) -> "Outcome":
    """Save what an ``IdentityDialog`` changed in the unit and in the plan, as one undo step."""
    from zidesk.db.operations.plans import edit_plan, edit_unit

    with store.operation("Ubah identitas rencana") as operation:
        if unit != record.unit:
            edit_unit(store, unit)
        if plan_changes:
            edit_plan(store, record.plan.id, **plan_changes)
    return operation.outcome


def _qdate(value: date | None) -> QDate | None:
    return QDate(value.year, value.month, value.day) if value is not None else None


def _date(value: QDate | None) -> date | None:
    return date(value.year(), value.month(), value.day()) if value is not None else None
