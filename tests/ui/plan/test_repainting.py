"""What is on screen after a change is what a fresh painting shows: nothing of the former state stays."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.plan.conftest import Desk
from zidesk.db.operations.months import record_month, set_schedules


def on_screen(desk: Desk) -> QImage:
    """Return what the screen shows of the window, without painting it again."""
    QTest.qWait(60)
    return desk.view.screen().grabWindow(desk.view.winId()).toImage()


CHANGES: dict[str, Callable[[Desk], object]] = {
    "the first month of an action without schedule": lambda desk: desk.view.cells.plan_months(
        [(desk.row("Sosialisasi").id, 5)], True
    ),
    "the last month goes": lambda desk: desk.view.cells.plan_months(
        [(desk.row("Menerbitkan SK").id, 1)], False
    ),
    "a longer span above": lambda desk: desk.view.cells.plan_months([(desk.row("Menyusun SOP").id, 1)], True),
    "a whole schedule": lambda desk: desk.workspace.run(
        lambda store: set_schedules(store, {desk.row("Sosialisasi").id: frozenset(range(1, 13))})
    ),
    "done": lambda desk: desk.workspace.run(
        lambda store: record_month(store, desk.row("Rapat evaluasi").id, 4, realized_on=date(2026, 4, 1))
    ),
    "a target": lambda desk: desk.view.cells.edit_node(desk.row("Menyusun SOP"), target_percent=50),
    "a person": lambda desk: desk.view.cells.edit_node(desk.row("Menyusun SOP"), person_in_charge="Keuangan"),
    "a text": lambda desk: desk.view.cells.edit_node(desk.row("SOP"), text=""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_screen_shows_nothing_of_the_state_before(desk: Desk, change: str) -> None:
    desk.go("MANAJEMEN PERUBAHAN")
    before = on_screen(desk)
    for step in (CHANGES[change], lambda desk: desk.workspace.undo()):
        step(desk)
        shown = on_screen(desk)
        assert shown != before
        before = shown
        desk.view.sheet.repaint_views()
        assert on_screen(desk) == shown
