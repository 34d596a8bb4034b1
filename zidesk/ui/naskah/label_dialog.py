"""Asks for the label of one clause, item or section, where the computed one is not wanted."""

from PySide6.QtWidgets import QLineEdit, QWidget

from zidesk.domain.plan.validation import MAX_NAME, check_text
from zidesk.ui.widgets.form_dialog import FormDialog


class LabelDialog(FormDialog):
    """An empty field stands for the computed label, which it shows faintly."""

    def __init__(self, label: str | None, computed: str, parent: QWidget | None = None) -> None:
        super().__init__("Ubah penomoran", "Simpan", parent)
        self._computed = computed
        self.field = QLineEdit(label or "")
        self.field.setPlaceholderText(computed)
        self.add_field(
            "Nomor atau huruf",
            self.field,
            f"Kosongkan agar dinomori otomatis: {computed}"
            if computed
            else "Kosongkan agar dinomori otomatis.",
        )

    @property
    def label(self) -> str | None:
        """The label as filled in, ``None`` for the computed one."""
        text = self.field.text().strip()
        return None if text in ("", self._computed) else text

    def check(self) -> None:
        """Raise ``InvalidInputError`` for one that is too long."""
        check_text(self.field.text(), "Penomoran", limit=MAX_NAME)
