"""Rows of Realisasi and Catatan copied, typed over or sorted: never on a wrong action in silence."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import edited, export, small_record
from zidesk.domain.importing.comparison import compare
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.domain.plan.numbering import code, find_action
from zidesk.exchange.workbook.reading import read_workbook

KODE, HIDDEN, TEXT, MONTH, DAY = 1, 2, 4, 5, 8
REMARK_TEXT, REMARK_DAY, REMARK = 3, 4, 5
MARCH = date(2026, 3, 9)
NOT_READ = "baris ini tidak dibaca"


@pytest.fixture
def record() -> PlanRecord:
    return small_record()


@pytest.fixture
def path(record: PlanRecord, tmp_path: Path) -> Path:
    return export(record, tmp_path / "rencana.xlsx")


def imported(
    record: PlanRecord, path: Path, edit: Callable[[Worksheet], None], sheet: str = "Realisasi"
) -> tuple[Plan, list[str]]:
    """Return the plan after the import of an edited sheet, and what it tells."""
    with edited(path) as book:
        edit(book[sheet])
    comparison = compare(record.plan, read_workbook(path), record.evidence.keys())
    return comparison.merged(), [problem.message for problem in comparison.problems]


def done(plan: Plan) -> dict[tuple[str, int], date]:
    return {
        (code(path.indexes), cell.month): cell.realized_on
        for path in plan.actions()
        for cell in path.action.months
        if cell.realized_on
    }


def remarks(plan: Plan) -> dict[str, list[str]]:
    return {
        code(path.indexes): [remark.text for remark in path.action.remarks]
        for path in plan.actions()
        if path.action.remarks
    }


def copied(sheet: Worksheet, row: int) -> int:
    """Copy a row below the last one, as copying whole rows in Excel does; return the copy's number."""
    last = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    return last


def sort_columns(sheet: Worksheet, columns: Sequence[int], key: int) -> None:
    """Sort only these columns, from the last key to the first: the others stay where they are."""
    rows = [[sheet.cell(row, column).value for column in columns] for row in range(2, sheet.max_row + 1)]
    rows.sort(key=lambda values: str(values[list(columns).index(key)]), reverse=True)
    for row, values in enumerate(rows, 2):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value


WAS_DONE = {("I.1.1.1", 2): date(2026, 2, 20)}


def test_a_copied_row_is_of_the_action_that_its_kode_names(record: PlanRecord, path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        row = copied(sheet, 2)
        sheet.cell(row, KODE).value, sheet.cell(row, MONTH).value = "II.1.1.1", "Maret"
        sheet.cell(row, DAY).value = MARCH

    plan, told = imported(record, path, edit)
    assert done(plan) == WAS_DONE | {("II.1.1.1", 3): MARCH}
    assert any("disalin dari langkah I.1.1.1" in message and "II.1.1.1" in message for message in told)


def test_a_kode_typed_over_moves_what_was_typed_and_leaves_what_was_there(
    record: PlanRecord, path: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(3, KODE).value, sheet.cell(3, DAY).value = "I.1.1.2", MARCH

    plan, told = imported(record, path, edit)
    assert done(plan) == WAS_DONE | {("I.1.1.2", 2): MARCH}
    assert any("disalin dari langkah I.1.1.1" in message for message in told)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (TEXT, "Langkah lima"),
        (TEXT, "Langkah yang tidak ada"),
        (KODE, "I.9.9.9"),
        (HIDDEN, "f" * 32),
    ],
)
def test_any_other_disagreement_is_listed_and_not_applied(
    column: int, value: str, record: PlanRecord, path: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(3, column).value = value
        sheet.cell(3, DAY).value = MARCH

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert any(NOT_READ in message for message in told)


def test_a_row_that_says_nothing_visible_of_its_action_is_not_read(record: PlanRecord, path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(3, KODE).value = sheet.cell(3, TEXT).value = None
        sheet.cell(3, DAY).value = MARCH

    plan, told = imported(record, path, edit)
    assert plan == record.plan
    assert any("Kode di baris ini kosong" in message for message in told)


def test_a_row_typed_below_needs_only_its_kode(record: PlanRecord, path: Path) -> None:
    plan, told = imported(
        record, path, lambda sheet: sheet.append(["II.1.1.3", None, None, None, "Mei", None, None, MARCH])
    )
    assert done(plan) == WAS_DONE | {("II.1.1.3", 5): MARCH}
    assert told == []


def test_a_typed_row_fills_a_month_whose_own_row_is_empty(record: PlanRecord, path: Path) -> None:
    plan, _ = imported(
        record,
        path,
        lambda sheet: sheet.append(["II.1.1.3", None, None, None, "Desember", None, None, MARCH]),
    )
    assert done(plan) == WAS_DONE | {("II.1.1.3", 12): MARCH}


ALL_BUT_HIDDEN = (1, *range(3, 13))


@pytest.mark.parametrize("columns", [ALL_BUT_HIDDEN, range(3, 13), range(4, 13), range(2, 13), (1,), (2,)])
def test_rows_of_which_some_columns_were_sorted_keep_their_actions(
    columns: Sequence[int], record: PlanRecord, path: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(6, DAY).value = MARCH
        sort_columns(sheet, columns, columns[0] if len(columns) == 1 else TEXT)

    names = {row: sheet_row(path, row) for row in (3, 6)}
    plan, told = imported(record, path, edit)
    assert done(plan) == WAS_DONE | {names[6]: MARCH}
    assert sum("sebagian kolom yang diurutkan" in message for message in told) == 1


def sheet_row(path: Path, row: int) -> tuple[str, int]:
    with edited(path) as book:
        sheet = book["Realisasi"]
        months = ["", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"]
        month: Any = sheet.cell(row, MONTH).value
        return str(sheet.cell(row, KODE).value), months.index(month) if month in months else 12


def test_a_sheet_sorted_as_a_whole_says_the_same(record: PlanRecord, path: Path) -> None:
    plan, told = imported(record, path, lambda sheet: sort_columns(sheet, range(1, 13), TEXT))
    assert (plan, told) == (record.plan, [])


def test_a_copied_remark_is_of_the_action_that_its_kode_names(record: PlanRecord, path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        row = copied(sheet, 2)
        sheet.cell(row, KODE).value, sheet.cell(row, REMARK).value = "II.1.1.1", "Untuk yang lain"

    plan, told = imported(record, path, edit, "Catatan")
    expected = remarks(record.plan) | {"II.1.1.1": ["Untuk yang lain"]}
    assert remarks(plan) == expected
    assert any("disalin dari langkah I.1.1.1" in message for message in told)


@pytest.mark.parametrize("columns", [(1, 3, 4, 5, 6), (3, 4, 5, 6)])
def test_remarks_of_which_some_columns_were_sorted_keep_their_actions(
    columns: Sequence[int], record: PlanRecord, path: Path
) -> None:
    plan, told = imported(record, path, lambda sheet: sort_columns(sheet, columns, REMARK_DAY), "Catatan")
    assert plan == record.plan
    assert any("sebagian kolom yang diurutkan" in message for message in told)


def test_a_remark_whose_text_names_another_action_is_not_read(record: PlanRecord, path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(2, REMARK_TEXT).value, sheet.cell(2, REMARK).value = "Langkah lima", "Diganti"

    plan, told = imported(record, path, edit, "Catatan")
    assert plan == record.plan
    assert any(NOT_READ in message for message in told)


def test_one_action_is_found_by_its_new_text_too(record: PlanRecord, path: Path) -> None:
    with edited(path) as book:
        for sheet in book.worksheets[:2]:
            for cells in sheet.iter_rows():
                for cell in cells:
                    if cell.value == "Langkah dua":
                        cell.value = "Langkah kedua"
        book["Realisasi"].cell(6, DAY).value = MARCH
    comparison = compare(record.plan, read_workbook(path))
    assert comparison.problems == ()
    assert find_action(comparison.merged(), "I.1.1.2").action.text == "Langkah kedua"
    assert (
        find_action(comparison.merged(), "I.1.1.2").action.cell(12).realized_on
        or find_action(comparison.merged(), "I.1.1.2").action.cell(3).realized_on
    )
