"""A file that was copied while it was written: the window says after opening that it is not whole."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.db.torn_copy import torn
from zidesk.ui.shell.main_window import MainWindow


def test_the_window_says_so_after_opening(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path, tmp_path: Path
) -> None:
    copy = torn(example_file, tmp_path)
    empty_window.workspace.open_file(copy)
    qtbot.waitUntil(lambda: "tidak utuh" in empty_window.messages.text, timeout=10_000)
    assert empty_window.messages.isVisible()
    assert empty_window.workspace.record is not None


def test_a_whole_file_is_opened_without_a_word(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    empty_window.workspace.open_file(example_file)
    qtbot.waitUntil(lambda: empty_window.workspace.store_open)
    qtbot.wait(1000)
    assert "tidak utuh" not in empty_window.messages.text
