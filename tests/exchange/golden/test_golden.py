"""Exports made by an earlier zidesk read as they did, and what they say is written as it was."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.exchange.exchange_helpers import export
from tests.exchange.golden.make_golden import GOLDEN, blank_record, golden_record
from zidesk.domain.importing.comparison import compare
from zidesk.domain.plan.model import ScheduleStyle
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.exchange.plan_json.writing import write_plan_json
from zidesk.exchange.workbook.reading import read_workbook

RECORDS = {
    "kisi": golden_record(),
    "waktu": golden_record(ScheduleStyle.TEXT),
    "kosong": blank_record(),
}
VISIBLE = ("Rencana Aksi", "Realisasi", "Bukti", "Catatan", "Identitas")


@pytest.mark.parametrize("name", RECORDS)
def test_json_is_written_and_read_as_before(name: str) -> None:
    record, path = RECORDS[name], GOLDEN / f"lama-{name}.json"
    stream = io.BytesIO()
    write_plan_json(record, stream)
    assert stream.getvalue() == path.read_bytes().rstrip(b"\n")
    incoming = read_plan_json(path)
    assert (incoming.plan, incoming.unit, incoming.problems) == (record.plan, record.unit, ())
    assert incoming.evidence == record.evidence


@pytest.mark.parametrize("name", ["kisi", "waktu"])
def test_an_earlier_workbook_says_what_it_said(name: str) -> None:
    record = RECORDS[name]
    incoming = read_workbook(GOLDEN / f"lama-{name}.xlsx")
    assert incoming.problems == ()
    assert (incoming.plan, incoming.unit, incoming.evidence) == (record.plan, record.unit, record.evidence)
    assert incoming.moment == record.moment
    comparison = compare(record.plan, incoming)
    assert (comparison.merged(), comparison.problems) == (record.plan, ())


@pytest.mark.parametrize("name", RECORDS)
def test_the_sheets_that_people_see_are_as_before(name: str, tmp_path: Path) -> None:
    assert sheets_of(export(RECORDS[name], tmp_path / "kini.xlsx")) == sheets_of(GOLDEN / f"lama-{name}.xlsx")


def sheets_of(path: Path) -> dict[str, object]:
    """What a person sees of each sheet: cells with their styles, widths, heights, what is printed."""
    book = load_workbook(path)
    assert book.sheetnames == [*VISIBLE, "zidesk"]
    return {
        name: (
            [
                [(cell.value, cell.style, cell.number_format, cell.quotePrefix) for cell in row]
                for row in book[name].iter_rows()
            ],
            {letter: (size.width, size.hidden) for letter, size in book[name].column_dimensions.items()},
            {row: size.height for row, size in book[name].row_dimensions.items()},
            (book[name].print_area, book[name].freeze_panes, book[name].auto_filter.ref),
            sorted(map(str, book[name].merged_cells.ranges)),
        )
        for name in VISIBLE
    }


@pytest.mark.parametrize("name", RECORDS)
def test_an_earlier_zidesk_finds_what_it_looks_for_in_the_hidden_sheet(name: str, tmp_path: Path) -> None:
    before, now = (
        hidden_rows(path)
        for path in (GOLDEN / f"lama-{name}.xlsx", export(RECORDS[name], tmp_path / "x.xlsx"))
    )
    assert before.items() <= now.items()


def hidden_rows(path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The first rows' pairs, and the rows' stands with their states, by what they are found by."""
    rows = [
        [str(value or "") for value in row]
        for row in load_workbook(path)["zidesk"].iter_rows(values_only=True)
    ]
    heads = {
        (row[0],): (row[1],)
        for row in rows[:40]
        if row[0] not in ("area", "component", "indicator", "action")
    }
    stands = {
        (row[0], row[1]): tuple(row[2:6])
        for row in rows
        if row[1] and row[0] in ("area", "component", "indicator", "action")
    }
    return heads | stands
