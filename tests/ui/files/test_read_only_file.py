"""A file that may not be written, on a CD or in somebody else's folder, is offered for reading."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, click
from zidesk.db.errors import read_only
from zidesk.db.files import opening
from zidesk.ui.shell.main_window import MainWindow


@pytest.fixture
def medium(example_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example as it is where nothing can be written: root may write everywhere else."""

    def refuse(path: Path) -> None:
        raise read_only(path)

    monkeypatch.setattr(opening, "_require_writable", refuse)
    return example_file


def test_a_copy_for_reading_is_offered_and_opened(
    empty_window: MainWindow, qtbot: QtBot, medium: Path
) -> None:
    before = medium.read_bytes()

    def answer(box: QMessageBox) -> None:
        assert "tidak dapat ditulisi" in box.text()
        click(button(box, "Buka salinan baca-saja"))

    answers = Answers().expect(QMessageBox, answer)
    empty_window.files.open_path(medium)
    qtbot.waitUntil(lambda: answers.done and empty_window.workspace.store_open)
    assert empty_window.workspace.read_only
    assert empty_window.workspace.record is not None
    assert "baca-saja" in empty_window.windowTitle()
    assert medium.read_bytes() == before


def test_whoever_declines_goes_on_without(empty_window: MainWindow, qtbot: QtBot, medium: Path) -> None:
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Batal")))
    empty_window.files.open_path(medium)
    qtbot.waitUntil(lambda: answers.done and not empty_window.workspace.is_busy)
    assert not empty_window.workspace.store_open
