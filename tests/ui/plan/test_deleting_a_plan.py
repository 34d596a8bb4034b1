"""Deleting a plan in the window: what is asked, what is shown afterwards, and that it comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, entry, open_in
from zidesk.db.operations.decrees import set_decree
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.months import record_month
from zidesk.db.operations.plans import set_status
from zidesk.db.store import Store
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.plan_making.identity_dialogs import AdoptDialog
from zidesk.ui.plan_making.new_plan_dialog import NewPlanDialog
from zidesk.ui.shell.main_window import MainWindow


def delete(window: MainWindow, answer: Callable[[QMessageBox], object]) -> None:
    answers = Answers().expect(QMessageBox, answer)
    choose_menu(window, "Rencana", "Hapus rencana…")
    assert answers.done


def agree(box: QMessageBox) -> None:
    click(button(box, "Hapus rencana"))


def undo(window: MainWindow, qtbot: QtBot) -> None:
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def whose(window: MainWindow) -> tuple[str, int]:
    record = window.workspace.record
    assert record is not None
    assert window.chooser.unit.currentText() == record.unit.name
    assert window.chooser.year.currentText() == str(record.plan.year)
    return record.unit.name, record.plan.year


@pytest.fixture
def carried_out(example_file: Path, tmp_path: Path) -> Path:
    """The example with two realised months and a file that proves one step."""
    proof = tmp_path / "undangan.pdf"
    proof.write_bytes(b"%PDF-1.4 undangan")
    with Store.open(example_file) as store:
        record = store.load_record(store.plans()[0].id)
        action_id = next(record.plan.actions()).action.id
        for month in (1, 2):
            record_month(store, action_id, month, realized_on=date(2026, month, 20))
        attach_files(store, [proof], [(action_id, 1)])
    return example_file


def test_what_goes_with_the_plan_is_named_and_escape_or_enter_deletes_nothing(
    carried_out: Path, window: MainWindow
) -> None:
    before = window.workspace.record
    asked: list[str] = []

    def look(box: QMessageBox, key: Qt.Key) -> None:
        asked.append(box.text())
        asked.append(box.informativeText())
        assert box.icon() is QMessageBox.Icon.Question
        QTest.keyClick(box, key)

    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        delete(window, partial(look, key=key))
        assert window.workspace.record == before
    assert asked[:2] == asked[2:]
    assert asked[0] == "Hapus rencana aksi 2026 Kabupaten Batang Hari?"
    assert (
        "68 langkah aksi, 2 realisasi bulanan, 1 kaitan ke berkas bukti. Berkas buktinya sendiri tetap"
        in asked[1]
    )
    assert "catatan" not in asked[1]
    assert "Ctrl+Z mengembalikan" in asked[1]


@pytest.mark.parametrize("worded", [True, False])
def test_a_decree_that_says_something_is_named_among_what_goes(
    example_file: Path, empty_window: MainWindow, qtbot: QtBot, worded: bool
) -> None:
    with Store.open(example_file) as store:
        plan = store.load_record(store.plans()[0].id).plan
        set_decree(store, plan.id, replace(BLANK_DECREE, place="Muara Bulian" if worded else ""))
    open_in(empty_window, qtbot, example_file)
    asked: list[str] = []

    def look(box: QMessageBox) -> None:
        asked.append(box.informativeText())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    delete(empty_window, look)
    assert ("Naskah keputusannya ikut terhapus." in asked[0]) is worded


def test_deleting_shows_the_unit_s_other_plan_and_undo_shows_the_plan_again(
    empty_window: MainWindow, qtbot: QtBot, province_file: Path
) -> None:
    window = empty_window
    open_in(window, qtbot, province_file)
    assert whose(window) == ("Kabupaten Batang Hari", 2027)
    delete(window, agree)
    assert whose(window) == ("Kabupaten Batang Hari", 2026)
    assert window.messages.text == "Rencana 2027 Kabupaten Batang Hari dihapus."
    deleted = window.workspace.record
    delete(window, agree)
    assert whose(window) == ("Provinsi Jambi", 2026)
    assert [window.chooser.unit.itemText(i) for i in range(window.chooser.unit.count())] == ["Provinsi Jambi"]
    undo(window, qtbot)
    assert whose(window) == ("Kabupaten Batang Hari", 2026)
    assert window.workspace.record == deleted
    undo(window, qtbot)
    assert whose(window) == ("Kabupaten Batang Hari", 2027)
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert whose(window) == ("Kabupaten Batang Hari", 2026)


def test_without_its_only_plan_the_file_offers_a_new_one(window: MainWindow, qtbot: QtBot) -> None:
    delete(window, agree)
    workspace = window.workspace
    assert workspace.record is None
    assert workspace.plans == ()
    assert not window.chooser.isEnabled()
    assert window.no_plan_bar.text == "Berkas ini tidak berisi rencana."
    assert not entry(window.menus.by_title["Rencana"].actions(), "Hapus rencana…").isEnabled()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Down):
        QTest.keyClick(window.plan_view, key)
    come_back(window, qtbot)

    def name_the_unit(dialog: NewPlanDialog) -> None:
        line = dialog.name.lineEdit()
        assert line is not None
        QTest.keyClicks(line, "Kabupaten Batang Hari")
        dialog.year.setValue(2028)
        click(dialog.accept_button)

    answers = Answers().expect(NewPlanDialog, name_the_unit)
    click(button(window.no_plan_bar, "Rencana baru…"))
    assert answers.done
    assert whose(window) == ("Kabupaten Batang Hari", 2028)
    assert not window.no_plan_bar.isVisible()
    assert len(workspace.units) == 1


def test_the_message_s_button_brings_the_only_plan_back(
    carried_out: Path, window: MainWindow, qtbot: QtBot
) -> None:
    before = window.workspace.record
    delete(window, agree)
    come_back(window, qtbot)
    click(button(window.messages, "Urungkan"))
    assert window.workspace.record == before
    assert whose(window) == ("Kabupaten Batang Hari", 2026)
    assert window.workspace.store.evidence_files()[0].evidence.name == "undangan.pdf"


def test_the_message_s_button_is_gone_once_it_would_undo_something_else(
    window: MainWindow, qtbot: QtBot
) -> None:
    adopted = Answers().expect(AdoptDialog, lambda dialog: click(dialog.accept_button))
    choose_menu(window, "Rencana", "Tetapkan…")
    assert adopted.done
    come_back(window, qtbot)
    assert "ditetapkan" in window.messages.text
    assert window.messages.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget(), key)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert (window.workspace.undo_name or "").startswith("Tandai terlaksana")
    assert not window.messages.isVisible()


def test_a_signed_plan_is_asked_about_more_plainly_and_comes_back_signed(
    window: MainWindow, qtbot: QtBot
) -> None:
    workspace = window.workspace
    assert workspace.record is not None
    plan_id = workspace.record.plan.id
    workspace.run(lambda store: set_status(store, plan_id, PlanStatus.DITETAPKAN, "12", date(2026, 1, 30)))
    before = workspace.record
    asked: list[str] = []

    def agree_to_the_plain_words(box: QMessageBox) -> None:
        asked.append(box.text())
        assert box.icon() is QMessageBox.Icon.Warning
        click(button(box, "Hapus rencana resmi ini"))

    delete(window, agree_to_the_plain_words)
    assert "".join(asked) == (
        "Rencana aksi 2026 Kabupaten Batang Hari sudah ditetapkan dengan Keputusan Nomor 12 tanggal "
        "30 Januari 2026. Hapus rencana resmi ini?"
    )
    assert workspace.record is None
    undo(window, qtbot)
    assert workspace.record == before
    assert before.plan.status is PlanStatus.DITETAPKAN


def test_a_read_only_copy_offers_no_deleting(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    empty_window.workspace.open_file(example_file, snapshot=True)
    qtbot.waitUntil(lambda: empty_window.workspace.record is not None)
    assert not entry(empty_window.menus.by_title["Rencana"].actions(), "Hapus rencana…").isEnabled()
