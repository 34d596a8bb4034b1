"""What the user may do about a file that went, or was overwritten, while it was open."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from zidesk.db.errors import FileLostError

SAVE_LABEL = "Simpan sebagai berkas baru…"
_WHOLE = "Isi yang terbuka masih dapat disimpan seluruhnya sebagai berkas baru."
_SHOWN_ONLY = (
    "Yang masih dapat disimpan ialah rencana yang tampil di layar, tanpa berkas buktinya; "
    "simpanlah dahulu sebelum membuka isi yang sekarang."
)


class LostAnswer(Enum):
    """What the user chose."""

    SAVE = "save"
    OPEN = "open"
    LATER = "later"


def ask_about_lost_file(error: "FileLostError", parent: QWidget | None) -> LostAnswer:
    """Say what happened to the open file and return what the user wants to do."""
    from zidesk.db.errors import Loss

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Perubahan tidak dapat disimpan")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(error))
    box.setInformativeText(_SHOWN_ONLY if error.loss is Loss.OVERWRITTEN else _WHOLE)
    save = box.addButton(SAVE_LABEL, QMessageBox.ButtonRole.AcceptRole)
    opening = None
    if error.loss is Loss.RENAMED and error.other is not None:
        opening = box.addButton(f"Buka “{error.other.name}”", QMessageBox.ButtonRole.ActionRole)
    elif error.loss is Loss.OVERWRITTEN:
        opening = box.addButton("Buka isi yang sekarang", QMessageBox.ButtonRole.ActionRole)
    later = box.addButton("Nanti", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(later)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is save:
        return LostAnswer.SAVE
    return LostAnswer.OPEN if opening is not None and clicked is opening else LostAnswer.LATER
