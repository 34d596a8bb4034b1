"""An exception that nobody handled never kills the window; it becomes one report that can be copied."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from zidesk import __version__
from zidesk.domain.errors import InvalidInputError
from zidesk.ui.shell import errors_dialog
from zidesk.ui.shell.errors_dialog import BugDialog, BugReporter, bug_report

Terminal = list[BaseException]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """What was printed to the terminal, instead of failing the test."""
    printed: Terminal = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: printed.append(error))
    return printed


@pytest.fixture
def reporter(qapp: QApplication, qtbot: QtBot, terminal: Terminal) -> Iterator[BugReporter]:
    reporter = BugReporter(qapp, operations=lambda: ["Centang bulan April", "Impor 14 perubahan"])
    reporter.install()
    yield reporter
    reporter.uninstall()
    if reporter.dialog is not None:
        reporter.dialog.close()
    if reporter.message is not None:
        reporter.message.close()
    reporter.deleteLater()


@pytest.fixture
def button(qtbot: QtBot) -> QPushButton:
    button = QPushButton("Kerjakan")
    qtbot.addWidget(button)
    button.show()
    return button


def fail(*_args: Any) -> None:
    raise ZeroDivisionError("tak terduga")


def press(qtbot: QtBot, dialog: QDialog, text: str) -> None:
    found = [b for b in dialog.findChildren(QAbstractButton) if b.text().replace("&", "") == text]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def shown(qtbot: QtBot, reporter: BugReporter) -> BugDialog:
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert reporter.dialog.isVisible()
    return reporter.dialog


def test_a_slot_that_fails_shows_a_report_and_the_window_stays(
    qtbot: QtBot, reporter: BugReporter, terminal: Terminal, button: QPushButton
) -> None:
    button.clicked.connect(fail)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = shown(qtbot, reporter)
    assert button.isVisible()
    assert isinstance(terminal[0], ZeroDivisionError)
    for fact in (
        f"zidesk {__version__}",
        f"Qt {qVersion()}",
        f"SQLite {sqlite3.sqlite_version}",
        "Operasi terakhir:\n- Centang bulan April\n- Impor 14 perubahan",
        "in fail",
        "ZeroDivisionError: tak terduga",
    ):
        assert fact in dialog.report
    press(qtbot, dialog, "Tutup")
    qtbot.waitUntil(lambda: reporter.dialog is None)


def test_the_report_can_be_copied(qtbot: QtBot, reporter: BugReporter, button: QPushButton) -> None:
    button.clicked.connect(fail)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = shown(qtbot, reporter)
    press(qtbot, dialog, "Salin laporan")
    assert QGuiApplication.clipboard().text() == dialog.report
    assert dialog.isVisible()


def test_an_error_in_another_thread_is_shown_by_the_gui_thread(qtbot: QtBot, reporter: BugReporter) -> None:
    worker = threading.Thread(target=fail, name="pekerja")
    worker.start()
    worker.join()
    assert reporter.dialog is None
    dialog = shown(qtbot, reporter)
    assert dialog.thread() is QApplication.instance().thread()
    assert "ZeroDivisionError: tak terduga" in dialog.report


def test_repeated_errors_are_counted_in_one_dialog(
    qtbot: QtBot, reporter: BugReporter, button: QPushButton
) -> None:
    button.clicked.connect(fail)
    for _ in range(4):
        button.click()
    dialog = shown(qtbot, reporter)
    QApplication.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, BugDialog)] == [dialog]
    texts = [label.text() for label in dialog.findChildren(QAbstractButton)]
    assert sorted(text.replace("&", "") for text in texts) == ["Salin laporan", "Tutup"]
    assert any("3 kesalahan lagi" in str(child.property("text")) for child in dialog.children())
    assert dialog.report.count("ZeroDivisionError: tak terduga") == 2


def test_a_closed_report_is_not_reopened_at_once_but_later(
    qtbot: QtBot, reporter: BugReporter, button: QPushButton, monkeypatch: pytest.MonkeyPatch
) -> None:
    button.clicked.connect(fail)
    button.click()
    press(qtbot, shown(qtbot, reporter), "Tutup")
    button.click()
    QApplication.processEvents()
    assert reporter.dialog is None
    monkeypatch.setattr(errors_dialog, "_QUIET_SECONDS", 0.0)
    button.click()
    shown(qtbot, reporter)


def test_a_known_error_shows_just_its_sentence(
    qtbot: QtBot, reporter: BugReporter, terminal: Terminal, button: QPushButton
) -> None:
    def refuse() -> None:
        raise InvalidInputError("Tahun 1890 tidak sah; isi tahun antara 2000 dan 2100.")

    button.clicked.connect(refuse)
    button.click()
    qtbot.waitUntil(lambda: reporter.message is not None)
    assert reporter.message is not None
    assert reporter.message.text() == "Tahun 1890 tidak sah; isi tahun antara 2000 dan 2100."
    assert reporter.dialog is None
    assert not terminal
    press(qtbot, reporter.message, "OK")
    qtbot.waitUntil(lambda: reporter.message is None)


def test_a_window_may_show_a_known_errors_sentence_itself(
    qapp: QApplication, qtbot: QtBot, terminal: Terminal, button: QPushButton
) -> None:
    sentences: list[str] = []
    reporter = BugReporter(qapp, show_sentence=sentences.append)
    reporter.install()
    try:

        def refuse() -> None:
            raise InvalidInputError("Baris itu tidak ada.")

        button.clicked.connect(refuse)
        button.click()
        qtbot.waitUntil(lambda: sentences == ["Baris itu tidak ada."])
        assert reporter.message is None
    finally:
        reporter.uninstall()
        reporter.deleteLater()


def test_an_interruption_from_the_terminal_is_not_a_bug(reporter: BugReporter, terminal: Terminal) -> None:
    stop = KeyboardInterrupt()
    sys.excepthook(KeyboardInterrupt, stop, None)
    QApplication.processEvents()
    assert terminal == [stop]
    assert reporter.dialog is None


def test_uninstalling_gives_the_hooks_back(qapp: QApplication, terminal: Terminal) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter = BugReporter(qapp)
    reporter.install()
    assert (sys.excepthook, threading.excepthook) != before
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
    reporter.deleteLater()


def test_a_report_tells_the_cause_of_the_cause() -> None:
    try:
        try:
            fail()
        except ZeroDivisionError as error:
            raise KeyError("kunci") from error
    except KeyError as error:
        report = bug_report(error)
    assert "tak terduga" in report
    assert "KeyError: 'kunci'" in report
    assert "Operasi terakhir" not in report
