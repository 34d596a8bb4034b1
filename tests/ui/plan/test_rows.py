"""Adding, duplicating, moving and deleting rows at every level."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.plan.conftest import Desk
from zidesk.db.operations.nodes import add_nodes
from zidesk.domain.plan.model import Component, Plan, PlanStatus
from zidesk.ui.plan.sheet.editors import open_editor
from zidesk.ui.plan.sheet.plan_model import ROWS_MIME

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEVELS = ("MANAJEMEN PERUBAHAN", "Tim kerja", "Rencana", "Menyusun rencana")


def _write(desk: Desk, text: str) -> None:
    editor = open_editor(desk.view.sheet.tree)
    assert editor is not None
    desk.bot.keyClicks(editor, text)
    desk.bot.keyClick(editor, KEY.Key_Return)


@pytest.mark.parametrize("level", LEVELS)
def test_insert_adds_a_row_of_the_same_kind_below_and_edits_it(desk: Desk, level: str) -> None:
    before = desk.texts()
    desk.go(level)
    kind, number = desk.row(level).kind, desk.row(level).number
    desk.press(KEY.Key_Insert)
    _write(desk, "Baris baru")
    added = desk.row("Baris baru")
    assert (added.kind, added.number) == (kind, number + 1)
    assert len(desk.undo_names()) == 2
    desk.workspace.undo()
    desk.workspace.undo()
    assert desk.texts() == before


def test_rows_are_added_one_after_another_with_insert_text_and_enter(desk: Desk) -> None:
    desk.go("Sosialisasi")
    for text in ("Langkah A", "Langkah B"):
        desk.press(KEY.Key_Insert)
        _write(desk, text)
        assert desk.current() == (text, 0)
    indicator = desk.row("Rencana")
    assert [row.text for row in indicator.children] == [
        "Menyusun rencana",
        "Sosialisasi",
        "Langkah A",
        "Langkah B",
    ]
    desk.press(KEY.Key_F2)
    _write(desk, " dan seterusnya")
    assert desk.current() == ("Pemantauan", 0)


@pytest.mark.parametrize("level", LEVELS)
def test_a_row_can_be_added_above(desk: Desk, level: str) -> None:
    desk.go(level)
    number = desk.row(level).number
    desk.view.actions_by_name.add_above.trigger()
    _write(desk, "Baris baru")
    assert desk.row("Baris baru").number == number
    assert desk.row(level).number == number + 1


@pytest.mark.parametrize("level", LEVELS[:3])
def test_a_row_can_be_added_inside(desk: Desk, level: str) -> None:
    desk.go(level)
    desk.view.actions_by_name.add_inside.trigger()
    _write(desk, "Baris baru")
    above = desk.row("Baris baru").parent
    assert above is desk.row(level)
    assert above.children[-1].text == "Baris baru"


@pytest.mark.parametrize("level", LEVELS)
def test_duplicating_copies_a_row_with_everything_below_it(desk: Desk, level: str) -> None:
    before = desk.texts()
    desk.go(level)
    size = sum(1 for _ in desk.row(level).descend())
    desk.press(KEY.Key_D, CONTROL | SHIFT)
    after = desk.texts()
    assert len(after) == len(before) + size
    at = next(number for number, text in enumerate(before) if text.strip() == level)
    assert after[at : at + size] == after[at + size : at + 2 * size]
    desk.workspace.undo()
    assert desk.texts() == before


@pytest.mark.parametrize("level", LEVELS)
def test_deleting_takes_everything_below_with_it_and_the_message_brings_it_back(
    desk: Desk, level: str
) -> None:
    before = desk.texts()
    desk.go(level)
    size = sum(1 for _ in desk.row(level).descend())
    desk.delete_rows(f"Hapus {size} baris" if size > 1 else None)
    assert len(desk.texts()) == len(before) - size
    notice = desk.view.notice
    assert notice.isVisible()
    assert "dihapus" in notice.text
    (undo,) = [button for button in notice.findChildren(QPushButton) if button.text() == "Urungkan"]
    desk.bot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert desk.texts() == before
    assert not notice.isVisible()


def test_the_message_of_a_deletion_goes_with_the_next_change_that_its_button_would_undo(desk: Desk) -> None:
    desk.go("Sosialisasi")
    desk.delete_rows()
    assert desk.view.notice.isVisible()
    desk.go("Rapat evaluasi", 5)
    assert desk.view.notice.isVisible()
    desk.press(KEY.Key_Space)
    assert not desk.view.notice.isVisible()
    assert desk.months("Rapat evaluasi") == {4, 5, 7, 10, 12}
    desk.go("Menyusun rencana")
    desk.delete_rows()
    assert desk.view.notice.isVisible()
    desk.workspace.undo()
    assert not desk.view.notice.isVisible()


def test_deleting_several_rows_is_one_step(desk: Desk) -> None:
    before = desk.texts()
    desk.go("Menyusun rencana")
    desk.press(KEY.Key_Down, SHIFT)
    asked = desk.delete_rows("Hapus 2 baris")
    assert asked.startswith("Hapus 2 baris?")
    assert [text for text in before if text not in desk.texts()] == [
        "      Menyusun rencana",
        "      Sosialisasi",
    ]
    assert len(desk.undo_names()) == 1
    assert "2 baris" in desk.view.notice.text


def test_after_deleting_the_next_row_is_the_current_one(desk: Desk) -> None:
    desk.go("Menyusun rencana")
    desk.delete_rows()
    assert desk.current() == ("Sosialisasi", 0)
    desk.delete_rows()
    assert desk.current() == ("Rencana", 0)


def test_alt_down_and_up_move_an_action_also_into_the_next_indicator(desk: Desk) -> None:
    before = desk.texts()
    desk.go("Menyusun rencana", 4)
    desk.press(KEY.Key_Down, ALT)
    assert desk.row("Menyusun rencana").number == 1
    assert desk.current() == ("Menyusun rencana", 4)
    desk.press(KEY.Key_Up, ALT)
    assert desk.texts() == before
    desk.press(KEY.Key_Up, ALT)
    parent = desk.row("Menyusun rencana").parent
    assert parent is desk.row("SK Tim")
    assert desk.row("Menyusun rencana").number == 1
    for _ in range(3):
        desk.workspace.undo()
    assert desk.texts() == before


def test_alt_up_moves_an_action_across_components_and_areas(desk: Desk) -> None:
    desk.go("Menyusun SOP")
    desk.press(KEY.Key_Up, ALT)
    assert desk.row("Menyusun SOP").code == "I.2.1.2"
    desk.press(KEY.Key_Up, ALT)
    desk.press(KEY.Key_Up, ALT)
    assert desk.row("Menyusun SOP").code == "I.1.2.3"


@pytest.mark.parametrize(
    ("moved", "neighbour"),
    [("PENATAAN TATA LAKSANA", "MANAJEMEN PERUBAHAN"), ("Pemantauan", "Tim kerja"), ("Rencana", "SK Tim")],
)
def test_rows_above_actions_move_with_everything_below_them(desk: Desk, moved: str, neighbour: str) -> None:
    before = desk.texts()
    below = [row.text for row in desk.row(moved).descend()]
    desk.go(moved)
    desk.press(KEY.Key_Up, ALT)
    assert desk.row(moved).number == 0
    assert desk.row(neighbour).number == 1
    assert [row.text for row in desk.row(moved).descend()] == below
    desk.workspace.undo()
    assert desk.texts() == before


def test_several_rows_move_together(desk: Desk) -> None:
    desk.go("SK Tim")
    desk.view.sheet.toggle_selected(desk.view.model.index_of(desk.row("Rencana")))
    desk.press(KEY.Key_Down, ALT)
    watching = desk.row("Pemantauan")
    assert [child.text for child in watching.children] == ["SK Tim", "Rencana", "Monev"]
    assert len(desk.undo_names()) == 1


def test_changes_keep_what_is_collapsed_and_where_the_sheet_is_scrolled(desk: Desk) -> None:
    sheet = desk.view.sheet
    desk.view.resize(59 * sheet.painter.line, 22 * sheet.painter.line)
    sheet.tree.collapse(desk.view.model.index_of(desk.row("SK Tim")))
    desk.go("Menyusun SOP", 5)
    scrolled = sheet.grid.verticalScrollBar().value()
    assert scrolled > 0
    selected = desk.view.sheet.seen.cells()
    top = desk.row("MANAJEMEN PERUBAHAN").id
    assert desk.workspace.run(lambda store: add_nodes(store, top, 9, [Component("Di bawah")]))
    assert desk.row("Di bawah").number == 2
    desk.workspace.undo()
    assert desk.current() == ("Menyusun SOP", 5)
    assert desk.view.sheet.seen.cells() == selected
    assert not sheet.grid.isExpanded(desk.view.model.index_of(desk.row("SK Tim")))
    assert "Menerbitkan SK" not in desk.shown()
    assert sheet.grid.isExpanded(desk.view.model.index_of(desk.row("Peta proses")))
    assert sheet.grid.verticalScrollBar().value() == scrolled


def test_rows_added_under_a_filter_stay_visible(desk: Desk) -> None:
    desk.view.set_filter("terlambat")
    desk.go("Rapat evaluasi")
    desk.press(KEY.Key_Insert)
    _write(desk, "Rapat tambahan")
    assert "Rapat tambahan" in desk.shown()


def test_an_empty_plan_offers_its_first_area(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(Plan(2026))
    assert desk.view.show_all.text() == "Tambah area"
    desk.bot.mouseClick(desk.view.show_all, Qt.MouseButton.LeftButton)
    assert len(desk.view.model.root.children) == 1
    assert desk.view.sheet.isVisible()


def test_a_fixed_plan_offers_no_row_commands(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    before = desk.texts()
    desk.go("Rencana")
    actions = desk.view.actions_by_name
    for action in (actions.add_above, actions.add_below, actions.add_inside, actions.delete, actions.move_up):
        assert not action.isEnabled()
    desk.press(KEY.Key_Delete)
    assert desk.texts() == before
    assert "ditetapkan" in desk.refusals[0]


def _drag_rows(desk: Desk, moved: str, onto: str, *, upper: bool = False) -> bool:
    """Drop a row on another one, as the mouse would; return whether it was taken."""
    viewport, point = desk.place(onto, 0)
    height = desk.view.sheet.painter.row_height
    spot = QPoint(point.x(), point.y() + (-height // 3 if upper else height // 3))
    data = QMimeData()
    data.setData(ROWS_MIME, desk.row(moved).id.encode())
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(spot, move, data, left, none))
    hover = QDragMoveEvent(spot, move, data, left, none)
    QApplication.sendEvent(viewport, hover)
    taken = hover.isAccepted()
    if taken:
        assert desk.view.sheet.drops.line is not None
        QApplication.sendEvent(viewport, QDropEvent(QPointF(spot), move, data, left, none))
    desk.view.sheet.drops.leave()
    return taken


def test_a_row_is_dropped_above_or_below_one_of_its_kind(desk: Desk) -> None:
    before = desk.texts()
    assert _drag_rows(desk, "Sosialisasi", "Menyusun rencana", upper=True)
    assert desk.row("Sosialisasi").number == 0
    assert _drag_rows(desk, "Sosialisasi", "Menyusun SOP")
    assert desk.row("Sosialisasi").parent is desk.row("Peta proses")
    assert desk.row("Sosialisasi").number == 1
    assert len(desk.undo_names()) == 2
    desk.workspace.undo()
    desk.workspace.undo()
    assert desk.texts() == before


def test_a_row_is_dropped_into_a_row_one_level_up(desk: Desk) -> None:
    assert _drag_rows(desk, "Pemantauan", "PENATAAN TATA LAKSANA")
    assert [child.text for child in desk.row("PENATAAN TATA LAKSANA").children] == ["Pemantauan", "SOP"]


def test_a_row_is_not_dropped_where_its_kind_does_not_belong(desk: Desk) -> None:
    before = desk.texts()
    assert not _drag_rows(desk, "Sosialisasi", "Tim kerja")
    assert desk.texts() == before


def test_a_row_dropped_where_it_is_changes_nothing(desk: Desk) -> None:
    assert _drag_rows(desk, "Sosialisasi", "Menyusun rencana")
    assert desk.undo_names() == []
