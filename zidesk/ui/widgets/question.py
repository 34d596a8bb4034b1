"""One question before something that is not done lightly; Enter and Escape leave everything as it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def confirmed(
    parent: QWidget | None,
    title: str,
    question: str,
    consequences: str = "",
    *,
    do: str,
    leave: str = "Batal",
    grave: bool = False,
) -> bool:
    """Ask ``question`` and return whether the user pressed the button called ``do``.

    ``consequences`` stand below it in plain text; a ``grave`` question carries a warning sign.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if grave else QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(consequences)
    doing = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leaving)
    box.setEscapeButton(leaving)
    box.exec()
    chosen = box.clickedButton() is doing
    box.deleteLater()
    return chosen
