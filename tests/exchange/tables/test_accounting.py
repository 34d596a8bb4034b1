"""The account of the cells: one that became nothing, or got lost, is told and keeps its row out."""

from zidesk.exchange.seen import Cell, Row, SheetCells
from zidesk.exchange.tables.audit import audit_cells, audit_drafts
from zidesk.exchange.tables.drafts import Draft
from zidesk.exchange.tables.grid import Grid
from zidesk.exchange.tables.ledger import Fate, Spot
from zidesk.exchange.tables.report import Report
from zidesk.exchange.tables.settling import is_taken

SHEET = SheetCells("Lembar", (Row(1, (Cell("A"), Cell("B"))), Row(2, (Cell("C"), Cell("D")))))
EVERY_KIND = ["hilang", "tak terbaca"]


def test_a_cell_that_nobody_claimed_keeps_its_row_out_whatever_is_accepted() -> None:
    report = Report([Grid(SHEET)])
    draft = Draft(Spot(0, 1, 1), "I", "K", "I", "A", rows=[1])
    report.ledger.claim(Spot(0, 1, 1), Fate.VALUE)
    audit_cells(report, 0, [1], [draft])
    assert [doubt.spot for doubt in draft.doubts] == [Spot(0, 1, 2)]
    assert not is_taken(draft, EVERY_KIND)
    assert report.problems == []


def test_cells_of_no_row_that_nobody_claimed_are_told() -> None:
    report = Report([Grid(SHEET)])
    audit_cells(report, 0, [2], [])
    assert [(problem.place.row, problem.place.column) for problem in report.problems] == [(2, 1), (2, 2)]


def test_what_was_told_of_a_cell_stays_told() -> None:
    report = Report([Grid(SHEET)])
    report.tell_row(0, 2, "Baris ini tidak dibaca")
    assert list(report.ledger.unclaimed(0, report.grids[0], [1, 2])) == [Spot(0, 1, 1), Spot(0, 1, 2)]
    assert report.problems[0].message == "Baris ini tidak dibaca: “C”, “D”."


def test_a_step_that_says_less_than_its_cells_is_kept_out() -> None:
    whole = Draft(Spot(0, 1, 1), "I", "K", "I", "Rapat tim", said=[(Spot(0, 1, 1), "rapat, tim")], months={3})
    less = Draft(Spot(0, 2, 1), "I", "K", "I", "Rapat", said=[(Spot(0, 2, 1), "Rapat tim")])
    unmarked = Draft(Spot(0, 2, 1), "I", "K", "I", "Rapat", marked=[(Spot(0, 2, 2), frozenset({3}))])
    audit_drafts([whole, less, unmarked])
    assert is_taken(whole, [])
    assert not is_taken(less, EVERY_KIND)
    assert not is_taken(unmarked, EVERY_KIND)
