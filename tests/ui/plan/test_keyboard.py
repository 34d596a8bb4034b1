"""Keys on the sheet: the tree and the grid are one sheet of cells."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import delete

from tests.ui.plan.conftest import Desk
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.editors import open_editor

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LAST = columns.COLUMN_COUNT - 1


def test_arrows_go_from_the_tree_into_the_grid_and_back(desk: Desk) -> None:
    desk.go("Sosialisasi")
    assert desk.focus() is desk.view.sheet.tree
    desk.press(KEY.Key_Right)
    assert desk.current() == ("Sosialisasi", 1)
    assert desk.focus() is desk.view.sheet.grid
    desk.press(KEY.Key_Down)
    assert desk.current() == ("Pemantauan", 1)
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Left)
    assert desk.current() == ("Sosialisasi", 0)
    assert desk.focus() is desk.view.sheet.tree


@pytest.mark.parametrize(
    ("key", "modifier", "end"),
    [
        (KEY.Key_Home, Qt.KeyboardModifier.NoModifier, ("Sosialisasi", 0)),
        (KEY.Key_End, Qt.KeyboardModifier.NoModifier, ("Sosialisasi", LAST)),
        (KEY.Key_Left, CONTROL, ("Sosialisasi", 0)),
        (KEY.Key_Right, CONTROL, ("Sosialisasi", LAST)),
        (KEY.Key_Up, CONTROL, ("MANAJEMEN PERUBAHAN", 6)),
        (KEY.Key_Down, CONTROL, ("Menyusun SOP", 6)),
        (KEY.Key_Home, CONTROL, ("MANAJEMEN PERUBAHAN", 0)),
        (KEY.Key_End, CONTROL, ("Menyusun SOP", LAST)),
        (KEY.Key_PageUp, Qt.KeyboardModifier.NoModifier, ("MANAJEMEN PERUBAHAN", 6)),
        (KEY.Key_PageDown, Qt.KeyboardModifier.NoModifier, ("Menyusun SOP", 6)),
        (KEY.Key_Return, Qt.KeyboardModifier.NoModifier, ("Pemantauan", 6)),
        (KEY.Key_Return, SHIFT, ("Menyusun rencana", 6)),
        (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier, ("Sosialisasi", 7)),
        (KEY.Key_Backtab, SHIFT, ("Sosialisasi", 5)),
    ],
)
def test_a_key_moves_the_current_cell(
    desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier, end: tuple[str, int]
) -> None:
    desk.go("Sosialisasi", 6)
    desk.press(key, modifier)
    assert desk.current() == end


def test_tab_goes_on_in_the_next_row_after_the_last_column(desk: Desk) -> None:
    desk.go("Menyusun rencana", LAST)
    desk.press(KEY.Key_Tab)
    assert desk.current() == ("Sosialisasi", 0)
    desk.press(KEY.Key_Backtab, SHIFT)
    assert desk.current() == ("Menyusun rencana", LAST)


def test_shift_and_arrows_select_a_block_across_rows_of_different_parents(desk: Desk) -> None:
    desk.go("Menerbitkan SK", 2)
    for _ in range(3):
        desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Right, SHIFT)
    cells = {row.text: numbers for row, numbers in desk.view.sheet.seen.cells().items()}
    assert cells == {
        "Menerbitkan SK": [2, 3],
        "Rencana": [2, 3],
        "Menyusun rencana": [2, 3],
        "Sosialisasi": [2, 3],
    }


def test_left_on_the_text_closes_a_row_then_goes_to_the_row_above(desk: Desk) -> None:
    desk.go("Rencana")
    desk.press(KEY.Key_Left)
    assert "Sosialisasi" not in desk.shown()
    desk.press(KEY.Key_Left)
    assert desk.current() == ("Tim kerja", 0)
    desk.go("Rencana")
    desk.press(KEY.Key_Right, ALT)
    assert "Sosialisasi" in desk.shown()


def test_closing_a_row_above_the_current_cell_takes_the_current_cell_there(desk: Desk) -> None:
    desk.go("Sosialisasi", 4)
    viewport, point = desk.place("Tim kerja", 0)
    painter = desk.view.sheet.painter
    point.setX(painter.indent + painter.pad)
    desk.bot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    assert desk.current() == ("Tim kerja", 4)
    sheet = desk.view.sheet
    index = desk.view.model.index_of(desk.row("Tim kerja"))
    assert not sheet.tree.isExpanded(index)
    assert not sheet.grid.isExpanded(index)


def test_f2_edits_a_text_and_enter_stores_it_and_goes_down(desk: Desk) -> None:
    desk.go("Menyusun rencana")
    desk.press(KEY.Key_F2)
    editor = open_editor(desk.view.sheet.tree)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "Menyusun rencana"
    desk.bot.keyClicks(editor, " 2026")
    desk.bot.keyClick(editor, KEY.Key_Return)
    assert desk.row("Menyusun rencana 2026").action is not None
    assert desk.current() == ("Sosialisasi", 0)
    assert open_editor(desk.view.sheet.tree) is None
    assert len(desk.undo_names()) == 1


def test_shift_enter_begins_a_new_line_in_a_text(desk: Desk) -> None:
    desk.go("Sosialisasi")
    desk.press(KEY.Key_F2)
    editor = open_editor(desk.view.sheet.tree)
    assert editor is not None
    desk.bot.keyClick(editor, KEY.Key_Return, SHIFT)
    desk.bot.keyClicks(editor, "baris dua")
    desk.bot.keyClick(editor, KEY.Key_Tab)
    assert desk.row("Sosialisasi\nbaris dua").label == "Sosialisasi baris dua"
    assert desk.current() == ("Sosialisasi\nbaris dua", 1)


def test_typing_replaces_the_text_and_escape_takes_it_back(desk: Desk) -> None:
    desk.go("Sosialisasi")
    desk.type("B")
    editor = open_editor(desk.view.sheet.tree)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "B"
    desk.bot.keyClick(editor, KEY.Key_Escape)
    assert desk.undo_names() == []
    assert desk.action("Sosialisasi").text == "Sosialisasi"


def test_a_double_click_edits_a_text(desk: Desk) -> None:
    viewport, point = desk.place("Tim kerja", 0)
    desk.bot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    editor = open_editor(desk.view.sheet.tree)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Tim kerja baru")
    desk.bot.keyClick(editor, KEY.Key_Return)
    assert desk.row("Tim kerja baru").code == "I.1"


def test_a_target_is_typed_in_place_as_a_percentage(desk: Desk) -> None:
    desk.go("Menyusun SOP", columns.TARGET)
    desk.type("8")
    editor = open_editor(desk.view.sheet.grid)
    assert isinstance(editor, QLineEdit)
    desk.bot.keyClicks(editor, "0%")
    desk.bot.keyClick(editor, KEY.Key_Return)
    assert desk.action("Menyusun SOP").target_percent == 80


def test_a_target_that_is_no_percentage_is_refused_and_stays_in_the_editor(desk: Desk) -> None:
    desk.go("Menyusun SOP", columns.TARGET)
    desk.type("x")
    editor = open_editor(desk.view.sheet.grid)
    assert editor is not None
    desk.bot.keyClicks(editor, "yz")
    desk.bot.keyClick(editor, KEY.Key_Return)
    (sentence,) = desk.refusals
    assert "xyz" in sentence
    desk.bot.waitUntil(lambda: open_editor(desk.view.sheet.grid) is not None)
    again = open_editor(desk.view.sheet.grid)
    assert isinstance(again, QLineEdit)
    assert again.text() == "xyz"
    desk.bot.keyClick(again, KEY.Key_Escape)
    assert desk.action("Menyusun SOP").target_percent is None


def test_a_fixed_plan_opens_no_editor_for_texts_but_one_for_the_person_in_charge(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    desk.go("Menyusun SOP")
    desk.press(KEY.Key_F2)
    desk.type("a")
    assert open_editor(desk.view.sheet.tree) is None
    desk.go("Menyusun SOP", columns.PERSON)
    desk.type("U")
    editor = open_editor(desk.view.sheet.grid)
    assert editor is not None
    desk.bot.keyClicks(editor, "mum")
    desk.bot.keyClick(editor, KEY.Key_Return)
    assert desk.action("Menyusun SOP").person_in_charge == "Umum"


def test_select_all_selects_every_cell(desk: Desk) -> None:
    desk.go("Sosialisasi")
    desk.press(KEY.Key_A, CONTROL)
    cells = desk.view.sheet.seen.cells()
    assert [row.text for row in cells] == desk.shown()
    assert all(numbers == list(range(columns.COLUMN_COUNT)) for numbers in cells.values())


def test_f6_goes_to_the_panel_and_escape_back(desk: Desk) -> None:
    desk.go("Sosialisasi", 3)
    desk.press(KEY.Key_F6)
    assert desk.focus() is desk.view.panel.action_part.text.editor
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.view.sheet.grid


def test_both_views_show_the_same_rows_at_the_same_height_whatever_is_scrolled(desk: Desk) -> None:
    desk.view.resize(560, 420)
    sheet = desk.view.sheet
    sheet.tree.verticalScrollBar().setValue(37)
    assert sheet.grid.verticalScrollBar().value() == sheet.tree.verticalScrollBar().value() > 0
    sheet.grid.verticalScrollBar().setValue(sheet.grid.verticalScrollBar().maximum())
    assert sheet.grid.verticalScrollBar().maximum() == sheet.tree.verticalScrollBar().maximum()
    for text in desk.shown():
        row = desk.row(text)
        left = sheet.tree.visualRect(desk.view.model.index_of(row, 0))
        right = sheet.grid.visualRect(desk.view.model.index_of(row, 5))
        assert (left.top(), left.height()) == (right.top(), right.height())


def test_the_sheet_may_lose_the_keys_while_it_is_being_destroyed(desk: Desk) -> None:
    sheet = desk.view.sheet
    kept, sheet.selection = sheet.selection, QItemSelectionModel(sheet.model)
    delete(sheet.selection)
    QApplication.sendEvent(sheet.tree, QFocusEvent(QEvent.Type.FocusOut))
    sheet.selection = kept
    assert desk.current() == ("MANAJEMEN PERUBAHAN", 0)
