"""Filters, search, the message when nothing is left, and widths that are remembered."""

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.plan.conftest import Desk
from zidesk.ui.plan.sheet.row_filter import FilterName

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def _choose(desk: Desk, name: FilterName) -> None:
    desk.bot.mouseClick(desk.view.filter_bar.buttons[name], LEFT)


def _search(desk: Desk, text: str) -> None:
    words = tuple(text.casefold().split())
    desk.view.search(text)
    desk.bot.waitUntil(lambda: desk.view.model.filter.words == words)


def test_filter_buttons_count_and_show_their_rows(desk: Desk) -> None:
    labels = [button.text() for button in desk.view.filter_bar.buttons.values()]
    assert labels == ["Semua (5)", "Bulan ini (1)", "Terlambat (3)", "Tanpa bukti (0)", "Tanpa jadwal (1)"]
    _choose(desk, FilterName.THIS_MONTH)
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "Pemantauan", "Monev", "Rapat evaluasi"]
    assert desk.current() == ("Rapat evaluasi", 0)
    _choose(desk, FilterName.ALL)
    assert len(desk.shown()) == 14


def test_a_row_that_hides_others_below_it_is_not_deleted_under_a_filter(desk: Desk) -> None:
    _choose(desk, FilterName.THIS_MONTH)
    hidden = len(desk.texts()) - len(desk.shown())
    assert hidden > 0
    before = desk.texts()
    desk.view.sheet.take_focus()
    desk.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.press(KEY.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert desk.texts() == before
    assert "tersembunyi oleh saringan" in desk.refusals[-1]
    _choose(desk, FilterName.ALL)
    desk.go("Rapat evaluasi")
    desk.press(KEY.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert desk.texts() == [text for text in before if text.strip() != "Rapat evaluasi"]


def test_counts_follow_what_is_changed(desk: Desk) -> None:
    desk.click("Sosialisasi", 7)
    labels = [button.text() for button in desk.view.filter_bar.buttons.values()]
    assert labels[1:] == ["Bulan ini (2)", "Terlambat (3)", "Tanpa bukti (0)", "Tanpa jadwal (0)"]
    desk.workspace.set_as_of(date(2026, 12, 1))
    assert desk.view.filter_bar.buttons[FilterName.LATE].text() == "Terlambat (5)"


def test_nothing_left_says_so_and_shows_everything_again(desk: Desk) -> None:
    _choose(desk, FilterName.WITHOUT_EVIDENCE)
    assert desk.view._empty.text() == "Tidak ada langkah aksi dalam saringan “Tanpa bukti”."
    assert desk.view.show_all.isVisible()
    desk.bot.mouseClick(desk.view.show_all, LEFT)
    assert len(desk.shown()) == 14
    assert desk.view.filter_bar.buttons[FilterName.ALL].isChecked()


def test_a_search_narrows_and_its_end_brings_everything_back_as_it_was(desk: Desk) -> None:
    tree = desk.view.sheet.tree
    tree.collapse(desk.view.model.index_of(desk.row("SOP")))
    _search(desk, "USUN rencana")
    assert desk.shown() == ["MANAJEMEN PERUBAHAN", "Tim kerja", "Rencana", "Menyusun rencana"]
    _search(desk, "")
    assert "Menyusun SOP" not in desk.shown()
    assert "Rapat evaluasi" in desk.shown()


def test_a_search_without_a_match_names_the_words(desk: Desk) -> None:
    _search(desk, "bendera")
    assert desk.view._empty.text() == "Tidak ada baris yang memuat “bendera”."


def test_find_next_goes_from_match_to_match_and_round(desk: Desk) -> None:
    _search(desk, "menyusun")
    desk.view.sheet.take_focus()
    assert desk.current() == ("Menyusun rencana", 0)
    desk.view.find_next()
    assert desk.current() == ("Menyusun SOP", 0)
    desk.view.find_next()
    assert desk.current() == ("Menyusun rencana", 0)


def test_the_current_row_stays_current_when_the_filter_lets_it_through(desk: Desk) -> None:
    desk.go("Rapat evaluasi", 9)
    _choose(desk, FilterName.LATE)
    assert desk.current() == ("Rapat evaluasi", 9)
    _choose(desk, FilterName.ALL)
    assert desk.current() == ("Rapat evaluasi", 9)


def test_everything_fits_without_a_horizontal_scroll_bar_at_1366_pixels(desk: Desk) -> None:
    desk.view.resize(1366 - 130, 768 - 110)
    sheet = desk.view.sheet
    assert sheet.grid.horizontalScrollBar().maximum() == 0
    rows = sheet.tree.viewport().height() / sheet.painter.row_height
    assert rows >= 14


def test_in_a_narrow_window_only_the_grid_scrolls_sideways_and_rows_stay_level(desk: Desk) -> None:
    desk.view.resize(640, 500)
    sheet = desk.view.sheet
    assert sheet.grid.horizontalScrollBar().maximum() > 0
    assert sheet.tree.horizontalScrollBar().maximum() == 0
    desk.bot.waitUntil(lambda: sheet.tree.viewport().height() == sheet.grid.viewport().height())
