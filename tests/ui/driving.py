"""Hands for tests that drive the real window: dialogs are answered by clicks and keys, as a person does."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from zidesk.db.operations.plans import set_status
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.shell.main_window import MainWindow

Dialog = TypeVar("Dialog", bound=QWidget)
_POLL_MS = 10
_GIVE_UP_AFTER = 800
_CLOSED_WITHIN_MS = 30_000
_FOLDER_READ_MS = 250


class Answers:
    """Answers modal dialogs in the order in which they are expected; ``done`` says that all came."""

    def __init__(self) -> None:
        self._waiting: list[tuple[type[QWidget], Callable[[QWidget], object]]] = []
        self._tries = 0
        self.error: BaseException | None = None

    @property
    def done(self) -> bool:
        """Whether every expected dialog came and was answered."""
        if self.error is not None:
            raise self.error
        return not self._waiting

    def expect(self, kind: type[Dialog], answer: Callable[[Dialog], object]) -> "Answers":
        """Answer the next modal dialog of ``kind`` by calling ``answer(dialog)``."""
        self._waiting.append((kind, answer))  # type: ignore[arg-type]  # called with what it asks for
        if len(self._waiting) == 1:
            self._tries = 0
            QTimer.singleShot(_POLL_MS, self._look)
        return self

    def expect_file(self, path: Path) -> "Answers":
        """Type ``path`` into the next file dialog and press Enter."""
        return self.expect(QFileDialog, lambda dialog: type_file_name(dialog, path))

    def _look(self) -> None:
        if not self._waiting:
            return
        kind, answer = self._waiting[0]
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not is_ready(dialog):
            self._tries += 1
            if self._tries < _GIVE_UP_AFTER:
                QTimer.singleShot(_POLL_MS, self._look)
                return
            self.error = AssertionError(f"expected {kind.__name__}, found {dialog!r}")
            if dialog is not None:
                dialog.close()
            return
        self._waiting.pop(0)
        self._tries = 0
        if self._waiting:
            QTimer.singleShot(_POLL_MS, self._look)
        try:
            answer(dialog)
            if dialog.isVisible() and dialog is QApplication.activeModalWidget():
                QTimer.singleShot(_CLOSED_WITHIN_MS, partial(self._must_be_closed, dialog))
        except BaseException as error:  # noqa: BLE001 - raised again in the test, which reads ``done``
            self.error = error
            dialog.close()

    def _must_be_closed(self, dialog: QWidget) -> None:
        if isValid(dialog) and dialog.isVisible():
            self.error = AssertionError(f"{dialog!r} is still open after its answer")
            dialog.close()


def is_ready(dialog: QWidget) -> bool:
    """Whether ``dialog`` is on the screen and has the keys."""
    handle = dialog.windowHandle()
    return handle is not None and handle.isExposed() and dialog.isActiveWindow()


def type_file_name(dialog: QFileDialog, path: Path) -> None:
    """Type a path into a file dialog and press its button."""
    # A file dialog still reads its folder when it comes up, and then puts its own proposal back.
    QTest.qWait(_FOLDER_READ_MS)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    buttons = dialog.findChild(QDialogButtonBox)
    assert field is not None
    assert buttons is not None
    # The list of completions would take the keys that choose the file.
    field.setCompleter(None)
    field.selectAll()
    QTest.keyClicks(field, str(path))
    accepts = [
        each
        for each in buttons.buttons()
        if buttons.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole
    ]
    assert len(accepts) == 1
    click(accepts[0])


def button(parent: QWidget, text: str) -> QAbstractButton:
    """Return the visible button called ``text``."""
    found = [
        each for each in parent.findChildren(QAbstractButton) if each.text() == text and each.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} buttons called {text!r}"
    return found[0]


def click(widget: QWidget) -> None:
    """Click the middle of ``widget`` with the left button."""
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def open_in(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Open ``path`` in ``window``, as at the program's start, and wait until its plan is shown."""
    window.open_at_start(path)
    qtbot.waitUntil(lambda: window.workspace.record is not None)


def come_back(window: MainWindow, qtbot: QtBot) -> None:
    """Make ``window`` active again after a dialog, as a desktop does."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def choose_menu(window: MainWindow, *labels: str) -> None:
    """Open a menu by mouse, walk its entries by label, and click the last."""
    bar = window.menuBar()
    first = entry(bar.actions(), labels[0])
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(first).center())
    action = first
    for label in labels[1:]:
        # After QAction.menu(), PySide would take the menu for gone.
        menu = QMenu.menuInAction(action)
        assert isinstance(menu, QMenu)
        # A menu within a menu opens a moment after the click.
        for _ in range(_GIVE_UP_AFTER):
            if menu.isVisible():
                break
            QTest.qWait(_POLL_MS)
        assert menu.isVisible()
        chosen = entry(menu.actions(), label)
        assert chosen.isEnabled(), f"{label} is disabled"
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(chosen).center())
        action = chosen


def entry(actions: list[QAction], label: str) -> QAction:
    """Return the visible action called ``label``, with or without its mnemonic."""
    found = [action for action in actions if action.text().replace("&", "") == label and action.isVisible()]
    assert found, f"no {label!r} among {[action.text() for action in actions]}"
    return found[0]


def sign(window: MainWindow) -> str:
    """Sign the plan on screen and return its id."""
    record = window.workspace.record
    assert record is not None
    window.workspace.run(
        lambda store: set_status(
            store,
            record.plan.id,
            PlanStatus.DITETAPKAN,
            decree_number="10",
            decree_date=date(2026, 1, 22),
        )
    )
    return record.plan.id
