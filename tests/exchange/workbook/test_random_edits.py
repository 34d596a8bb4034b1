"""Random edits of an export, as a clerk's in Excel: whatever is typed is in the plan afterwards, or told."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.exchange.exchange_helpers import export, small_record
from zidesk.domain.importing.comparison import compare
from zidesk.domain.plan.model import Plan, PlanRecord
from zidesk.domain.plan.numbering import code
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.workbook.reading import read_workbook

VISIBLE = ("Rencana Aksi", "Realisasi", "Bukti", "Catatan", "Identitas")
_TEXTS = st.sampled_from(
    ["Langkah tiga", "I.1.1.2", "II.1.1.1", "Terlaksana", "Mei", "√", "o", "-", "5", "Tulisan baru", None]
)
_VALUES = st.one_of(_TEXTS, st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(0, 120))


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    return small_record()


@pytest.fixture(scope="module")
def exported(record: PlanRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(record, tmp_path_factory.mktemp("acak") / "rencana.xlsx")


def outcome(record: PlanRecord, path: Path) -> tuple[Plan, Sequence[str]] | None:
    """Return the plan after an import and what it tells; ``None``: refused in a sentence."""
    try:
        comparison = compare(record.plan, read_workbook(path), record.evidence.keys())
    except CannotReadError:
        return None
    return comparison.merged(), [problem.message for problem in comparison.problems]


@given(
    sheet=st.sampled_from(VISIBLE),
    row=st.integers(1, 16),
    column=st.integers(1, 24),
    value=_VALUES,
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_cell_typed_over_is_taken_or_told(
    sheet: str,
    row: int,
    column: int,
    value: str | int | date | None,
    record: PlanRecord,
    exported: Path,
    tmp_path: Path,
) -> None:
    book = load_workbook(exported)
    cell = book[sheet].cell(row, column)
    before = cell.value
    if type(cell).__name__ == "MergedCell" or value is None or str(before) == str(value):
        return
    cell.value = value  # type: ignore[assignment]
    book.save(tmp_path / "a.xlsx")
    found = outcome(record, tmp_path / "a.xlsx")
    # The number of a row, and the id that nobody sees, are written anew by zidesk.
    harmless = sheet == "Rencana Aksi" and cell.column <= 2
    is_silent = found is not None and not found[1] and found[0] == record.plan
    assert harmless or not is_silent, (sheet, cell.coordinate, before, value)


def _sort(sheet: Worksheet, columns: Sequence[int], key: int) -> None:
    rows = [[sheet.cell(row, column).value for column in columns] for row in range(2, sheet.max_row + 1)]
    rows.sort(key=lambda values: str(values[key]))
    for row, values in enumerate(rows, 2):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value  # type: ignore[assignment]


@given(first=st.integers(1, 4), last=st.integers(4, 12), key=st.integers(0, 11), at=st.integers(2, 12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_date_stays_with_its_action_whatever_columns_are_sorted(
    first: int, last: int, key: int, at: int, record: PlanRecord, exported: Path, tmp_path: Path
) -> None:
    day = date(2026, 11, 11)
    book = load_workbook(exported)
    sheet = book["Realisasi"]
    owner = sheet.cell(at, 1).value
    sheet.cell(at, 8).value = day
    # Excel sorts the columns to the right along: a range ends where the table ends.
    columns = range(first, 13) if last > 8 else (*range(first, 2), *range(3, 13))
    _sort(sheet, columns, key % len(columns))
    book.save(tmp_path / "a.xlsx")
    found = outcome(record, tmp_path / "a.xlsx")
    assert found is not None
    plan, told = found
    owners = {
        code(path.indexes)
        for path in plan.actions()
        for cell in path.action.months
        if cell.realized_on == day
    }
    is_told = bool(told) and not owners
    assert owners == {owner} or is_told
