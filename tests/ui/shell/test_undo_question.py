"""Ctrl+Z asks before it goes past a plan made, an import, a large step or another day; and only then."""

from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, click, come_back, open_in
from zidesk.db.history import recording
from zidesk.db.operations.nodes import delete_nodes, edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
from zidesk.ui.shell.main_window import MainWindow


def press_undo(window: MainWindow, qtbot: QtBot, answer: str | None = None) -> str:
    """Press Ctrl+Z; press ``answer`` in the question that must come, and return its words."""
    come_back(window, qtbot)
    asked: list[str] = []

    def reply(box: QMessageBox) -> None:
        asked.append(f"{box.text()}\n{box.informativeText()}")
        click(button(box, str(answer)))

    answers = Answers()
    if answer is not None:
        answers.expect(QMessageBox, reply)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answers.done
    return "".join(asked)


def first_action(path: Path) -> str:
    """Return the id of the first action in a closed file."""
    with Store.open(path) as store:
        return next(store.load_record(store.plans()[0].id).plan.actions()).action.id


def edit(path: Path, text: str) -> None:
    """Edit the first action of a closed file."""
    action_id = first_action(path)
    with Store.open(path) as store:
        edit_node(store, NodeKind.ACTION, action_id, text=text)


@pytest.fixture
def yesterday(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Operations are recorded as of the day before, until the fixture is undone."""

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) - timedelta(days=1)

    monkeypatch.setattr(recording, "datetime", Yesterday)
    return monkeypatch


def test_one_key_after_opening_does_not_make_the_plan_vanish(window: MainWindow, qtbot: QtBot) -> None:
    before = window.workspace.record
    asked = press_undo(window, qtbot, "Batal")
    assert "Langkah ini membuat rencana" in asked
    assert "Ctrl+Y mengembalikannya" in asked
    assert window.workspace.record == before
    assert len(window.workspace.plans) == 1


def test_what_was_done_on_another_day_is_asked(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path, yesterday: pytest.MonkeyPatch
) -> None:
    edit(example_file, "Tulisan kemarin")
    yesterday.undo()
    open_in(empty_window, qtbot, example_file)
    before = empty_window.workspace.record
    assert "Perubahan itu dibuat pada hari lain." in press_undo(empty_window, qtbot, "Batal")
    assert empty_window.workspace.record == before
    press_undo(empty_window, qtbot, "Urungkan")
    record = empty_window.workspace.record
    assert record is not None
    assert next(record.plan.actions()).action.text != "Tulisan kemarin"


def test_a_large_step_made_before_the_file_was_opened_is_asked(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    with Store.open(example_file) as store:
        area = store.load_record(store.plans()[0].id).plan.areas[0]
        delete_nodes(store, [(NodeKind.AREA, area.id)])
    open_in(empty_window, qtbot, example_file)
    assert "dibuat sebelum berkas ini dibuka" in press_undo(empty_window, qtbot, "Urungkan")
    record = empty_window.workspace.record
    assert record is not None
    assert record.plan.areas[0] == area


def test_ordinary_edits_of_today_are_undone_without_a_question(
    empty_window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    edit(example_file, "Tulisan tadi")
    open_in(empty_window, qtbot, example_file)
    workspace = empty_window.workspace
    assert workspace.record is not None
    action = next(workspace.record.plan.actions()).action
    workspace.run(lambda store: edit_node(store, NodeKind.ACTION, action.id, text="Tulisan baru"))
    press_undo(empty_window, qtbot)
    assert next(workspace.record.plan.actions()).action.text == "Tulisan tadi"
    press_undo(empty_window, qtbot)
    assert next(workspace.record.plan.actions()).action.text not in {"Tulisan tadi", "Tulisan baru"}
