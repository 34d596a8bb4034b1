"""Which fields an export tells of: what it does not list stays, what only a newer zidesk knows is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import column_of, edited, example, export, row_of
from tests.exchange.workbook.test_incomplete_workbooks import cell_column, delete_column, sheet_of
from tests.exchange.workbook.test_three_way import action, changed
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.importing.told_fields import ACTION, MONTH, listing
from zidesk.domain.plan.model import MonthCell, PlanRecord
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.reading import read_workbook

CODE = "I.3.1.1"


@pytest.fixture
def record() -> PlanRecord:
    """A real plan with an action of which everything is said."""
    found = example("batanghari-2026")
    done = MonthCell(4, True, date(2026, 4, 21), 80, "hujan", "rapat", "ditunda")
    own = action(found.plan, CODE)
    return replace(found, plan=changed(found.plan, own.id, months=(done,), person_in_charge="Umum"))


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def lists(book: Workbook) -> list[tuple[str, str, str]]:
    rows = book["zidesk"].iter_rows(values_only=True)
    return [(row[0], row[1], row[2]) for row in rows if str(row[0]).startswith("isian ")]


def forget(book: Workbook, *names: str) -> None:
    """Take fields out of the list, as if they had been added after the export."""
    for row in book["zidesk"].iter_rows():
        if str(row[0].value).startswith("isian ") and row[1].value in names:
            row[0].value = row[1].value = row[2].value = None


def from_elsewhere(incoming: Incoming) -> Incoming:
    return incoming.of_another_history()


def as_it_is(incoming: Incoming) -> Incoming:
    return incoming


def test_the_hidden_sheet_lists_every_field(path: Path) -> None:
    with edited(path) as book:
        assert lists(book) == [
            (f"isian {kind}", name, label)
            for kind in (ACTION, MONTH)
            for name, label in listing()[kind].items()
        ]


@pytest.mark.parametrize("known", [as_it_is, from_elsewhere])
@pytest.mark.parametrize(
    ("sheet", "title", "name"),
    [
        ("Rencana Aksi", "Penanggung Jawab", "person_in_charge"),
        ("Rencana Aksi", "Bukti", "evidence_text"),
        ("Rencana Aksi", "Target", "target_percent"),
        ("Realisasi", "Tindak Lanjut", "follow_up"),
        ("Realisasi", "Persen", "percent"),
        ("Realisasi", "Catatan", "note"),
    ],
)
def test_a_field_that_was_added_after_the_export_stays_and_refuses_nothing(
    sheet: str,
    title: str,
    name: str,
    known: Callable[[Incoming], Incoming],
    path: Path,
    record: PlanRecord,
) -> None:
    delete_column(path, sheet, title)
    with edited(path) as book:
        forget(book, name)
        plan_sheet = sheet_of(book, "Rencana Aksi")
        row = row_of(plan_sheet, action(record.plan, CODE).id)
        plan_sheet.cell(row, column_of(plan_sheet, "Langkah Aksi")).value = "Rapat menurut Excel"
    comparison = compare(record.plan, known(read_workbook(path)))
    expected = changed(record.plan, action(record.plan, CODE).id, text="Rapat menurut Excel")
    assert comparison.merged() == expected
    assert comparison.changed == 1
    assert comparison.conflicts == ()


def test_a_row_deleted_there_is_not_held_by_a_field_that_was_not_exported(
    path: Path, record: PlanRecord
) -> None:
    code = "VI.2.1.1"
    now = changed(record.plan, action(record.plan, code).id, person_in_charge="Umum")
    delete_column(path, "Rencana Aksi", "Penanggung Jawab")
    with edited(path) as book:
        forget(book, "person_in_charge")
        sheet = sheet_of(book, "Rencana Aksi")
        sheet.delete_rows(row_of(sheet, action(record.plan, code).id))
    comparison = compare(now, read_workbook(path))
    assert (comparison.missing, comparison.conflicts) == (1, ())


def test_a_column_that_somebody_added_by_hand_is_read_though_it_was_not_exported(
    path: Path, record: PlanRecord
) -> None:
    code = "VI.2.1.1"
    with edited(path) as book:
        forget(book, "person_in_charge")
        sheet = sheet_of(book, "Rencana Aksi")
        row = row_of(sheet, action(record.plan, code).id)
        sheet.cell(row, column_of(sheet, "Penanggung Jawab")).value = "Hukum"
    merged = compare(record.plan, read_workbook(path)).merged()
    assert action(merged, code).person_in_charge == "Hukum"
    assert action(merged, CODE).person_in_charge == "Umum"


def test_a_field_that_only_a_newer_zidesk_knows_is_told(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        book["zidesk"].append(["isian action", "lokasi", "Lokasi"])
        book["zidesk"].append(["isian month", "lokasi", "Lokasi"])
        book["zidesk"].append(["isian month", "biaya", "Biaya"])
        book["zidesk"].append(["isian meeting", "pokok", "Pokok"])
    comparison = compare(record.plan, read_workbook(path))
    assert comparison.merged() == record.plan
    (problem,) = comparison.problems
    assert problem.message == (
        "Berkas ini dibuat oleh zidesk yang lebih baru dan memuat isian “Lokasi”, “Biaya” yang belum dikenal "
        "di sini; isian itu tidak dibaca, jadi perbarui zidesk di komputer ini bila memerlukannya."
    )


def test_fingerprints_of_a_field_that_only_a_newer_zidesk_knows_are_no_change(
    path: Path, record: PlanRecord
) -> None:
    incoming = read_workbook(path)
    own = action(record.plan, CODE).id
    exported = incoming.exported[own]
    newer = {**(exported.values or {}), "lokasi": "0" * 12, "biaya 4": "1" * 12}
    incoming = replace(incoming, exported={**incoming.exported, own: replace(exported, values=newer)})
    assert compare(record.plan, incoming).merged() == record.plan
    now = replace(record.plan, areas=record.plan.areas[1:])
    assert compare(now, incoming).conflicts == ()


# Columns as clerks move and rename them.


def reorder(sheet: Worksheet, first: int) -> None:
    """Put the columns from ``first`` on into the opposite order, whole."""
    width, height = sheet.max_column, sheet.max_row
    for row in range(1, height + 1):
        cells = [(cell.value, cell.number_format) for cell in sheet[row][first - 1 : width]]
        for cell, (value, number_format) in zip(sheet[row][first - 1 : width], reversed(cells), strict=True):
            cell.value, cell.number_format = value, number_format


def test_reordered_columns_of_what_was_done_say_the_same(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        reorder(sheet_of(book, "Realisasi"), 1)
    comparison = compare(record.plan, read_workbook(path))
    assert (comparison.merged(), comparison.problems) == (record.plan, ())


def test_columns_beyond_the_formal_table_may_change_places(path: Path, record: PlanRecord) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Rencana Aksi")
        target, person = column_of(sheet, "Target"), column_of(sheet, "Penanggung Jawab")
        assert (person - target, person) == (1, sheet.max_column)
        reorder(sheet, target)
    comparison = compare(record.plan, read_workbook(path))
    assert (comparison.merged(), comparison.problems) == (record.plan, ())


@pytest.mark.parametrize("title", ["PJ", "pic", " PENANGGUNG  JAWAB "])
def test_a_column_renamed_to_what_offices_call_it_is_that_column(
    title: str, path: Path, record: PlanRecord
) -> None:
    with edited(path) as book:
        sheet = sheet_of(book, "Rencana Aksi")
        row, column = row_of(sheet, "Langkah Aksi"), column_of(sheet, "Penanggung Jawab")
        sheet.cell(row, column).value = title
    comparison = compare(record.plan, read_workbook(path))
    assert (comparison.merged(), comparison.problems) == (record.plan, ())


@pytest.mark.parametrize(
    ("sheet", "title"), [("Rencana Aksi", "Penanggung Jawab"), ("Realisasi", "Tindak Lanjut")]
)
def test_a_column_renamed_to_something_else_is_refused_instead_of_read_as_emptied(
    sheet: str, title: str, path: Path
) -> None:
    with edited(path) as book:
        cells = sheet_of(book, sheet)
        row = next(row[0].row for row in cells.iter_rows() if title in [cell.value for cell in row])
        cells.cell(row, cell_column(cells, title)).value = "Kolom saya"
    with pytest.raises(CannotReadError, match=f"Kolom {title} pada lembar {sheet} tidak ada lagi"):
        read_workbook(path)
