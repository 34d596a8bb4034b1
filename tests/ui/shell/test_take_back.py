"""Kembalikan ke draf: offered while nothing was carried out, asked once, undone by Ctrl+Z."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, entry, sign
from zidesk.db.operations.months import record_month
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.shell.main_window import MainWindow

LABEL = "Kembalikan ke draf…"


def command(window: MainWindow) -> QAction:
    """Return the menu's command."""
    return entry(window.menus.by_title["Rencana"].actions(), LABEL)


def status(window: MainWindow) -> PlanStatus:
    """Return the status of the plan on screen."""
    assert window.workspace.record is not None
    return window.workspace.record.plan.status


def test_a_signed_plan_becomes_a_draft_again_after_a_question(window: MainWindow, qtbot: QtBot) -> None:
    assert not command(window).isEnabled()
    sign(window)
    asked: list[str] = []

    def reply(answer: str) -> Answers:
        def press(box: QMessageBox) -> None:
            asked.append(f"{box.text()}\n{box.informativeText()}")
            click(button(box, answer))

        return Answers().expect(QMessageBox, press)

    for answer, then in (("Batal", PlanStatus.DITETAPKAN), ("Kembalikan ke draf", PlanStatus.DRAF)):
        answers = reply(answer)
        choose_menu(window, "Rencana", LABEL)
        assert answers.done
        come_back(window, qtbot)
        assert status(window) is then
    assert asked[0].startswith("Kembalikan rencana aksi 2026 Kabupaten Batang Hari ke draf?")
    assert "Nomor keputusannya (10) tetap tercatat" in asked[0]
    assert "kembali menjadi draf" in window.messages.text
    assert not command(window).isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert status(window) is PlanStatus.DITETAPKAN


def test_it_is_not_offered_once_something_was_carried_out(window: MainWindow) -> None:
    sign(window)
    assert command(window).isEnabled()
    record = window.workspace.record
    assert record is not None
    action_id = next(record.plan.actions()).action.id
    window.workspace.run(lambda store: record_month(store, action_id, 1, realized_on=date(2026, 1, 30)))
    assert not command(window).isEnabled()
    window.workspace.undo()
    assert command(window).isEnabled()
