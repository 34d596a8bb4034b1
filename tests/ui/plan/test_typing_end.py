"""Enter, Escape and leaving mean the same in an editor of one line and of several."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from zidesk.ui.plan.sheet.typing_end import TypingEnd

Editor = QLineEdit | QPlainTextEdit
KEY = Qt.Key


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def editor(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Editor]:
    window = QWidget()
    column = QVBoxLayout(window)
    made: Editor = request.param()
    column.addWidget(made)
    column.addWidget(QLineEdit())
    window.show()
    qtbot.waitActive(window)
    made.setFocus()
    yield made
    window.close()
    window.deleteLater()


@pytest.fixture
def heard(editor: Editor) -> list[str]:
    told: list[str] = []
    end = TypingEnd(editor)
    end.done.connect(lambda: told.append("done"))
    end.cancelled.connect(lambda: told.append("cancelled"))
    return told


def text(editor: Editor) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_is_done_and_types_nothing(editor: Editor, heard: list[str], key: Qt.Key) -> None:
    QTest.keyClicks(editor, "Rapat")
    QTest.keyClick(editor, key)
    assert (text(editor), heard) == ("Rapat", ["done"])


def test_escape_cancels(editor: Editor, heard: list[str]) -> None:
    QTest.keyClicks(editor, "Rapat")
    QTest.keyClick(editor, KEY.Key_Escape)
    assert (text(editor), heard) == ("Rapat", ["cancelled"])


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier])
def test_a_new_line_begins_only_where_there_can_be_one(
    editor: Editor, heard: list[str], held: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(editor, "Rapat")
    QTest.keyClick(editor, KEY.Key_Return, held)
    several = isinstance(editor, QPlainTextEdit)
    assert (text(editor), heard) == (("Rapat\n", []) if several else ("Rapat", ["done"]))


def test_leaving_is_done_and_a_context_menu_is_no_leaving(editor: Editor, heard: list[str]) -> None:
    place = editor.rect().center()
    menu_event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.mapToGlobal(place))
    target = editor.viewport() if isinstance(editor, QPlainTextEdit) else editor
    QApplication.sendEvent(target, menu_event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert heard == []
    QTest.keyClick(menu, KEY.Key_Escape)
    assert heard == []
    editor.window().findChildren(QLineEdit)[-1].setFocus()
    assert heard == ["done"]


def test_enter_in_a_text_that_can_only_be_read_is_not_done(editor: Editor, heard: list[str]) -> None:
    editor.setReadOnly(True)
    QTest.keyClick(editor, KEY.Key_Return)
    assert heard == []
    QTest.keyClick(editor, KEY.Key_Escape)
    assert heard == ["cancelled"]
