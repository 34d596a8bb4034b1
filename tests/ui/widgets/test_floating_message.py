"""Messages come over the lower edge of the window: nothing that one is about to click moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import button, click
from zidesk.ui.evidence.evidence_page import EvidencePage
from zidesk.ui.plan import PlanView
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.widgets.common import MessageKind
from zidesk.ui.widgets.message_bar import WindowMessageBar

LONG = "Berkas ini sedang dipakai program lain dan belum dapat ditulis; tutuplah dahulu. " * 4


def refuse(window: MainWindow) -> WindowMessageBar:
    """Let the workspace refuse something."""
    window.workspace.refused.emit("Berkas ini dibuka baca-saja.")
    return window.messages


def refuse_at_length(window: MainWindow) -> WindowMessageBar:
    """Let the workspace refuse something in many words."""
    window.workspace.refused.emit(LONG)
    return window.messages


def tell_on_plan(window: MainWindow) -> WindowMessageBar:
    """Let a command on the sheet say what it did."""
    assert isinstance(window.plan_view, PlanView)
    window.plan_view.rows.noticed.emit("“Rapat” dihapus.")
    return window.plan_view.notice


def places(window: MainWindow) -> dict[str, QPoint]:
    """Return where the things stand that one clicks."""
    view = window.plan_view
    assert isinstance(view, PlanView)
    parts: dict[str, QWidget] = {
        "navigation": window.pages.navigation,
        "filters": view.filter_bar,
        "text rows": view.sheet.tree.viewport(),
        "months": view.sheet.grid.viewport(),
        "panel": view.panel,
        "mark": view.panel.month_part.mark,
        "status line": window.status,
    }
    sizes = {f"size of {name}": QPoint(part.width(), part.height()) for name, part in parts.items()}
    return {name: part.mapTo(window, QPoint(0, 0)) for name, part in parts.items()} | sizes


@pytest.mark.parametrize("tell", [refuse, refuse_at_length, tell_on_plan])
def test_a_message_moves_nothing(
    window: MainWindow, qtbot: QtBot, tell: Callable[[MainWindow], WindowMessageBar]
) -> None:
    QTest.qWait(50)
    before = places(window)
    bar = tell(window)
    QTest.qWait(50)
    assert bar.isVisible()
    assert places(window) == before
    assert (bar.window(), bar.width()) == (window, window.width())
    assert bar.mapTo(window, bar.rect().bottomLeft()).y() == window.height() - 1
    window.resize(900, 640)
    qtbot.waitUntil(lambda: bar.width() == 900)
    assert bar.mapTo(window, bar.rect().bottomLeft()).y() == 639


def test_a_short_message_covers_hardly_more_than_the_status_line(window: MainWindow) -> None:
    bar = tell_on_plan(window)
    QTest.qWait(20)
    top = window.status.mapTo(window, QPoint(0, 0)).y()
    assert top - bar.y() < window.fontMetrics().height()


def test_a_click_aimed_before_the_message_came_hits_the_row_it_was_aimed_at(window: MainWindow) -> None:
    view = window.plan_view
    assert isinstance(view, PlanView)
    tree, model = view.sheet.tree, view.model
    row = list(model.root.descend())[6]
    aimed = tree.viewport().mapTo(window, tree.visualRect(model.index_of(row)).center())
    refuse(window)
    tell_on_plan(window)
    QTest.qWait(50)
    hit = window.childAt(aimed)
    assert hit is tree.viewport()
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(window, aimed))
    assert view.sheet.current_row() is row


def test_the_newest_message_lies_on_top_and_its_button_can_be_clicked(window: MainWindow) -> None:
    tell_on_plan(window)
    undone: list[bool] = []
    window.messages.tell("Excel tersimpan", [("Buka", lambda: undone.append(True))], kind=MessageKind.INFO)
    QTest.qWait(20)
    there = button(window.messages, "Buka")
    middle = there.mapTo(window, there.rect().center())
    assert window.childAt(middle) is there
    click(there)
    assert undone


def test_the_evidence_pages_messages_float_too(window: MainWindow) -> None:
    window.show_page("bukti")
    page = window.shown_page
    assert isinstance(page, EvidencePage)
    before = page.table.geometry()
    page.notice.tell("undangan.pdf dibuang.")
    QTest.qWait(50)
    assert page.notice.isVisible()
    assert page.table.geometry() == before
    assert page.notice.window() is window


def test_a_link_dropped_beside_the_rows_gets_its_sentence(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://drive.google.com/x")])
    spot, copy, none = QPoint(20, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot, copy, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(spot), copy, data, Qt.MouseButton.LeftButton, none))
    assert "unduh atau simpan dahulu" in window.messages.text
    assert window.messages.isVisible()
