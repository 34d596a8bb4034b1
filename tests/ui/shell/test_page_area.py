"""The navigation beside the pages."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zidesk.ui.shell.page_area import PageArea
from zidesk.ui.shell.pages import PAGES
from zidesk.ui.shell.workspace import Workspace


def test_a_narrow_window_leaves_only_icons_in_the_navigation(qtbot: QtBot) -> None:
    area = PageArea(Workspace(), PAGES)
    qtbot.addWidget(area)
    line = area.fontMetrics().height()
    area.resize(1_280, 30 * line)
    area.show()
    titles = [area.navigation.item(row).text() for row in range(area.navigation.count())]
    wide = area.navigation.width()
    assert titles[:2] == ["Rencana", "Bukti"]
    area.resize(911, 28 * line)
    assert [area.navigation.item(row).text() for row in range(area.navigation.count())] == [""] * len(titles)
    assert area.navigation.width() < wide / 2
    for row, title in enumerate(titles):
        item = area.navigation.item(row)
        assert title in item.toolTip()
        assert item.data(Qt.ItemDataRole.AccessibleTextRole) == title
        assert not item.icon().isNull()
    area.resize(1_280, 30 * line)
    assert [area.navigation.item(row).text() for row in range(area.navigation.count())] == titles
