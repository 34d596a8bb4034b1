"""What happens to an exception that nobody handled: the window stays, and the user can copy a report."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from zidesk.crash_report import report_text
from zidesk.domain.errors import KnownError
from zidesk.ui.shell.event_loop import forget_event_loop, own_words
from zidesk.ui.shell.report_text import ReportText, add_copy_button
from zidesk.ui.widgets.common import HeadingLabel, resize_within_screen

_QUIET_SECONDS = 2.0


def bug_report(error: BaseException, operations: Sequence[str] = ()) -> str:
    """Return the text to send to the makers: versions, the last operations' names, the traceback."""
    from zidesk.db.files.sqlite_version import sqlite_version

    facts = (
        f"SQLite {sqlite_version()}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"Tampilan: {QGuiApplication.platformName()}",
    )
    return report_text(error, facts, operations)


class BugDialog(QDialog):
    """Says that the program failed, that the data is safe, and shows the report to copy."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kesalahan program")
        self._count = 1
        explanation = QLabel(
            "Perintah terakhir tidak selesai karena ada kesalahan dalam program ini. Semua yang sudah "
            "tersimpan di berkas tetap aman, dan Anda dapat terus bekerja. Agar kesalahan ini dapat "
            "diperbaiki, salin laporan di bawah dan kirimkan kepada pengelola program."
        )
        explanation.setWordWrap(True)
        self._repeated = QLabel()
        self._repeated.hide()
        self._report = ReportText(report, "Laporan kesalahan")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText("Tutup")
        add_copy_button(buttons, self._report)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(HeadingLabel("Terjadi kesalahan dalam program", 2))
        column.addWidget(explanation)
        column.addWidget(self._repeated)
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        close.setDefault(True)
        close.setFocus()
        letter = self.fontMetrics().averageCharWidth()
        resize_within_screen(self, 90 * letter, 28 * self.fontMetrics().height())

    @property
    def report(self) -> str:
        """The text that *Salin laporan* copies."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Count one more error while the dialog is open; the first report stays on top, nearest the cause."""
        self._count += 1
        self._repeated.setText(f"Sejak itu terjadi {self._count - 1} kesalahan lagi.")
        self._repeated.show()
        if self._count == 2:
            self._report.appendPlainText(f"\nKesalahan berikutnya:\n\n{report}")


class BugReporter(QObject):
    """Catches unhandled exceptions of every thread and shows them on the GUI thread, one dialog at a time.

    A known error shows just its sentence, through ``show_sentence``. ``operations`` returns the names of the
    last operations for the report; it is called on the failing thread and must answer from memory. Make the
    reporter in the GUI thread; it works from ``install`` to ``uninstall``.
    """

    _bug = Signal(str)
    _known = Signal(str)

    def __init__(
        self,
        app: QApplication,
        operations: Callable[[], Sequence[str]] | None = None,
        show_sentence: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(app)
        self._operations = operations
        self._show_sentence = show_sentence
        self._dialog: BugDialog | None = None
        self._message: QMessageBox | None = None
        self._closed_at = -_QUIET_SECONDS
        # Queued: a dialog must open on the GUI thread, and outside the paint or drag that failed.
        self._bug.connect(self._show_bug, Qt.ConnectionType.QueuedConnection)
        self._known.connect(self._show_known, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over Python's hooks for unhandled exceptions."""
        self._sys_hook = sys.excepthook
        self._threading_hook = threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def uninstall(self) -> None:
        """Give the hooks back to whoever had them."""
        sys.excepthook = self._sys_hook
        threading.excepthook = self._threading_hook

    @property
    def dialog(self) -> BugDialog | None:
        """The report that is shown now."""
        return self._dialog

    @property
    def message(self) -> QMessageBox | None:
        """The known error's sentence that is shown now."""
        return self._message

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        forget_event_loop(error)
        if isinstance(error, KnownError):
            self._known.emit(own_words(error))
            return
        # Also to the log or terminal, which is all there is when the window itself is broken.
        self._sys_hook(kind, error, trace)
        if isinstance(error, Exception):
            self._bug.emit(bug_report(error, self._operations() if self._operations is not None else ()))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _show_bug(self, report: str) -> None:
        if self._dialog is not None:
            self._dialog.add(report)
            return
        # A view that fails at every repaint would otherwise open the dialog again as soon as it is closed.
        if time.monotonic() - self._closed_at < _QUIET_SECONDS:
            return
        self._dialog = BugDialog(report, QApplication.activeWindow())
        self._dialog.finished.connect(self._bug_closed)
        self._dialog.open()

    @Slot()
    def _bug_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        self._closed_at = time.monotonic()

    @Slot(str)
    def _show_known(self, sentence: str) -> None:
        if self._show_sentence is not None:
            self._show_sentence(sentence)
            return
        if self._message is not None:
            self._message.setText(sentence)
            return
        self._message = QMessageBox(
            QMessageBox.Icon.Warning, "zidesk", sentence, parent=QApplication.activeWindow()
        )
        self._message.finished.connect(self._message_closed)
        self._message.open()

    @Slot()
    def _message_closed(self) -> None:
        if self._message is not None:
            self._message.deleteLater()
        self._message = None
