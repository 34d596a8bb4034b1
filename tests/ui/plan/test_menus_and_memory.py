"""The context menu, the actions for the menu bar, and what the view remembers."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.plan.conftest import Desk
from zidesk.domain.model import PlanStatus
from zidesk.ui import settings
from zidesk.ui.plan import PlanView

LEFT = Qt.MouseButton.LeftButton


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
    assert [row.text for row in desk.view.sheet.selected_rows()] == ["Menyusun rencana", "Sosialisasi"]


def test_a_fixed_plan_still_offers_realisation_and_evidence(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(status=PlanStatus.DITETAPKAN)
    labels = _menu(desk, "Rapat evaluasi", 4)
    assert labels == ["Tandai terlaksana", "Lampirkan berkas…", "Salin", "Tempel"]


def test_the_menu_bar_gets_the_actions_in_groups(desk: Desk) -> None:
    groups = desk.view.menu_actions()
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
    desk.view.actions_by_name.collapse.trigger()
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "Tim kerja", "Pemantauan", "PENATAAN TATA LAKSANA", "SOP"]
    assert desk.current() == ("Tim kerja", 4)
    desk.view.actions_by_name.expand.trigger()
    assert len(desk.shown()) == 14
    assert desk.view.sheet.grid.isExpanded(desk.view.model.index_of(desk.row("Rencana")))
