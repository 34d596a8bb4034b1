"""The Bukti section, the copy of a file, and the help dialogs, by clicks and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, open_in
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
from zidesk.domain.ticker import silent
from zidesk.ui.evidence.evidence_page import EvidencePage
from zidesk.ui.evidence.link_dialog import LinkDialog
from zidesk.ui.evidence.rename_dialog import RenameDialog
from zidesk.ui.look.theme import colors
from zidesk.ui.shell.help_dialogs import HistoryDialog, ShortcutsDialog
from zidesk.ui.shell.main_window import MainWindow


@pytest.fixture
def window(empty_window: MainWindow, qtbot: QtBot, example_file: Path, tmp_path: Path) -> MainWindow:
    (tmp_path / "undangan.pdf").write_bytes(b"%PDF-1.4 undangan")
    (tmp_path / "jahat.exe").write_bytes(b"MZ")
    with Store.open(example_file) as store:
        first = next(store.load_record(store.plans()[0].id).plan.actions()).action.id
        attach_files(store, [tmp_path / "undangan.pdf"], [(first, 1)], silent)
        attach_files(store, [tmp_path / "jahat.exe"], [(first, 0)], silent)
    open_in(empty_window, qtbot, example_file)
    return empty_window


@pytest.fixture
def page(window: MainWindow) -> EvidencePage:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    shown = window.pages.page("bukti")
    assert isinstance(shown, EvidencePage)
    assert shown.table.isVisible()
    return shown


def texts(page: EvidencePage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def select(page: EvidencePage, name: str) -> None:
    index = page.model.index(texts(page, 0).index(name), 0)
    place = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_list_says_what_each_file_proves(page: EvidencePage) -> None:
    text = "Mengevaluasi Tim Kerja /Kelompok Kerja ZI tahun sebelumnya, anggotanya berasal dari Komisioner"
    places = zip(texts(page, 0), texts(page, 2), strict=True)
    assert {name: place[: place.find(" dan ")] for name, place in places} == {
        "undangan.pdf": f"I.1.1.1 (Jan) {text}",
        "jahat.exe": f"I.1.1.1 (sepanjang tahun) {text}",
    }
    assert page.summary.text() == "2 berkas, 19 byte"


def test_a_file_is_renamed_by_f2_and_ctrl_z_takes_it_back(
    window: MainWindow, page: EvidencePage, qtbot: QtBot
) -> None:
    select(page, "undangan.pdf")

    rename(page, "Undangan rapat")
    assert "Undangan rapat.pdf" in texts(page, 0)
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "undangan.pdf" in texts(page, 0)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Rapat 24.11", "Rapat 24.11.pdf"),
        ("Undangan.PDF", "Undangan.PDF"),
        ("Pindaian.jpg", "Pindaian.jpg"),
        ("undangan", "undangan.pdf"),
    ],
)
def test_a_name_typed_without_an_ending_keeps_the_one_that_opens_it(
    page: EvidencePage, typed: str, name: str
) -> None:
    select(page, "undangan.pdf")
    rename(page, typed, whole=True)
    assert name in texts(page, 0)


def test_an_empty_name_is_refused_in_the_form(page: EvidencePage) -> None:
    select(page, "undangan.pdf")

    def empty(dialog: RenameDialog) -> None:
        dialog.name.selectAll()
        QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assert dialog.error.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(RenameDialog, empty)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert answers.done
    assert "undangan.pdf" in texts(page, 0)


def rename(page: EvidencePage, typed: str, *, whole: bool = False) -> None:
    """Press F2 and type over what is selected, or over everything."""

    def type_name(dialog: RenameDialog) -> None:
        field = QApplication.focusWidget()
        assert field is dialog.name
        if whole:
            dialog.name.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    answers = Answers().expect(RenameDialog, type_name)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert answers.done


def test_what_was_thrown_away_is_named_with_a_button_that_brings_it_back(page: EvidencePage) -> None:
    select(page, "jahat.exe")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.notice.isVisible()
    assert page.notice.text == "jahat.exe dibuang."
    QTest.qWait(50)
    corner = page.notice.grab().toImage().pixelColor(1, 1)
    assert corner == colors().info
    click(button(page.notice, "Urungkan"))
    assert len(texts(page, 0)) == 2
    assert not page.notice.isVisible()


def test_trash_by_key_can_be_undone(window: MainWindow, page: EvidencePage) -> None:
    select(page, "jahat.exe")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert texts(page, 0) == ["undangan.pdf"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(texts(page, 0)) == 2


def test_a_file_is_linked_to_more_rows(window: MainWindow, page: EvidencePage) -> None:
    select(page, "undangan.pdf")

    def tick_second(dialog: LinkDialog) -> None:
        click(dialog.accept_button)
        assert "Belum ada" in dialog.error.text()
        QTest.keyClicks(dialog.search, "VI.1.1.1")
        visible = [row for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
        assert len(visible) == 1
        dialog.list.setCurrentRow(visible[0])
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        QTest.keyClicks(dialog.month, "Apr")
        click(dialog.accept_button)

    answers = Answers().expect(LinkDialog, tick_second)
    click(button(page, "Tautkan…"))
    assert answers.done
    (both,) = [place for place in texts(page, 2) if "(Jan)" in place]
    assert both.startswith("I.1.1.1 (Jan) Mengevaluasi")
    assert "; VI.1.1.1 (Apr) " in both


def test_a_copy_of_a_file_has_its_very_bytes(
    window: MainWindow, page: EvidencePage, qtbot: QtBot, tmp_path: Path
) -> None:
    select(page, "undangan.pdf")
    answers = Answers().expect_file(tmp_path / "salinan.pdf")
    click(button(page, "Simpan salinan…"))
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy)
    assert (tmp_path / "salinan.pdf").read_bytes() == b"%PDF-1.4 undangan"


def test_a_program_is_not_run_from_the_list(window: MainWindow, page: EvidencePage) -> None:
    select(page, "jahat.exe")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert "sebuah program" in window.messages.text
    assert not window.workspace.is_busy


def test_saving_a_copy_makes_a_whole_file_of_its_own(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "salinan.zidesk"
    answers = Answers().expect_file(path)
    choose_menu(window, "Berkas", "Simpan salinan…")
    qtbot.waitUntil(lambda: answers.done and window.messages.text == f"Salinan tersimpan: {path}")
    with Store.open(path) as store:
        assert store.load_record(store.plans()[0].id) == window.workspace.record
        assert len(store.evidence_files()) == 2


def test_history_lists_what_was_done_newest_first(window: MainWindow) -> None:
    rows: list[str] = []

    def read(dialog: HistoryDialog) -> None:
        table = dialog.findChild(QTableWidget)
        assert table is not None
        rows.extend(table.item(row, 2).text() for row in range(table.rowCount()))
        click(button(dialog, "Tutup"))

    answers = Answers().expect(HistoryDialog, read)
    choose_menu(window, "Sunting", "Riwayat perubahan")
    assert answers.done
    assert len(rows) == 3
    assert "Tambah rencana 2026" in rows[-1]


def test_the_shortcuts_list_names_every_key_of_the_menus(window: MainWindow) -> None:
    found: dict[str, str] = {}

    def read(dialog: ShortcutsDialog) -> None:
        table = dialog.findChild(QTableWidget)
        assert table is not None
        found.update(
            {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
        )
        click(button(dialog, "Tutup"))

    answers = Answers().expect(ShortcutsDialog, read)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert answers.done
    assert found["Ctrl+F"] == "Cari"
    assert found["Ctrl+Y atau Ctrl+Shift+Z"] == "Ulangi"
    assert found["Ctrl+P"] == "Cetak lampiran"
