"""Planning months by mouse and keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui.plan.conftest import Desk
from zidesk.domain.figures.progress import CellState
from zidesk.domain.plan.model import PlanStatus

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_click_on_a_month_plans_it_and_another_clears_it(desk: Desk) -> None:
    desk.click("Sosialisasi", 5)
    assert desk.months("Sosialisasi") == {5}
    desk.click("Sosialisasi", 5)
    assert desk.months("Sosialisasi") == frozenset()
    assert len(desk.undo_names()) == 2


def test_a_click_on_a_row_above_actions_changes_nothing(desk: Desk) -> None:
    desk.click("Rencana", 5)
    assert desk.undo_names() == []
    assert desk.current() == ("Rencana", 5)


def test_a_drag_paints_months_across_columns_and_rows_as_one_undo_step(desk: Desk) -> None:
    before = desk.months("Menyusun rencana")
    desk.drag(("Menyusun rencana", 5), ("Sosialisasi", 6), ("Rapat evaluasi", 8))
    assert desk.months("Menyusun rencana") == before | {5, 6, 7, 8}
    assert desk.months("Sosialisasi") == {5, 6, 7, 8}
    assert desk.months("Rapat evaluasi") == {4, 5, 6, 7, 8, 10, 12}
    assert len(desk.undo_names()) == 1
    desk.workspace.undo()
    assert desk.months("Sosialisasi") == frozenset()
    assert desk.months("Rapat evaluasi") == {4, 7, 10, 12}
    assert desk.row("Sosialisasi").states(2026, desk.view.model.as_of) == (CellState.EMPTY,) * 12


def test_a_drag_that_begins_on_a_planned_month_clears(desk: Desk) -> None:
    desk.drag(("Rapat evaluasi", 4), ("Rapat evaluasi", 10))
    assert desk.months("Rapat evaluasi") == {12}


def test_a_drag_shows_what_it_will_do_before_the_button_is_let_go(desk: Desk) -> None:
    viewport, start = desk.place("Sosialisasi", 8)
    desk.bot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    desk.bot.mouseMove(viewport, desk.place("Sosialisasi", 10)[1])
    sheet = desk.view.sheet
    look = sheet.grid.look_of(desk.row("Sosialisasi"))
    assert [month for month, state in enumerate(look.states, start=1) if state is CellState.PLANNED] == [
        8,
        9,
        10,
    ]
    assert desk.months("Sosialisasi") == frozenset()
    desk.press(KEY.Key_Escape)
    desk.bot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start)
    assert desk.months("Sosialisasi") == frozenset()
    assert desk.undo_names() == []


def test_space_gives_all_selected_months_the_opposite_of_the_current_one(desk: Desk) -> None:
    desk.go("Menyusun rencana", 3)
    desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Space)
    assert desk.months("Menyusun rencana") == {2, 3, 4}
    assert desk.months("Sosialisasi") == {3, 4}
    assert len(desk.undo_names()) == 1


def test_typing_a_mark_plans_the_month(desk: Desk) -> None:
    desk.go("Sosialisasi", 6)
    desk.type("v")
    assert desk.months("Sosialisasi") == {6}


def test_delete_clears_the_selected_months_and_target(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 7)
    desk.press(KEY.Key_End, SHIFT)
    desk.press(KEY.Key_Delete)
    assert desk.months("Rapat evaluasi") == {4}
    assert desk.action("Rapat evaluasi").target_percent is None
    assert len(desk.undo_names()) == 1


def test_control_d_fills_down(desk: Desk) -> None:
    desk.go("Menyusun rencana", 1)
    desk.press(KEY.Key_End, SHIFT)
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_D, CONTROL)
    assert desk.months("Sosialisasi") == {2, 3}
    assert len(desk.undo_names()) == 1


def test_control_d_on_one_row_copies_from_the_row_above(desk: Desk) -> None:
    desk.go("Sosialisasi", 2)
    desk.press(KEY.Key_D, CONTROL)
    assert desk.months("Sosialisasi") == {2}


def test_a_pattern_gives_every_action_below_the_selected_row_its_months(desk: Desk) -> None:
    desk.go("Rencana")
    quarterly = next(a for a in desk.view.actions_by_name.patterns if a.text() == "Setiap triwulan")
    quarterly.trigger()
    assert desk.months("Menyusun rencana") == desk.months("Sosialisasi") == {3, 6, 9, 12}
    desk.go("Sosialisasi")
    desk.view.actions_by_name.patterns[-1].trigger()
    assert desk.months("Sosialisasi") == frozenset()


def test_in_a_fixed_plan_a_click_goes_to_the_realisation_instead(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    before = len(desk.store.history())
    desk.click("Rapat evaluasi", 4)
    assert desk.months("Rapat evaluasi") == {4, 7, 10, 12}
    assert desk.focus() is desk.view.panel.month_part.mark
    desk.press(KEY.Key_Space)
    assert desk.action("Rapat evaluasi").cell(4).realized
    assert len(desk.store.history()) == before + 1


def test_in_a_fixed_plan_delete_is_refused_with_a_sentence(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi", 4)
    desk.press(KEY.Key_Delete)
    assert desk.months("Rapat evaluasi") == {4, 7, 10, 12}
    (sentence,) = desk.refusals
    assert "ditetapkan" in sentence
