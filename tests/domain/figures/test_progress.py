from datetime import date
from fractions import Fraction

import pytest

from zidesk.domain.figures.progress import (
    CellState,
    Progress,
    cell_state,
    describe_cell,
    months_over,
    progress_of,
    roll_up,
    span_of,
)
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    MonthCell,
    Plan,
)

DONE_ON = date(2026, 3, 5)
AS_OF = date(2026, 6, 15)
ACTION = Action(
    "Rapat",
    months=(
        MonthCell(2, planned=True),
        MonthCell(3, planned=True, realized_on=DONE_ON),
        MonthCell(4, planned=True, realized_on=DONE_ON),
        MonthCell(5, realized_on=DONE_ON),
        MonthCell(6, planned=True),
        MonthCell(7, realized_on=DONE_ON),
        MonthCell(8, note="hanya catatan"),
    ),
    evidence=(EvidenceLink("e1", 3), EvidenceLink("e2", 5)),
    id="a",
)


@pytest.mark.parametrize(
    ("as_of", "over"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 31), 0),
        (date(2026, 2, 1), 1),
        (date(2026, 12, 31), 11),
        (date(2027, 1, 1), 12),
    ],
)
def test_a_month_is_over_on_the_day_after_its_last(as_of: date, over: int) -> None:
    assert months_over(2026, as_of) == over


def test_every_state_of_a_cell() -> None:
    states = {month: cell_state(ACTION, month, 2026, AS_OF) for month in range(1, 9)}
    assert states == {
        1: CellState.EMPTY,
        2: CellState.LATE,
        3: CellState.DONE,
        4: CellState.DONE_WITHOUT_EVIDENCE,
        5: CellState.DONE_UNPLANNED,
        6: CellState.PLANNED,
        7: CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE,
        8: CellState.EMPTY,
    }


def test_cells_are_described_in_words() -> None:
    assert describe_cell(ACTION, 1, 2026, AS_OF) == "Januari, tidak direncanakan"
    assert describe_cell(ACTION, 2, 2026, AS_OF) == "Februari, direncanakan, terlambat, belum ada bukti"
    assert describe_cell(ACTION, 3, 2026, AS_OF) == "Maret, direncanakan, terlaksana 5 Maret 2026, ada bukti"
    assert describe_cell(ACTION, 6, 2026, AS_OF) == "Juni, direncanakan, belum ada bukti"
    assert (
        describe_cell(ACTION, 7, 2026, AS_OF)
        == "Juli, tidak direncanakan, terlaksana 5 Maret 2026, belum ada bukti"
    )


def test_an_action_counts_its_month_cells() -> None:
    progress = progress_of(ACTION, 2026, AS_OF)
    assert progress == Progress(
        planned=4, realized=2, late=1, without_evidence=2, evidenced=1, hundredths=200
    )
    assert progress.ratio == Fraction(1, 2)


def test_evidence_for_the_whole_year_proves_every_month() -> None:
    action = Action("x", months=ACTION.months, evidence=(EvidenceLink("e1"),))
    progress = progress_of(action, 2026, AS_OF)
    assert (progress.without_evidence, progress.evidenced) == (0, 2)


def test_nothing_of_a_coming_year_is_late_and_all_of_a_past_one_is() -> None:
    planned = Action("x", months=tuple(MonthCell(month, planned=True) for month in range(1, 13)))
    assert progress_of(planned, 2027, AS_OF).late == 0
    assert progress_of(planned, 2026, AS_OF).late == 5
    assert progress_of(planned, 2025, AS_OF).late == 12


def test_without_planned_months_there_is_no_ratio() -> None:
    assert progress_of(Action("x"), 2026, AS_OF) == Progress()
    assert Progress().ratio is None


def plan_of_two_areas() -> Plan:
    other = Action("x", months=(MonthCell(11, planned=True),), id="b")
    indicator = Indicator("i", (ACTION, other), id="i")
    return Plan(
        2026,
        (
            Area("I", (Component("k", (indicator, Indicator("kosong", id="i0")), id="k"),), id="I"),
            Area("II", id="II"),
        ),
        id="p",
    )


def test_parents_sum_up_their_actions_in_one_pass() -> None:
    plan = plan_of_two_areas()
    total = Progress(planned=5, realized=2, late=1, without_evidence=2, evidenced=1, hundredths=200)
    assert roll_up(plan, AS_OF) == {
        "p": total,
        "I": total,
        "k": total,
        "i": total,
        "a": progress_of(ACTION, 2026, AS_OF),
        "b": Progress(planned=1),
        "i0": Progress(),
        "II": Progress(),
    }
    assert progress_of(plan, 2026, AS_OF) == total


def test_the_span_of_a_row_runs_from_its_first_to_its_last_planned_month() -> None:
    plan = plan_of_two_areas()
    assert span_of(ACTION) == (2, 6)
    assert span_of(plan.areas[0]) == span_of(plan) == (2, 11)
    assert span_of(plan.areas[1]) is None
    assert span_of(Action("x")) is None


def test_rows_without_ids_do_not_collide_in_the_roll_up() -> None:
    plan = Plan(2026, (Area("x", (Component("y", (Indicator("z", (Action("w"),)),)),)),), id="p")
    assert set(roll_up(plan, AS_OF)) == {"p"}


def test_a_percentage_counts_in_its_place_also_without_a_date() -> None:
    cells = (
        MonthCell(1, planned=True, realized_on=DONE_ON),
        MonthCell(2, planned=True, realized_on=DONE_ON, percent=80),
        MonthCell(3, planned=True, percent=50),
        MonthCell(4, planned=True),
        MonthCell(5, realized_on=DONE_ON, percent=100),
    )
    progress = progress_of(Action("a", months=cells), 2026, AS_OF)
    assert (progress.planned, progress.realized, progress.hundredths) == (4, 2, 230)
    assert progress.ratio == Fraction(230, 400)
    first = progress_of(Action("a", months=cells), 2026, AS_OF, range(1, 3))
    assert (first.planned, first.realized, first.ratio) == (2, 2, Fraction(9, 10))
