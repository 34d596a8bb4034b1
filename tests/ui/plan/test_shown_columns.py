"""Columns that do not apply do not show, and what does not show is not meant; the text gets the room."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.plan.conftest import SMALL_PLAN, Desk
from zidesk.domain.plan.model import Action, Node, Plan, ScheduleStyle, children, with_children
from zidesk.exchange.tables.clipboard import from_tsv
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet import columns
from zidesk.ui.shell.main_window import MainWindow

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIGURES = (columns.TARGET, columns.PROGRESS, columns.EVIDENCE, columns.PERSON)


def changed(node: Node, change: Callable[[Action], Action]) -> Node:
    """Return a row with every action at or below it changed."""
    if isinstance(node, Action):
        return change(node)
    return with_children(node, tuple(changed(child, change) for child in children(node)))


def plan(style: ScheduleStyle = ScheduleStyle.GRID, *, targets: bool = True, persons: bool = False) -> Plan:
    """Return the small plan in a style, with or without targets and persons in charge."""

    def change(action: Action) -> Action:
        return replace(
            action,
            target_percent=action.target_percent if targets else None,
            person_in_charge=action.person_in_charge if persons else "",
        )

    areas = tuple(changed(area, change) for area in SMALL_PLAN.areas)
    return replace(SMALL_PLAN, areas=areas, schedule_style=style)  # type: ignore[arg-type]  # they are areas


def shown(desk: Desk) -> list[int]:
    """Return the figures that the grid shows."""
    grid = desk.view.sheet.grid
    return [n for n in FIGURES if not grid.isColumnHidden(n) and grid.columnWidth(n) > 0]


@pytest.mark.parametrize(
    ("style", "targets", "persons", "hidden"),
    [
        (ScheduleStyle.GRID, True, True, ()),
        (ScheduleStyle.GRID, False, True, ()),
        (ScheduleStyle.GRID, True, False, (columns.PERSON,)),
        (ScheduleStyle.TEXT, True, True, ()),
        (ScheduleStyle.TEXT, False, True, (columns.TARGET,)),
        (ScheduleStyle.TEXT, False, False, (columns.TARGET, columns.PERSON)),
    ],
)
def test_only_columns_that_apply_show(
    make_desk: Callable[..., Desk],
    style: ScheduleStyle,
    targets: bool,
    persons: bool,
    hidden: tuple[int, ...],
) -> None:
    desk = make_desk(plan(style, targets=targets, persons=persons))
    assert shown(desk) == [number for number in FIGURES if number not in hidden]


def test_a_person_named_in_the_panel_makes_the_column_show_and_undo_takes_it_away(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(plan())
    desk.go("Sosialisasi")
    before = desk.view.sheet.tree.width()
    person = desk.view.panel.action_part.person
    person.editor.setFocus()
    desk.type("Hukum")
    desk.press(KEY.Key_Return)
    assert columns.PERSON in shown(desk)
    desk.bot.waitUntil(lambda: desk.view.sheet.tree.width() < before)
    desk.go("Sosialisasi", columns.PERSON)
    desk.workspace.undo()
    assert columns.PERSON not in shown(desk)
    assert desk.current() == ("Sosialisasi", columns.TEXT)
    desk.bot.waitUntil(lambda: desk.view.sheet.tree.width() == before)


def test_keys_pass_over_columns_that_do_not_show(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(plan(ScheduleStyle.TEXT, targets=False))
    desk.go("Rapat evaluasi", columns.LAST_MONTH)
    for key, column in (
        (KEY.Key_Right, columns.PROGRESS),
        (KEY.Key_Left, columns.LAST_MONTH),
        (KEY.Key_End, columns.EVIDENCE),
        (KEY.Key_Right, columns.EVIDENCE),
    ):
        desk.press(key)
        assert desk.current() == ("Rapat evaluasi", column)
    desk.press(KEY.Key_Tab)
    assert desk.current() == ("PENATAAN TATA LAKSANA", columns.TEXT)


def test_blocks_go_and_come_without_the_columns_that_do_not_show(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(plan(ScheduleStyle.TEXT, targets=False))
    desk.go("Rapat evaluasi", columns.LAST_MONTH)
    for _ in range(2):
        desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_C, CONTROL)
    assert from_tsv(QGuiApplication.clipboard().text()) == [["√", "0%", "0/4"]]
    desk.go("Sosialisasi", columns.LAST_MONTH)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.months("Sosialisasi") == {12}
    assert desk.action("Sosialisasi").target_percent is None


def test_what_does_not_show_is_not_cleared(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(plan())
    desk.go("Rapat evaluasi", columns.LAST_MONTH)
    desk.press(KEY.Key_End, SHIFT)
    assert desk.view.sheet.seen.cells() == {
        desk.row("Rapat evaluasi"): [columns.LAST_MONTH, columns.TARGET, columns.PROGRESS, columns.EVIDENCE]
    }
    desk.press(KEY.Key_A, CONTROL)
    assert all(columns.PERSON not in numbers for numbers in desk.view.sheet.seen.cells().values())


def test_persons_pasted_behind_the_last_column_are_taken(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(plan())
    desk.go("Rapat evaluasi", columns.LAST_MONTH)
    QGuiApplication.clipboard().setText("√\t50%\t\t\tHukum")
    desk.press(KEY.Key_V, CONTROL)
    action = desk.action("Rapat evaluasi")
    assert (action.target_percent, action.person_in_charge) == (50, "Hukum")
    assert columns.PERSON in shown(desk)


@pytest.mark.parametrize(("size", "share"), [((911, 465), 0.46), ((1366, 698), 0.55)])
def test_the_text_gets_the_larger_part_of_the_window(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int], share: float
) -> None:
    window.resize(*size)
    view = window.plan_view
    assert isinstance(view, PlanView)
    qtbot.waitUntil(lambda: view.sheet.tree.width() >= share * size[0])
    QTest.qWait(50)
    assert view.sheet.grid.horizontalScrollBar().maximum() == 0
    header = view.sheet.grid.sheet_header
    for number in range(columns.FIRST_MONTH, columns.LAST_MONTH + 1):
        assert header.sectionSize(number) >= view.sheet.painter.mark_side
    for number in (columns.TARGET, columns.PROGRESS, columns.EVIDENCE):
        assert header.sectionSize(number) >= view.sheet.painter.width_of(columns.HEADINGS[number])
