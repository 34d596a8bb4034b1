"""Months: the schedule, and what was done."""

from datetime import date

import pytest

from tests.db.desk import Desk, planned
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.months import plan_months, record_month, set_schedules
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import MonthCell, new_id


def test_a_month_is_planned_and_unplanned(desk: Desk) -> None:
    report = desk.action("Laporan")
    outcome = plan_months(desk.store, [(report.id, 4)], True)
    assert outcome.name == "Centang bulan April"
    assert outcome.changed == {ChangeKind.MONTH: {report.id}}
    assert desk.action("Laporan").months == planned(4)
    outcome = plan_months(desk.store, [(report.id, 4)], False)
    assert outcome.name == "Hapus centang bulan April"
    assert desk.action("Laporan").months == ()


def test_a_painted_run_over_several_rows_is_one_step(desk: Desk) -> None:
    report, news = desk.action("Laporan"), desk.action("Berita")
    cells = [(action.id, month) for action in (report, news) for month in range(6, 10)]
    outcome = plan_months(desk.store, iter(cells), True)
    assert outcome.name == "Centang 8 bulan"
    assert desk.action("Laporan").planned_months == {6, 7, 8, 9}
    assert desk.action("Berita").months == (
        MonthCell(6, planned=True),
        MonthCell(7, planned=True, note="ditunda"),
        MonthCell(8, planned=True),
        MonthCell(9, planned=True),
    )
    assert len(desk.store.history()) == 2


def test_what_was_done_stays_when_a_month_is_unplanned(desk: Desk) -> None:
    plan_months(desk.store, [(desk.action("Menerbitkan").id, 4)], False)
    assert desk.action("Menerbitkan").cell(4) == MonthCell(4, realized_on=date(2026, 4, 30))


def test_a_changed_schedule_loses_the_wording_that_no_longer_fits(desk: Desk) -> None:
    action = desk.action("Menerbitkan")
    plan_months(desk.store, [(action.id, 1)], True)
    assert desk.action("Menerbitkan").schedule_text == "Januari dan April"
    outcome = plan_months(desk.store, [(action.id, 5)], True)
    assert desk.action("Menerbitkan").schedule_text is None
    assert outcome.changed == {ChangeKind.MONTH: {action.id}, ChangeKind.ACTION: {action.id}}
    desk.store.undo()
    assert desk.action("Menerbitkan").schedule_text == "Januari dan April"


def test_schedules_are_set_whole(desk: Desk) -> None:
    work, meeting = desk.action("Menerbitkan"), desk.action("Rapat")
    outcome = set_schedules(desk.store, {work.id: frozenset({4, 5}), meeting.id: frozenset()})
    assert outcome.name == "Ubah jadwal 2 langkah aksi"
    assert desk.action("Menerbitkan").months == (
        MonthCell(4, planned=True, realized_on=date(2026, 4, 30)),
        MonthCell(5, planned=True),
    )
    assert desk.action("Menerbitkan").schedule_text is None
    assert desk.action("Rapat").months == ()


def test_a_schedule_is_set_with_its_wording(desk: Desk) -> None:
    report = desk.action("Laporan")
    set_schedules(desk.store, {report.id: frozenset({1, 2, 3})}, {report.id: "TW I"})
    assert desk.action("Laporan").schedule_text == "TW I"
    set_schedules(desk.store, {report.id: frozenset({1, 2, 3})}, {report.id: None})
    assert desk.action("Laporan").schedule_text is None
    set_schedules(desk.store, {}, {report.id: "Triwulan I"})
    assert desk.action("Laporan").schedule_text == "Triwulan I"
    assert desk.action("Laporan").planned_months == {1, 2, 3}


def test_a_month_is_recorded_field_by_field(desk: Desk) -> None:
    meeting = desk.action("Rapat")
    done = record_month(desk.store, meeting.id, 3, realized_on=date(2026, 3, 31), percent=80)
    assert done.name == "Tandai terlaksana bulan Maret"
    noted = record_month(desk.store, meeting.id, 3, obstacle="hujan\r\nbanjir", follow_up="ulang", note="n")
    assert noted.name == "Ubah realisasi bulan Maret"
    assert desk.action("Rapat").cell(3) == MonthCell(
        3, True, date(2026, 3, 31), 80, "hujan\nbanjir", "ulang", "n"
    )
    undone = record_month(desk.store, meeting.id, 3, realized_on=None, percent=None)
    assert undone.name == "Batalkan terlaksana bulan Maret"
    assert desk.action("Rapat").cell(3) == MonthCell(3, True, None, None, "hujan\nbanjir", "ulang", "n")


def test_a_month_that_was_not_planned_may_be_recorded_and_vanishes_when_blank_again(desk: Desk) -> None:
    report = desk.action("Laporan")
    record_month(desk.store, report.id, 12, realized_on=date(2026, 12, 1))
    assert desk.action("Laporan").months == (MonthCell(12, realized_on=date(2026, 12, 1)),)
    record_month(desk.store, report.id, 12, realized_on=None)
    assert desk.action("Laporan").months == ()


@pytest.mark.parametrize("month", [0, 13, -1])
def test_months_that_do_not_exist_are_refused(desk: Desk, month: int) -> None:
    action = desk.action("Rapat")
    with pytest.raises(InvalidInputError):
        plan_months(desk.store, [(action.id, 1), (action.id, month)], True)
    with pytest.raises(InvalidInputError):
        set_schedules(desk.store, {action.id: frozenset({1, month})})
    with pytest.raises(InvalidInputError):
        record_month(desk.store, action.id, month, note="x")
    assert desk.action("Rapat") == action


def test_values_outside_the_limits_are_refused(desk: Desk) -> None:
    action = desk.action("Rapat")
    for fields in ({"percent": 101}, {"note": "x" * 10_001}):
        with pytest.raises(InvalidInputError):
            record_month(desk.store, action.id, 3, **fields)
    with pytest.raises(InvalidInputError):
        set_schedules(desk.store, {}, {action.id: "x" * 301})
    with pytest.raises(TypeError):
        record_month(desk.store, action.id, 3, planned=True)
    assert desk.action("Rapat") == action


def test_rows_that_do_not_exist_are_refused(desk: Desk) -> None:
    for operation in (
        lambda: plan_months(desk.store, [(desk.action("Rapat").id, 1), (new_id(), 1)], True),
        lambda: set_schedules(desk.store, {new_id(): frozenset({1})}),
        lambda: record_month(desk.store, new_id(), 1, note="x"),
    ):
        with pytest.raises(NotFoundError):
            operation()
    assert len(desk.store.history()) == 1


@pytest.mark.parametrize("day", [date(206, 4, 30), date(2206, 4, 30)])
def test_nothing_is_done_in_a_year_that_is_a_slip(desk: Desk, day: date) -> None:
    meeting = desk.action("Rapat")
    with pytest.raises(InvalidInputError, match="isilah tanggal dari tahun 2000 sampai 2100"):
        record_month(desk.store, meeting.id, 3, realized_on=day)
    assert desk.action("Rapat") == meeting
