"""Bantuan > Uji diri: driven from the menu, beside an open file that it leaves alone."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back, type_file_name
from zidesk.db.operations.nodes import edit_node
from zidesk.db.operations.plans import edit_plan
from zidesk.domain.plan.model import NodeKind
from zidesk.self_test import main_job
from zidesk.ui.look import theme
from zidesk.ui.self_test.self_test_dialog import SelfTestDialog
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.widgets.progress_dialog import ProgressDialog

TITLES = [
    "Pustaka program", "Basis data SQLite", "Huruf untuk naskah cetak", "Folder dan ruang kosong",
    "Membuat berkas dari contoh rencana", "Menulis, mengurungkan, dan memeriksa berkas",
    "Mencetak lampiran", "Membaca kembali lampiran", "Menulis keputusan sebagai dokumen Word",
    "Mengekspor Excel lalu mengimpornya kembali",
    "Menolak buku kerja yang berbahaya", "Tampilan jendela", "Gambar dan ikon",
]  # fmt: skip
OWN_WORDS = "Rahasia kantor ini"


def run(window: MainWindow, qtbot: QtBot, look: Callable[[SelfTestDialog], Any]) -> None:
    """Run the self-test from the menu and let ``look`` answer its report."""
    answers = Answers()

    def expect_report(busy: bool) -> None:
        if not busy:
            answers.expect(SelfTestDialog, look)

    window.workspace.busy.connect(expect_report)
    choose_menu(window, "Bantuan", "Uji diri…")
    assert window.workspace.is_busy
    qtbot.waitUntil(lambda: not window.workspace.is_busy and answers.done, timeout=90_000)
    window.workspace.busy.disconnect(expect_report)


def rows(dialog: SelfTestDialog) -> list[tuple[str, ...]]:
    table = dialog.steps
    found = []
    for row in range(table.rowCount()):
        cells = [table.item(row, column) for column in range(2)]
        assert all(cell is not None for cell in cells)
        found.append(tuple(cell.text() for cell in cells if cell is not None))
    return found


def test_all_is_well_here_and_the_open_file_is_neither_touched_nor_told_of(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    workspace = window.workspace
    record = workspace.record
    assert record is not None
    action_id = next(record.plan.actions()).action.id
    workspace.run(lambda store: edit_node(store, NodeKind.ACTION, action_id, text=OWN_WORDS))
    workspace.run(lambda store: edit_plan(store, record.plan.id, title=OWN_WORDS))
    state = (workspace.record, workspace.undo_name, workspace.redo_name, workspace.path)
    content = example_file.read_bytes()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    looks = (app.font(), theme.colors(), app.styleSheet())
    seen: list[str] = []

    def look(dialog: SelfTestDialog) -> None:
        assert dialog.verdict.text() == "Zidesk berjalan baik di komputer ini"
        assert rows(dialog) == [("Baik", title) for title in TITLES]
        seen.append(dialog.report.toPlainText())
        click(button(dialog, "Tutup"))

    run(window, qtbot, look)
    assert (workspace.record, workspace.undo_name, workspace.redo_name, workspace.path) == state
    assert example_file.read_bytes() == content
    assert seen[0].startswith("Laporan uji diri zidesk")
    assert "Hasil: 13 baik, 0 masalah, 0 dilewati" in seen[0]
    assert OWN_WORDS not in seen[0]
    assert str(example_file) not in seen[0]
    assert (app.font(), theme.colors(), app.styleSheet()) == looks
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.record is not None
    assert workspace.record.plan.title == record.plan.title


def test_it_runs_without_a_file_and_the_report_is_copied_and_saved(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "laporan.txt"
    seen: list[str] = []

    def save(dialog: SelfTestDialog) -> None:
        click(button(dialog, "Salin laporan"))
        seen.append(QApplication.clipboard().text())
        assert seen[0] == dialog.report.toPlainText()
        answers = Answers().expect_file(tmp_path / "laporan.pdf")
        click(button(dialog, "Simpan laporan…"))
        assert answers.done
        assert "pakailah nama “laporan.txt”" in dialog.saved.text
        answers = Answers().expect_file(tmp_path / "laporan")
        click(button(dialog, "Simpan laporan…"))
        assert answers.done
        assert dialog.saved.isVisible()
        assert dialog.saved.text == f"Laporan tersimpan: {path}"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    run(empty_window, qtbot, save)
    assert path.read_text(encoding="utf-8") == seen[0] + "\n"
    assert not list(tmp_path.glob("*.pdf"))
    assert empty_window.start_page.isVisible()


def test_a_report_that_cannot_be_saved_says_so_in_the_dialog(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    def vanish(dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(lambda _name: folder.rmdir())
        type_file_name(dialog, folder / "laporan.txt")

    def save(dialog: SelfTestDialog) -> None:
        answers = Answers().expect(QFileDialog, vanish)
        click(button(dialog, "Simpan laporan…"))
        assert answers.done
        assert "tidak ada; pilihlah folder lain" in dialog.saved.text
        click(button(dialog, "Tutup"))

    run(empty_window, qtbot, save)


def test_what_is_wrong_comes_first_with_what_to_do(
    empty_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> int:
        raise ZeroDivisionError("percobaan")

    monkeypatch.setattr(main_job, "write_pdf", fail)

    def look(dialog: SelfTestDialog) -> None:
        assert dialog.verdict.text() == "2 dari 13 langkah belum berhasil"
        assert "kirimkan kepada pengelola" in dialog.advice.text()
        problem = "Langkah ini gagal (ZeroDivisionError: percobaan); kirimkan laporan ini kepada pengelola."
        assert rows(dialog)[:3] == [
            ("Masalah", f"Mencetak lampiran\n{problem}"),
            ("Dilewati", "Membaca kembali lampiran\nDilewati karena belum berhasil: Mencetak lampiran."),
            ("Baik", TITLES[0]),
        ]
        assert "ZeroDivisionError: percobaan" in dialog.report.toPlainText()
        click(button(dialog, "Tutup"))

    run(empty_window, qtbot, look)


def test_a_cancel_ends_it_without_a_report_and_leaves_no_folder(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = window.workspace.record
    answers = Answers().expect(ProgressDialog, lambda dialog: click(dialog.cancel_button))
    choose_menu(window, "Bantuan", "Uji diri…")
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy, timeout=60_000)
    assert QApplication.activeModalWidget() is None
    assert window.workspace.record == before
    assert not window.messages.isVisible()
    assert not list(tmp_path.glob("zidesk-uji-*"))


def test_without_a_temporary_folder_one_sentence_says_what_to_do(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak ada"))
    choose_menu(window, "Bantuan", "Uji diri…")
    qtbot.waitUntil(window.messages.isVisible, timeout=20_000)
    assert window.messages.text.startswith("Uji diri tidak dapat dimulai karena folder sementara")
    assert "kosongkan diska" in window.messages.text
