"""The self-test's report in a window: what was tried, what came of it, and the whole text to pass on."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.errors import KnownError
from zidesk.exchange.new_file import new_file
from zidesk.self_test.report import all_good, report_text
from zidesk.self_test.running import StepResult, Verdict
from zidesk.ui.files.proposed_paths import documents_folder
from zidesk.ui.files.save_path import ask_save_path
from zidesk.ui.look.icons import icon
from zidesk.ui.shell.report_text import ReportText, add_copy_button
from zidesk.ui.widgets.common import HeadingLabel, MessageBar, MessageKind, dress_table, resize_within_screen

_WORDS = {Verdict.PROBLEM: "Masalah", Verdict.SKIPPED: "Dilewati", Verdict.GOOD: "Baik"}
_ICONS = {Verdict.GOOD: "circle-check", Verdict.PROBLEM: "warning", Verdict.SKIPPED: "minus"}


class SelfTestDialog(QDialog):
    """Shows ``results`` of a self-test begun at ``now``, step by step and as the whole report."""

    def __init__(self, results: Sequence[StepResult], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Uji diri")
        self._now = now
        good = all_good(results)
        self.verdict = HeadingLabel("Zidesk berjalan baik di komputer ini" if good else _count(results), 2)
        self.advice = QLabel(
            f"{len(results)} langkah dicoba dengan berkas contoh di folder sementara; berkas Anda tidak "
            "disentuh."
            if good
            else "Ikuti saran pada langkah yang bermasalah; bila tetap begitu, simpan laporannya dan "
            "kirimkan kepada pengelola program."
        )
        self.advice.setWordWrap(True)
        self.steps = _table(results)
        self.report = ReportText(report_text(results, now), "Laporan uji diri")
        self.tabs = QTabWidget()
        self.tabs.addTab(self.steps, "Langkah")
        self.tabs.addTab(self.report, "Laporan lengkap")
        self.saved = MessageBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText("Tutup")
        add_copy_button(self.buttons, self.report)
        save = self.buttons.addButton("Simpan laporan…", QDialogButtonBox.ButtonRole.ActionRole)
        save.setIcon(icon("save"))
        save.clicked.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.verdict, self.advice):
            column.addWidget(part)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.saved)
        column.addWidget(self.buttons)
        close.setDefault(True)
        close.setFocus()
        resize_within_screen(
            self, 84 * self.fontMetrics().averageCharWidth(), 32 * self.fontMetrics().height()
        )

    def _save(self) -> None:
        name = f"Laporan uji diri zidesk {self._now:%Y-%m-%d}.txt"
        try:
            path = ask_save_path(
                self, "Simpan laporan", documents_folder() / name, "Laporan berupa teks (*.txt)"
            )
            if path is None:
                return
            self._write(path)
        except KnownError as error:
            self.saved.show_message(str(error), MessageKind.WARNING)
        else:
            self.saved.show_message(f"Laporan tersimpan: {path}")

    def _write(self, path: Path) -> None:
        with new_file(path) as stream:
            stream.write(f"{self.report.toPlainText()}\n".encode())


def _count(results: Sequence[StepResult]) -> str:
    bad = sum(result.verdict is not Verdict.GOOD for result in results)
    return f"{bad} dari {len(results)} langkah belum berhasil"


def _table(results: Sequence[StepResult]) -> QTableWidget:
    """Return a row for each step, problems first: how it ended, and what it tried, with the problem below."""
    table = QTableWidget(len(results), 2)
    table.setHorizontalHeaderLabels(["Hasil", "Yang dicoba"])
    dress_table(table, "Langkah uji diri")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setWordWrap(True)
    urgency = list(_WORDS)
    for number, result in enumerate(sorted(results, key=lambda result: urgency.index(result.verdict))):
        verdict = QTableWidgetItem(icon(_ICONS[result.verdict]), _WORDS[result.verdict])
        table.setItem(number, 0, verdict)
        table.setItem(number, 1, QTableWidgetItem("\n".join(filter(None, (result.title, result.problem)))))
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
