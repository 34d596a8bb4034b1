"""Another name for an evidence file, typed over the name without its ending, as in Explorer."""

import mimetypes
from pathlib import PurePath

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zidesk.domain.plan.validation import MAX_NAME, check_text
from zidesk.ui.widgets.form_dialog import FormDialog

# The bundled table alone, not the system's registry: the same name means the same everywhere.
_media_types = mimetypes.MimeTypes()


class RenameDialog(FormDialog):
    """Asks for another name than ``name``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Ganti nama bukti", "Ganti nama", parent)
        self._before = PurePath(name)
        self.name = QLineEdit(name)
        self.add_field("Nama berkas", self.name)

    def showEvent(self, event: QShowEvent) -> None:
        """Select the name without its ending."""
        super().showEvent(event)
        self.name.setSelection(0, len(self._before.stem))

    def check(self) -> None:
        """Raise ``InvalidInputError`` for a name that a file cannot have."""
        check_text(self.answer, "Nama berkas", limit=MAX_NAME, required=True)

    @property
    def answer(self) -> str:
        """The name as typed; one without an ending that programs know keeps the ending it had."""
        typed = self.name.text().strip()
        if not typed or _media_types.guess_type(typed)[0]:
            return typed
        ending = self._before.suffix
        return typed if typed.lower().endswith(ending.lower()) else typed + ending
