"""The sidebar beside the views."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zidesk.ui.shell.desk import Desk
from zidesk.ui.shell.workspace import Workspace


def test_a_narrow_window_leaves_only_icons_in_the_sidebar(qtbot: QtBot) -> None:
    desk = Desk(Workspace())
    qtbot.addWidget(desk)
    line = desk.fontMetrics().height()
    desk.resize(80 * line, 30 * line)
    desk.show()
    titles = [desk.sidebar.item(row).text() for row in range(desk.sidebar.count())]
    wide = desk.sidebar.width()
    assert titles[:2] == ["Rencana", "Bukti"]
    desk.resize(54 * line, 28 * line)
    assert [desk.sidebar.item(row).text() for row in range(desk.sidebar.count())] == [""] * len(titles)
    assert desk.sidebar.width() < wide / 2
    for row, title in enumerate(titles):
        item = desk.sidebar.item(row)
        assert title in item.toolTip()
        assert item.data(Qt.ItemDataRole.AccessibleTextRole) == title
        assert not item.icon().isNull()
    desk.resize(80 * line, 30 * line)
    assert [desk.sidebar.item(row).text() for row in range(desk.sidebar.count())] == titles
