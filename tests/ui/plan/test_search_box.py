"""The search box and what is filtered never part: the word that stands there is the word that counts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.driving import click
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet.row_filter import FilterName, search_words
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.shell.page import PLAN, Location

WORD = "evaluasi"


def plan_view(window: MainWindow) -> PlanView:
    assert isinstance(window.plan_view, PlanView)
    return window.plan_view


def another_plan(window: MainWindow) -> None:
    record = window.workspace.record
    assert record is not None
    other = next(plan for plan in window.workspace.plans if plan.id != record.plan.id)
    window.workspace.choose_plan(other.id)


def close_and_open(window: MainWindow) -> None:
    path = window.workspace.path
    assert path is not None
    window.files.close_file()
    QTest.qWait(50)
    window.open_at_start(path)
    for _ in range(200):
        if window.workspace.record is not None:
            return
        QTest.qWait(20)


def other_page_and_back(window: MainWindow) -> None:
    window.show_page("bukti")
    window.show_page(PLAN)


def hidden_row(window: MainWindow) -> None:
    view = plan_view(window)
    row = next(
        row for row in view.model.root.descend() if row.action is not None and not view.model.is_shown(row)
    )
    window.pages.go_to(Location(PLAN, item=row.id))


def show_all(window: MainWindow) -> None:
    plan_view(window).search("tidak ada yang begini")
    QTest.qWait(200)
    click(plan_view(window).show_all)


WAYS: dict[str, Callable[[MainWindow], object]] = {
    "another plan": another_plan,
    "close and open": close_and_open,
    "another page and back": other_page_and_back,
    "a row that is hidden": hidden_row,
    "show all": show_all,
    "a filter": lambda window: click(plan_view(window).filter_bar.buttons[FilterName.LATE]),
    "a count in the status line": lambda window: click(window.status.late),
    "all steps in the status line": lambda window: click(window.status.steps),
    "back": lambda window: (hidden_row(window), window.go_back()),
    "escape": lambda window: QTest.keyClick(window.chooser.search, Qt.Key.Key_Escape),
    "typed and at once another plan": lambda window: (
        QTest.keyClicks(window.chooser.search, " rapat"),
        another_plan(window),
    ),
    "typed and at once another page": lambda window: (
        QTest.keyClicks(window.chooser.search, " rapat"),
        other_page_and_back(window),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_word_in_the_box_is_what_is_filtered_by(
    empty_window: MainWindow, province_file: Path, qtbot: QtBot, way: str
) -> None:
    window = empty_window
    window.open_at_start(province_file)
    qtbot.waitUntil(lambda: window.workspace.record is not None)
    record = window.workspace.record
    batanghari = next(p for p in window.workspace.plans if p.year == 2026 and p.unit_id != record.unit.id)
    window.workspace.choose_plan(batanghari.id)
    QTest.keyClicks(window.chooser.search, WORD)
    qtbot.waitUntil(lambda: plan_view(window).model.filter.words == (WORD,))
    WAYS[way](window)
    QTest.qWait(250)
    shown = search_words(window.chooser.search.text())
    assert plan_view(window).model.filter.words == shown
    assert search_words(plan_view(window).searched) == shown


def test_a_count_leads_to_all_rows_that_it_counts(window: MainWindow, qtbot: QtBot) -> None:
    view = plan_view(window)
    QTest.keyClicks(window.chooser.search, WORD)
    qtbot.waitUntil(lambda: view.model.filter.words == (WORD,))
    click(window.status.steps)
    assert window.chooser.search.text() == ""
    shown = [row for row in view.model.root.seen() if row.action is not None]
    assert window.status.steps.text() == f"{len(shown)} langkah aksi,"
