"""The window's main paths, driven by clicks and keys: start page, choosers, undo, sections, closing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, entry, open_in
from zidesk.db.operations.months import plan_months
from zidesk.db.operations.nodes import edit_node
from zidesk.domain.plan.model import Level, NodeKind, Unit
from zidesk.ui.plan_making.new_plan_dialog import NewPlanDialog
from zidesk.ui.shell import settings
from zidesk.ui.shell.main_window import MainWindow


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    # Windows does not look for Documents in the environment.
    monkeypatch.setattr("zidesk.ui.files.file_flows.documents_folder", lambda: tmp_path)


@pytest.fixture
def window(own_home: None, empty_window: MainWindow) -> MainWindow:
    return empty_window


def first_action_id(window: MainWindow) -> str:
    assert window.workspace.record is not None
    return next(window.workspace.record.plan.actions()).action.id


def test_the_example_opens_from_the_start_page_with_one_click_and_enter(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.start_page.isVisible()
    answers = Answers().expect(
        QFileDialog, lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    )
    click(window.start_page.example_kabupaten)
    assert answers.done
    qtbot.waitUntil(lambda: window.workspace.record is not None)
    path = tmp_path / "Contoh ZI Kab. Batang Hari.zidesk"
    assert path.is_file()
    assert window.windowTitle() == "Contoh ZI Kab. Batang Hari.zidesk — zidesk"
    assert window.pages.isVisible()
    assert window.chooser.unit.currentText() == "Kabupaten Batang Hari"
    assert window.chooser.year.currentText() == "2026"
    assert window.status.steps.text() == "68 langkah aksi,"


def test_an_existing_file_is_never_replaced_by_a_new_one(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    before = example_file.read_bytes()
    answers = Answers().expect_file(example_file)
    click(window.start_page.example_provinsi)
    assert answers.done
    assert "sudah ada" in window.messages.text
    assert example_file.read_bytes() == before
    click(button(window.messages, "Buka"))
    qtbot.waitUntil(lambda: window.workspace.record is not None)
    assert window.workspace.path == example_file


def test_a_new_file_called_like_a_workbook_is_refused_with_the_name_to_use(
    window: MainWindow, tmp_path: Path
) -> None:
    answers = Answers().expect_file(tmp_path / "Contoh.xlsx")
    click(window.start_page.example_kabupaten)
    assert answers.done
    answers = Answers().expect(NewPlanDialog, name_a_town).expect_file(tmp_path / "baru.pdf")
    assert "pakailah nama “Contoh.zidesk”" in window.messages.text
    click(window.start_page.new_plan)
    assert answers.done
    assert "pakailah nama “baru.zidesk”" in window.messages.text
    assert window.messages.isVisible()
    assert not window.workspace.store_open
    assert list(tmp_path.glob("*.*")) == []


def name_a_town(dialog: NewPlanDialog) -> None:
    line = dialog.name.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "Kota Sungai Penuh")
    click(dialog.accept_button)


def test_unit_and_year_choosers_show_that_plan(window: MainWindow, qtbot: QtBot, province_file: Path) -> None:
    open_in(window, qtbot, province_file)
    workspace = window.workspace
    assert workspace.record is not None
    unit_names = [window.chooser.unit.itemText(i) for i in range(window.chooser.unit.count())]
    assert unit_names == ["Provinsi Jambi", "Kabupaten Batang Hari"]
    window.chooser.unit.setFocus()
    assert (workspace.record.unit.name, workspace.record.plan.year) == ("Kabupaten Batang Hari", 2027)
    QTest.keyClicks(window.chooser.unit, "Prov")
    assert workspace.record.unit.name == "Provinsi Jambi"
    assert workspace.record.plan.year == 2026
    QTest.keyClick(window.chooser.unit, Qt.Key.Key_Down)
    assert workspace.record.unit.name == "Kabupaten Batang Hari"
    assert workspace.record.plan.year == 2026
    assert [window.chooser.year.itemText(i) for i in range(2)] == ["2027", "2026"]
    QTest.keyClick(window.chooser.year, Qt.Key.Key_Up)
    assert workspace.record.plan.year == 2027
    assert window.status.steps.text() == "0 langkah aksi,"


def test_undo_and_redo_by_keys_with_their_names_in_the_menu(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    workspace = window.workspace
    action_id = first_action_id(window)
    assert workspace.run(lambda store: edit_node(store, NodeKind.ACTION, action_id, text="Langkah yang lain"))
    assert workspace.undo_name
    assert window.menus.undo.text() == f"Urun&gkan {workspace.undo_name}"
    assert window.status.saved.text().startswith("Tersimpan ")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.record is not None
    assert next(workspace.record.plan.actions()).action.text != "Langkah yang lain"
    assert window.menus.redo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert next(workspace.record.plan.actions()).action.text == "Langkah yang lain"


def test_ctrl_z_undoes_typing_in_the_search_box_before_the_file(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    action_id = first_action_id(window)
    window.workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True))
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = window.chooser.search
    assert QApplication.focusWidget() is search
    QTest.keyClicks(search, "rapat")
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""
    assert window.workspace.undo_name is not None
    name = window.workspace.undo_name
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.redo_name == name


def test_a_change_of_months_patches_the_record_and_a_move_loads_it_again(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    from zidesk.db.operations.nodes import move_node

    open_in(window, qtbot, example_file)
    workspace = window.workspace
    assert workspace.record is not None
    action_id = first_action_id(window)
    reloads: list[object] = []
    patches: list[tuple[str, ...]] = []
    workspace.record_changed.connect(lambda: reloads.append(1))
    workspace.actions_changed.connect(lambda actions: patches.append(tuple(a.id for a in actions)))
    areas_before = workspace.record.plan.areas
    workspace.run(lambda store: plan_months(store, [(action_id, 11)], planned=True))
    assert (len(reloads), patches) == (0, [(action_id,)])
    assert next(workspace.record.plan.actions()).action.cell(11).planned
    assert workspace.record.plan.areas[1:] == areas_before[1:]
    assert workspace.record.plan.areas[1] is areas_before[1]
    target = workspace.record.plan.areas[1].components[0].indicators[0].id
    workspace.run(lambda store: move_node(store, NodeKind.ACTION, action_id, target, 0))
    assert len(reloads) == 1
    assert workspace.record == workspace.store.load_record(workspace.record.plan.id)


def test_counts_in_the_status_line_lead_to_their_rows_and_follow_the_chosen_date(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    window.workspace.set_as_of(date(2026, 1, 5))
    assert window.status.late.text() == "0 terlambat,"
    click(window.status.as_of)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    calendar = menu.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate().toPython() == date(2026, 1, 5)
    calendar.setCurrentPage(2027, 1)
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    window.workspace.set_as_of(date(2027, 2, 1))
    assert window.status.late.text() == "67 terlambat,"
    assert window.status.as_of.text() == "per 1 Februari 2027 (bukan hari ini):"
    click(window.status.late)
    assert window.plan_view is not None
    assert window.plan_view.model.filter.name == "terlambat"


def test_the_last_file_is_reopened_and_close_returns_to_the_start_page(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    window.close()
    again = MainWindow()
    try:
        again.show()
        again.open_at_start(None)
        qtbot.waitUntil(lambda: again.workspace.record is not None)
        choose_menu(again, "Berkas", "Tutup")
        assert again.start_page.isVisible()
        assert again.windowTitle() == "zidesk"
        assert settings.last_file() is None
        assert again.start_page.recent.item(0).text() == example_file.name
    finally:
        again.close()
        again.deleteLater()


def test_a_recent_file_that_is_gone_is_grey_and_can_be_removed_by_key(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, example_file: Path
) -> None:
    settings.remember_file(example_file)
    settings.remember_file(tmp_path / "hilang.zidesk")
    window.start_page.refresh()
    recent = window.start_page.recent
    click_item(window, 0)
    assert window.workspace.record is None
    recent.setFocus()
    QTest.keyClick(recent, Qt.Key.Key_Delete)
    assert [entry.path.name for entry in settings.recent_files()] == [example_file.name]
    click_item(window, 0)
    qtbot.waitUntil(lambda: window.workspace.record is not None)


def click_item(window: MainWindow, row: int) -> None:
    recent = window.start_page.recent
    place = recent.visualItemRect(recent.item(row)).center()
    QTest.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_new_plan_joins_the_open_file_or_makes_one(
    window: MainWindow, qtbot: QtBot, example_file: Path, tmp_path: Path
) -> None:
    open_in(window, qtbot, example_file)

    def accept_next_year(dialog: NewPlanDialog) -> None:
        assert dialog.year.value() == 2027
        click(dialog.accept_button)

    answers = Answers().expect(NewPlanDialog, accept_next_year)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert answers.done
    workspace = window.workspace
    assert workspace.record is not None
    assert workspace.record.plan.year == 2027
    assert sum(1 for _ in workspace.record.plan.actions()) == 68
    assert len(workspace.plans) == 2
    come_back(window, qtbot)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Urungkan")))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers.done
    assert len(workspace.plans) == 1
    assert workspace.record.plan.year == 2026

    def fill_in(dialog: NewPlanDialog) -> None:
        line = dialog.name.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, "Kota Sungai Penuh")
        assert dialog.place.currentText() == "Berkas baru"
        dialog.start.setCurrentIndex(2)
        click(dialog.accept_button)

    come_back(window, qtbot)
    path = tmp_path / "baru"
    answers = Answers().expect(NewPlanDialog, fill_in).expect_file(path)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.path == path.with_suffix(".zidesk"))
    assert answers.done
    assert workspace.record is not None
    assert (workspace.record.unit.name, workspace.record.unit.level) == ("Kota Sungai Penuh", Level.KOTA)
    assert len(workspace.record.plan.areas) == 6


def test_a_new_plan_with_an_unclear_name_is_refused_in_the_form(window: MainWindow) -> None:
    def try_twice(dialog: NewPlanDialog) -> None:
        click(dialog.accept_button)
        assert "masih kosong" in dialog.error.text()
        assert dialog.error.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(NewPlanDialog, try_twice)
    click(window.start_page.new_plan)
    assert answers.done
    assert not window.workspace.store_open


def test_dropping_a_file_on_the_window_opens_it(window: MainWindow, qtbot: QtBot, example_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(example_file))])
    drop(window, data)
    qtbot.waitUntil(lambda: window.workspace.record is not None)
    assert window.workspace.path == example_file


def test_dropping_a_picture_on_the_window_itself_does_nothing(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "foto.jpg"))])
    assert not drop(window, data)


def drop(window: MainWindow, data: QMimeData) -> bool:
    position = QPointF(window.width() / 2, window.height() / 2)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(position.toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(position, copy, data, left, none))
    return True


def test_a_file_that_is_no_zidesk_file_is_refused_in_one_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "palsu.zidesk"
    path.write_bytes(b"bukan basis data")
    answers = Answers().expect_file(path)
    click(window.start_page.open_file)
    qtbot.waitUntil(window.messages.isVisible)
    assert answers.done
    assert "bukan berkas zidesk" in window.messages.text
    assert window.start_page.isVisible()


def test_an_exception_in_a_slot_is_reported_and_the_window_lives_on(
    window: MainWindow, qtbot: QtBot, example_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from zidesk.ui.shell.app import install_reporter

    open_in(window, qtbot, example_file)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    reporter = install_reporter(app, window)
    with qtbot.captureExceptions():
        reporter.install()

        def fail() -> None:
            raise ZeroDivisionError("percobaan")

        window.status.steps.clicked.connect(fail)
        click(window.status.steps)
        qtbot.waitUntil(lambda: reporter.dialog is not None)
        assert reporter.dialog is not None
        assert "ZeroDivisionError: percobaan" in reporter.dialog.report
        click(button(reporter.dialog, "Tutup"))
        reporter.uninstall()
    reporter.uninstall()
    assert "percobaan" in capfd.readouterr().err
    action_id = first_action_id(window)
    assert window.workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True))


def test_sections_follow_their_keys_and_the_evidence_list_is_empty_at_first(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.page("bukti")
    assert page is not None
    assert page.isVisible()
    assert page.empty.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.plan_view is not None
    assert window.plan_view.isVisible()


def test_every_menu_entry_is_enabled_only_with_what_it_needs(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    files = window.menus.by_title["Berkas"].actions()
    assert not entry(files, "Ekspor Excel").isEnabled()
    assert not entry(files, "Tutup").isEnabled()
    assert entry(files, "Buka…").isEnabled()
    open_in(window, qtbot, example_file)
    assert entry(files, "Ekspor Excel").isEnabled()
    assert entry(window.menus.by_title["Rencana"].actions(), "Tetapkan…").isEnabled()


def test_suggested_file_names_name_the_unit() -> None:
    from zidesk.ui.files.proposed_paths import file_name

    assert file_name(Unit("Kabupaten Batang Hari")) == "Rencana ZI Batang Hari.zidesk"
    assert file_name(Unit("Kota Jambi", Level.KOTA)) == "Rencana ZI Kota Jambi.zidesk"
    odd = replace(Unit("Provinsi A/B: C?", Level.PROVINSI))
    assert file_name(odd) == "Rencana ZI Provinsi A B C.zidesk"
