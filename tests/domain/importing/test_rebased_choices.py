"""An edited export on top of what was done here since: rows that look alike, and choices that must count."""

from tests.domain.importing.test_rebasing import (
    I1,
    I2,
    A,
    B,
    C,
    D,
    action,
    action_ids,
    all_taken,
    edit,
    edited_export,
    keys,
    small_plan,
    step,
    without,
)
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.conflicts import ROW
from zidesk.domain.importing.matching import walk
from zidesk.domain.importing.row_values import fingerprint
from zidesk.domain.plan.model import Action, Indicator, MonthCell, Plan, Remark

K = "K"


def component_with(plan: Plan, *extra: Indicator) -> Plan:
    """The plan with more indicators in its component."""
    return edit(plan, K, indicators=(*plan.areas[0].components[0].indicators, *extra))


def texts(plan: Plan) -> list[str]:
    return [node.text for _, node in walk(plan)]


def test_of_two_rows_of_one_text_each_side_may_delete_another() -> None:
    then = edit(edit(small_plan(), A, text="Rapat", target_percent=80), B, text="Rapat", target_percent=90)
    comparison = compare(without(then, A), edited_export(then, without(then, B)))
    assert (comparison.changed, comparison.missing, comparison.problems) == (0, 1, ())
    assert action_ids(comparison.merged()) == [C, D]


def test_a_row_that_is_taken_back_does_not_become_another_of_the_same_text() -> None:
    then = edit(edit(small_plan(), A, text="Rapat", target_percent=80), B, text="Rapat", target_percent=90)
    theirs = edit(without(then, B), A, target_percent=70)
    taken = all_taken(compare(without(then, A), edited_export(then, theirs)))
    assert (taken.added, taken.changed, taken.missing) == (1, 0, 1)
    assert action_ids(taken.merged()) == [A, C, D]


def test_a_row_of_the_same_text_added_on_both_sides_is_there_once() -> None:
    then = small_plan()
    first = then.areas[0].components[0].indicators[0]
    now = edit(then, I1, actions=(*first.actions, step("f" * 32, "Rapat", target_percent=80)))
    theirs = edit(then, I1, actions=(*first.actions, Action("Rapat", person_in_charge="Umum")))
    merged = compare(now, edited_export(then, theirs)).merged()
    assert action(merged, "f" * 32).person_in_charge == "Umum"
    assert len(action_ids(merged)) == 5


def test_a_new_remark_on_a_row_deleted_here_is_a_conflict() -> None:
    then = small_plan()
    theirs = edit(then, B, remarks=(Remark("", "Lengkapi bukti"),))
    comparison = compare(without(then, B), edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.ours, conflict.theirs) == ("dihapus", "diubah (Catatan: Lengkapi bukti)")
    remarks = action(all_taken(comparison).merged(), B).remarks
    assert [remark.text for remark in remarks] == ["Lengkapi bukti"]


def test_of_a_schedule_worded_on_both_sides_the_chosen_months_go_with_the_wording() -> None:
    then = edit(small_plan(), A, schedule_text="Januari")
    now = edit(then, A, schedule_text="Juli", months=(MonthCell(7, planned=True, note="siap"),))
    theirs = edit(then, A, schedule_text="Maret", months=step("", "", 3).months)
    comparison = compare(now, edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.label, conflict.ours, conflict.theirs) == ("Tulisan jadwal", "Juli", "Maret")
    assert comparison.merged() == now
    taken = all_taken(comparison)
    merged = action(taken.merged(), A)
    assert (merged.planned_months, merged.schedule_text) == (frozenset({3}), "Maret")
    assert merged.cell(7).note == "siap"
    assert len(taken.problems) == 1


def test_a_schedule_that_lost_its_wording_is_told_by_its_months() -> None:
    then = edit(small_plan(), A, schedule_text="Januari")
    now = edit(then, A, schedule_text="Juli", months=step("", "", 7).months)
    theirs = edit(then, A, schedule_text=None, months=step("", "", 1, 2, 3).months)
    comparison = compare(now, edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.ours, conflict.theirs) == ("Juli", "Januari s.d Maret")
    merged = action(all_taken(comparison).merged(), A)
    assert (merged.planned_months, merged.schedule_text) == (frozenset({1, 2, 3}), None)


def test_about_a_heading_added_here_under_one_deleted_there_its_rows_are_asked() -> None:
    then = small_plan()
    new = Indicator("Indikator baru", (step("e" * 32, "baru satu"), step("f" * 32, "baru dua")), "3" * 32)
    comparison = compare(component_with(then, new), edited_export(then, without(then, I1, I2, K)))
    assert keys(comparison) == [("e" * 32, ROW), ("f" * 32, ROW)]
    assert texts(comparison.merged()) == ["AREA", "Komponen", "Indikator baru", "baru satu", "baru dua"]
    one = comparison.taking([("e" * 32, ROW)])
    assert texts(one.merged()) == ["AREA", "Komponen", "Indikator baru", "baru dua"]
    assert texts(all_taken(comparison).merged()) == ["AREA"]


def test_about_a_heading_added_there_under_one_deleted_here_its_rows_are_asked() -> None:
    then = small_plan()
    theirs = component_with(then, Indicator("Indikator baru", (Action("baru satu"), Action("baru dua"))))
    comparison = compare(without(then, I1, I2, K), edited_export(then, theirs))
    assert [conflict.text for conflict in comparison.conflicts] == ["baru satu", "baru dua"]
    assert texts(comparison.merged()) == ["AREA"]
    taken = comparison.taking(keys(comparison)[:1])
    assert texts(taken.merged()) == ["AREA", "Komponen", "Indikator baru", "baru satu"]


def test_spaces_at_the_ends_are_no_edit_and_no_conflict() -> None:
    then = small_plan()
    now = edit(then, A, text="Rapat baru", evidence_text="Notulen")
    theirs = edit(edit(then, A, text="Rapat baru \n"), B, text=" langkah b\n")
    comparison = compare(now, edited_export(then, theirs))
    assert (comparison.changed, comparison.problems) == (0, ())
    assert comparison.merged() == now
    assert fingerprint(" \n") == ""
