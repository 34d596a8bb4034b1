"""The panel in the room there is: nothing of a month stands without its name, nothing is cut in silence."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import click
from tests.ui.plan.conftest import Desk
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.panel.detail_panel import DetailPanel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.widgets.elided_label import ElidedLabel
from zidesk.ui.widgets.eliding_line_edit import ElidingLineEdit

# A maximised window on 1366 x 768, without task bar and title bar, at 100, 125, 150 and 200%.
SCREENS = {"100%": (1366, 698), "125%": (1092, 558), "150%": (911, 465), "200%": (683, 349)}
WIDE = ("100%",)
CONTROL = Qt.KeyboardModifier.ControlModifier


def an_action(view: PlanView) -> Row:
    """Return an action planned in every month."""
    rows = (row for row in view.model.root.descend() if row.action is not None)
    return next(row for row in rows if row.action is not None and len(row.action.planned_months) == 12)


@pytest.fixture(params=SCREENS)
def view(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> PlanView:
    """The Rencana page with its panel open, on a screen of each scaling."""
    window.resize(*SCREENS[request.param])
    shown = window.plan_view
    assert isinstance(shown, PlanView)
    shown.panel.set_open(True)
    QTest.qWait(50)
    return shown


def is_whole(part: QWidget, within: QWidget) -> bool:
    """Whether all of ``part`` can be seen in ``within``."""
    if not part.isVisible():
        return False
    corner = part.mapTo(within, QPoint(0, 0))
    return (
        within.rect().contains(part.rect().translated(corner))
        and part.visibleRegion().boundingRect() == part.rect()
    )


def test_a_month_and_all_that_belongs_to_it_stand_in_sight_together(view: PlanView) -> None:
    view.sheet.reveal(an_action(view), 7)
    QTest.qWait(50)
    part = view.panel.month_part
    names = (part.name, part.mark, part.day, *(field.editor for field in part.fields))
    assert [is_whole(each, view.panel) for each in names] == [True] * len(names)
    assert part.name.text() == "Juli 2026:"


def test_the_actions_own_fields_stand_in_sight_together(view: PlanView) -> None:
    view.sheet.reveal(an_action(view), 0)
    QTest.qWait(50)
    fields = view.panel.action_part.fields
    assert [is_whole(field.editor, view.panel) for field in fields] == [True] * len(fields)
    assert [is_whole(field.label, view.panel) for field in fields] == [True] * len(fields)


def test_nothing_in_the_panel_has_to_be_scrolled(view: PlanView) -> None:
    area = view.panel._scroll
    for column in (0, 7):
        view.sheet.reveal(an_action(view), column)
        QTest.qWait(50)
        assert area.verticalScrollBar().maximum() == 0
        assert area.horizontalScrollBar().maximum() == 0


def test_the_current_row_stays_in_sight_while_the_panel_opens_and_turns(view: PlanView) -> None:
    rows = [row for row in view.model.root.descend() if row.action is not None]
    view.panel.set_open(False)
    QTest.qWait(50)
    for row in rows[:12]:
        view.sheet.reveal(row, 0)
    for column in (0, 5, 0):
        view.panel.set_open(True)
        view.sheet.reveal(rows[11], column)
        QTest.qWait(50)
        rect = view.sheet.tree.visualRect(view.model.index_of(rows[11]))
        # Qt leaves the row's lower line out.
        assert view.sheet.tree.viewport().rect().contains(rect.adjusted(0, 0, 0, -1))


def test_turning_from_an_area_to_an_action_and_its_months_moves_no_row(view: PlanView) -> None:
    area = view.model.root.children[0]
    places = []
    for row, column in ((area, 0), (an_action(view), 0), (an_action(view), 3), (area, 5)):
        view.sheet.reveal(row, column)
        QTest.qWait(50)
        places.append(view.panel.geometry())
        assert view.panel._scroll.verticalScrollBar().maximum() == 0
    assert places == [places[0]] * 4


def cut_labels(panel: DetailPanel) -> list[str]:
    """Return the texts of labels that have less room than they need."""
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]
    return [
        label.text()
        for label in labels
        if not isinstance(label, ElidedLabel)
        and not label.wordWrap()
        and label.width() < label.fontMetrics().horizontalAdvance(label.text())
    ]


def test_no_label_of_the_panel_is_cut(view: PlanView) -> None:
    for column in (0, 7):
        view.sheet.reveal(an_action(view), column)
        QTest.qWait(50)
        assert cut_labels(view.panel) == []
    assert all(isinstance(line, ElidingLineEdit) for line in own_lines(view.panel))


def own_lines(panel: DetailPanel) -> list[QLineEdit]:
    """Return the panel's fields of one line."""
    fields = (*panel.action_part.fields, *panel.month_part.fields)
    return [field.editor for field in fields if isinstance(field.editor, QLineEdit)]


def right_end(line: QLineEdit) -> QImage:
    """Return what is painted at the end of a field."""
    width = line.fontMetrics().horizontalAdvance("…") + 6
    return line.grab(line.rect().adjusted(line.width() - width, 0, 0, 0)).toImage()


def test_a_text_longer_than_its_field_ends_in_an_ellipsis_until_one_types_in_it(desk: Desk) -> None:
    row = desk.row("Rapat evaluasi")
    desk.go("Rapat evaluasi")
    line = desk.view.panel.action_part.person.editor
    assert isinstance(line, ElidingLineEdit)
    desk.view.cells.edit_node(row, person_in_charge="i" * 150)
    assert line.is_cut
    dots = right_end(line)
    line.setFocus()
    assert right_end(line) != dots
    desk.press(Qt.Key.Key_End)
    desk.view.sheet.take_focus()
    assert line.cursorPosition() == 0
    assert right_end(line) == dots
    desk.view.cells.edit_node(row, person_in_charge="Umum")
    assert not line.is_cut


def narrow(desk: Desk) -> DetailPanel:
    """Make the window narrow and high, so that the panel is open and shows its sides by turns."""
    line = desk.view.sheet.painter.line
    desk.view.resize(53 * line, 41 * line)
    assert desk.view.panel.is_open
    return desk.view.panel


def test_a_wide_panel_shows_everything_and_a_narrow_one_two_sides_by_turns(desk: Desk) -> None:
    panel = desk.view.panel
    desk.go("Rapat evaluasi", 4)
    line = desk.view.sheet.painter.line
    desk.view.resize(76 * line, 41 * line)
    assert panel.month_part.isVisible()
    assert panel.month_part.x() > panel.action_part.geometry().right()
    assert not panel.sides.isVisible()
    narrow(desk)
    assert panel.sides.isVisible()
    assert (panel.action_part.isVisible(), panel.month_part.isVisible()) == (False, True)
    assert panel.sides.buttons[1].text() == "April 2026"
    assert panel.sides.active == 1
    desk.go("Rapat evaluasi", 0)
    assert (panel.action_part.isVisible(), panel.month_part.isVisible()) == (True, False)
    desk.bot.waitUntil(lambda: panel.action_part.text.width() > 23 * line)


def test_the_side_that_was_chosen_stays_while_one_goes_down_the_rows(desk: Desk) -> None:
    panel = narrow(desk)
    desk.go("Menerbitkan SK", 0)
    click(panel.sides.buttons[1])
    for _ in range(2):
        desk.press(Qt.Key.Key_Down)
        assert desk.view.panel.sides.active == 1
    desk.go("Rapat evaluasi", 0)
    assert panel.month_part.name.text() == "April 2026:"
    assert panel.month_part.isVisible()


def test_f6_and_a_click_on_a_fixed_month_turn_to_what_they_lead_to(desk: Desk) -> None:
    panel = narrow(desk)
    desk.go("Rapat evaluasi", 7)
    desk.press(Qt.Key.Key_F6)
    assert panel.action_part.text.editor.hasFocus()
    desk.press(Qt.Key.Key_F6)
    panel.focus_month()
    assert panel.month_part.mark.hasFocus()


def test_a_row_above_actions_has_no_sides(desk: Desk) -> None:
    panel = narrow(desk)
    desk.go("Monev", 4)
    assert not panel.sides.isVisible()
    assert panel.heading_part.isVisible()


def test_what_is_typed_stays_in_sight_when_the_window_becomes_narrow(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    editor = desk.view.panel.action_part.person.editor
    editor.setFocus()
    desk.type("Umum")
    narrow(desk)
    assert editor.isVisible()
    assert editor.hasFocus()
    assert desk.action("Rapat evaluasi").person_in_charge == ""
