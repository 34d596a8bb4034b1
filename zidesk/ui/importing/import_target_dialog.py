"""Asks for the unit and year of a source that does not say, or not clearly, whose plan it holds."""

from datetime import date

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import PlanRecord, Unit
from zidesk.domain.plan.units import is_named, named_unit
from zidesk.domain.plan.validation import MAX_YEAR, MIN_YEAR
from zidesk.ui.widgets.form_dialog import FormDialog
from zidesk.ui.widgets.name_box import NameBox


class ImportTargetDialog(FormDialog):
    """Starts from what the source says, then from the plan on screen."""

    def __init__(
        self,
        reason: str,
        units: tuple[Unit, ...],
        incoming: Incoming,
        shown: PlanRecord | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Impor ke rencana mana?", "Lanjut", parent)
        self._units = units
        explanation = QLabel(reason)
        explanation.setWordWrap(True)
        self.form.addRow(explanation)
        self.name = NameBox([unit.name for unit in units], "misalnya Kabupaten Batang Hari")
        if incoming.unit is not None:
            self.name.setCurrentText(incoming.unit.name)
        elif shown is not None:
            self.name.setCurrentText(shown.unit.name)
        self.year = QSpinBox()
        self.year.setRange(MIN_YEAR, MAX_YEAR)
        this_year = date.today().year  # noqa: DTZ011 - the clerk's own calendar
        self.year.setValue(incoming.plan.year or (shown.plan.year if shown is not None else this_year))
        self.add_field("Satuan kerja", self.name)
        self.add_field("Tahun", self.year)

    @property
    def unit_name(self) -> str:
        """The unit as chosen or typed."""
        return self.name.currentText().strip()

    @property
    def chosen_year(self) -> int:
        """The year as chosen."""
        return self.year.value()

    def check(self) -> None:
        """Raise ``InvalidInputError`` for a name that means no unit and says no level."""
        if not self.unit_name:
            raise InvalidInputError("Nama satuan kerja masih kosong; isilah lebih dahulu.")
        if not any(is_named(unit, self.unit_name) for unit in self._units):
            named_unit(self.unit_name)
