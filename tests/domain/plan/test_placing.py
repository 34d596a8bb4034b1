"""What of an export goes into a plan of another year or unit: rows and schedules, nothing that was done."""

from dataclasses import replace
from datetime import date

import pytest

from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import IdentityEdit, Incoming, Place
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Level,
    MonthCell,
    Plan,
    Remark,
    Unit,
)
from zidesk.domain.plan.placing import placed

BATANG_HARI = Unit(id="b" * 32, name="Kabupaten Batang Hari", level=Level.KABUPATEN)
MERANGIN = Unit(id="c" * 32, name="Kabupaten Merangin", level=Level.KABUPATEN)


def plan_of(plan_id: str, year: int, *months: MonthCell) -> Plan:
    """Return a plan of one action with the given months, a remark and a decree."""
    remark = Remark(id="d" * 32, text="Lengkapi")
    action = Action("Rapat", months=months, remarks=(remark,), id=plan_id)
    component = Component("Tim Kerja", (Indicator("SK Tim Kerja", (action,)),))
    return Plan(
        year, (Area("MANAJEMEN PERUBAHAN", (component,)),), decree_number="7", title="RENCANA", id=plan_id
    )


DONE = MonthCell(4, planned=True, realized_on=date(2026, 4, 30), percent=80, obstacle="Hujan")
EXPORT = Incoming(
    plan_of("1" * 32, 2026, DONE),
    unit=BATANG_HARI,
    carries_ids=True,
    carries_realization=True,
    carries_remarks=True,
)


@pytest.mark.parametrize(("unit", "year"), [(BATANG_HARI, 2027), (MERANGIN, 2026)])
def test_what_was_done_in_another_year_or_unit_was_not_done_here(unit: Unit, year: int) -> None:
    comparison = compare(None, placed(EXPORT, unit, year))
    plan = comparison.merged()
    (path,) = plan.actions()
    assert path.action.months == (MonthCell(4, planned=True),)
    assert path.action.remarks == ()
    assert (plan.year, plan.decree_number, plan.title) == (year, "", "")
    assert plan.id != EXPORT.plan.id
    (problem,) = comparison.problems
    assert "ekspor rencana Kabupaten Batang Hari 2026" in problem.message
    assert f"rencana {unit.name} {year}" in problem.message
    assert "tanpa realisasi" in problem.message


def test_what_was_done_this_year_stays_when_last_years_export_is_imported() -> None:
    ours = MonthCell(4, planned=True, realized_on=date(2027, 4, 2))
    current = plan_of("2" * 32, 2027, ours)
    comparison = compare(current, placed(EXPORT, BATANG_HARI, 2027, current.id))
    (path,) = comparison.merged().actions()
    assert path.action.months == (ours,)
    assert path.action.remarks == next(current.actions()).action.remarks
    assert comparison.unchanged == 1


def test_last_years_export_deletes_no_rows_of_this_year() -> None:
    more = plan_of("2" * 32, 2027)
    component = Component("Tim Kerja", (Indicator("SK Tim Kerja", (Action("Rapat"), Action("Laporan"))),))
    current = Plan(2027, (Area("MANAJEMEN PERUBAHAN", (component,)),), id=more.id)
    merged = compare(current, placed(EXPORT, BATANG_HARI, 2027, current.id)).merged()
    assert [path.action.text for path in merged.actions()] == ["Rapat", "Laporan"]


def test_an_export_of_the_same_plan_is_taken_whole_though_its_year_or_unit_was_renamed_since() -> None:
    fitted = placed(EXPORT, MERANGIN, 2027, EXPORT.plan.id)
    assert fitted.carries_realization
    assert next(fitted.plan.actions()).action.months == (DONE,)
    assert fitted.plan.year == 2027
    (problem,) = fitted.problems
    assert problem.message == "Tahun dalam sumber 2026; yang dipertahankan 2027."


def test_a_year_typed_over_in_the_identity_is_told_once() -> None:
    edit = IdentityEdit("Tahun", "2026", Place("Identitas", 4, 2))
    fitted = placed(replace(EXPORT, identity_edits=(edit,)), BATANG_HARI, 2027, EXPORT.plan.id)
    assert fitted.problems == ()


def test_an_export_of_the_same_unit_and_year_from_another_file_is_taken_whole() -> None:
    same = Unit(id="e" * 32, name="KPU  kabupaten batang hari", level=Level.KABUPATEN)
    fitted = placed(EXPORT, same, 2026, "3" * 32)
    assert (fitted.plan, fitted.problems) == (EXPORT.plan, ())


def test_a_table_made_by_hand_belongs_to_the_year_that_the_user_names() -> None:
    by_hand = Incoming(plan_of("", 2026, DONE), carries_realization=True)
    fitted = placed(by_hand, MERANGIN, 2027)
    assert fitted.problems == ()
    assert next(fitted.plan.actions()).action.months == (DONE,)
