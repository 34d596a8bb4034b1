"""Three states of a plan: as exported, as it is now, and as the edited export has it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import plans, texts
from zidesk.domain.importing.comparison import Comparison, RowStatus, compare
from zidesk.domain.importing.conflicts import ORDER, PLACE, ROW
from zidesk.domain.importing.incoming import ExportedRow, Incoming, Place
from zidesk.domain.importing.matching import walk
from zidesk.domain.importing.row_values import Value, fingerprint, fingerprints, row_values
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    MonthCell,
    Node,
    Plan,
    Remark,
    children,
    new_id,
    with_children,
)


def exported_rows(plan: Plan) -> dict[str, ExportedRow]:
    """What an export of ``plan`` remembers of its rows."""
    ids: dict[tuple[int, ...], str] = {(): plan.id}
    rows = {}
    for order, (path, node) in enumerate(walk(plan)):
        ids[path] = node.id
        rows[node.id] = ExportedRow(ids[path[:-1]], order, fingerprints(node))
    return rows


def edited_export(then: Plan, theirs: Plan, **changes: Any) -> Incoming:
    """An export of ``then`` that somebody has turned into ``theirs``."""
    return Incoming(
        theirs,
        carries_ids=True,
        carries_realization=True,
        carries_remarks=True,
        exported=exported_rows(then),
        **changes,
    )


def mapped(plan: Plan, change: Callable[[Node], Node | None]) -> Plan:
    """The plan with every row changed, from the leaves up; ``None`` leaves a row out."""

    def below(node: Plan | Node) -> tuple[Node, ...]:
        changed = (change(with_children(child, below(child))) for child in children(node))
        return tuple(node for node in changed if node is not None)

    return replace(plan, areas=tuple(area for area in below(plan) if isinstance(area, Area)))


def edit(plan: Plan, row: str, **fields: Any) -> Plan:
    """The plan with some fields of the row with the id ``row`` changed."""
    return mapped(plan, lambda node: replace(node, **fields) if node.id == row else node)


def without(plan: Plan, *rows: str) -> Plan:
    return mapped(plan, lambda node: None if node.id in rows else node)


def step(row: str, text: str = "", *months: int, **fields: Any) -> Action:
    cells = tuple(MonthCell(month, planned=True) for month in months)
    return Action(text or f"langkah {row[:1]}", months=cells, id=row, **fields)


A, B, C, D, E, NEW, I1, I2, I3 = (digit * 32 for digit in "abcdef123")


def small_plan() -> Plan:
    """Two indicators under one component: A, B, C under I1 and D under I2."""
    first = Indicator("Indikator satu", (step(A, "", 1), step(B, "", 1, 2), step(C)), I1)
    second = Indicator("Indikator dua", (step(D, "", 3),), I2)
    return Plan(2026, (Area("AREA", (Component("Komponen", (first, second), "K"),), "A"),), id="P")


def action_ids(plan: Plan) -> list[str]:
    return [path.action.id for path in plan.actions()]


def action(plan: Plan, row: str) -> Action:
    return next(path.action for path in plan.actions() if path.action.id == row)


def keys(comparison: Comparison) -> list[tuple[str, str]]:
    return [conflict.key for conflict in comparison.conflicts]


def all_taken(comparison: Comparison) -> Comparison:
    return comparison.taking(keys(comparison))


# Values.


def test_what_only_zidesk_changed_stays_and_is_no_change() -> None:
    then = small_plan()
    now = edit(then, A, text="baru", target_percent=90, person_in_charge="Umum")
    now = edit(now, I1, text="Indikator baru")
    comparison = compare(now, edited_export(then, then))
    assert comparison.merged() == now
    assert (comparison.added, comparison.changed, comparison.unchanged, comparison.missing) == (0, 0, 4, 0)
    assert comparison.problems == ()


def test_what_only_the_source_changed_is_a_change() -> None:
    then = small_plan()
    comparison = compare(then, edited_export(then, edit(then, A, text="baru")))
    assert comparison.changed == 1
    assert action(comparison.merged(), A).text == "baru"
    assert comparison.conflicts == ()


def test_what_both_changed_to_the_same_is_neither_change_nor_conflict() -> None:
    then = small_plan()
    both = edit(then, A, text="sama", target_percent=80)
    comparison = compare(both, edited_export(then, both))
    assert (comparison.changed, comparison.problems) == (0, ())
    assert comparison.merged() == both


def test_what_both_changed_otherwise_is_a_conflict_and_zidesks_stays_unless_theirs_is_taken() -> None:
    then = edit(small_plan(), A, target_percent=100)
    now = edit(then, A, target_percent=90, text="dari zidesk")
    theirs = edit(then, A, target_percent=None, evidence_text="dari Excel")
    place = Place("Rencana Aksi", 9, 18)
    comparison = compare(now, edited_export(then, theirs, value_places={(A, "target_percent"): place}))
    (conflict,) = comparison.conflicts
    assert (conflict.key, conflict.label) == ((A, "target_percent"), "Target")
    assert (conflict.ours, conflict.theirs, conflict.takes_theirs) == ("90%", "", False)
    assert comparison.problems[0].place == place
    assert comparison.problems[0].message == (
        "Bentrok di I.1.1.1 “dari zidesk”, Target: di zidesk “90%”, di berkas Excel kosong; "
        "yang dipakai isi zidesk."
    )
    merged = action(comparison.merged(), A)
    assert (merged.text, merged.evidence_text, merged.target_percent) == ("dari zidesk", "dari Excel", 90)
    taken = all_taken(comparison)
    assert action(taken.merged(), A).target_percent is None
    assert taken.problems[0].message.endswith("yang dipakai isi berkas Excel.")
    assert action(taken.taking(()).merged(), A).target_percent == 90


def test_months_are_merged_one_by_one() -> None:
    then = small_plan()
    now = edit(then, B, months=step("", "", 2, 5).months)
    theirs = edit(then, B, months=step("", "", 1, 2, 7).months)
    comparison = compare(now, edited_export(then, theirs))
    assert action(comparison.merged(), B).planned_months == {2, 5, 7}
    assert comparison.problems == ()


def test_a_wording_that_the_merged_months_belie_goes_and_is_listed() -> None:
    then = edit(small_plan(), B, schedule_text="Januari dan Februari")
    now = edit(then, B, months=step("", "", 1, 2, 5).months)
    theirs = edit(then, B, months=step("", "", 7).months, schedule_text="Juli")
    comparison = compare(now, edited_export(then, theirs))
    merged = action(comparison.merged(), B)
    assert (merged.planned_months, merged.schedule_text) == (frozenset({5, 7}), None)
    (problem,) = comparison.problems
    assert "tulisan jadwal “Juli” menjadi “Mei dan Juli”" in problem.message
    only_theirs = compare(then, edited_export(then, theirs))
    assert action(only_theirs.merged(), B).schedule_text == "Juli"


def test_what_was_done_is_merged_field_by_field() -> None:
    then = edit(small_plan(), A, months=(MonthCell(1, planned=True, obstacle="hujan"),))
    done = MonthCell(1, planned=True, realized_on=date(2026, 1, 9), percent=100, obstacle="hujan")
    now = edit(then, A, months=(done, MonthCell(4, note="tambahan")))
    theirs = edit(then, A, months=(MonthCell(1, planned=True, obstacle="banjir", follow_up="rapat"),))
    merged = action(compare(now, edited_export(then, theirs)).merged(), A)
    assert merged.months == (
        replace(done, obstacle="banjir", follow_up="rapat"),
        MonthCell(4, note="tambahan"),
    )


def test_a_source_without_realisation_leaves_what_was_done_here() -> None:
    then = edit(small_plan(), A, months=(MonthCell(1, planned=True, obstacle="hujan"),))
    theirs = edit(then, A, months=(MonthCell(1, planned=True),), text="baru")
    incoming = replace(edited_export(then, theirs), carries_realization=False)
    comparison = compare(then, incoming)
    assert comparison.merged() == edit(then, A, text="baru")


def test_evidence_and_remarks_deleted_here_do_not_come_back() -> None:
    links = (EvidenceLink("e1"), EvidenceLink("e2", 3))
    remarks = (Remark("r1", "Lengkapi"), Remark("r2", "Perbaiki"))
    then = edit(small_plan(), A, evidence=links, remarks=remarks)
    now = edit(then, A, evidence=links[:1], remarks=(replace(remarks[1], answered=True),))
    comparison = compare(now, edited_export(then, then), {"e1", "e2"})
    assert comparison.merged() == now
    assert (comparison.changed, comparison.problems) == (0, ())


def test_a_remark_edited_there_and_deleted_here_is_a_conflict() -> None:
    then = edit(small_plan(), A, remarks=(Remark("r1", "Lengkapi"),))
    theirs = edit(then, A, remarks=(Remark("r1", "Lengkapi notulen"), Remark("", "Catatan baru")))
    comparison = compare(edit(then, A, remarks=()), edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.label, conflict.ours, conflict.theirs) == ("Catatan", "", "Lengkapi notulen")
    assert [remark.text for remark in action(comparison.merged(), A).remarks] == ["Catatan baru"]
    taken = action(all_taken(comparison).merged(), A).remarks
    assert [remark.text for remark in taken] == ["Lengkapi notulen", "Catatan baru"]


# Rows.


def test_a_row_deleted_here_and_untouched_there_does_not_come_back() -> None:
    then = small_plan()
    now = without(then, B, I2)
    comparison = compare(now, edited_export(then, then))
    assert comparison.merged() == now
    assert (comparison.added, comparison.changed, comparison.problems) == (0, 0, ())


def test_a_row_deleted_here_and_edited_there_is_a_conflict() -> None:
    then = small_plan()
    now = without(then, I2)
    comparison = compare(now, edited_export(then, edit(then, D, target_percent=70)))
    (conflict,) = comparison.conflicts
    assert conflict.key == (D, ROW)
    assert (conflict.code, conflict.ours, conflict.theirs) == ("I.1.2.1", "dihapus", "diubah (Target: 70%)")
    assert comparison.merged() == now
    back = all_taken(comparison)
    assert back.merged() == edit(then, D, target_percent=70)
    assert back.added == 1


def test_a_row_added_there_under_a_heading_deleted_here_is_a_conflict() -> None:
    then = small_plan()
    second = then.areas[0].components[0].indicators[1]
    theirs = edit(then, I2, actions=(*second.actions, Action("tambahan")))
    comparison = compare(without(then, I2), edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.ours, conflict.theirs) == ("judulnya dihapus", "ditambahkan")
    assert action_ids(comparison.merged()) == [A, B, C]
    taken = comparison.taking([conflict.key])
    assert [path.action.text for path in taken.merged().actions()][3:] == ["tambahan"]


def test_a_row_deleted_there_and_untouched_here_is_missing() -> None:
    then = small_plan()
    comparison = compare(then, edited_export(then, without(then, B)))
    assert (comparison.missing, comparison.removed(), comparison.problems) == (1, 1, ())
    assert action_ids(comparison.merged()) == [A, C, D]


def test_a_row_deleted_there_and_changed_here_is_kept_and_listed() -> None:
    then = small_plan()
    now = edit(then, B, text="diperbaiki", months=())
    comparison = compare(now, edited_export(then, without(then, B)))
    assert comparison.merged() == now
    assert comparison.missing == 0
    (problem,) = comparison.problems
    assert problem.message == (
        "Bentrok di I.1.1.2 “diperbaiki”, Baris: di zidesk diubah (Langkah aksi: diperbaiki; Jadwal: "
        "kosong), di berkas Excel dihapus; yang dipakai isi zidesk."
    )
    assert action_ids(all_taken(comparison).merged()) == [A, C, D]


def test_rows_added_on_both_sides_are_both_there() -> None:
    then = small_plan()
    first = then.areas[0].components[0].indicators[0]
    now = edit(then, I1, actions=(first.actions[0], step(NEW, "langkah baru"), *first.actions[1:]))
    theirs = edit(then, I1, actions=(*first.actions, Action("dari Excel")))
    comparison = compare(now, edited_export(then, theirs))
    texts = [path.action.text for path in comparison.merged().actions()]
    assert texts == ["langkah a", "langkah baru", "langkah b", "langkah c", "dari Excel", "langkah d"]
    assert (comparison.added, comparison.changed, comparison.missing) == (1, 0, 0)
    assert comparison.problems == ()


def test_a_row_added_here_under_a_heading_deleted_there_is_kept_and_listed() -> None:
    then = small_plan()
    second = then.areas[0].components[0].indicators[1]
    now = edit(then, I2, actions=(*second.actions, step(NEW, "langkah baru")))
    comparison = compare(now, edited_export(then, without(then, I2)))
    assert keys(comparison) == [(NEW, ROW)]
    assert action_ids(comparison.merged()) == [A, B, C, NEW]
    assert action_ids(all_taken(comparison).merged()) == [A, B, C]


# Places.


def moved(plan: Plan, row: str, heading: str) -> Plan:
    """The plan with an action at the end of another indicator."""
    taken = action(plan, row)
    plan = without(plan, row)
    target = next(node for _, node in walk(plan) if node.id == heading)
    assert isinstance(target, Indicator)
    return edit(plan, heading, actions=(*target.actions, taken))


def reordered(plan: Plan, heading: str, *rows: str) -> Plan:
    return edit(plan, heading, actions=tuple(action(plan, row) for row in rows))


def test_a_row_moved_on_one_side_only_stands_where_it_was_moved_to() -> None:
    then = small_plan()
    there = moved(then, A, I2)
    assert compare(there, edited_export(then, then)).merged() == there
    assert compare(there, edited_export(then, then)).changed == 0
    assert compare(then, edited_export(then, there)).merged() == there
    assert compare(then, edited_export(then, there)).changed == 1


def test_a_row_moved_to_two_places_is_a_conflict() -> None:
    then = small_plan()
    third = Indicator("Indikator tiga", (step(E),), I3)
    component = then.areas[0].components[0]
    then = edit(then, "K", indicators=(*component.indicators, third))
    comparison = compare(moved(then, A, I2), edited_export(then, moved(then, A, I3)))
    (conflict,) = comparison.conflicts
    assert (conflict.key, conflict.ours, conflict.theirs) == ((A, PLACE), "I.1.2.2", "I.1.3.2")
    assert comparison.merged() == moved(then, A, I2)
    assert all_taken(comparison).merged() == moved(then, A, I3)


def test_an_order_changed_on_one_side_only_is_that_sides() -> None:
    then = small_plan()
    other = reordered(then, I1, C, A, B)
    assert compare(other, edited_export(then, then)).merged() == other
    assert compare(then, edited_export(then, other)).merged() == other


def test_orders_changed_on_both_sides_are_a_conflict() -> None:
    then = small_plan()
    now, theirs = reordered(then, I1, C, A, B), reordered(then, I1, B, A, C)
    comparison = compare(now, edited_export(then, theirs))
    (conflict,) = comparison.conflicts
    assert (conflict.key, conflict.ours, conflict.theirs) == ((I1, ORDER), "3, 1, 2", "2, 1, 3")
    assert comparison.merged() == now
    assert all_taken(comparison).merged() == theirs


def test_areas_changed_in_order_on_both_sides_are_a_conflict() -> None:
    areas = tuple(Area(text, id=text) for text in ("satu", "dua", "tiga"))
    then = Plan(2026, areas, id="P")
    now = replace(then, areas=(areas[2], areas[0], areas[1]))
    theirs = replace(then, areas=(areas[1], areas[0], areas[2]))
    comparison = compare(now, edited_export(then, theirs))
    assert comparison.problems[0].message.startswith("Bentrok di Semua area, Urutan baris di bawahnya:")
    assert (comparison.merged(), all_taken(comparison).merged()) == (now, theirs)


def test_a_row_moved_there_under_a_heading_deleted_here_stays_and_is_listed() -> None:
    then = small_plan()
    now = without(then, I2)
    comparison = compare(now, edited_export(then, moved(then, A, I2)))
    assert keys(comparison) == [(A, PLACE)]
    assert comparison.merged() == now
    assert action_ids(all_taken(comparison).merged()) == [B, C, A]


# Rows whose exported values are not known.


def test_rows_without_exported_values_are_taken_as_the_source_has_them() -> None:
    then = small_plan()
    now = edit(edit(then, A, text="dari zidesk"), B, text="dari zidesk")
    incoming = edited_export(then, then)
    exported = {row: replace(stand, values=None) if row == A else stand
                for row, stand in incoming.exported.items()}  # fmt: skip
    comparison = compare(now, replace(incoming, exported=exported))
    assert action(comparison.merged(), A).text == "langkah a"
    assert action(comparison.merged(), B).text == "dari zidesk"
    assert comparison.changed == 1


def test_an_export_of_another_history_is_compared_with_what_is_here_now() -> None:
    then = small_plan()
    now = without(edit(then, A, text="dari zidesk"), B)
    first = now.areas[0].components[0].indicators[0]
    now = edit(now, I1, actions=(*first.actions, step(NEW, "langkah baru")))
    comparison = compare(now, edited_export(then, then).of_another_history())
    texts = [path.action.text for path in comparison.merged().actions()]
    assert texts == ["langkah a", "langkah b", "langkah c", "langkah baru", "langkah d"]
    assert (comparison.added, comparison.changed, comparison.missing) == (1, 1, 0)
    warning, problem = comparison.problems
    assert warning.message.startswith("Berkas Excel ini diekspor dari salinan lain atau oleh zidesk yang")
    assert problem.message == (
        "I.1.1.3 “langkah baru” tidak ada dalam rencana ketika sumber ini diekspor; baris ini dipertahankan."
    )


# Anything against anything.


@st.composite
def edits(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan after some edits of values, deletions, additions and moves."""

    def change(node: Node) -> Node | None:
        what = draw(st.sampled_from(("keep", "keep", "keep", "edit", "edit", "delete", "shuffle", "add")))
        if what == "delete":
            return None
        if what == "shuffle":
            return with_children(node, tuple(draw(st.permutations(children(node)))))
        if what == "add" and isinstance(node, Indicator):
            return replace(node, actions=(*node.actions, Action(f"baru {new_id()}", id=new_id())))
        if what != "edit":
            return node
        if not isinstance(node, Action):
            return replace(node, text=draw(texts()))
        cell = node.cell(3)
        fields: Mapping[str, st.SearchStrategy[Any]] = {
            "text": texts(),
            "evidence_text": texts(),
            "target_percent": st.none() | st.integers(0, 100),
            "person_in_charge": st.sampled_from(("", "Umum", "Hukum")),
            "months": st.sampled_from(
                (
                    node.months[:1],
                    (*(other for other in node.months if other.month < 3), replace(cell, planned=True)),
                    (*(other for other in node.months if other.month < 3), replace(cell, obstacle="hujan")),
                )
            ),
        }
        names = draw(st.sets(st.sampled_from(sorted(fields)), min_size=1))
        return replace(node, **{name: draw(fields[name]) for name in sorted(names)})

    return mapped(plan, change)


def values_of(plan: Plan) -> dict[tuple[str, str], Value]:
    return {(node.id, key): value for _, node in walk(plan) for key, value in row_values(node).items()}


@given(plans(), st.data())
def test_no_edit_of_either_side_is_lost_silently(then: Plan, data: st.DataObject) -> None:
    now, theirs = data.draw(edits(then)), data.draw(edits(then))
    comparison = compare(now, edited_export(then, theirs))
    merged = comparison.merged()
    then_says, now_says, they_say = values_of(then), values_of(now), values_of(theirs)
    result = values_of(merged)
    listed = set(keys(comparison))
    lost_wordings = {key for key in result if key[1] == "schedule_text" and comparison.problems}
    for key in now_says | they_say:
        row = key[0]
        before, ours, other = (fingerprint(side.get(key)) for side in (then_says, now_says, they_say))
        here, there = (row, "text") in now_says, (row, "text") in they_say
        if not (here and there) or key in lost_wordings:
            continue
        got = fingerprint(result.get(key))
        if ours != before and other != before and ours != other:
            assert key in listed
            assert got == ours
        elif ours != before:
            assert got == ours
        else:
            assert got == other
    rows_then = {row for row, key in then_says if key == "text"}
    for row in {row for row, _ in now_says} - {row for row, _ in result}:
        # Only rows that the source deleted and nobody touched here may go; rows with work in them never do.
        assert (row, "text") not in they_say
        assert row in rows_then
    for row in {row for row, _ in they_say} - {row for row, _ in result}:
        touched = any(
            fingerprint(they_say.get(key)) != fingerprint(then_says.get(key))
            for key in they_say | then_says
            if key[0] == row
        )
        assert not touched or (row, ROW) in listed


@given(plans(), st.data())
def test_edits_of_one_side_only_end_in_that_side(then: Plan, data: st.DataObject) -> None:
    edited = data.draw(edits(then))
    untouched = compare(edited, edited_export(then, then))
    assert untouched.merged() == edited
    assert (untouched.added, untouched.changed, untouched.missing, untouched.conflicts) == (0, 0, 0, ())
    taken = compare(then, edited_export(then, edited))
    assert taken.conflicts == ()
    assert {row.status for row in taken.rows if row.fields} <= {RowStatus.NEW, RowStatus.CHANGED}
    kept = {path.action.id for path in taken.merged().actions()}
    assert {path.action.id for path in edited.actions()} <= kept


@pytest.mark.parametrize("value", [None, "", False])
def test_blank_values_have_no_fingerprint(value: Value) -> None:
    assert fingerprint(value) == ""
    assert fingerprint(0) != ""
