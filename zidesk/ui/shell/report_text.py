"""A report that the user reads, copies and sends: its text, and the button that copies all of it."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from zidesk.ui.look.icons import icon


class ReportText(QPlainTextEdit):
    """The report's lines as they are, to be read and selected; ``name`` is what screen readers call it."""

    def __init__(self, report: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(report, parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(name)

    def copy_all(self) -> None:
        """Put the whole report on the clipboard."""
        QGuiApplication.clipboard().setText(self.toPlainText())


def add_copy_button(buttons: QDialogButtonBox, report: ReportText) -> None:
    """Add the button that copies ``report``."""
    copy = buttons.addButton("Salin laporan", QDialogButtonBox.ButtonRole.ActionRole)
    copy.setIcon(icon("copy"))
    copy.clicked.connect(lambda _checked=False: report.copy_all())
