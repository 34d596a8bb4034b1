import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import plans
from zidesk.domain.importing.comparison import Comparison, RowStatus, compare
from zidesk.domain.importing.differences import FieldChange
from zidesk.domain.importing.incoming import IdentityEdit, Incoming, Place, Problem
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
    ScheduleStyle,
    children,
    new_id,
    with_children,
)
from zidesk.resource_path import resource_path


def own_export(plan: Plan, **changes: Any) -> Incoming:
    return Incoming(plan, carries_ids=True, carries_realization=True, carries_remarks=True, **changes)


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    return change(with_children(node, tuple(mapped(child, change) for child in children(node))))


def mapped_plan(plan: Plan, change: Callable[[Node], Node]) -> Plan:
    areas = tuple(mapped(area, change) for area in plan.areas)
    return replace(plan, areas=tuple(area for area in areas if isinstance(area, Area)))


def without_ids(plan: Plan) -> Plan:
    return replace(mapped_plan(plan, lambda node: replace(node, id="")), id="")


def with_new_ids(plan: Plan) -> Plan:
    return replace(mapped_plan(plan, lambda node: replace(node, id=new_id())), id=new_id())


def real_plan(name: str) -> Plan:
    document = json.loads(resource_path("examples", f"{name}.json").read_text(encoding="utf-8"))

    def action(item: dict[str, Any]) -> Action:
        months = tuple(MonthCell(month, planned=True) for month in item["months"])
        return Action(
            item["action"],
            item["evidence"],
            months,
            item["target_percent"],
            schedule_text=item.get("schedule_text"),
        )

    def indicator(item: dict[str, Any]) -> Indicator:
        return Indicator(item["text"], tuple(action(below) for below in item["actions"]))

    def component(item: dict[str, Any]) -> Component:
        return Component(item["name"], tuple(indicator(below) for below in item["indicators"]))

    areas = tuple(
        Area(item["name"], tuple(component(below) for below in item["components"]))
        for item in document["areas"]
    )
    return with_new_ids(
        Plan(2026, areas, ScheduleStyle(document["plan"]["schedule_style"]), title="Rencana Aksi")
    )


def changes_of(comparison: Comparison) -> dict[str, tuple[FieldChange, ...]]:
    return {row.code: row.fields for row in comparison.rows if row.status is RowStatus.CHANGED}


def counts(comparison: Comparison) -> tuple[int, int, int, int]:
    return comparison.added, comparison.changed, comparison.unchanged, comparison.missing


def ticks(*months: int) -> tuple[MonthCell, ...]:
    return tuple(MonthCell(month, planned=True) for month in months)


def step(text: str, *months: int, **fields: Any) -> Action:
    return Action(text, months=ticks(*months), id=new_id(), **fields)


def plan_of(*actions: Action, **fields: Any) -> Plan:
    indicator = Indicator("Indikator", actions, id=new_id())
    component = Component("Komponen", (indicator,), id=new_id())
    return Plan(2026, (Area("AREA", (component,), id=new_id()),), id=new_id(), **fields)


def with_actions(plan: Plan, *actions: Action) -> Plan:
    return mapped_plan(
        plan, lambda node: replace(node, actions=actions) if isinstance(node, Indicator) else node
    )


def action_texts(plan: Plan) -> list[str]:
    return [path.action.text for path in plan.actions()]


# The same plan back again changes nothing.


@given(plans(("e1", "e2")))
def test_a_plan_compared_with_itself_is_unchanged(plan: Plan) -> None:
    comparison = compare(plan, own_export(plan))
    assert comparison.merged() == plan
    assert comparison.merged(keep_missing=True) == plan
    assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)
    assert comparison.problems == ()
    assert all(row.fields == () for row in comparison.rows)


@given(plans(("e1", "e2")))
def test_a_table_of_the_plan_without_ids_and_realisation_changes_nothing(plan: Plan) -> None:
    def bare(node: Node) -> Node:
        if isinstance(node, Action):
            return replace(node, id="", months=ticks(*sorted(node.planned_months)), evidence=(), remarks=())
        return replace(node, id="")

    comparison = compare(plan, Incoming(replace(mapped_plan(plan, bare), id="")))
    assert comparison.merged() == plan
    assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)


@pytest.mark.parametrize(("name", "rows"), [("batanghari-2026", 68), ("jambi-2026", 70)])
def test_the_real_plans_come_back_unchanged_with_and_without_ids(name: str, rows: int) -> None:
    plan = real_plan(name)
    for incoming in (own_export(plan), Incoming(without_ids(plan))):
        comparison = compare(plan, incoming)
        assert counts(comparison) == (0, 0, rows, 0)
        assert comparison.merged() == plan
        assert comparison.problems == ()


# Anything against anything.


@given(plans(("e1",)), plans(("e1", "e2")), st.booleans(), st.booleans(), st.booleans())
def test_any_two_plans_merge_into_the_incoming_rows_with_unique_ids(
    current: Plan, other: Plan, ids: bool, realization: bool, remarks: bool
) -> None:
    incoming = Incoming(
        replace(other, id=current.id),
        carries_ids=ids,
        carries_realization=realization,
        carries_remarks=remarks,
    )
    comparison = compare(current, incoming)
    merged = comparison.merged()
    assert merged == comparison.merged()
    row_ids = [node.id for area in merged.areas for node in every_node(area)]
    assert all(row_ids)
    assert len(set(row_ids)) == len(row_ids)
    kept = comparison.merged(keep_missing=True)
    assert {path.action.id for path in current.actions()} <= {path.action.id for path in kept.actions()}
    assert comparison.removed(keep_missing=True) == 0
    again = compare(merged, own_export(merged))
    assert again.merged() == merged
    for row in comparison.rows:
        assert (row.status is RowStatus.CHANGED) <= bool(row.fields)
        assert (row.status is RowStatus.UNCHANGED) <= (not row.fields)


@given(plans(("e1",)), st.data())
def test_rows_shuffled_under_their_parents_keep_ids_and_all_they_hold(
    plan: Plan, data: st.DataObject
) -> None:
    def shuffle(node: Node) -> Node:
        return with_children(node, tuple(data.draw(st.permutations(children(node)))))

    shuffled = mapped_plan(plan, shuffle)
    comparison = compare(plan, own_export(shuffled))
    assert comparison.merged() == shuffled
    assert (comparison.added, comparison.missing) == (0, 0)
    labels = {change.label for row in comparison.rows for change in row.fields}
    assert labels <= {"Letak"}
    assert bool(labels) == (shuffled != plan)


def every_node(node: Node) -> list[Node]:
    return [node, *(below for child in children(node) for below in every_node(child))]


# One change at a time.


def test_a_retyped_row_with_its_id_is_changed_with_both_texts() -> None:
    action = step("Rapat", 1, 2, target_percent=100, person_in_charge="Umum")
    plan = plan_of(action)
    retyped = replace(
        action,
        text="Rapat evaluasi",
        months=(MonthCell(2, planned=True, realized_on=date(2026, 2, 3), percent=50, obstacle="hujan"),),
        target_percent=None,
    )
    comparison = compare(plan, own_export(with_actions(plan, retyped)))
    assert counts(comparison) == (0, 1, 0, 0)
    assert changes_of(comparison) == {
        "I.1.1.1": (
            FieldChange("Langkah aksi", "Rapat", "Rapat evaluasi"),
            FieldChange("Jadwal", "Januari dan Februari", "Februari"),
            FieldChange("Target", "100%", ""),
            FieldChange("Realisasi Februari", "", "3 Februari 2026, 50%"),
            FieldChange("Kendala Februari", "", "hujan"),
        )
    }
    assert comparison.merged() == with_actions(plan, retyped)


def test_a_new_row_tells_all_it_says_and_where_it_was_read() -> None:
    plan = plan_of(step("satu", 1))
    added = Action("dua", "Notulen", ticks(3), target_percent=100)
    place = Place("Rencana Aksi", 9, 2)
    incoming = own_export(
        with_actions(plan, *(path.action for path in plan.actions()), added), places={(0, 0, 0, 1): place}
    )
    comparison = compare(plan, incoming)
    row = comparison.rows[1]
    assert (row.status, row.code, row.text, row.place) == (RowStatus.NEW, "I.1.1.2", "dua", place)
    assert row.fields == (
        FieldChange("Langkah aksi", "", "dua"),
        FieldChange("Bukti", "", "Notulen"),
        FieldChange("Jadwal", "", "Maret"),
        FieldChange("Target", "", "100%"),
    )
    merged = next(path.action for path in comparison.merged().actions() if path.action.text == "dua")
    assert merged == replace(added, id=row.row_id)
    assert len(row.row_id) == 32


def test_a_row_moved_to_another_parent_keeps_its_id_and_is_changed_in_place() -> None:
    action = step("Rapat", 1)
    left = Indicator("Kiri", (action, step("lain")), id=new_id())
    right = Indicator("Kanan", (step("ketiga"),), id=new_id())
    area = Area("A", (Component("K", (left, right), id=new_id()),), id=new_id())
    plan = Plan(2026, (area,), id=new_id())

    def move(node: Node) -> Node:
        if node == left:
            return replace(left, actions=left.actions[1:])
        if node == right:
            return replace(right, actions=(*right.actions, action))
        return node

    moved = mapped_plan(plan, move)
    comparison = compare(plan, own_export(moved))
    assert counts(comparison) == (0, 1, 2, 0)
    assert changes_of(comparison) == {"I.1.2.2": (FieldChange("Letak", "I.1.1.1", "I.1.2.2"),)}
    assert comparison.merged() == moved


def test_inserting_a_row_above_others_does_not_change_them() -> None:
    one, two = step("satu"), step("dua")
    plan = plan_of(one, two)
    comparison = compare(plan, own_export(with_actions(plan, Action("nol"), one, two)))
    assert counts(comparison) == (1, 0, 2, 0)


def test_a_changed_heading_is_told_and_counted_on_the_first_row_under_it_that_was_there() -> None:
    one, two = step("satu"), step("dua")
    plan = plan_of(one, two)
    renamed = mapped_plan(
        with_actions(plan, Action("nol"), one, two),
        lambda node: replace(node, text="Tim Kerja") if isinstance(node, Component) else node,
    )
    comparison = compare(plan, own_export(renamed))
    assert counts(comparison) == (1, 1, 1, 0)
    assert changes_of(comparison) == {"I.1.1.2": (FieldChange("Komponen", "Komponen", "Tim Kerja"),)}


def test_headings_without_rows_under_them_are_rows() -> None:
    plan = Plan(
        2026, (Area("A", id=new_id()), Area("B", (Component("K", id=new_id()),), id=new_id())), id=new_id()
    )
    renamed = replace(plan, areas=(replace(plan.areas[0], text="C"), plan.areas[1]))
    comparison = compare(plan, own_export(renamed))
    assert [(row.code, row.status) for row in comparison.rows] == [
        ("I", RowStatus.CHANGED),
        ("II.1", RowStatus.UNCHANGED),
    ]
    assert comparison.rows[0].fields == (FieldChange("Area", "A", "C"),)
    dropped = compare(plan, own_export(replace(plan, areas=(plan.areas[0],))))
    assert counts(dropped) == (0, 0, 1, 1)
    assert dropped.merged().areas == (plan.areas[0],)


# Matching without ids.


@pytest.mark.parametrize(
    "typed", ["RAPAT  tim/kelompok kerja", "Rapat Tim / Kelompok Kerja.", " rapat\ntim - kelompok kerja"]
)
def test_rows_without_ids_match_in_spite_of_spaces_case_and_punctuation(typed: str) -> None:
    action = step("Rapat Tim/Kelompok Kerja", 1)
    plan = plan_of(action)
    comparison = compare(plan, Incoming(without_ids(with_actions(plan, Action(typed, months=ticks(1))))))
    assert counts(comparison) == (0, 1, 0, 0)
    assert comparison.merged() == with_actions(plan, replace(action, text=typed))


def test_rows_with_equal_texts_match_in_their_order() -> None:
    plan = plan_of(step("Rapat", 1), step("Rapat", 2), step("Rapat", 3))
    first, second, _ = (path.action for path in plan.actions())
    incoming = Incoming(without_ids(with_actions(plan, first, second)))
    comparison = compare(plan, incoming)
    assert counts(comparison) == (0, 0, 2, 1)
    assert comparison.merged() == plan


def test_equal_texts_under_other_parents_are_not_matched() -> None:
    plan = plan_of(step("Rapat", 1))
    other = mapped_plan(
        without_ids(plan), lambda node: replace(node, text="Lain 9") if isinstance(node, Indicator) else node
    )
    comparison = compare(plan, Incoming(other))
    assert counts(comparison) == (1, 0, 0, 1)
    assert action_texts(comparison.merged()) == ["Rapat", "Rapat"]


def test_ids_unknown_to_the_plan_are_matched_by_text() -> None:
    plan = plan_of(step("Rapat", 1))
    comparison = compare(plan, own_export(replace(with_new_ids(plan), id=plan.id)))
    assert counts(comparison) == (0, 0, 1, 0)
    assert comparison.merged() == plan


def test_a_new_row_of_the_same_plan_keeps_the_id_it_was_made_with() -> None:
    plan = plan_of(step("satu"))
    made = step("dua", 4)
    rows = (*(path.action for path in plan.actions()), made)
    merged = compare(plan, own_export(with_actions(plan, *rows))).merged()
    assert merged == with_actions(plan, *rows)
    foreign = compare(plan, own_export(replace(with_actions(plan, *rows), id=new_id()))).merged()
    assert action_texts(foreign) == ["satu", "dua"]
    assert made.id not in {path.action.id for path in foreign.actions()}


def test_a_row_copied_with_its_id_is_new_and_a_listed_problem() -> None:
    action = step("Rapat", 1)
    plan = plan_of(action)
    place = Place("Rencana Aksi", 8)
    copy = replace(action, text="Rapat kedua")
    incoming = own_export(with_actions(plan, action, copy), places={(0, 0, 0, 1): place})
    comparison = compare(plan, incoming)
    assert counts(comparison) == (1, 0, 1, 0)
    problem = next(problem for problem in comparison.problems if "tanda pengenal" in problem.message)
    assert problem.place == place
    assert problem.message.startswith("I.1.1.2 “Rapat kedua”")
    ids = [path.action.id for path in comparison.merged().actions()]
    assert ids[0] == action.id != ids[1]


@pytest.mark.parametrize(
    ("ours", "theirs", "suggested"),
    [
        ("Melaksanakan rapat evaluasi tim kerja", "Melaksanakan rapat evaluasi tim kerjaa", True),
        ("Rapat evaluasi triwulan I", "Rapat evaluasi triwulan II", False),
        ("Laporan tahun 2025", "Laporan tahun 2026", False),
        ("Laporan bulan Januari", "Laporan bulan Februari", False),
        ("Pegawai melanggar disiplin kerja", "Pegawai tidak melanggar disiplin kerja", False),
        ("Rapat evaluasi", "Penyusunan dokumen lain sama sekali", False),
    ],
)
def test_likeness_only_suggests_and_never_where_numbers_or_negations_differ(
    ours: str, theirs: str, suggested: bool
) -> None:
    plan = plan_of(step(ours, 1))
    comparison = compare(plan, Incoming(without_ids(with_actions(plan, Action(theirs, months=ticks(1))))))
    assert counts(comparison) == (1, 0, 0, 1)
    assert any("mirip" in problem.message for problem in comparison.problems) == suggested


# Missing rows.


def test_rows_missing_from_our_own_export_are_deleted_unless_they_hold_work() -> None:
    working = (
        replace(step("realisasi"), months=(MonthCell(1, planned=True, realized_on=date(2026, 1, 5)),)),
        replace(step("kendala"), months=(MonthCell(1, planned=True, obstacle="hujan"),)),
        step("bukti", 1, evidence=(EvidenceLink("e1", 1),)),
        step("catatan", 1, remarks=(Remark("r1", "Lengkapi"),)),
    )
    plan = plan_of(step("kosong", 1), *working, step("tetap", 2))
    comparison = compare(plan, own_export(with_actions(plan, list(plan.actions())[-1].action)))
    assert counts(comparison) == (0, 0, 1, 5)
    assert comparison.removed() == 1
    assert action_texts(comparison.merged()) == ["realisasi", "kendala", "bukti", "catatan", "tetap"]
    assert comparison.merged(keep_missing=True) == plan
    assert sum("dipertahankan" in problem.message for problem in comparison.problems) == 4


def test_rows_missing_from_a_table_without_ids_stay_after_the_row_they_followed() -> None:
    plan = plan_of(step("satu"), step("dua"), step("tiga"), step("empat"))
    one, _, three, _ = (path.action for path in plan.actions())
    table = with_actions(plan, three, Action("baru"), one)
    comparison = compare(plan, Incoming(without_ids(table)))
    assert action_texts(comparison.merged()) == ["tiga", "empat", "baru", "satu", "dua"]
    assert comparison.removed() == 0


def test_a_missing_component_stays_whole_and_in_its_place() -> None:
    plan = real_plan("batanghari-2026")
    area = plan.areas[0]
    shorter = replace(area, components=(*area.components[:1], *area.components[2:]))
    table = replace(plan, areas=(shorter, *plan.areas[1:]))
    assert compare(plan, Incoming(without_ids(table))).merged() == plan
    assert compare(plan, own_export(table)).merged() == table


def test_an_export_of_another_plan_deletes_nothing() -> None:
    plan = plan_of(step("satu"), step("dua"))
    other = with_new_ids(with_actions(plan, step("satu")))
    comparison = compare(plan, own_export(other))
    assert comparison.removed() == 0
    assert comparison.merged() == plan


# What the source does not speak about.


def full_action() -> Action:
    return Action(
        "Rapat",
        "Notulen",
        (
            MonthCell(1, planned=True, realized_on=date(2026, 1, 9), percent=80, note="daring"),
            MonthCell(5, obstacle="anggaran"),
        ),
        100,
        "Umum",
        "Januari saja",
        (EvidenceLink("e1", 1),),
        (Remark("r1", "Lengkapi"),),
        new_id(),
    )


def test_a_table_of_schedules_keeps_realisation_evidence_and_remarks() -> None:
    action = full_action()
    plan = plan_of(action)
    table = with_actions(plan, replace(action, months=ticks(2), evidence=(), remarks=(), schedule_text=None))
    merged = next(compare(plan, Incoming(without_ids(table))).merged().actions()).action
    assert merged == replace(
        action,
        months=(
            MonthCell(1, realized_on=date(2026, 1, 9), percent=80, note="daring"),
            MonthCell(2, planned=True),
            MonthCell(5, obstacle="anggaran"),
        ),
        schedule_text=None,
    )


def test_fields_that_the_source_has_no_column_for_stay() -> None:
    action = full_action()
    plan = plan_of(action)
    lacking = frozenset({"evidence_text", "target_percent", "person_in_charge", "schedule_text", "months"})
    table = Incoming(without_ids(with_actions(plan, Action("Rapat"))), lacking=lacking)
    assert compare(plan, table).merged() == plan


def test_our_wording_of_a_schedule_goes_when_the_source_changes_its_months() -> None:
    plan = plan_of(full_action())
    table = with_actions(plan, Action("Rapat", months=ticks(2)))
    comparison = compare(plan, Incoming(without_ids(table), lacking=frozenset({"schedule_text"})))
    assert FieldChange("Tulisan jadwal", "Januari saja", "") in comparison.rows[0].fields


def test_evidence_links_are_joined_and_unknown_files_are_a_listed_problem() -> None:
    action = full_action()
    plan = plan_of(action, step("lain", evidence=(EvidenceLink("e2"),)))
    links = (EvidenceLink("e2", 5), EvidenceLink("asing", 1))
    comparison = compare(
        plan,
        own_export(
            with_actions(plan, replace(action, evidence=links), *[p.action for p in plan.actions()][1:])
        ),
    )
    merged = next(comparison.merged().actions()).action
    assert merged.evidence == (EvidenceLink("e1", 1), EvidenceLink("e2", 5))
    assert changes_of(comparison) == {"I.1.1.1": (FieldChange("Berkas bukti", "1 tautan", "2 tautan"),)}
    assert "1 tautan bukti dilewati" in comparison.problems[-1].message


def test_remarks_are_answered_and_added_but_never_dropped() -> None:
    ours = (Remark("r1", "Lengkapi", date(2026, 2, 1)), Remark("r2", "Perbaiki"))
    action = step("Rapat", remarks=ours)
    plan = plan_of(action)
    theirs = (Remark("", "Baru"), Remark("", "Lengkapi", date(2026, 2, 1), answered=True))
    comparison = compare(plan, own_export(with_actions(plan, replace(action, remarks=theirs))))
    merged = next(comparison.merged().actions()).action.remarks
    assert [(remark.text, remark.answered) for remark in merged] == [
        ("Lengkapi", True),
        ("Perbaiki", False),
        ("Baru", False),
    ]
    assert [remark.id for remark in merged[:2]] == ["r1", "r2"]
    assert len(merged[2].id) == 32
    assert [change.label for change in comparison.rows[0].fields] == ["Catatan"]


def test_the_plans_own_data_stay_and_other_data_in_its_export_are_listed() -> None:
    plan = plan_of(step("satu"), decree_number="10", title="Rencana")
    comparison = compare(
        plan, own_export(replace(plan, decree_number="11", schedule_style=ScheduleStyle.TEXT))
    )
    assert comparison.merged() == plan
    assert [problem.message for problem in comparison.problems] == [
        "Nomor keputusan dalam sumber “11”; yang dipertahankan “10”."
    ]


def test_what_was_typed_over_the_identity_is_listed_once_with_its_place() -> None:
    plan = plan_of(step("satu"), decree_number="10")
    places = (Place("Identitas", 12, 2), Place("Identitas", 6, 2))
    incoming = replace(
        own_export(replace(plan, decree_number="11")),
        identity_edits=(
            IdentityEdit("Nomor keputusan", "11", places[0]),
            IdentityEdit("Nama ketua", "", places[1]),
        ),
    )
    assert compare(plan, incoming).problems == (
        Problem(
            places[0],
            "Nomor keputusan diubah menjadi “11”, tetapi identitas tidak ikut diimpor; "
            "ubahlah lewat menu Rencana > Identitas rencana…",
        ),
        Problem(
            places[1],
            "Nama ketua dikosongkan, tetapi identitas tidak ikut diimpor; "
            "ubahlah lewat menu Rencana > Identitas rencana…",
        ),
    )
    assert compare(None, incoming).problems == ()


# A plan that is not there yet.


@given(plans())
def test_a_new_plan_keeps_the_ids_it_came_with(plan: Plan) -> None:
    comparison = compare(None, own_export(plan))
    assert comparison.merged() == plan
    assert (comparison.changed, comparison.unchanged, comparison.missing) == (0, 0, 0)


def test_a_new_plan_from_a_table_gets_ids() -> None:
    plan = real_plan("jambi-2026")
    comparison = compare(None, Incoming(without_ids(plan)))
    assert counts(comparison) == (70, 0, 0, 0)
    merged = comparison.merged()
    assert without_ids(merged) == without_ids(plan)
    assert all(len(path.action.id) == 32 for path in merged.actions())


# Bad input.


def test_months_that_do_not_exist_or_repeat_are_not_taken_over() -> None:
    cells = (
        MonthCell(13, planned=True),
        MonthCell(4, planned=True),
        MonthCell(4),
        MonthCell(2),
        MonthCell(0),
    )
    comparison = compare(None, Incoming(plan_of(Action("x", months=cells))))
    assert next(comparison.merged().actions()).action.months == (MonthCell(4, planned=True),)


def test_the_readers_problems_come_first() -> None:
    problem = Problem(Place("Rencana Aksi", 3, 4), "Jadwal “besok” tidak terbaca.")
    plan = plan_of(step("satu"))
    assert compare(plan, own_export(plan, problems=(problem,))).problems == (problem,)


def test_many_rows_that_match_nothing_are_compared_in_bounded_time() -> None:
    plan = plan_of(*(step(f"langkah nomor {number}") for number in range(3000)))
    table = plan_of(*(step(f"kegiatan ke {number}") for number in range(3000)))
    comparison = compare(plan, Incoming(without_ids(table)))
    assert counts(comparison) == (3000, 0, 0, 3000)
