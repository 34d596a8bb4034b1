"""The file goes under the open window: the status line does not say saved, and nothing open is lost."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
from zidesk.ui.shell.main_window import MainWindow

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody take an open file away")
SAVE = "Simpan sebagai berkas baru…"


def edit(window: MainWindow, text: str) -> object:
    """Change the first area, as the view does."""
    assert window.workspace.record is not None
    area = window.workspace.record.plan.areas[0].id
    return window.workspace.run(lambda store: edit_node(store, NodeKind.AREA, area, text=text))


def first_area(window: MainWindow) -> str:
    assert window.workspace.record is not None
    return window.workspace.record.plan.areas[0].text


def saved_area(path: Path) -> str:
    with Store.open_snapshot(path) as store:
        assert store.check() == ()
        return store.load_record(store.plans()[0].id).plan.areas[0].text


def answered(window: MainWindow, qtbot: QtBot, answers: Answers) -> None:
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy)


def test_a_deleted_file_is_saved_again_in_its_place(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    assert edit(window, "ditulis")
    example_file.unlink()
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, SAVE))).expect_file(example_file)
    assert edit(window, "hilang") is None
    assert window.status.saved.text() == "Tidak dapat disimpan"
    assert "dihapus atau dipindahkan" in window.messages.text
    answered(window, qtbot, answers)
    qtbot.waitUntil(lambda: window.workspace.lost is None and window.workspace.record is not None)
    assert window.workspace.path == example_file
    assert first_area(window) == "ditulis"
    assert edit(window, "sesudahnya")
    window.workspace.close_file()
    assert saved_area(example_file) == "sesudahnya"


def test_a_renamed_file_is_opened_under_its_new_name(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    assert edit(window, "ditulis")
    elsewhere = example_file.with_name("lama.zidesk")
    example_file.rename(elsewhere)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Buka “lama.zidesk”")))
    assert window.workspace.undo() is None
    answered(window, qtbot, answers)
    qtbot.waitUntil(lambda: window.workspace.path == elsewhere)
    assert edit(window, "sesudahnya")
    window.workspace.close_file()
    assert saved_area(elsewhere) == "sesudahnya"
    assert not example_file.exists()


def test_a_file_that_goes_while_nothing_is_done_is_noticed(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    other = example_file.with_name("unduhan")
    shutil.copyfile(example_file, other)
    assert edit(window, "ditulis")
    other.replace(example_file)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Nanti")))
    qtbot.waitUntil(lambda: answers.done, timeout=15_000)
    assert window.status.saved.text() == "Tidak dapat disimpan"
    copy = example_file.with_name("selamat.zidesk")
    qtbot.waitUntil(lambda: any(each.text() == SAVE for each in window.messages.buttons))
    answers = Answers().expect_file(copy)
    click(button(window.messages, SAVE))
    answered(window, qtbot, answers)
    qtbot.waitUntil(lambda: window.workspace.path == copy)
    assert first_area(window) == "ditulis"


def test_what_is_shown_of_an_overwritten_file_is_saved(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    assert edit(window, "ditulis")
    example_file.write_bytes(b"x")
    copy = example_file.with_name("selamat.zidesk")
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, SAVE))).expect_file(copy)
    assert edit(window, "hilang") is None
    answered(window, qtbot, answers)
    qtbot.waitUntil(lambda: window.workspace.path == copy)
    assert first_area(window) == "ditulis"
    window.workspace.close_file()
    assert saved_area(copy) == "ditulis"
    assert example_file.read_bytes() == b"x"


def test_closing_asks_before_what_is_nowhere_else_goes(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    example_file.unlink()
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Nanti")))
    assert edit(window, "hilang") is None
    qtbot.waitUntil(lambda: answers.done)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Batal")))
    assert not window.close()
    assert answers.done
    assert window.workspace.store_open
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Tutup tanpa menyimpan")))
    choose_menu(window, "Berkas", "Tutup")
    assert answers.done
    assert not window.workspace.store_open


def test_a_file_that_came_back_is_written_again(window: MainWindow, qtbot: QtBot, example_file: Path) -> None:
    away = example_file.with_name("lama.zidesk")
    example_file.rename(away)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Nanti")))
    assert edit(window, "hilang") is None
    qtbot.waitUntil(lambda: answers.done)
    away.rename(example_file)
    assert edit(window, "kembali")
    assert window.status.saved.text().startswith("Tersimpan")
    assert window.workspace.lost is None
