"""A small plan in a real file, shown in the real view."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, click
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    MonthCell,
    Plan,
    PlanStatus,
    Unit,
)
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.store import Store

AS_OF = date(2026, 7, 15)


def _action(text: str, months: tuple[int, ...] = (), target: int | None = 100, person: str = "") -> Action:
    return Action(
        text,
        f"Bukti {text}",
        tuple(MonthCell(month, planned=True) for month in months),
        target_percent=target,
        person_in_charge=person,
    )


SMALL_PLAN = Plan(
    2026,
    (
        Area(
            "MANAJEMEN PERUBAHAN",
            (
                Component(
                    "Tim kerja",
                    (
                        Indicator("SK Tim", (_action("Menerbitkan SK", (1,)),)),
                        Indicator("Rencana", (_action("Menyusun rencana", (2, 3)), _action("Sosialisasi"))),
                    ),
                ),
                Component("Pemantauan", (Indicator("Monev", (_action("Rapat evaluasi", (4, 7, 10, 12)),)),)),
            ),
        ),
        Area(
            "PENATAAN TATA LAKSANA",
            (
                Component(
                    "SOP", (Indicator("Peta proses", (_action("Menyusun SOP", (8, 9), None, "Umum"),)),)
                ),
            ),
        ),
    ),
)


class Desk:
    """The view under test with the ways a person uses it."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, view: PlanView) -> None:
        self.bot = qtbot
        self.workspace = workspace
        self.view = view
        self.refusals: list[str] = []
        workspace.refused.connect(self.refusals.append)

    @property
    def store(self) -> "Store":
        return self.workspace.store

    def row(self, text: str) -> Row:
        """Return the one row with this text."""
        (found,) = [
            row for row in self.view.model.root.descend() if row.kind is not None and row.text == text
        ]
        return found

    def action(self, text: str) -> Action:
        """Return an action as it is stored now."""
        (found,) = self.store.load_actions([self.row(text).id])
        return found

    def months(self, text: str) -> frozenset[int]:
        """Return the planned months of an action as stored."""
        return self.action(text).planned_months

    def texts(self) -> list[str]:
        """Return every stored text in reading order, with two spaces per level."""
        record = self.store.load_record(self.view.model.plan_id)
        lines = []
        for area in record.plan.areas:
            lines.append(area.text)
            for component in area.components:
                lines.append("  " + component.text)
                for indicator in component.indicators:
                    lines.append("    " + indicator.text)
                    lines.extend("      " + action.text for action in indicator.actions)
        return lines

    def shown(self) -> list[str]:
        """Return the texts of the rows on the sheet, collapsed ones left out, from top to bottom."""
        tree = self.view.sheet.tree
        lines = []
        index = self.view.model.index(0, 0)
        while index.isValid():
            row = self.view.model.row_of(index)
            assert row is not None
            lines.append(row.text)
            index = tree.indexBelow(index)
        return lines

    def place(self, text: str, column: int) -> tuple[QWidget, QPoint]:
        """Return the viewport that shows a cell and the cell's centre in it."""
        sheet = self.view.sheet
        index = self.view.model.index_of(self.row(text), column)
        view = sheet.view_of(index)
        view.scrollTo(index)
        rect = view.visualRect(index)
        assert rect.isValid()
        return view.viewport(), rect.center()

    def click(
        self, text: str, column: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Click on a cell."""
        viewport, point = self.place(text, column)
        self.bot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, point)

    def drag(self, start: tuple[str, int], *stops: tuple[str, int]) -> None:
        """Press on a cell, move over others, and let go on the last one."""
        viewport, point = self.place(*start)
        self.bot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point)
        for stop in stops:
            point = self.place(*stop)[1]
            self.bot.mouseMove(viewport, point)
        self.bot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point)

    def go(self, text: str, column: int = 0) -> None:
        """Make a cell the current one, with the keys on it."""
        self.view.sheet.reveal(self.row(text), column)
        self.view.sheet.take_focus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keys go."""
        self.bot.keyClick(self.focus(), key, modifier)

    def delete_rows(self, answer: str | None = None) -> str:
        """Press Ctrl+-; press the button ``answer`` of the question that must come, and return its text."""
        asked: list[str] = []

        def reply(box: QMessageBox) -> None:
            asked.append(f"{box.text()}\n{box.informativeText()}")
            click(button(box, str(answer)))

        answers = Answers()
        if answer is not None:
            answers.expect(QMessageBox, reply)
        self.press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
        assert answers.done
        if answer is None:
            return ""
        self.view.activateWindow()
        self.bot.waitUntil(self.view.isActiveWindow)
        self.view.sheet.take_focus()
        return asked[0]

    def type(self, text: str) -> None:
        """Type where the keys go."""
        self.bot.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        """Return the widget that has the keys."""
        widget = self.view.window().focusWidget()
        assert widget is not None
        return widget

    def current(self) -> tuple[str, int]:
        """Return the current cell."""
        row = self.view.sheet.current_row()
        assert row is not None
        return row.text, self.view.sheet.current_column()

    def undo_names(self) -> list[str]:
        """Return the names of the operations after the first, oldest first."""
        return [entry.name for entry in reversed(self.store.history())][1:]


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Make a desk on a plan of its own."""
    workspaces: list[Workspace] = []

    def make(plan: Plan = SMALL_PLAN, *, status: PlanStatus = PlanStatus.DRAF) -> Desk:
        from zidesk.db.operations.plans import add_plan, set_status

        def fill(store: "Store") -> None:
            plan_id = add_plan(store, Unit("Kabupaten Uji"), plan).created[0]
            if status is PlanStatus.DITETAPKAN:
                set_status(store, plan_id, status, decree_number="1", decree_date=date(2026, 1, 2))

        workspace = Workspace()
        workspaces.append(workspace)
        workspace.set_as_of(AS_OF)
        view = PlanView(workspace)
        qtbot.addWidget(view)
        view.resize(1200, 700)
        view.show()
        qtbot.waitExposed(view)
        with qtbot.waitSignal(workspace.opened, timeout=10_000):
            workspace.create_file(tmp_path / "uji.zidesk", fill)
        qtbot.waitUntil(lambda: not workspace.is_busy)
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.sheet.take_focus()
        return Desk(qtbot, workspace, view)

    yield make
    for workspace in workspaces:
        workspace.shut_down()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk on a small plan."""
    return make_desk()
