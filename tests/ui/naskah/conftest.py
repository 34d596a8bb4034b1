"""The window on the Naskah page, and hands to work on it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.driving import come_back
from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.decree.parts import DecreePart, entries, entry_text
from zidesk.ui.naskah.entry_editor import EntryEditor
from zidesk.ui.naskah.entry_list import EntryList
from zidesk.ui.naskah.naskah_page import NaskahPage
from zidesk.ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONSIDERING = DecreePart(ClausePart.CONSIDERING)
RECALLING = DecreePart(ClausePart.RECALLING)


class Desk:
    """The window with the Naskah page shown, as a person has it before them."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        page = window.shown_page
        assert isinstance(page, NaskahPage)
        self.page = page
        self.first = self.names(1)[0]
        """The file's last operation when the page was opened."""

    @property
    def decree(self) -> Decree:
        """The decree as it stands in the file."""
        store = self.window.workspace.store
        record = self.window.workspace.record
        assert record is not None
        return store.load_record(record.plan.id).plan.decree

    @property
    def entries(self) -> EntryList:
        return self.page.editor.list

    @property
    def editor(self) -> EntryEditor:
        return self.entries.editor

    def names(self, count: int) -> list[str]:
        """The names of the last operations, the latest first."""
        return [entry.name for entry in self.window.workspace.store.history(count)]

    def texts(self, part: DecreePart) -> list[str]:
        return [plain_text(entry_text(entry)) for entry in entries(self.decree, part)]

    def open_part(self, name: str) -> None:
        """Click a part in the outline."""
        outline = self.page.outline
        item = next(outline.item(i) for i in range(outline.count()) if name in outline.item(i).text())
        at = outline.visualItemRect(item).center()
        QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def click_text(self, row: int, x: int = 6, y: int = 8) -> None:
        """Click into the text of an entry."""
        view = self.entries
        rect = view.visualRect(view.entries.index(row))
        text = view.painter_of_rows.text_rect(view.entries.rows[row], rect)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text.topLeft() + QPoint(x, y))

    def click_label(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click the label of an entry, which chooses it."""
        rect = self.entries.visualRect(self.entries.entries.index(row))
        at = QPoint(rect.left() + 8, rect.center().y())
        QTest.mouseClick(self.entries.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def drag(self, row: int, to: QPoint) -> None:
        """Drag an entry by its grip."""
        viewport = self.entries.viewport()
        rect = self.entries.visualRect(self.entries.entries.index(row))
        start = QPoint(rect.left() + 8, rect.center().y())
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            QTest.mouseMove(viewport, start + (to - start) * step / 5)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)


def desk_at(window: MainWindow, qtbot: QtBot) -> Desk:
    """Show the Naskah page by its key."""
    come_back(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    return Desk(window, qtbot)


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    """The example open at the Naskah page; its preview is shown."""
    return desk_at(window, qtbot)
