"""What the user sees of long work: its title, a bar, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

SHOW_AFTER_MS = 250
"""Work that is over sooner than this shows no dialog."""


class ProgressDialog(QDialog):
    """Modal while a task runs; *Batal* calls ``cancel`` and waits for the task to hear it."""

    def __init__(self, title: str, cancel: Callable[[], None] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancel = cancel
        self._over = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(420)
        self.label = QLabel(title + " …")
        self.label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel_button = QPushButton("Batal")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setVisible(cancel is not None)
        self.cancel_button.clicked.connect(self._ask_to_stop)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.label)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(SHOW_AFTER_MS)

    def advance(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` units are over; a total of 0 shows a busy bar."""
        if total <= 0:
            self.bar.setRange(0, 0)
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(min(1000, done * 1000 // total))

    def finish(self) -> None:
        """Close and delete the dialog: the work is over."""
        self._over = True
        self._timer.stop()
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the work to stop on Escape, instead of closing the dialog over running work."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask_to_stop()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the work to stop; the dialog stays until it has."""
        if self._over:
            event.accept()
            return
        self._ask_to_stop()
        event.ignore()

    def _ask_to_stop(self) -> None:
        if self._cancel is None:
            return
        self.cancel_button.setEnabled(False)
        self.label.setText("Menghentikan pekerjaan …")
        self._cancel()
