"""Marking months as done: the month that is meant is the one whose turn it is, and no other unasked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from tests.ui.driving import Answers, button, click
from tests.ui.plan.conftest import SMALL_PLAN, Desk
from zidesk.domain.figures.progress import month_due
from zidesk.domain.plan.model import Action, MonthCell, PlanStatus

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def done_months(desk: Desk, text: str) -> dict[int, date | None]:
    """Return the months marked as done, with their days."""
    return {cell.month: cell.realized_on for cell in desk.action(text).months if cell.realized}


def mark_asked(desk: Desk, answer: str) -> str:
    """Press Ctrl+T, press the button ``answer`` of the question that must come, and return its text."""
    asked: list[str] = []

    def reply(box: QMessageBox) -> None:
        asked.append(f"{box.text()}\n{box.informativeText()}")
        click(button(box, answer))

    answers = Answers().expect(QMessageBox, reply)
    desk.press(KEY.Key_T, CONTROL)
    assert answers.done
    desk.view.activateWindow()
    desk.bot.waitUntil(desk.view.isActiveWindow)
    return asked[0]


@pytest.mark.parametrize(
    ("months", "due"),
    [
        ({}, None),
        ({4: False, 7: False}, 4),
        ({4: True, 7: False}, 7),
        ({4: True, 7: True}, None),
        ({3: True, 9: False, 12: False}, 9),
    ],
)
def test_the_month_due_is_the_earliest_planned_one_that_is_not_done(
    months: dict[int, bool], due: int | None
) -> None:
    cells = tuple(
        MonthCell(month, planned=True, realized_on=date(2026, month, 1) if done else None)
        for month, done in months.items()
    )
    unplanned = (MonthCell(1, realized_on=date(2026, 1, 1)), MonthCell(2, obstacle="hujan"))
    assert month_due(Action("x", months=(*unplanned, *cells))) == due


def test_a_row_chosen_by_its_text_shows_its_late_month_then_the_next_planned_one(desk: Desk) -> None:
    part = desk.view.panel.month_part
    desk.click("Rapat evaluasi", 0)
    assert part.name.text() == "April 2026:"
    desk.bot.mouseClick(part.mark, LEFT)
    assert done_months(desk, "Rapat evaluasi") == {4: date(2026, 4, 30)}
    # What was just done stays in sight, to be described.
    assert part.month == 4
    desk.click("Menyusun SOP", 0)
    assert part.month == 8
    desk.click("Rapat evaluasi", 0)
    assert part.month == 7


def test_a_row_all_done_shows_its_last_month_and_one_without_schedule_the_present(desk: Desk) -> None:
    desk.go("Menerbitkan SK", 1)
    desk.press(KEY.Key_T, CONTROL)
    desk.click("Sosialisasi", 0)
    assert desk.view.panel.month_part.month == 7
    desk.click("Menerbitkan SK", 0)
    assert desk.view.panel.month_part.month == 1


def test_control_t_on_a_row_chosen_by_its_text_marks_the_month_due(desk: Desk) -> None:
    desk.click("Rapat evaluasi", 0)
    desk.press(KEY.Key_T, CONTROL)
    assert done_months(desk, "Rapat evaluasi") == {4: date(2026, 4, 30)}
    assert desk.undo_names() == ["Tandai terlaksana bulan April"]


def test_a_folded_panel_does_not_mark_the_row_it_showed_last(desk: Desk) -> None:
    desk.click("Menyusun rencana", 0)
    desk.bot.mouseClick(desk.view.panel.fold, LEFT)
    desk.go("Rapat evaluasi", 7)
    desk.press(KEY.Key_T, CONTROL)
    assert done_months(desk, "Menyusun rencana") == {}
    assert done_months(desk, "Rapat evaluasi") == {7: date(2026, 7, 15)}
    desk.click("Menyusun SOP", 0)
    desk.press(KEY.Key_T, CONTROL)
    assert done_months(desk, "Menyusun SOP") == {8: date(2026, 8, 1)}


def test_a_month_that_is_not_planned_is_asked_about(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 5)
    asked = mark_asked(desk, "Batal")
    assert asked.startswith("Mei 2026 tidak direncanakan. Tandai terlaksana juga?")
    assert "I.2.1.1 “Rapat evaluasi”\nJadwalnya: April, Juli, Oktober, Desember." in asked
    assert done_months(desk, "Rapat evaluasi") == {}
    mark_asked(desk, "Tandai terlaksana")
    assert done_months(desk, "Rapat evaluasi") == {5: date(2026, 5, 31)}


def test_the_panels_button_asks_too(desk: Desk) -> None:
    desk.click("Sosialisasi", 0)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Batal")))
    click(desk.view.panel.month_part.mark)
    assert answers.done
    assert done_months(desk, "Sosialisasi") == {}


def test_several_months_some_not_planned_are_asked_with_the_count(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 4)
    for _ in range(3):
        desk.press(KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    asked = mark_asked(desk, "Tandai terlaksana")
    assert asked.startswith("2 dari 4 bulan yang dipilih tidak direncanakan.")
    assert "Mei, Juni" in asked
    assert list(done_months(desk, "Rapat evaluasi")) == [4, 5, 6, 7]
    assert desk.undo_names() == ["Tandai terlaksana 4 bulan"]


def test_what_is_done_keeps_its_day_and_is_not_taken_back_by_marking(make_desk: Callable[..., Desk]) -> None:
    first = SMALL_PLAN.areas[0]
    watch = first.components[1]
    (indicator,) = watch.indicators
    (action,) = indicator.actions
    held = tuple(
        replace(cell, realized_on=date(2026, 4, 9)) if cell.month == 4 else cell for cell in action.months
    )
    watch = replace(watch, indicators=(replace(indicator, actions=(replace(action, months=held),)),))
    area = replace(first, components=(first.components[0], watch))
    desk = make_desk(replace(SMALL_PLAN, areas=(area, *SMALL_PLAN.areas[1:])), status=PlanStatus.DITETAPKAN)
    desk.go("Rapat evaluasi", 4)
    desk.press(KEY.Key_T, CONTROL)
    (sentence,) = desk.refusals
    assert "April 2026 sudah ditandai terlaksana (9 April 2026)" in sentence
    desk.press(KEY.Key_End, Qt.KeyboardModifier.ShiftModifier)
    mark_asked(desk, "Tandai terlaksana")
    assert done_months(desk, "Rapat evaluasi")[4] == date(2026, 4, 9)
    assert len(done_months(desk, "Rapat evaluasi")) == 9


@pytest.mark.parametrize(
    ("row", "more", "says"),
    [
        ("Monev", 0, "pilih dahulu langkah aksinya"),
        ("Menyusun rencana", 1, "Pilih dahulu sel bulannya"),
    ],
)
def test_control_t_where_no_month_is_meant_says_what_to_choose(
    desk: Desk, row: str, more: int, says: str
) -> None:
    desk.go(row)
    for _ in range(more):
        desk.press(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(KEY.Key_T, CONTROL)
    assert len(desk.refusals) == 1
    assert says in desk.refusals[0]
    assert desk.undo_names() == []
