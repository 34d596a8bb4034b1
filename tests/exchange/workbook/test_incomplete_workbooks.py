"""Exports that came back without some columns, with bare numbers for dates, or a second time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import column_of, edited, example, export, row_of
from tests.exchange.workbook.test_three_way import action, changed
from zidesk.domain.importing.comparison import RowStatus, compare
from zidesk.domain.importing.incoming import Place
from zidesk.domain.plan.model import MonthCell, PlanRecord, Remark
from zidesk.domain.plan.numbering import find_action
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.reading import read_workbook

CODE = "I.3.1.1"


@pytest.fixture
def record() -> PlanRecord:
    """A real plan with an action on which everything was recorded."""
    found = example("batanghari-2026")
    done = MonthCell(4, True, date(2026, 4, 21), 80, "hujan", "rapat", "ditunda")
    remark = Remark("5" * 32, "Lengkapi notulen", date(2026, 4, 22), answered=True)
    row = action(found.plan, CODE).id
    plan = changed(found.plan, row, months=(done,), remarks=(remark,), person_in_charge="Umum")
    return replace(found, plan=plan)


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def sheet_of(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    return sheet


def cell_column(sheet: Worksheet, title: str) -> int:
    return next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == title)


def delete_column(path: Path, name: str, title: str) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, name)
        sheet.delete_cols(cell_column(sheet, title))


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Rencana Aksi", "Penanggung Jawab"),
        ("Realisasi", "Persen"),
        ("Realisasi", "Tindak Lanjut"),
        ("Realisasi", "Catatan"),
        ("Catatan", "Tanggal"),
        ("Catatan", "Sudah Dijawab"),
    ],
)
def test_a_deleted_column_is_refused_instead_of_read_as_emptied(sheet: str, title: str, path: Path) -> None:
    delete_column(path, sheet, title)
    with pytest.raises(
        CannotReadError, match=f"Kolom {title} pada lembar {sheet} tidak ada lagi; kembalikan"
    ):
        read_workbook(path)


@pytest.mark.parametrize(
    ("sheet", "title"),
    [("Realisasi", "Kendala"), ("Realisasi", "Bulan"), ("Catatan", "Catatan Provinsi")],
)
def test_a_sheet_that_is_not_recognised_any_more_is_listed_and_changes_nothing(
    sheet: str, title: str, path: Path, record: PlanRecord
) -> None:
    delete_column(path, sheet, title)
    comparison = compare(record.plan, read_workbook(path))
    (problem,) = comparison.problems
    assert problem.place == Place(sheet)
    assert problem.message.startswith(
        "Lembar ini tidak dibaca karena judul kolomnya berubah, jadi isi zidesk"
    )
    assert comparison.merged() == record.plan


@pytest.mark.parametrize("number", [46_133, 46_133.75])
def test_a_date_that_lost_its_format_is_still_that_date(
    number: float, path: Path, record: PlanRecord
) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Realisasi")
        cell = sheet.cell(row_of(sheet, action(record.plan, CODE).id), cell_column(sheet, "Tanggal"))
        cell.value = number
        cell.number_format = "General"
    comparison = compare(record.plan, read_workbook(path))
    (problem,) = comparison.problems
    assert problem.message == f"Angka {number} di kolom tanggal dibaca 21 April 2026."
    assert comparison.changed == 0


def test_a_bare_year_is_no_date(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Realisasi")
        row = row_of(sheet, action(record.plan, CODE).id)
        cell = sheet.cell(row, cell_column(sheet, "Tanggal"))
        cell.value, cell.number_format = 2026, "General"
        sheet.cell(row, cell_column(sheet, "Status")).value = None
    (problem,) = read_workbook(path).problems
    assert problem.message == (
        "Tanggal “2026” tidak dikenali, tuliskan seperti 21 November 2026; "
        "realisasi bulan ini dibiarkan seperti di zidesk."
    )


@pytest.mark.parametrize(("title", "typed"), [("Tanggal", "besok"), ("Persen", "separuh")])
def test_what_cannot_be_read_leaves_that_month_as_it_is_and_takes_the_row_s_others(
    title: str, typed: str, path: Path, record: PlanRecord
) -> None:
    before = action(record.plan, CODE)
    month = before.months[0].month
    assert before.cell(month).realized_on is not None
    with edited(path) as book:
        sheet = sheet_of(book, "Realisasi")
        row = row_of(sheet, before.id)
        sheet.cell(row, cell_column(sheet, title)).value = typed
        sheet.cell(row, cell_column(sheet, "Kendala")).value = "Tidak ikut"
        sheet.append([CODE, None, "", "", "November", "", "", date(2026, 11, 3)])
    comparison = compare(record.plan, read_workbook(path))
    after = action(comparison.merged(), CODE)
    assert after.cell(month) == before.cell(month)
    assert after.cell(11).realized_on == date(2026, 11, 3)
    (problem,) = comparison.problems
    assert problem.message.endswith("realisasi bulan ini dibiarkan seperti di zidesk.")


def test_a_year_of_two_digits_is_of_this_century_and_listed(path: Path, record: PlanRecord) -> None:
    before = action(record.plan, CODE)
    with edited(path) as book:
        sheet = sheet_of(book, "Realisasi")
        sheet.cell(row_of(sheet, before.id), cell_column(sheet, "Tanggal")).value = "05/04/26"
    comparison = compare(record.plan, read_workbook(path))
    after = action(comparison.merged(), CODE)
    assert after.cell(before.months[0].month).realized_on == date(2026, 4, 5)
    assert [problem.message for problem in comparison.problems] == ["Tanggal 05/04/26 dibaca 5 April 2026."]


def test_a_row_added_in_excel_and_corrected_here_does_not_come_a_second_time(
    path: Path, record: PlanRecord
) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Rencana Aksi")
        row = row_of(sheet, action(record.plan, CODE).id) + 1
        sheet.insert_rows(row)
        sheet.cell(row, column_of(sheet, "Komponen")).value = "Komponen dari Excel"
        sheet.cell(row, column_of(sheet, "Indikator")).value = "Indikator dari Excel"
        sheet.cell(row, column_of(sheet, "Langkah Aksi")).value = "Rapat"
    first = compare(record.plan, read_workbook(path))
    assert first.added == 1
    added = next(row for row in first.rows if row.status is RowStatus.NEW)
    now = first.merged()
    assert compare(now, read_workbook(path)).merged() == now
    corrected = changed(now, added.row_id, text="Rapat koordinasi bulanan")
    again = compare(corrected, read_workbook(path))
    assert again.added == 0
    assert again.merged() == corrected
    (conflict,) = again.conflicts
    assert (conflict.ours, conflict.theirs) == ("Rapat koordinasi bulanan", "Rapat")


def test_new_rows_of_one_text_are_different_rows(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Rencana Aksi")
        row = row_of(sheet, action(record.plan, CODE).id) + 1
        sheet.insert_rows(row, 2)
        for number in (row, row + 1):
            sheet.cell(number, column_of(sheet, "Langkah Aksi")).value = "Rapat"
    first = compare(record.plan, read_workbook(path))
    assert first.added == 2
    now = first.merged()
    ids = [find_action(now, code).action.id for code in ("I.3.1.2", "I.3.1.3")]
    assert len({*ids, ""}) == 3
    assert compare(now, read_workbook(path)).merged() == now


def test_an_export_that_cannot_tell_who_changed_what_warns_of_it(path: Path, record: PlanRecord) -> None:
    now = changed(record.plan, action(record.plan, CODE).id, text="diubah di zidesk")
    elsewhere = read_workbook(path).of_another_history()
    (problem,) = compare(now, elsewhere).problems
    assert "isi berkas Excel menggantikan isi zidesk, jadi periksalah" in problem.message
    assert compare(record.plan, elsewhere).problems == ()


def test_a_month_that_is_not_recognised_leaves_what_was_done_here(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Realisasi")
        row = row_of(sheet, action(record.plan, CODE).id)
        sheet.cell(row, cell_column(sheet, "Bulan")).value = "Aprl"
    incoming = read_workbook(path)
    for source in (incoming, incoming.of_another_history()):
        comparison = compare(record.plan, source)
        (problem,) = comparison.problems
        assert problem.message == (
            "Bulan “Aprl” tidak dikenali; baris ini tidak dibaca, dan realisasi langkah ini dibiarkan "
            "seperti di zidesk."
        )
        assert comparison.merged() == record.plan


@pytest.mark.parametrize("how", ["a heading", "all rows"])
def test_a_hidden_sheet_that_lost_rows_is_refused(how: str, path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        sheet = book["zidesk"]
        first = row_of(sheet, record.plan.areas[0].id)
        sheet.delete_rows(first, 1 if how == "a heading" else sheet.max_row)
    with pytest.raises(CannotReadError, match=r"Lembar tersembunyi zidesk di rencana\.xlsx tidak utuh"):
        read_workbook(path)


def test_a_remark_added_in_excel_and_corrected_here_does_not_come_a_second_time(
    path: Path, record: PlanRecord
) -> None:
    with edited(path) as book:
        sheet = book["Catatan"]
        for row in (3, 4):
            sheet.cell(row, 1).value = CODE
            sheet.cell(row, 5).value = "Unggah undangan"
    now = compare(record.plan, read_workbook(path)).merged()
    old, *added = action(now, CODE).remarks
    assert [remark.text for remark in added] == ["Unggah undangan"] * 2
    assert len({remark.id for remark in (old, *added)}) == 3
    assert compare(now, read_workbook(path)).merged() == now
    corrected = (old, replace(added[0], text="Unggah undangan rapat"), added[1])
    now = changed(now, action(now, CODE).id, remarks=corrected)
    again = compare(now, read_workbook(path))
    assert again.merged() == now
    assert [conflict.label for conflict in again.conflicts] == ["Catatan"]
