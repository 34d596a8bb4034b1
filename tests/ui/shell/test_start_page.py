"""The start page: both columns on one line, nothing cut on a small screen, recent files told apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zidesk.ui.shell import settings
from zidesk.ui.shell.help_dialogs import ShortcutsDialog
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.shell.start_page import StartPage
from zidesk.ui.widgets.common import resize_within_screen

FULL_SCREEN = QSize(1366, 740)
AT_150_PERCENT = QSize(911, 460)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def top_of(widget: QWidget, page: StartPage) -> int:
    return widget.mapTo(page, QPoint(0, 0)).y()


def laid_out(window: MainWindow, qtbot: QtBot, size: QSize) -> StartPage:
    window.resize(size)
    qtbot.waitUntil(lambda: window.size() == size)
    return window.start_page


@pytest.mark.parametrize("size", [FULL_SCREEN, AT_150_PERCENT])
@pytest.mark.parametrize("has_files", [False, True])
def test_both_columns_begin_on_one_line(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, size: QSize, has_files: bool
) -> None:
    if has_files:
        settings.remember_file(tmp_path / "Rencana.zidesk")
        window.start_page.refresh()
    page = laid_out(window, qtbot, size)
    below_heading = page.recent if has_files else page.nothing
    qtbot.waitUntil(lambda: top_of(below_heading, page) == top_of(page.example_kabupaten, page))
    assert below_heading.isVisible()
    assert top_of(page.start_heading, page) == top_of(page.recent_heading, page)


def test_every_choice_is_whole_on_a_laptop_at_150_percent(window: MainWindow, qtbot: QtBot) -> None:
    page = laid_out(window, qtbot, AT_150_PERCENT)
    assert page.scroll_area.verticalScrollBar().maximum() == 0
    assert page.scroll_area.horizontalScrollBar().maximum() == 0
    last = page.import_file
    assert top_of(last, page) + last.height() <= page.height()


def test_a_still_smaller_screen_scrolls_to_the_last_choice(window: MainWindow, qtbot: QtBot) -> None:
    page = laid_out(window, qtbot, QSize(683, 360))
    bar = page.scroll_area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    last = page.import_file
    assert top_of(last, page) + last.height() <= page.height()


def test_windows_and_dialogs_begin_within_their_screen(window: MainWindow, qtbot: QtBot) -> None:
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
    dialog = ShortcutsDialog(window)
    qtbot.addWidget(dialog)
    resize_within_screen(dialog, 2 * room.width(), 2 * room.height())
    assert dialog.width() <= room.width()
    assert dialog.height() < room.height()
    resize_within_screen(dialog, 400, 300)
    assert dialog.size() == QSize(400, 300)
