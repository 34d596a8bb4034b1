"""What the user may do about a file that somebody else has open."""

from enum import Enum
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget


class InUseAnswer(Enum):
    """What the user chose."""

    SNAPSHOT = "snapshot"
    RETRY = "retry"
    CANCEL = "cancel"


def ask_about_file_in_use(path: Path, sentence: str, parent: QWidget | None) -> InUseAnswer:
    """Say who has ``path`` open (``sentence``) and return what the user wants to do."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Berkas sedang dipakai")
    box.setText(f"<b>{escape(path.name)}</b> sedang dipakai.")
    box.setInformativeText(
        f"{sentence}\n\nSalinan baca-saja menunjukkan isi berkas saat ini, tanpa dapat diubah."
    )
    snapshot = box.addButton("Buka salinan baca-saja", QMessageBox.ButtonRole.AcceptRole)
    retry = box.addButton("Coba lagi", QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton("Batal", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(snapshot)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is snapshot:
        return InUseAnswer.SNAPSHOT
    return InUseAnswer.RETRY if clicked is retry else InUseAnswer.CANCEL
