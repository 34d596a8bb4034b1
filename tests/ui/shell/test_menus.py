"""The menus: every command where a person looks for it, under the name the manual gives it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, open_in
from zidesk.ui.look import theme
from zidesk.ui.printing.print_dialog import PrintChoice, PrintDialog
from zidesk.ui.shell.help_dialogs import HistoryDialog, ShortcutsDialog, shortcuts_of
from zidesk.ui.shell.main_window import MainWindow


def names(actions: list[QAction]) -> list[str]:
    return [action.text().replace("&", "") for action in actions if not action.isSeparator()]


def test_the_window_s_own_commands_stand_in_their_menus(window: MainWindow) -> None:
    menus = {title: names(menu.actions()) for title, menu in window.menus.by_title.items()}
    assert list(menus) == ["Berkas", "Sunting", "Rencana", "Bukti", "Naskah", "Bantuan"]
    assert menus["Berkas"] == [
        "Rencana baru…", "Buka…", "Buka contoh", "Berkas terakhir", "Simpan salinan…", "Impor…",
        "Ekspor Excel", "Ekspor JSON", "Kirim ke provinsi", "Cetak lampiran…", "Simpan PDF lampiran…",
        "Tutup", "Keluar",
    ]  # fmt: skip
    assert menus["Sunting"][1:4] == ["Ulangi", "Riwayat perubahan", "Cari…"]
    assert menus["Rencana"][-4:] == [
        "Identitas rencana…",
        "Tetapkan…",
        "Kembalikan ke draf…",
        "Hapus rencana…",
    ]
    assert menus["Bukti"][-1] == "Ekspor bundel"
    assert menus["Naskah"] == [
        "Cetak lampiran…", "Simpan PDF lampiran…", "Cetak keputusan…", "Cetak salinan keputusan…",
        "Cetak daftar bukti…", "Setelan naskah…",
    ]  # fmt: skip
    assert menus["Bantuan"] == ["Pintasan papan ketik", "Tampilan", "Uji diri…", "Tentang zidesk"]


def test_every_command_has_an_icon(window: MainWindow) -> None:
    bare = [
        action.text()
        for menu in window.menus.by_title.values()
        for action in menu.actions()
        if not action.isSeparator() and action.icon().isNull()
    ]
    assert bare == []


def test_no_two_commands_of_a_menu_share_a_letter(window: MainWindow) -> None:
    for title in ("Berkas", "Sunting", "Naskah", "Bantuan"):
        menu = window.menus.by_title[title]
        texts = [action.text().replace("&&", "") for action in menu.actions() if "&" in action.text()]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(letters) == len(set(letters)), (title, texts)


def test_saving_a_pdf_from_naskah_offers_that_first(window: MainWindow, qtbot: QtBot) -> None:
    favourites: list[PrintChoice] = []

    def look(dialog: PrintDialog) -> None:
        favourites.append(dialog.choice)
        assert dialog.save_button.isDefault()
        dialog.close()

    answers = Answers().expect(PrintDialog, look)
    choose_menu(window, "Naskah", "Simpan PDF lampiran…")
    assert answers.done
    assert favourites == [PrintChoice.SAVE_PDF]


def test_the_look_is_chosen_under_bantuan(window: MainWindow) -> None:
    choose_menu(window, "Bantuan", "Tampilan", "Gelap")
    assert theme.scheme() is theme.Scheme.DARK
    assert theme.colors().dark
    choose_menu(window, "Bantuan", "Tampilan", "Terang")
    assert not theme.colors().dark


def test_the_list_of_shortcuts_names_commands_not_what_they_would_do_now(window: MainWindow) -> None:
    assert window.workspace.undo_name
    keys = {name: keys for keys, name in shortcuts_of(window)}
    assert keys["Urungkan"] == "Ctrl+Z"
    assert keys["Simpan salinan"] == "Ctrl+Shift+S"
    assert "Bagian Bukti" in keys


def test_the_list_of_shortcuts_seen_before_a_file_is_opened_leaves_the_menus_whole(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    window = empty_window
    for _ in range(2):
        answers = Answers().expect(ShortcutsDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        choose_menu(window, "Bantuan", "Pintasan papan ketik")
        assert answers.done
        come_back(window, qtbot)
        if window.workspace.record is None:
            open_in(window, qtbot, example_file)
    assert "Tambah di atas" in names(window.menus.by_title["Rencana"].actions())
    choose_menu(window, "Berkas", "Berkas terakhir", example_file.name)
    assert window.plan_view is not None
    window.plan_view.actions_by_name.context_menu().deleteLater()


def test_undoing_the_plan_itself_says_so_and_how_it_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    before = workspace.record
    assert not window.no_plan_bar.isVisible()
    come_back(window, qtbot)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Urungkan")))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers.done
    assert workspace.record is None
    assert window.no_plan_bar.isVisible()
    assert window.no_plan_bar.text == "Berkas ini tidak berisi rencana."
    redo = next(each for each in window.no_plan_bar.buttons if each.text().startswith("Ulangi "))
    click(redo)
    assert workspace.record == before
    assert not window.no_plan_bar.isVisible()


def test_the_history_says_what_was_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.undo()
    states: list[str] = []

    def look(dialog: HistoryDialog) -> None:
        item = dialog.table.item(0, 3)
        assert item is not None
        states.append(item.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers = Answers().expect(HistoryDialog, look)
    choose_menu(window, "Sunting", "Riwayat perubahan")
    assert answers.done
    assert states == ["diurungkan"]
