"""The context menu, the actions for the menu bar, and what the view remembers."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.plan.conftest import Desk
from zidesk.domain.figures.progress import CellState
from zidesk.domain.plan.model import PlanStatus
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.legend import FILE_MEANING, MEANINGS
from zidesk.ui.shell import settings

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _menu(desk: Desk, text: str, column: int) -> list[str]:
    """Right-click on a cell and return the enabled commands."""
    viewport, point = desk.place(text, column)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    labels = [
        action.text().replace("&", "") for action in menu.actions() if action.isEnabled() and action.text()
    ]
    menu.close()
    return labels


def test_a_right_click_offers_what_can_be_done_with_the_cell(desk: Desk) -> None:
    labels = _menu(desk, "Rapat evaluasi", 4)
    assert desk.current() == ("Rapat evaluasi", 4)
    assert desk.months("Rapat evaluasi") == {4, 7, 10, 12}
    for label in (
        "Tandai terlaksana",
        "Lampirkan berkas…",
        "Tambah di atas",
        "Tambah di bawah",
        "Gandakan",
        "Pindah ke atas",
        "Hapus baris",
        "Pola jadwal",
        "Salin",
        "Tempel",
    ):
        assert label in labels


def test_a_right_click_on_an_area_offers_a_component_inside(desk: Desk) -> None:
    labels = _menu(desk, "MANAJEMEN PERUBAHAN", 0)
    assert "Tambah komponen di dalam" in labels
    assert "Tandai terlaksana" not in labels
    assert "Pindah ke atas" not in labels
    assert "Pindah ke bawah" in labels


def test_a_right_click_keeps_a_selection_it_falls_on(desk: Desk) -> None:
    desk.click("Menyusun rencana", 0)
    desk.click("Sosialisasi", 0, Qt.KeyboardModifier.ShiftModifier)
    _menu(desk, "Sosialisasi", 0)
    assert [row.text for row in desk.view.sheet.seen.rows()] == ["Menyusun rencana", "Sosialisasi"]


def test_a_fixed_plan_still_offers_realisation_and_evidence(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    labels = _menu(desk, "Rapat evaluasi", 4)
    assert labels == ["Tandai terlaksana", "Lampirkan berkas…", "Salin", "Tempel"]


def test_the_menu_bar_gets_the_actions_in_groups(desk: Desk) -> None:
    groups = desk.view.commands()
    assert list(groups) == ["Sunting", "Rencana", "Bukti"]
    shortcuts = {
        action.text().replace("&", ""): action.shortcut().toString()
        for lists in groups.values()
        for actions in lists
        for action in actions
    }
    assert shortcuts["Gandakan"] == "Ctrl+Shift+D"
    assert shortcuts["Pindah ke atas"] == "Alt+Up"
    assert shortcuts["Isi ke bawah"] == "Ctrl+D"
    used = [keys for keys in shortcuts.values() if keys]
    assert len(used) == len(set(used))


def test_the_share_of_the_tree_and_the_widths_of_columns_are_remembered(desk: Desk) -> None:
    sheet = desk.view.sheet
    handle = sheet.splitter.handle(1)
    middle = handle.rect().center()
    desk.bot.mousePress(handle, LEFT, pos=middle)
    desk.bot.mouseMove(handle, QPoint(middle.x() - 90, middle.y()))
    desk.bot.mouseRelease(handle, LEFT, pos=QPoint(middle.x() - 90, middle.y()))
    widths = sheet.splitter.sizes()
    again = PlanView(desk.workspace)
    desk.bot.addWidget(again)
    again.resize(desk.view.size())
    again.show()
    assert settings.load_bytes("plan/splitter") is not None
    assert abs(again.sheet.splitter.sizes()[0] - widths[0]) <= 2


def test_rows_are_closed_to_components_and_opened_again_in_both_views(desk: Desk) -> None:
    desk.go("Sosialisasi", 4)
    desk.press(Qt.Key.Key_2, ALT | SHIFT)
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "Tim kerja", "Pemantauan", "PENATAAN TATA LAKSANA", "SOP"]
    assert desk.current() == ("Tim kerja", 4)
    desk.press(Qt.Key.Key_4, ALT | SHIFT)
    assert len(desk.shown()) == 14
    assert desk.view.sheet.grid.isExpanded(desk.view.model.index_of(desk.row("Rencana")))


def test_the_numbers_beside_the_filters_open_the_rows_down_to_a_level(desk: Desk) -> None:
    buttons = desk.view.filter_bar.levels.buttons
    assert [button.text() for button in buttons] == ["1", "2", "3", "4"]
    desk.bot.mouseClick(buttons[0], LEFT)
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "PENATAAN TATA LAKSANA"]
    desk.bot.mouseClick(buttons[2], LEFT)
    assert len(desk.shown()) == 9
    assert "Menyusun SOP" not in desk.shown()
    desk.bot.mouseClick(buttons[3], LEFT)
    assert "Menyusun SOP" in desk.shown()


def test_the_active_level_is_marked_and_none_where_rows_differ(desk: Desk) -> None:
    levels, tree = desk.view.filter_bar.levels, desk.view.sheet.tree
    assert levels.active == 3
    for number, button in enumerate(levels.buttons):
        desk.bot.mouseClick(button, LEFT)
        assert levels.active == number
        assert [each.isChecked() for each in levels.buttons].count(True) == 1
    tree.collapse(desk.view.model.index_of(desk.row("Monev")))
    assert levels.active is None
    tree.collapse(desk.view.model.index_of(desk.row("SK Tim")))
    tree.collapse(desk.view.model.index_of(desk.row("Rencana")))
    tree.collapse(desk.view.model.index_of(desk.row("Peta proses")))
    assert levels.active == 2
    desk.view.search("evaluasi")
    desk.bot.waitUntil(lambda: levels.active == 3)


def test_the_numbers_give_way_where_the_window_is_narrow(desk: Desk) -> None:
    bar = desk.view.filter_bar
    assert bar.level_box.isVisible()
    desk.view.resize(bar.minimumSizeHint().width(), 700)
    assert bar.width() == bar.minimumSizeHint().width()
    assert not bar.level_box.isVisible()
    desk.view.resize(1250, 700)
    assert bar.level_box.isVisible()


def test_the_tree_takes_the_width_that_the_last_column_does_not_need(desk: Desk) -> None:
    sheet = desk.view.sheet
    desk.view.resize(1250, 700)
    figures = sheet.grid.sheet_header
    assert figures.sectionSize(columns.PERSON) < 8 * sheet.painter.line
    assert sheet.tree.width() > 36 * sheet.painter.line


def test_both_views_end_at_one_height_when_only_the_grid_scrolls_sideways(desk: Desk) -> None:
    sheet = desk.view.sheet
    desk.view.resize(700, 700)
    assert sheet.grid.horizontalScrollBar().isVisible()
    assert not sheet.tree.horizontalScrollBar().isVisible()
    assert sheet.tree.viewport().height() == sheet.grid.viewport().height()
    desk.view.resize(1300, 700)
    desk.bot.waitUntil(lambda: not sheet.grid.horizontalScrollBar().isVisible())
    desk.bot.waitUntil(lambda: sheet.tree.viewport().height() == sheet.grid.viewport().height())


def test_the_legend_says_what_every_mark_means(desk: Desk) -> None:
    button = desk.view.filter_bar.legend
    seen: list[list[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append([action.text() for action in menu.actions() if not action.icon().isNull()])
        menu.close()

    QTimer.singleShot(50, look)
    desk.bot.mouseClick(button, LEFT)
    assert seen == [[*MEANINGS.values(), FILE_MEANING]]
    assert set(MEANINGS) == set(CellState) - {CellState.EMPTY}


def test_sentences_name_a_row_by_its_code_and_text(desk: Desk) -> None:
    desk.go("Menyusun SOP")
    desk.press(Qt.Key.Key_Delete)
    assert desk.view.notice.text.startswith("Tulisan II.1.1.1 “Menyusun SOP” dikosongkan")
    desk.workspace.undo()
    desk.go("Menyusun SOP")
    desk.delete_rows()
    assert desk.view.notice.text == "Langkah aksi II.1.1.1 “Menyusun SOP” dihapus."
