"""Rencana baru: whose plan, which year, and what it starts from."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Level, Plan, PlanRecord, PlanSummary, Unit
from zidesk.domain.plan.office_names import with_office_named
from zidesk.domain.plan.template import blank_plan, plan_from_template
from zidesk.domain.plan.units import is_named, level_of, named_unit
from zidesk.domain.plan.validation import MAX_YEAR, MIN_YEAR
from zidesk.exchange.examples import read_example
from zidesk.ui.widgets.form_dialog import FormDialog
from zidesk.ui.widgets.labels import LEVEL_LABELS
from zidesk.ui.widgets.name_box import NameBox


class Start(Enum):
    """What a new plan starts from."""

    KABUPATEN = "Contoh kabupaten (Batang Hari 2026)"
    PROVINSI = "Contoh provinsi (Jambi 2026)"
    BLANK = "Kosong: enam area tanpa isi"
    SHOWN = "Rencana yang sedang dibuka"


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What the user asked for; ``into_open_file`` says that it joins the file on screen."""

    unit: Unit
    plan: Plan
    into_open_file: bool


class NewPlanDialog(FormDialog):
    """Asks for a new plan; ``shown`` is the plan on screen, whose unit and rows it may take over."""

    def __init__(
        self,
        units: tuple[Unit, ...],
        plans: tuple[PlanSummary, ...],
        shown: PlanRecord | None,
        *,
        can_add: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Rencana baru", "Buat rencana", parent)
        self._plans = plans
        self._units = units
        self._shown = shown
        self.name = NameBox([unit.name for unit in units], "misalnya Kabupaten Batang Hari")
        self.name.setCurrentText(shown.unit.name if shown is not None else "")
        self.level = QComboBox()
        for level, label in LEVEL_LABELS.items():
            self.level.addItem(label, level)
        self.level.setCurrentIndex(self.level.findData(Level.KABUPATEN))
        self.province = QLineEdit()
        self.year = QSpinBox()
        self.year.setRange(MIN_YEAR, MAX_YEAR)
        self.year.setValue(shown.plan.year + 1 if shown is not None else date.today().year)  # noqa: DTZ011 - the clerk's own calendar
        self.start = QComboBox()
        for start in Start:
            if start is not Start.SHOWN or shown is not None:
                self.start.addItem(start.value, start)
        if shown is not None:
            self.start.setCurrentIndex(self.start.findData(Start.SHOWN))
        self.add_field("Satuan kerja", self.name)
        self.add_field("Tingkat", self.level)
        self.add_field("Provinsi", self.province)
        self.add_field("Tahun", self.year)
        self.add_field("Mulai dari", self.start, "Realisasi dan bukti tidak ikut disalin.")
        self.place = QComboBox()
        if can_add:
            self.place.addItem("Berkas yang sedang dibuka", True)
        self.place.addItem("Berkas baru", False)
        if can_add:
            self.add_field("Simpan di", self.place)
        self._place_is_chosen = False
        self.place.activated.connect(self._keep_place)
        self.name.currentTextChanged.connect(self._follow_name)
        self._follow_name(self.name.currentText())

    def check(self) -> None:
        """Raise ``InvalidInputError`` where the name and level do not fit, or the plan exists."""
        named_unit(self.name.currentText(), Level(self.level.currentData()))
        known = self._known()
        year = self.year.value()
        if not self.place.currentData() or known is None:
            return
        if any(plan.unit_id == known.id and plan.year == year for plan in self._plans):
            raise InvalidInputError(
                f"Rencana {year} {known.name} sudah ada dalam berkas ini; pilihlah tahun lain."
            )

    @property
    def answer(self) -> NewPlan:
        """What was asked for; only after the dialog was accepted."""
        named = named_unit(self.name.currentText(), Level(self.level.currentData()))
        into_open_file = bool(self.place.currentData())
        known = self._known()
        if known is not None:
            unit = known if into_open_file else replace(known, id="")
        else:
            unit = replace(named, province=self.province.text().strip())
        return NewPlan(unit, self._plan(unit), into_open_file)

    def _known(self) -> Unit | None:
        text = self.name.currentText()
        return next((unit for unit in self._units if text.strip() and is_named(unit, text)), None)

    def _follow_name(self, text: str) -> None:
        known = self._known()
        level = known.level if known is not None else level_of(text)
        if level is not None:
            self.level.setCurrentIndex(self.level.findData(level))
        if known is not None:
            self.province.setText(known.province)
        self.level.setEnabled(known is None)
        self.province.setEnabled(known is None)
        if not self._place_is_chosen:
            joins = known is not None or self._gathers_units()
            self.place.setCurrentIndex(max(0, self.place.findData(joins)))

    def _gathers_units(self) -> bool:
        """Whether the open file is a province's collection; another office's plan is no part of one's own."""
        return len(self._units) != 1 or self._units[0].level is Level.PROVINSI

    def _keep_place(self) -> None:
        self._place_is_chosen = True

    def _plan(self, unit: Unit) -> Plan:
        year = self.year.value()
        match self.start.currentData():
            case Start.SHOWN if self._shown is not None:
                template, whose = self._shown.plan, self._shown.unit
            case Start.KABUPATEN:
                template, whose = _example("batanghari-2026")
            case Start.PROVINSI:
                template, whose = _example("jambi-2026")
            case _:
                return blank_plan(year)
        return with_office_named(plan_from_template(template, year), whose, unit)


def _example(name: str) -> tuple[Plan, Unit]:
    example = read_example(name)
    if example.unit is None:
        raise AssertionError(name)
    return example.plan, example.unit
