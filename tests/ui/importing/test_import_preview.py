"""The import preview: what it shows of a comparison, by status, side by side, with its problems."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.driving import click
from zidesk.domain.importing.comparison import Comparison, RowStatus, compare
from zidesk.domain.importing.incoming import Incoming, Place, Problem, column_letters, place_text
from zidesk.domain.plan.model import Action, Area, Component, Indicator, MonthCell, Plan
from zidesk.ui.importing.import_preview import ImportPreviewDialog

PLAN_ID = "f" * 32


def plan_of(*actions: Action) -> Plan:
    indicator = Indicator("Tim kerja dibentuk", actions, "c" * 32)
    component = Component("Tim kerja", (indicator,), "b" * 32)
    return Plan(2026, (Area("MANAJEMEN PERUBAHAN", (component,), "a" * 32),), id=PLAN_ID)


KEPT = Action("Menerbitkan SK", "SK Tim", (MonthCell(1, planned=True),), 100, id="1" * 32)
EDITED = Action("Rapat evaluasi triwulan I", "Undangan", id="2" * 32)
GONE = Action("Apel pagi", id="3" * 32)
NEW = Action("Sosialisasi <b>", "Foto & daftar hadir")


@pytest.fixture
def show(
    show_preview: Callable[[Comparison], ImportPreviewDialog],
) -> Callable[[Incoming], ImportPreviewDialog]:
    return lambda incoming: show_preview(compare(plan_of(KEPT, EDITED, GONE), incoming))


def edited_source() -> Incoming:
    changed = replace(EDITED, text="Rapat evaluasi triwulan II")
    problem = Problem(Place("Rencana Aksi", 12, 28), "Jadwal “kapan saja” tidak dikenali; dibaca kosong.")
    return Incoming(plan_of(KEPT, changed, NEW), problems=(problem,), carries_ids=True)


def shown_rows(dialog: ImportPreviewDialog) -> list[tuple[str, str]]:
    model = dialog.rows_model
    return [(model.index(row, 0).data(), model.index(row, 2).data()) for row in range(model.rowCount())]


def test_each_filter_shows_its_rows_and_how_many(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    dialog = show(edited_source())
    labels = {status: button.text() for status, button in dialog.filters.items()}
    assert labels == {
        None: "Semua 4",
        RowStatus.NEW: "Baru 1",
        RowStatus.CHANGED: "Berubah 1",
        RowStatus.MISSING: "Tidak ada di sumber 1",
        RowStatus.UNCHANGED: "Sama 1",
    }
    assert shown_rows(dialog) == [("Berubah", "Rapat evaluasi triwulan II")]
    click(dialog.filters[RowStatus.MISSING])
    assert shown_rows(dialog) == [("Tidak ada di sumber", "Apel pagi")]
    click(dialog.filters[None])
    assert len(shown_rows(dialog)) == 4


def test_a_changed_row_shows_both_texts_side_by_side(
    show: Callable[[Incoming], ImportPreviewDialog],
) -> None:
    dialog = show(edited_source())
    assert "Rapat evaluasi triwulan I" in dialog.before.toPlainText()
    assert "Rapat evaluasi triwulan II" in dialog.after.toPlainText()
    assert "Langkah aksi" in dialog.after.toPlainText()


def test_a_new_row_is_shown_as_written_never_as_markup(
    show: Callable[[Incoming], ImportPreviewDialog],
) -> None:
    dialog = show(edited_source())
    click(dialog.filters[RowStatus.NEW])
    assert "Sosialisasi <b>" in dialog.after.toPlainText()
    assert "Foto & daftar hadir" in dialog.after.toPlainText()
    assert "Sosialisasi" not in dialog.before.toPlainText()


def test_problems_say_where_they_are(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    dialog = show(edited_source())
    assert dialog.tabs.tabText(1) == "Masalah (1)"
    bar = dialog.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    model = dialog.problems.model()
    assert dialog.problems.isVisible()
    assert model.index(0, 0).data() == "Rencana Aksi, baris 12, kolom AB"
    assert "kapan saja" in model.index(0, 1).data()


def test_the_button_counts_what_it_would_do(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    dialog = show(edited_source())
    assert dialog.delete_missing.isVisible()
    assert dialog.apply_button.text() == "Terapkan 3 perubahan"
    QTest.keyClick(dialog.delete_missing, Qt.Key.Key_Space)
    assert not dialog.deletes_missing
    assert dialog.apply_button.text() == "Terapkan 2 perubahan"


def test_a_table_without_ids_never_deletes(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    bare = replace(edited_source(), carries_ids=False)
    dialog = show(bare)
    assert not dialog.delete_missing.isVisible()
    assert not dialog.deletes_missing


def test_nothing_to_change_leaves_nothing_to_apply(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    dialog = show(Incoming(plan_of(KEPT, EDITED, GONE), carries_ids=True))
    assert dialog.apply_button.text() == "Tidak ada perubahan"
    assert not dialog.apply_button.isEnabled()
    assert dialog.tabs.tabText(1) == "Masalah (0)"


def test_escape_refuses_the_import(show: Callable[[Incoming], ImportPreviewDialog]) -> None:
    dialog = show(edited_source())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == ImportPreviewDialog.DialogCode.Rejected


def test_places_read_like_a_spreadsheet() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 53, 703)] == [
        "A", "Z", "AA", "AZ", "BA", "AAA",
    ]  # fmt: skip
    assert place_text(Place("Bukti", 3)) == "Bukti, baris 3"
    assert place_text(Place()) == ""
