"""Units and whole plans: adding, editing, signing, replacing, deleting."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk, everything, planned, without_ids
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.months import plan_months, record_month, set_schedules
from zidesk.db.operations.nodes import (
    add_nodes,
    delete_nodes,
    duplicate_node,
    edit_node,
    edit_nodes,
    move_node,
)
from zidesk.db.operations.plans import (
    add_plan,
    delete_plan,
    edit_plan,
    edit_unit,
    replace_plan,
    set_status,
)
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, NotFoundError, PlanLockedError
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    Level,
    MonthCell,
    NodeKind,
    Plan,
    PlanStatus,
    Remark,
    ScheduleStyle,
    Unit,
    new_id,
)


def test_a_stored_plan_is_read_back_whole(desk: Desk) -> None:
    record = desk.store.load_record(desk.plan_id)
    assert without_ids(record.plan) == small_plan()
    assert replace(record.unit, id="") == UNIT
    assert record.plan.unit_id == record.unit.id
    assert record.evidence == {}


def test_adding_a_plan_keeps_ids_that_are_free_and_makes_new_ones_otherwise(desk: Desk) -> None:
    again = add_plan(desk.store, UNIT, desk.plan).created[0]
    assert again != desk.plan_id
    copy = desk.store.load_record(again).plan
    assert without_ids(copy) == without_ids(desk.plan)
    taken = {path.action.id for path in desk.plan.actions()}
    assert not taken & {path.action.id for path in copy.actions()}
    plan_id, area_id = new_id(), new_id()
    added = add_plan(desk.store, UNIT, Plan(2027, (Area("A", id=area_id),), id=plan_id))
    assert added.created == (plan_id,)
    assert desk.store.load_record(plan_id).plan.areas[0].id == area_id


@pytest.mark.parametrize("bad_id", ["x", "'; DROP TABLE plan; --", "A" * 32, "0" * 33])
def test_an_id_that_is_none_is_replaced(store: Store, bad_id: str) -> None:
    (plan_id,) = add_plan(store, UNIT, Plan(2027, (Area("A", id=bad_id),), id=bad_id)).created
    assert plan_id != bad_id
    assert store.load_record(plan_id).plan.areas[0].id != bad_id


def test_an_id_given_twice_is_kept_once(store: Store) -> None:
    node_id = new_id()
    (plan_id,) = add_plan(store, UNIT, Plan(2027, (Area("A", id=node_id), Area("B", id=node_id)))).created
    first, second = store.load_record(plan_id).plan.areas
    assert first.id == node_id
    assert second.id != node_id


def test_a_plan_goes_to_the_unit_of_the_same_id_or_name(desk: Desk) -> None:
    (unit,) = desk.store.units()
    add_plan(desk.store, Unit("Nama lain", Level.KOTA, id=unit.id), Plan(2027))
    add_plan(desk.store, Unit(UNIT.name, UNIT.level), Plan(2028))
    assert desk.store.units() == (unit,)
    add_plan(desk.store, Unit(UNIT.name, Level.KOTA), Plan(2028))
    assert len(desk.store.units()) == 2
    assert [plan.year for plan in desk.store.plans(unit.id)] == [2028, 2027, 2026]


def test_units_are_listed_with_provinces_first(store: Store) -> None:
    for unit in (
        Unit("Kota Jambi", Level.KOTA),
        Unit("Kabupaten Bungo"),
        Unit("Provinsi Jambi", Level.PROVINSI),
    ):
        add_plan(store, unit, Plan(2026))
    assert [unit.name for unit in store.units()] == ["Provinsi Jambi", "Kabupaten Bungo", "Kota Jambi"]


def test_evidence_that_the_file_does_not_hold_is_not_linked(store: Store) -> None:
    action = Action("A", evidence=(EvidenceLink(new_id(), 1),))
    plan = Plan(2026, (Area("A", (Component("K", (Indicator("I", (action,)),)),)),))
    (plan_id,) = add_plan(store, UNIT, plan).created
    assert next(store.load_record(plan_id).plan.actions()).action.evidence == ()


def test_text_is_stored_clean(store: Store) -> None:
    (plan_id,) = add_plan(store, UNIT, Plan(2026, (Area("SATU\r\nDUA\x00\ufeff e\u0301"),))).created
    assert store.load_record(plan_id).plan.areas[0].text == "SATU\nDUA é"


@pytest.mark.parametrize(
    "plan",
    [
        Plan(1999),
        Plan(2026, title="x" * 301),
        Plan(2026, (Area("x" * 10_001),)),
        Plan(2026, (Area("A", (Component("K", (Indicator("I", (Action("A", target_percent=101),)),)),)),)),
        Plan(
            2026,
            (Area("A", (Component("K", (Indicator("I", (Action("A", months=planned(13)),)),)),)),),
        ),
    ],
)
def test_a_plan_outside_the_limits_is_refused(desk: Desk, plan: Plan) -> None:
    before = everything(desk.store)
    with pytest.raises(InvalidInputError):
        add_plan(desk.store, UNIT, plan)
    with pytest.raises(InvalidInputError):
        replace_plan(desk.store, replace(plan, id=desk.plan_id), "Impor")
    assert everything(desk.store) == before
    assert len(desk.store.history()) == 1


def test_a_unit_is_edited(desk: Desk) -> None:
    (unit,) = desk.store.units()
    outcome = edit_unit(desk.store, replace(unit, chair_name="SITI", seat="Muara Bulian"))
    assert outcome.changed == {ChangeKind.UNIT: {unit.id}}
    assert (desk.store.units()[0].chair_name, desk.store.units()[0].seat) == ("SITI", "Muara Bulian")
    with pytest.raises(InvalidInputError):
        edit_unit(desk.store, replace(unit, name=" "))
    with pytest.raises(NotFoundError):
        edit_unit(desk.store, replace(unit, id=new_id()))


def test_a_plans_identity_is_edited(desk: Desk) -> None:
    outcome = edit_plan(
        desk.store,
        desk.plan_id,
        year=2027,
        schedule_style=ScheduleStyle.GRID,
        decree_number="7",
        decree_date=date(2027, 1, 5),
        title="BARU",
    )
    assert outcome.changed == {ChangeKind.PLAN: {desk.plan_id}}
    plan = desk.plan
    assert (plan.year, plan.schedule_style, plan.decree_number, plan.decree_date, plan.title) == (
        2027,
        ScheduleStyle.GRID,
        "7",
        date(2027, 1, 5),
        "BARU",
    )
    with pytest.raises(InvalidInputError):
        edit_plan(desk.store, desk.plan_id, year=1900)
    with pytest.raises(TypeError):
        edit_plan(desk.store, desk.plan_id, unit_id="x")
    with pytest.raises(NotFoundError):
        edit_plan(desk.store, new_id(), title="x")


def take_back_all_that_was_done(desk: Desk) -> None:
    for path in desk.plan.actions():
        for cell in path.action.months:
            if cell.realized:
                record_month(desk.store, path.action.id, cell.month, realized_on=None)


def test_signing_stores_the_decree(desk: Desk) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN, "11", date(2026, 2, 3))
    plan = desk.plan
    assert (plan.status, plan.decree_number, plan.decree_date) == (
        PlanStatus.DITETAPKAN,
        "11",
        date(2026, 2, 3),
    )
    take_back_all_that_was_done(desk)
    set_status(desk.store, desk.plan_id, PlanStatus.DRAF)
    assert (desk.plan.status, desk.plan.decree_number) == (PlanStatus.DRAF, "11")


def test_replacing_makes_the_stored_plan_equal_to_the_given(desk: Desk) -> None:
    plan = desk.plan
    first, second = plan.areas
    team, culture = first.components
    work, meeting = team.indicators[0].actions
    moved = replace(meeting, text="Rapat bulanan", months=planned(1), target_percent=10)
    changed = replace(
        plan,
        title="LAIN",
        areas=(
            replace(second, components=(replace(culture, indicators=(Indicator("Baru", (moved,)),)),)),
            replace(
                first,
                components=(
                    replace(
                        team, indicators=(replace(team.indicators[0], actions=(work, Action("Tambah"))),)
                    ),
                ),
            ),
        ),
    )
    outcome = replace_plan(desk.store, changed, "Impor 6 perubahan")
    assert without_ids(desk.plan) == without_ids(changed)
    assert desk.action("Rapat").id == meeting.id, "a moved row stays the same row"
    assert outcome.name == "Impor 6 perubahan"
    assert outcome.plan_ids == {desk.plan_id}
    assert work.id not in outcome.changed[ChangeKind.ACTION]
    assert desk.store.check() == ()


def test_replacing_takes_realisation_and_remarks(desk: Desk) -> None:
    plan = desk.plan
    area = plan.areas[0]
    team = area.components[0]
    work, meeting = team.indicators[0].actions
    changed_work = replace(
        work,
        months=(MonthCell(1, planned=True, percent=50, obstacle="hujan"), work.months[1]),
        remarks=(replace(work.remarks[1], answered=True), Remark("", "Baru")),
    )
    indicator = replace(team.indicators[0], actions=(changed_work, meeting))
    team = replace(team, indicators=(indicator, *team.indicators[1:]))
    changed = replace(plan, areas=(replace(area, components=(team, *area.components[1:])), *plan.areas[1:]))
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    outcome = replace_plan(desk.store, changed, "Impor 3 perubahan")
    assert outcome.changed == {ChangeKind.MONTH: {work.id}, ChangeKind.REMARK: {work.id}}
    stored = desk.action("Menerbitkan")
    assert stored.cell(1).obstacle == "hujan"
    assert [(remark.text, remark.answered) for remark in stored.remarks] == [("Bagus", True), ("Baru", False)]
    assert stored.remarks[0].id == work.remarks[1].id


def test_replacing_an_unknown_plan_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        replace_plan(desk.store, replace(desk.plan, id=new_id()), "Impor")


def test_rows_of_another_plan_are_not_stolen(desk: Desk) -> None:
    (other,) = add_plan(desk.store, UNIT, Plan(2027)).created
    replace_plan(desk.store, replace(desk.plan, id=other, year=2027), "Salin")
    assert without_ids(replace(desk.store.load_record(other).plan, year=2026)) == without_ids(desk.plan)
    assert len(list(desk.plan.actions())) == 4


def test_deleting_a_plan_leaves_its_unit_and_evidence(desk: Desk) -> None:
    outcome = delete_plan(desk.store, desk.plan_id)
    assert outcome.plan_ids == {desk.plan_id}
    assert desk.store.plans() == ()
    assert len(desk.store.units()) == 1
    with pytest.raises(NotFoundError):
        desk.store.load_record(desk.plan_id)
    with pytest.raises(NotFoundError):
        delete_plan(desk.store, desk.plan_id)


def test_a_signed_plan_is_deleted_only_where_that_is_said_and_comes_back_signed(desk: Desk) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN, "12", date(2026, 1, 30))
    before = everything(desk.store)
    with pytest.raises(PlanLockedError):
        delete_plan(desk.store, desk.plan_id)
    assert everything(desk.store) == before
    delete_plan(desk.store, desk.plan_id, even_signed=True)
    assert desk.store.plans() == ()
    desk.store.undo()
    assert everything(desk.store) == before


def test_a_signed_plan_keeps_text_schedule_targets_and_structure(desk: Desk) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    before = everything(desk.store)
    store, plan = desk.store, desk.plan
    action, area = desk.action("Rapat"), desk.area(0)
    edits = [
        lambda: edit_node(store, NodeKind.ACTION, action.id, text="x"),
        lambda: edit_node(store, NodeKind.ACTION, action.id, evidence_text="x"),
        lambda: edit_node(store, NodeKind.ACTION, action.id, target_percent=1),
        lambda: edit_node(store, NodeKind.ACTION, action.id, schedule_text="x"),
        lambda: edit_nodes(store, [(NodeKind.AREA, area.id, {"text": "x"})]),
        lambda: add_nodes(store, desk.plan_id, 0, [Area("x")]),
        lambda: add_nodes(store, desk.indicator("SK").id, 0, [Action("x")]),
        lambda: move_node(store, NodeKind.AREA, area.id, desk.plan_id, 1),
        lambda: delete_nodes(store, [(NodeKind.ACTION, action.id)]),
        lambda: duplicate_node(store, NodeKind.ACTION, action.id),
        lambda: plan_months(store, [(action.id, 1)], True),
        lambda: set_schedules(store, {action.id: frozenset({1})}),
        lambda: edit_plan(store, desk.plan_id, title="x"),
        lambda: edit_plan(store, desk.plan_id, year=2030),
        lambda: delete_plan(store, desk.plan_id),
        lambda: replace_plan(store, replace(plan, title="x"), "Impor"),
        lambda: replace_plan(store, replace(plan, areas=plan.areas[:1]), "Impor"),
        lambda: replace_plan(store, replace(plan, areas=plan.areas[::-1]), "Impor"),
        lambda: replace_plan(store, replace(plan, areas=(*plan.areas, Area("x"))), "Impor"),
    ]
    for edit in edits:
        with pytest.raises(PlanLockedError, match=r"Rencana 2026 sudah ditetapkan"):
            edit()
    assert everything(store) == before
    assert len(store.history()) == 2


def test_a_signed_plan_takes_realisation_evidence_and_persons(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    action = desk.action("Rapat")
    file = tmp_path_factory.mktemp("bukti") / "a.txt"
    file.write_text("a")
    assert record_month(desk.store, action.id, 3, realized_on=date(2026, 3, 1))
    assert attach_files(desk.store, [file], [(action.id, 3)])
    assert edit_node(desk.store, NodeKind.ACTION, action.id, person_in_charge="Hukum")


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 2027},
        {"title": "LAIN"},
        {"decree_number": "99"},
        {"decree_date": date(2026, 3, 1)},
        {"schedule_style": ScheduleStyle.TEXT},
    ],
)
def test_a_signed_plan_keeps_all_that_its_decree_says(desk: Desk, fields: dict[str, Any]) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    before = desk.plan
    with pytest.raises(PlanLockedError, match="yang masih dapat diisi adalah realisasi"):
        edit_plan(desk.store, desk.plan_id, **fields)
    assert desk.plan == before


def test_a_status_changes_only_in_the_order_of_a_plans_life(desk: Desk) -> None:
    with pytest.raises(PlanLockedError, match="draf"):
        set_status(desk.store, desk.plan_id, PlanStatus.DIUBAH)
    assert not set_status(desk.store, desk.plan_id, PlanStatus.DRAF)
    assert set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    assert set_status(desk.store, desk.plan_id, PlanStatus.DIUBAH)
    with pytest.raises(PlanLockedError, match="diubah"):
        set_status(desk.store, desk.plan_id, PlanStatus.DRAF)
    assert set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)


def test_a_plan_goes_back_to_draft_only_while_nothing_was_realised(desk: Desk) -> None:
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    action = desk.action("Rapat")
    record_month(desk.store, action.id, 3, realized_on=date(2026, 3, 1))
    with pytest.raises(PlanLockedError, match="sudah mempunyai realisasi"):
        set_status(desk.store, desk.plan_id, PlanStatus.DRAF)
    take_back_all_that_was_done(desk)
    set_status(desk.store, desk.plan_id, PlanStatus.DRAF)
    assert desk.plan.status is PlanStatus.DRAF


def test_a_plan_with_real_size_goes_in_and_out(store: Store) -> None:
    from zidesk.exchange.examples import read_example

    for name, rows, ticks in (("batanghari-2026", 68, 355), ("jambi-2026", 70, None)):
        example = read_example(name)
        assert example.unit is not None
        (plan_id,) = add_plan(store, example.unit, example.plan).created
        stored = store.load_record(plan_id).plan
        assert without_ids(stored) == without_ids(example.plan)
        assert len(list(stored.actions())) == rows
        if ticks:
            assert sum(len(path.action.planned_months) for path in stored.actions()) == ticks
