"""The import preview's page of what was changed on both sides, driven by clicks and keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from tests.domain.importing.test_rebasing import A, B, C, D, action, edit, edited_export, small_plan, without
from tests.ui.driving import click
from zidesk.domain.importing.comparison import Comparison, RowStatus, compare
from zidesk.domain.importing.incoming import Place, Problem
from zidesk.domain.importing.matching import walk
from zidesk.domain.plan.model import Plan, PlanStatus
from zidesk.ui.importing.import_preview import ImportPreviewDialog
from zidesk.ui.look import theme


@pytest.fixture
def show(show_preview: Callable[[Comparison], ImportPreviewDialog]) -> Callable[..., ImportPreviewDialog]:
    def make(now: Plan, theirs: Plan) -> ImportPreviewDialog:
        problem = Problem(Place("Rencana Aksi", 12, 28), "Jadwal “kapan saja” tidak dikenali; dibaca kosong.")
        places = {(A, "target_percent"): Place("Rencana Aksi", 9, 19)}
        incoming = edited_export(small_plan(), theirs, problems=(problem,), value_places=places)
        return show_preview(compare(now, incoming))

    return make


def busy(show: Callable[..., ImportPreviewDialog]) -> ImportPreviewDialog:
    """Two conflicts, on A's target and on whether D is there; and an edit of B in the workbook only."""
    now = without(edit(small_plan(), A, target_percent=90), D)
    theirs = edit(edit(small_plan(), A, target_percent=80), D, text="langkah d yang baru")
    return show(now, edit(theirs, B, text="langkah b yang baru"))


def box(dialog: ImportPreviewDialog, row: int) -> QPoint:
    """The middle of the box to tick in a row."""
    table = dialog.conflicts.table
    index = dialog.conflicts.model.index(row, 0)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = table.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    indicator = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, table)
    assert isinstance(indicator, QRect)
    return indicator.center()


def tick(dialog: ImportPreviewDialog, row: int) -> None:
    viewport = dialog.conflicts.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box(dialog, row))


def bold(dialog: ImportPreviewDialog, row: int) -> list[str]:
    """The side's texts of a row that stand in bold: what is taken."""
    model = dialog.conflicts.model
    cells = (model.index(row, column) for column in range(model.columnCount()))
    fonts = ((cell.data(), cell.data(Qt.ItemDataRole.FontRole)) for cell in cells)
    return [text for text, font in fonts if isinstance(font, QFont) and font.bold()]


def test_conflicts_stand_first_with_both_texts_and_zidesks_taken(
    show: Callable[..., ImportPreviewDialog],
) -> None:
    dialog = busy(show)
    assert [dialog.tabs.tabText(page) for page in range(3)] == ["Bentrok (2)", "Baris", "Masalah (1)"]
    assert dialog.tabs.currentWidget() is dialog.conflicts
    model = dialog.conflicts.model
    assert [[model.index(row, column).data() for column in range(1, 6)] for row in range(2)] == [
        ["I.1.1.1 langkah a", "Target", "90%", "80%", "Rencana Aksi, baris 9, kolom S"],
        ["I.1.2.1 langkah d yang baru", "Baris", "dihapus", "diubah (Langkah aksi: langkah d yang baru)", ""],
    ]
    assert [bold(dialog, row) for row in range(2)] == [["90%"], ["dihapus"]]
    assert dialog.apply_button.text() == "Terapkan 1 perubahan"
    assert dialog.problems.model().rowCount() == 1


@pytest.mark.parametrize("known", [False, True])
def test_the_text_of_before_is_shown_where_it_is_known(
    known: bool, show_preview: Callable[[Comparison], ImportPreviewDialog]
) -> None:
    then = edit(small_plan(), A, evidence_text="Undangan", target_percent=None)
    now, theirs = (edit(then, A, evidence_text=text, target_percent=len(text)) for text in ("SK", "Notulen"))
    incoming = edited_export(then, theirs)
    said = {node.id: node for _, node in walk(then)} if known else {}
    exported = {row: replace(each, said=said.get(row)) for row, each in incoming.exported.items()}
    dialog = show_preview(compare(now, replace(incoming, exported=exported)))
    page = dialog.conflicts
    assert page.before.isVisible() is known
    page.table.setFocus()
    shown = []
    for _ in range(2):
        shown.append((page.before.toPlainText(), page.ours.toPlainText(), page.theirs.toPlainText()))
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    old = ("Undangan", "—") if known else ("—", "—")
    assert shown == [(old[0], "SK", "Notulen"), (old[1], "2%", "7%")]


def test_a_ticked_conflict_takes_the_workbooks_side(show: Callable[..., ImportPreviewDialog]) -> None:
    dialog = busy(show)
    tick(dialog, 0)
    assert [bold(dialog, row) for row in range(2)] == [["80%"], ["dihapus"]]
    assert dialog.apply_button.text() == "Terapkan 2 perubahan"
    assert dialog.filters[RowStatus.CHANGED].text() == "Berubah 2"
    assert action(dialog.comparison.merged(), A).target_percent == 80
    tick(dialog, 0)
    assert dialog.apply_button.text() == "Terapkan 1 perubahan"
    assert action(dialog.comparison.merged(), A).target_percent == 90


def test_a_conflict_is_ticked_with_the_space_key(show: Callable[..., ImportPreviewDialog]) -> None:
    dialog = busy(show)
    dialog.conflicts.table.setFocus()
    QTest.keyClick(dialog.conflicts.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.conflicts.table, Qt.Key.Key_Space)
    assert [bold(dialog, row)[0] for row in range(2)] == ["90%", "diubah (Langkah aksi: langkah d yang baru)"]
    assert dialog.apply_button.text() == "Terapkan 2 perubahan"
    assert "langkah d yang baru" in dialog.conflicts.theirs.toPlainText()


def test_the_first_key_ticks_the_first_conflict(show: Callable[..., ImportPreviewDialog]) -> None:
    dialog = busy(show)
    focused = dialog.focusWidget()
    assert focused is dialog.conflicts.table
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert dialog.conflicts.taken == {(A, "target_percent")}


def test_one_button_takes_all_of_a_side(show: Callable[..., ImportPreviewDialog]) -> None:
    dialog = busy(show)
    click(dialog.conflicts.take_theirs)
    assert len(dialog.conflicts.taken) == 2
    assert dialog.apply_button.text() == "Terapkan 3 perubahan"
    click(dialog.conflicts.take_ours)
    assert dialog.conflicts.taken == frozenset()
    assert dialog.apply_button.text() == "Terapkan 1 perubahan"


def test_a_row_deleted_in_the_workbook_may_be_deleted_after_all(
    show: Callable[..., ImportPreviewDialog],
) -> None:
    dialog = show(edit(small_plan(), C, target_percent=70), without(small_plan(), C))
    assert dialog.apply_button.text() == "Tidak ada perubahan"
    assert not dialog.delete_missing.isVisible()
    tick(dialog, 0)
    assert dialog.delete_missing.isVisible()
    assert dialog.delete_missing.text() == "Hapus 1 baris yang tidak ada di sumber"
    assert dialog.deletes_missing
    assert dialog.apply_button.text() == "Terapkan 1 perubahan"
    tick(dialog, 0)
    assert not dialog.deletes_missing


def test_a_choice_that_a_signed_plan_refuses_is_a_problem_at_once(
    show: Callable[..., ImportPreviewDialog],
) -> None:
    signed = replace(edit(small_plan(), A, target_percent=90), status=PlanStatus.DITETAPKAN)
    dialog = show(signed, edit(small_plan(), A, target_percent=80))
    assert dialog.tabs.tabText(2) == "Masalah (1)"
    tick(dialog, 0)
    assert dialog.tabs.tabText(2) == "Masalah (2)"
    model = dialog.problems.model()
    messages = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert messages[1].startswith("I.1.1.1: rencana ini sudah ditetapkan, jadi tidak dapat diimpor (Target)")
    tick(dialog, 0)
    assert dialog.tabs.tabText(2) == "Masalah (1)"
    assert model.rowCount() == 1


def test_without_conflicts_there_is_no_page_of_them(show: Callable[..., ImportPreviewDialog]) -> None:
    dialog = show(small_plan(), edit(small_plan(), A, text="baru"))
    assert [dialog.tabs.tabText(page) for page in range(dialog.tabs.count())] == ["Baris", "Masalah (1)"]


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_the_boxes_are_seen_in_either_scheme(
    scheme: theme.Scheme, show: Callable[..., ImportPreviewDialog], qapp: QApplication
) -> None:
    theme.choose_scheme(scheme)
    dialog = busy(show)
    image = dialog.conflicts.table.viewport().grab().toImage()
    centre = box(dialog, 1)
    row = [image.pixelColor(x, centre.y()).lightness() for x in range(centre.x() + 20)]
    assert max(row) - min(row) > 60
    theme.choose_scheme(theme.Scheme.SYSTEM)
