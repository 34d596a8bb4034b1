"""Forms and the start page without a mouse: keys go where the eye is, and Tab goes in reading order."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, choose_menu
from zidesk.domain.plan.model import Level, Unit
from zidesk.ui.plan import PlanView
from zidesk.ui.plan_making.identity_dialogs import AdoptDialog, IdentityDialog
from zidesk.ui.plan_making.new_plan_dialog import NewPlanDialog
from zidesk.ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def type_keys(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def stops(count: int) -> list[str]:
    """The names of the next ``count`` places that Tab comes to, the present one first."""
    names = []
    for _ in range(count):
        widget = focused()
        names.append(widget.text() if isinstance(widget, QPushButton) else widget.accessibleName())
        press(Qt.Key.Key_Tab)
    return names


def test_another_office_gets_a_file_of_its_own_unless_the_user_chooses_otherwise(window: MainWindow) -> None:
    def look(dialog: NewPlanDialog) -> None:
        places = [dialog.place.currentText()]
        for name in ("Kab. Tebo", "Kab. Batang Hari"):
            dialog.name.setFocus()
            press(Qt.Key.Key_Home)
            QTest.keyClick(focused(), Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
            type_keys(name)
            places.append(dialog.place.currentText())
        assert places == ["Berkas yang sedang dibuka", "Berkas baru", "Berkas yang sedang dibuka"]
        QTest.keyClick(dialog.place, Qt.Key.Key_Down)
        dialog.name.setFocus()
        type_keys("x")
        dialog.name.setFocus()
        press(Qt.Key.Key_Backspace)
        assert dialog.name.currentText() == "Kab. Batang Hari"
        assert dialog.place.currentText() == "Berkas baru"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(NewPlanDialog, look)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert answers.done


@pytest.mark.parametrize(
    "units", [(), (Unit("Provinsi Jambi", Level.PROVINSI),), (Unit("Kota Jambi", Level.KOTA),) * 2]
)
def test_a_provinces_collection_takes_in_another_office(units: tuple[Unit, ...], qtbot: QtBot) -> None:
    dialog = NewPlanDialog(units, (), None, can_add=True)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "Kab. Tebo")
    assert dialog.place.currentText() == "Berkas yang sedang dibuka"


def test_a_new_plan_is_filled_in_by_keyboard_alone(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    def fill_in(dialog: NewPlanDialog) -> None:
        type_keys("Kab. Tebo")
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
        type_keys("Jambi")
        assert dialog.place.currentText() == "Berkas baru"
        press(Qt.Key.Key_Return)

    path = tmp_path / "Tebo.zidesk"
    answers = Answers().expect(NewPlanDialog, fill_in).expect_file(path)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: window.workspace.path == path)
    assert answers.done
    record = window.workspace.record
    assert record is not None
    assert (record.unit.name, record.unit.level) == ("Kabupaten Tebo", Level.KABUPATEN)
    assert record.unit.province == "Jambi"


def test_tab_goes_through_the_fields_and_then_to_the_buttons(window: MainWindow) -> None:
    found: list[list[str]] = []

    def look(dialog: QWidget, count: int) -> None:
        found.append(stops(count))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    for labels, kind, count in (
        (("Rencana", "Identitas rencana…"), IdentityDialog, 12),
        (("Rencana", "Tetapkan…"), AdoptDialog, 5),
        (("Berkas", "Rencana baru…"), NewPlanDialog, 6),
    ):
        answers = Answers().expect(kind, lambda dialog, count=count: look(dialog, count))
        choose_menu(window, *labels)
        assert answers.done
    identity, adopt, new_plan = found
    assert identity[:2] == ["Satuan kerja", "Tingkat"]
    assert identity[-1] == "Nomor keputusan"
    assert adopt == ["Nomor keputusan", "", "Tanggal keputusan", "Tetapkan", "Batal"]
    # The level and the province of a unit that the file knows cannot be chosen.
    assert new_plan == ["Satuan kerja", "Tahun", "Mulai dari", "Simpan di", "Buat rencana", "Batal"]


def test_a_refusal_pushes_no_field_of_the_form_out_of_sight(empty_window: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: NewPlanDialog) -> None:
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(dialog.error.isVisible)
        QTest.qWait(50)
        area = dialog.findChild(QScrollArea)
        assert area is not None
        assert area.verticalScrollBar().maximum() == 0
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(NewPlanDialog, look)
    QTest.keyClick(empty_window, Qt.Key.Key_N, CONTROL)
    assert answers.done


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_start_page_shows_where_keys_go_and_enter_chooses(
    empty_window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    page = empty_window.start_page
    qtbot.waitUntil(page.example_kabupaten.hasFocus)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert page.new_plan.hasFocus()
    assert page.new_plan.grab().toImage() != unfocused_picture(page.new_plan)
    answers = Answers().expect(NewPlanDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    press(key)
    assert answers.done


def unfocused_picture(widget: QWidget) -> object:
    widget.clearFocus()
    picture = widget.grab().toImage()
    widget.setFocus()
    return picture


def test_a_month_is_carried_out_by_keyboard_with_one_tab_a_field(window: MainWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(key)
    view = window.plan_view
    assert isinstance(view, PlanView)
    view.panel.focus_month()
    press(Qt.Key.Key_Space)
    assert stops(5)[1:] == ["Tanggal terlaksana", "Persentase realisasi", "Kendala", "Tindak lanjut"]
    QTest.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    type_keys("Koordinasi")
    QTest.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    type_keys("Anggaran belum cair")
    press(Qt.Key.Key_Tab)
    assert window.workspace.record is not None
    cell = next(window.workspace.record.plan.actions()).action.cell(1)
    assert cell.realized
    assert (cell.obstacle, cell.follow_up) == ("Anggaran belum cair", "Koordinasi")
