"""A document saved for a word processor from the print dialog, and the file read back."""

from pathlib import Path

import docx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click
from zidesk.ui.printing.print_dialog import PrintDialog
from zidesk.ui.shell.main_window import MainWindow


def save_word(window: MainWindow, qtbot: QtBot, path: Path, *, edition: int = 0) -> None:
    """Choose Cetak lampiran, go ``edition`` answers down, and save as Word at ``path``."""

    def save(dialog: PrintDialog) -> None:
        for _ in range(edition):
            QTest.keyClick(dialog.boxes["edisi"], Qt.Key.Key_Down)
        qtbot.waitUntil(dialog.word_button.isEnabled, timeout=20_000)
        assert dialog.word_button.text() == "Simpan Word…"
        click(dialog.word_button)

    answers = Answers().expect(PrintDialog, save).expect_file(path)
    choose_menu(window, "Naskah", "Cetak lampiran…")
    qtbot.waitUntil(lambda: answers.done and window.messages.isVisible(), timeout=20_000)


def texts(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return [element.text or "" for element in body.iter() if element.tag.endswith("}t")]


def test_the_document_is_written_as_chosen_and_said_where(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "lampiran.docx"
    save_word(window, qtbot, path, edition=1)
    assert window.messages.text == f"Dokumen Word tersimpan: {path}"
    assert button(window.messages, "Buka").isVisible()
    record = window.workspace.record
    assert record is not None
    said = texts(path)
    assert next(record.plan.actions()).component.text in said
    assert "ttd." in said


def test_an_ending_left_out_is_added(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    save_word(window, qtbot, tmp_path / "lampiran")
    assert "LAMPIRAN" in texts(tmp_path / "lampiran.docx")
    assert list(tmp_path.glob("lampiran*")) == [tmp_path / "lampiran.docx"]
