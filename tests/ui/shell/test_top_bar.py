"""The line at the top: no menu is ever hidden by what shares the line with the menus."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, choose_menu, come_back
from zidesk.ui.shell.help_dialogs import AboutDialog
from zidesk.ui.shell.main_window import MainWindow

WHOLE_SCREEN_AT_200_PERCENT = (1366 // 2, 768 // 2)
NARROWEST = (100, 100)


def menu_places(bar: QMenuBar) -> list[QRect]:
    return [bar.actionGeometry(action) for action in bar.actions()]


def more_button(bar: QMenuBar) -> QToolButton:
    button = bar.findChild(QToolButton, "qt_menubar_ext_button")
    assert button is not None
    return button


@pytest.mark.parametrize("size", [(1280, 700), (911, 512), WHOLE_SCREEN_AT_200_PERCENT, NARROWEST])
def test_every_menu_stands_whole_beside_the_choosers(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    bar, chooser = window.menuBar(), window.chooser
    window.resize(*size)
    qtbot.waitUntil(lambda: bar.width() == window.width())
    places = menu_places(bar)
    assert len(places) == 6
    for place, action in zip(places, bar.actions(), strict=True):
        assert place.width() >= bar.fontMetrics().horizontalAdvance(action.text().replace("&", ""))
    assert max(place.right() for place in places) < chooser.x()
    assert not more_button(bar).isVisible()
    assert chooser.geometry().right() < bar.width()
    parts = (chooser.unit, chooser.year, chooser.search)
    assert all(chooser.rect().contains(part.geometry()) for part in parts)
    assert all(part.width() >= 8 * part.fontMetrics().averageCharWidth() for part in parts)


def test_at_200_percent_menus_search_and_the_unit_s_whole_name_are_at_hand(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(*WHOLE_SCREEN_AT_200_PERCENT)
    qtbot.waitUntil(lambda: window.menuBar().width() == window.width())
    answers = Answers().expect(AboutDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    choose_menu(window, "Bantuan", "Tentang zidesk")
    assert answers.done
    assert "Kabupaten Batang Hari" in window.chooser.unit.toolTip()
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.chooser.search
    QTest.keyClicks(window.chooser.search, "rapat")
    assert window.chooser.search.text() == "rapat"


def test_the_choosers_grow_again_with_the_window(window: MainWindow, qtbot: QtBot) -> None:
    widths = [part.width() for part in (window.chooser.unit, window.chooser.search)]
    window.resize(*NARROWEST)
    qtbot.waitUntil(lambda: window.chooser.unit.width() < widths[0])
    window.resize(1280, 700)
    qtbot.waitUntil(lambda: window.chooser.search.width() == widths[1])
    assert window.chooser.unit.width() == widths[0]


def test_a_name_without_room_ends_in_an_ellipsis(window: MainWindow, qtbot: QtBot) -> None:
    unit = window.chooser.unit
    window.resize(*NARROWEST)
    qtbot.waitUntil(lambda: window.menuBar().width() == window.width())
    cut = unit.grab().toImage()
    unit.setItemText(unit.currentIndex(), "Kabupaten Batang Lain")
    assert unit.grab().toImage() == cut
    unit.setItemText(unit.currentIndex(), "Kota Jambi")
    assert unit.grab().toImage() != cut


def test_no_line_stands_under_a_menu_but_the_bar_s_own(window: MainWindow) -> None:
    bar = window.menuBar()
    place = bar.actionGeometry(bar.actions()[0])
    picture = bar.grab().toImage()
    column = [picture.pixelColor(place.left() + 2, y) for y in range(bar.height())]
    plain = bar.palette().window().color()
    assert [y for y, color in enumerate(column) if color != plain] == [bar.height() - 1]
