"""Texts have two lines where one is short for them and there is height; rows stay level."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet.wrapping import wrapped
from zidesk.ui.shell.main_window import MainWindow

LAPTOP_AT_150 = (911, 465)
LAPTOP = (1366, 698)


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("room", [40, 150, 5_000])
def test_no_line_is_wider_than_its_room_and_only_the_last_is_cut(
    qapp: QApplication, most: int, room: int
) -> None:
    metrics = QFontMetrics(qapp.font())
    text = "Rapat evaluasi pembangunan ZI per triwulan dan semester di Sekretariat"
    lines = wrapped(metrics, text, room, most)
    assert 1 <= len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)
    whole = " ".join(lines)
    assert whole == text or (whole.endswith("…") and text.startswith(" ".join(lines)[:-1].rstrip()))
    assert not any("…" in line for line in lines[:-1])


def test_an_empty_text_and_a_word_too_long_for_a_line_are_taken(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    assert wrapped(metrics, "", 100, 2) == []
    assert wrapped(metrics, "Pertanggungjawaban" * 5, 60, 2)[0].endswith("…")


def shown_at(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> PlanView:
    """Return the Rencana page in a window of this size."""
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    QTest.qWait(80)
    assert isinstance(window.plan_view, PlanView)
    return window.plan_view


def rows_level(view: PlanView) -> bool:
    """Whether every row on screen stands at one height in both views."""
    sheet, model = view.sheet, view.model
    index = model.index(0, 0)
    while index.isValid():
        tree, grid = sheet.tree.visualRect(index), sheet.grid.visualRect(index.siblingAtColumn(3))
        if (tree.y(), tree.height()) != (grid.y(), grid.height()):
            return False
        index = sheet.tree.indexBelow(index)
    return True


def test_a_narrow_window_gives_texts_two_lines_and_a_wide_one_one(window: MainWindow, qtbot: QtBot) -> None:
    view = shown_at(window, qtbot, LAPTOP_AT_150)
    painter = view.sheet.painter
    assert not view.panel.is_open
    assert painter.text_lines == 2
    first = view.sheet.tree.visualRect(view.model.index(0, 0))
    assert first.height() == painter.row_height >= 2 * painter.line
    assert rows_level(view)
    assert view.sheet.tree.viewport().height() // painter.row_height >= 7
    shown_at(window, qtbot, LAPTOP)
    assert painter.text_lines == 1
    assert (
        view.sheet.tree.visualRect(view.model.index(0, 0)).height() == painter.row_height < 2 * painter.line
    )
    assert rows_level(view)


def test_an_open_panel_takes_the_second_line_before_the_rows(window: MainWindow, qtbot: QtBot) -> None:
    view = shown_at(window, qtbot, LAPTOP_AT_150)
    rows = [row for row in view.model.root.descend() if row.action is not None]
    view.sheet.reveal(rows[20], 0)
    for opened, lines in ((True, 1), (False, 2)):
        view.panel.set_open(opened)
        QTest.qWait(80)
        assert view.sheet.painter.text_lines == lines
        assert rows_level(view)
        rect = view.sheet.tree.visualRect(view.model.index_of(rows[20]))
        assert view.sheet.tree.viewport().rect().contains(rect.adjusted(0, 0, 0, -1))


def test_keys_and_clicks_hit_their_rows_in_two_lines(window: MainWindow, qtbot: QtBot) -> None:
    view = shown_at(window, qtbot, LAPTOP_AT_150)
    row = view.model.root.children[0].children[1]
    rect = view.sheet.tree.visualRect(view.model.index_of(row))
    lower_line = QPoint(rect.center().x(), rect.bottom() - 2)
    QTest.mouseClick(view.sheet.tree.viewport(), Qt.MouseButton.LeftButton, pos=lower_line)
    assert view.sheet.current_row() is row
    view.sheet.take_focus()
    QTest.keyClick(view.sheet.tree, Qt.Key.Key_Down)
    assert view.sheet.current_row() is row.children[0]
