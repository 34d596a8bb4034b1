"""Everything that a clerk types into our workbook is taken over or told; no duplicate is read instead."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.exchange.exchange_helpers import column_of, edited, export, row_of, small_record
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import place_text
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.domain.plan.numbering import find_action
from zidesk.exchange.workbook.reading import read_workbook

MARCH = date(2026, 3, 9)
Edit = Callable[[Workbook], None]


@pytest.fixture
def record() -> PlanRecord:
    return small_record()


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def imported(record: PlanRecord, path: Path, edit: Edit) -> tuple[Plan, list[str]]:
    """Return the plan after the import of an edited workbook, and what it tells, with the places."""
    with edited(path) as book:
        edit(book)
    comparison = compare(record.plan, read_workbook(path), record.evidence.keys())
    told = [f"{place_text(problem.place)}: {problem.message}" for problem in comparison.problems]
    return comparison.merged(), told


def put(sheet: str, place: str, value: Any) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][place].value = value

    return edit


def test_an_untouched_export_tells_nothing(record: PlanRecord, path: Path) -> None:
    assert imported(record, path, lambda _book: None) == (record.plan, [])


@pytest.mark.parametrize("name", ["Rencana Aksi", "Realisasi", "Bukti", "Catatan", "Identitas"])
@pytest.mark.parametrize("in_front", [True, False])
def test_a_duplicated_sheet_is_told_and_not_read(
    name: str, in_front: bool, record: PlanRecord, path: Path
) -> None:
    def edit(book: Workbook) -> None:
        copy = book.copy_worksheet(book[name])
        copy.title = f"{name} (2)"
        if in_front:
            book.move_sheet(copy, -len(book.sheetnames))
        for cells in copy.iter_rows(min_row=2):
            for cell in cells:
                if cell.value in ("Langkah satu", "Hujan", "Catatan satu", "Kabupaten Merangin"):
                    cell.value = "Dari salinan"
        book["Realisasi"].cell(2, 8).value = date(2026, 1, 5)

    plan, told = imported(record, path, edit)
    first = find_action(plan, "I.1.1.1").action
    assert first.cell(1).realized_on == date(2026, 1, 5)
    assert "Dari salinan" not in repr(plan)
    assert len(told) == 1
    assert told[0].startswith(f"{name} (2): Lembar ini salinan lembar {name} dan tidak dibaca")


def test_duplicates_of_a_renamed_sheet_are_told_and_none_is_read(record: PlanRecord, path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book["Realisasi"]).title = "Cadangan"
        book["Realisasi"].cell(2, 8).value = MARCH
        book["Realisasi"].title = "Isian"

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert all("tidak satu pun bernama Realisasi" in each for each in told)
    assert len(told) == 2


def test_a_duplicate_is_not_read_where_ours_lost_its_titles(record: PlanRecord, path: Path) -> None:
    def edit(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Realisasi"])
        copy.cell(2, 8).value = MARCH
        book["Realisasi"]["H1"].value = "Tgl"

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert any("judul kolomnya berubah" in each for each in told)
    assert any("salinan lembar Realisasi" in each for each in told)


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (date(2062, 4, 30), False),
        (date(2024, 4, 30), False),
        (date(2025, 12, 30), True),
        (date(2027, 1, 4), True),
    ],
)
def test_a_date_of_another_year_is_told_and_a_far_one_not_taken(
    day: date, is_taken: bool, record: PlanRecord, path: Path
) -> None:
    plan, told = imported(record, path, put("Realisasi", "H2", day))
    assert find_action(plan, "I.1.1.1").action.cell(1).realized_on == (day if is_taken else None)
    assert len(told) == 1
    assert "bukan dalam tahun rencana 2026" in told[0]


def test_a_remark_of_another_year_is_told(record: PlanRecord, path: Path) -> None:
    _, told = imported(record, path, put("Catatan", "D2", date(2062, 3, 1)))
    assert len(told) == 1
    assert "bukan dalam tahun rencana 2026" in told[0]


@pytest.mark.parametrize(
    ("sheet", "place", "value", "message"),
    [
        ("Realisasi", "G2", "Selesai", "Status “Selesai” tidak dibaca"),
        ("Realisasi", "G2", "Sudah terlaksana", "Status “Sudah terlaksana” tidak dibaca"),
        ("Realisasi", "G2", "Terlaksana", "dibaca belum terlaksana"),
        ("Realisasi", "G3", "Terlambat", "Status “Terlambat” tidak dibaca"),
        ("Realisasi", "F2", None, "Kolom Direncanakan hanya menampilkan jadwal"),
        ("Realisasi", "F2", "Langkah", "Kolom Direncanakan hanya menampilkan jadwal"),
        ("Realisasi", "C2", "AREA LAIN", "Kolom Area hanya menampilkan areanya"),
        ("Realisasi", "N1", "Tempat", "Kolom “Tempat” bukan kolom zidesk"),
        ("Realisasi", "N3", "Aula", "Kolom tanpa judul ini bukan kolom zidesk"),
        ("Bukti", "A2", "II.1.1.1", "Kolom Kode di baris ini diubah"),
        ("Bukti", "C2", "Langkah lain", "Kolom Langkah Aksi yang Dibuktikan di baris ini diubah"),
        ("Bukti", "D2", "Mart", "Bulan “Mart” tidak dikenali"),
        ("Bukti", "E2", "SK Tim.pdf", "Kolom Nama Berkas di baris ini diubah"),
        ("Bukti", "F2", 5, "Kolom Ukuran (byte) di baris ini diubah"),
        ("Bukti", "G2", "b" * 64, "Kolom SHA-256 di baris ini diubah"),
        ("Bukti", "H2", "pdf", "Kolom Jenis di baris ini diubah"),
        ("Bukti", "I2", MARCH, "Kolom Tanggal Dokumen di baris ini diubah"),
        ("Bukti", "J2", "SK ditandatangani", "Kolom Keterangan di baris ini diubah"),
        ("Bukti", "J2", None, "Kolom Keterangan di baris ini diubah"),
        ("Bukti", "E4", "Baru.pdf", "baris tambahan ini tidak dibaca"),
        ("Catatan", "H2", "Setuju", "bukan kolom zidesk"),
        ("Identitas", "C2", "lihat surat", "Tulisan “lihat surat” di luar tabel tidak dibaca"),
        ("Identitas", "A30", "Catatan kami", "Tulisan “Catatan kami” di luar tabel tidak dibaca"),
        ("Identitas", "B1", "Kabupaten Bungo", "identitas tidak ikut diimpor"),
        ("Rencana Aksi", "A1", "RENCANA AKSI BARU", "“RENCANA AKSI BARU” di luar tabel tidak dibaca"),
        ("Rencana Aksi", "A3", "TAHUN 2027", "“TAHUN 2027” di luar tabel tidak dibaca"),
        ("Rencana Aksi", "Z5", "Keterangan", "Kolom “Keterangan” bukan kolom zidesk"),
        ("Rencana Aksi", "Z9", "periksa", "Kolom tanpa judul ini bukan kolom zidesk"),
    ],
)
def test_what_was_typed_where_nothing_is_read_is_told(
    sheet: str, place: str, value: Any, message: str, record: PlanRecord, path: Path
) -> None:
    plan, told = imported(record, path, put(sheet, place, value))
    assert plan == record.plan
    assert any(message in each for each in told)
    assert all(each.startswith(sheet) for each in told)


def test_a_sheet_of_somebodys_own_is_told(record: PlanRecord, path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet("Lembar1")["B2"].value = "Rekap"
        book.create_sheet("Kosong")

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert [each.partition(":")[0] for each in told] == ["Lembar1"]


@pytest.mark.parametrize("sheet", ["Bukti", "Catatan"])
def test_rows_deleted_where_nothing_is_deleted_are_told(sheet: str, record: PlanRecord, path: Path) -> None:
    plan, told = imported(record, path, lambda book: book[sheet].delete_rows(2))
    assert plan == record.plan
    assert len(told) == 1
    assert "tidak ada lagi di lembar ini" in told[0]


def test_a_month_typed_over_in_bukti_adds_a_link_and_says_so(record: PlanRecord, path: Path) -> None:
    plan, told = imported(record, path, put("Bukti", "D2", "April"))
    assert [link.month for link in find_action(plan, "I.1.1.1").action.evidence] == [2, 4]
    assert any("yang lama tetap" in each for each in told)


def test_what_was_typed_of_an_action_whose_row_was_deleted_is_told(record: PlanRecord, path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Rencana Aksi"]
        sheet.delete_rows(row_of(sheet, "Langkah enam"))
        record_sheet = book["Realisasi"]
        record_sheet.cell(record_sheet.max_row, 8).value = MARCH

    _, told = imported(record, path, edit)
    assert any("tidak ada lagi di tabel rencana, jadi isian ini tidak dibaca" in each for each in told)


def test_what_stands_beside_an_area_is_told(record: PlanRecord, path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Rencana Aksi"]
        sheet.cell(row_of(sheet, "TATA LAKSANA"), column_of(sheet, "Penanggung Jawab")).value = "Sekretaris"

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert any("Isian di baris area" in each for each in told)


def test_unknown_marks_are_told_once_with_their_number_and_first_places(
    record: PlanRecord, path: Path
) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Rencana Aksi"]
        for row in range(row_of(sheet, "Langkah satu"), row_of(sheet, "Langkah tiga") + 1):
            for month in range(1, 13):
                sheet.cell(row, column_of(sheet, month)).value = "o" if month < 12 else "?"

    _, told = imported(record, path, edit)
    marks = [each for each in told if "tidak dikenali" in each]
    assert len(marks) == 2
    assert "Tanda “o” di kolom bulan tidak dikenali; dibaca direncanakan. Ada 33 yang seperti ini" in marks[0]
    assert "juga di baris" in marks[0]
