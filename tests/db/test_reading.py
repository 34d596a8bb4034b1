"""Reading: plain frozen values, in a number of queries that does not grow with the plan."""

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk, planned
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.plan.model import Action, Area, Component, Indicator, Plan, new_id
from zidesk.domain.plan.units import named_unit


def queries(store: Store, plan_id: str) -> int:
    """Return how many statements loading a plan takes."""
    seen: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(seen.append)
        store.load_record(plan_id)
        connection.set_trace_callback(None)
    return len([statement for statement in seen if statement.strip().startswith("SELECT")])


def test_a_larger_plan_takes_no_more_queries(store: Store) -> None:
    (small,) = add_plan(store, UNIT, small_plan()).created
    actions = tuple(Action(f"Langkah {n}", months=planned(1, 2, 3)) for n in range(500))
    indicators = tuple(Indicator(f"Indikator {n}", actions[n * 5 : n * 5 + 5]) for n in range(100))
    large_plan = Plan(2027, (Area("A", (Component("K", indicators),)),))
    (large,) = add_plan(store, UNIT, large_plan).created
    assert queries(store, small) == queries(store, large) <= 16
    assert len(list(store.load_record(large).plan.actions())) == 500


def test_what_is_read_are_frozen_values_that_outlive_the_store(desk: Desk) -> None:
    record = desk.store.load_record(desk.plan_id)
    desk.store.close()
    assert record.plan.areas[0].components[0].indicators[0].actions[0].remarks[0].text == "Lengkapi nomornya"
    with pytest.raises(FrozenInstanceError):
        record.plan.areas[0].text = "x"  # type: ignore[misc]


def test_actions_are_loaded_in_the_order_asked_for(desk: Desk) -> None:
    actions = [path.action for path in desk.plan.actions()]
    asked = [actions[2].id, new_id(), actions[0].id, actions[2].id]
    assert desk.store.load_actions(asked) == (actions[2], actions[0])
    assert desk.store.load_actions([]) == ()
    assert desk.store.load_actions([action.id for action in actions]) == tuple(actions)


def test_plans_of_one_year_are_in_the_order_of_their_units(store: Store) -> None:
    names = ["Kota Jambi", "Kabupaten Tebo", "Provinsi Jambi", "Kabupaten Bungo"]
    for name in names:
        add_plan(store, named_unit(name), replace(small_plan(), decree_number=name))
    add_plan(store, named_unit("Kabupaten Tebo"), replace(small_plan(), year=2027))
    units = {unit.id: unit.name for unit in store.units()}
    ordered = ["Provinsi Jambi", "Kabupaten Bungo", "Kabupaten Tebo", "Kota Jambi"]
    assert [(plan.year, units[plan.unit_id]) for plan in store.plans()] == [
        (2027, "Kabupaten Tebo"),
        *((2026, name) for name in ordered),
    ]
    assert [unit.name for unit in store.units()] == ordered


def test_plans_of_other_units_and_years_do_not_mix(desk: Desk) -> None:
    (other,) = add_plan(desk.store, UNIT, replace(small_plan(), year=2027)).created
    assert len(list(desk.plan.actions())) == 4
    assert len(list(desk.store.load_record(other).plan.actions())) == 4
    assert [(plan.id, plan.year) for plan in desk.store.plans()] == [(other, 2027), (desk.plan_id, 2026)]
    assert desk.store.plans(new_id()) == ()
