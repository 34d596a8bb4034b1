"""What the user may do about a file that cannot be opened for writing, but read."""

from enum import Enum
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget


class InUseAnswer(Enum):
    """What the user chose."""

    SNAPSHOT = "snapshot"
    RETRY = "retry"
    CANCEL = "cancel"


def ask_about_file_in_use(path: Path, error: Exception, parent: QWidget | None) -> InUseAnswer:
    """Say who has ``path`` open, or that it may not be written, and return what the user wants to do."""
    from zidesk.db.errors import ReadOnlyFileError

    sentence = str(error)
    may_not_be_written = isinstance(error, ReadOnlyFileError)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Berkas hanya dapat dibaca" if may_not_be_written else "Berkas sedang dipakai")
    state = "tidak dapat ditulisi" if may_not_be_written else "sedang dipakai"
    box.setText(f"<b>{escape(path.name)}</b> {state}.")
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
