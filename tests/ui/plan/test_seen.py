"""A command acts only on what is seen: no row that a filter, the search or a fold hides is touched by one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.plan.conftest import Desk
from zidesk.domain.plan.model import Action
from zidesk.ui.plan.sheet.row_filter import FilterName

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
JULY = ["MANAJEMEN PERUBAHAN", "Pemantauan", "Monev", "Rapat evaluasi"]
"""What the filter of the month leaves of the small plan in July."""


def this_month(desk: Desk) -> None:
    """Filter to what is planned this month."""
    desk.bot.mouseClick(desk.view.filter_bar.buttons[FilterName.THIS_MONTH], Qt.MouseButton.LeftButton)
    assert desk.shown() == JULY


def without_schedule(desk: Desk) -> None:
    """Filter to what has no months: one of the two actions of its indicator."""
    desk.bot.mouseClick(desk.view.filter_bar.buttons[FilterName.WITHOUT_SCHEDULE], Qt.MouseButton.LeftButton)
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "Tim kerja", "Rencana", "Sosialisasi"]


def search(desk: Desk) -> None:
    """Search for a word of one action."""
    desk.view.search("evaluasi")
    desk.bot.waitUntil(lambda: desk.shown() == JULY)


def stored(desk: Desk) -> dict[str, Action]:
    """Return all actions as they are stored, by id."""
    plan = desk.store.load_record(desk.view.model.plan_id).plan
    return {path.action.id: path.action for path in plan.actions()}


KEYS: dict[str, tuple[Qt.Key, Qt.KeyboardModifier]] = {
    "clear": (KEY.Key_Delete, Qt.KeyboardModifier.NoModifier),
    "delete rows": (KEY.Key_Minus, CONTROL),
    "delete rows by the keypad": (KEY.Key_Minus, CONTROL | Qt.KeyboardModifier.KeypadModifier),
    "fill down": (KEY.Key_D, CONTROL),
    "duplicate": (KEY.Key_D, CONTROL | SHIFT),
    "up": (KEY.Key_Up, ALT),
    "down": (KEY.Key_Down, ALT),
    "mark": (KEY.Key_Space, Qt.KeyboardModifier.NoModifier),
}


@pytest.mark.parametrize("hide", [this_month, search])
@pytest.mark.parametrize("key", KEYS)
def test_no_key_touches_a_row_that_is_hidden(desk: Desk, hide: Callable[[Desk], None], key: str) -> None:
    hide(desk)
    shown = {row.id for row in desk.view.model.root.descend() if row.text in JULY}
    before = stored(desk)
    desk.view.sheet.take_focus()
    desk.press(KEY.Key_A, CONTROL)
    desk.press(*KEYS[key])
    after = stored(desk)
    for action_id, action in before.items():
        if action_id not in shown:
            assert after.get(action_id) == action
    assert len(after) <= len(before) + 1


@pytest.mark.parametrize("hide", [this_month, search])
def test_no_pattern_and_no_emptying_reaches_a_hidden_action(desk: Desk, hide: Callable[[Desk], None]) -> None:
    for pattern in desk.view.actions_by_name.patterns:
        hide(desk)
        before, steps = stored(desk), len(desk.undo_names())
        desk.go("MANAJEMEN PERUBAHAN")
        pattern.trigger()
        changed = {action_id for action_id, action in stored(desk).items() if before[action_id] != action}
        assert changed <= {desk.row("Rapat evaluasi").id}
        if len(desk.undo_names()) > steps:
            desk.workspace.undo()
        assert stored(desk) == before


def test_a_pattern_on_an_indicator_leaves_its_hidden_action_alone(desk: Desk) -> None:
    without_schedule(desk)
    desk.go("Rencana")
    (monthly,) = [each for each in desk.view.actions_by_name.patterns if each.text() == "Setiap bulan"]
    monthly.trigger()
    assert desk.months("Sosialisasi") == frozenset(range(1, 13))
    assert desk.months("Menyusun rencana") == {2, 3}


def test_copies_hold_what_is_shown(desk: Desk) -> None:
    without_schedule(desk)
    desk.go("Rencana")
    desk.press(KEY.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert "Sosialisasi" in copied
    assert "Menyusun rencana" not in copied


def test_a_duplicate_holds_what_is_shown(desk: Desk) -> None:
    without_schedule(desk)
    desk.go("Rencana")
    desk.press(KEY.Key_D, CONTROL | SHIFT)
    copies = [row for row in desk.view.model.root.descend() if row.text == "Rencana"]
    assert [[below.text for below in row.children] for row in copies] == [
        ["Menyusun rencana", "Sosialisasi"],
        ["Sosialisasi"],
    ]


def test_months_of_hidden_rows_between_two_selected_ones_stay(desk: Desk) -> None:
    this_month(desk)
    desk.go("MANAJEMEN PERUBAHAN", 1)
    for _ in range(3):
        desk.press(KEY.Key_Down, SHIFT)
    for _ in range(11):
        desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_Delete)
    assert {text: desk.months(text) for text in ("Menerbitkan SK", "Menyusun rencana", "Menyusun SOP")} == {
        "Menerbitkan SK": {1},
        "Menyusun rencana": {2, 3},
        "Menyusun SOP": {8, 9},
    }
    assert desk.months("Rapat evaluasi") == frozenset()


def test_del_empties_texts_and_keeps_the_rows(desk: Desk) -> None:
    rows = len(desk.texts())
    desk.view.sheet.take_focus()
    desk.press(KEY.Key_A, CONTROL)
    desk.press(KEY.Key_Delete)
    assert [text.strip() for text in desk.texts()] == [""] * rows
    assert "14 baris dikosongkan; barisnya tetap ada" in desk.view.notice.text
    assert len(desk.undo_names()) == 1
    desk.workspace.undo()
    assert len([text for text in desk.texts() if text.strip()]) == rows


def test_deleting_all_rows_is_asked_with_the_count_and_what_goes(desk: Desk) -> None:
    before = desk.texts()
    desk.view.sheet.take_focus()
    desk.press(KEY.Key_A, CONTROL)
    asked = desk.delete_rows("Batal")
    assert asked.startswith("Hapus 2 baris beserta 12 baris di dalamnya?")
    assert "Yang ikut terhapus: 5 langkah aksi." in asked
    assert desk.texts() == before
    assert desk.undo_names() == []
    desk.press(KEY.Key_A, CONTROL)
    desk.delete_rows("Hapus 14 baris")
    assert desk.texts() == []
    desk.workspace.undo()
    assert desk.texts() == before


def test_a_folded_row_stands_for_what_it_holds_and_its_cells_are_not_meant(desk: Desk) -> None:
    tree = desk.view.sheet.tree
    tree.collapse(desk.view.model.index_of(desk.row("PENATAAN TATA LAKSANA")))
    desk.view.sheet.take_focus()
    desk.press(KEY.Key_A, CONTROL)
    desk.press(KEY.Key_Delete)
    assert [text for text in desk.texts() if text.strip()] == [
        "  SOP",
        "    Peta proses",
        "      Menyusun SOP",
    ]
