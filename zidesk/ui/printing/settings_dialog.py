"""Setelan naskah: how the office wants its documents."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from zidesk.printing.documents.office_settings import SETTINGS, ChoiceSetting, NumberSetting, Setting
from zidesk.ui.widgets.form_dialog import FormDialog


class DocumentSettingsDialog(FormDialog):
    """A field for every setting; ``values`` are what is kept, blank where it is as usual."""

    def __init__(self, kept: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Setelan naskah", "Simpan", parent)
        self.fields: dict[str, QDoubleSpinBox | QComboBox] = {}
        for setting in SETTINGS:
            field = _field(setting, kept.get(setting.name, ""))
            self.fields[setting.name] = field
            self.add_field(setting.label, field, setting.hint)

    @property
    def values(self) -> dict[str, str]:
        """Return what was filled in, by name."""
        found = {}
        for setting in SETTINGS:
            field = self.fields[setting.name]
            value = field.value() if isinstance(field, QDoubleSpinBox) else field.currentData()
            found[setting.name] = "" if value == setting.usual else str(value)
        return found


def _field(setting: Setting, kept: str) -> QDoubleSpinBox | QComboBox:
    match setting:
        case NumberSetting():
            box = QDoubleSpinBox()
            box.setDecimals(0 if setting.step == 1 else 1 if setting.step >= 0.1 else 2)
            box.setRange(*setting.limits)
            box.setSingleStep(setting.step)
            box.setSuffix(f" {setting.unit}")
            box.setValue(setting.value_of(kept))
            return box
        case ChoiceSetting():
            choices = QComboBox()
            for word, label in setting.answers:
                choices.addItem(label, word)
            choices.setCurrentIndex(choices.findData(setting.value_of(kept)))
            return choices
