"""Enter in a box for names is the form's, also when a name was completed while one typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import Plan, Unit
from zidesk.ui.importing.import_target_dialog import ImportTargetDialog
from zidesk.ui.plan_making.new_plan_dialog import NewPlanDialog

UNITS = (Unit("Kabupaten Batang Hari", id="a"), Unit("Kabupaten Tebo", id="b"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kabupaten t", "Kabupaten Tebo"),
        ("Kabupaten Tebo", "Kabupaten Tebo"),
        ("Kab. Merangin", "Kab. Merangin"),
    ],
)
@pytest.mark.parametrize("kind", [NewPlanDialog, ImportTargetDialog])
def test_the_first_enter_confirms(qtbot: QtBot, kind: type, key: Qt.Key, typed: str, name: str) -> None:
    if kind is NewPlanDialog:
        dialog = NewPlanDialog(UNITS, (), None, can_add=False)
    else:
        dialog = ImportTargetDialog("Sumber tidak menyebutnya.", UNITS, Incoming(Plan(2026)), None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.name.setFocus()
    dialog.name.lineEdit().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), typed)
    QTest.keyClick(QApplication.focusWidget(), key)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.name.currentText().casefold() == name.casefold()
    assert dialog.name.count() == len(UNITS)
