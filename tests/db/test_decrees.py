"""The decree in the file: stored and read whole, edited part by part, undone, locked with its plan."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.db.conftest import UNIT
from tests.db.desk import Desk, bare_decree
from tests.domain.decree.decrees import SMALL_DECREE, decrees
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.decrees import set_decree
from zidesk.db.operations.plans import add_plan, delete_plan, edit_plan, replace_plan, set_status
from zidesk.domain.decree.model import BLANK_DECREE, ClauseText, Decree
from zidesk.domain.errors import InvalidInputError, NotFoundError, PlanLockedError
from zidesk.domain.plan.model import PlanStatus


def kept(desk: Desk) -> Decree:
    """Return the stored decree of the desk's plan."""
    return desk.store.load_record(desk.plan_id).plan.decree


def test_a_decree_is_read_back_whole(desk: Desk) -> None:
    assert kept(desk) == BLANK_DECREE
    set_decree(desk.store, desk.plan_id, SMALL_DECREE)
    assert bare_decree(kept(desk)) == SMALL_DECREE
    assert desk.store.undo_name == "Ubah naskah keputusan"
    desk.store.undo()
    assert kept(desk) == BLANK_DECREE


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(decrees, decrees)
def test_any_decree_becomes_any_other_and_comes_back_by_undo(desk: Desk, one: Decree, other: Decree) -> None:
    set_decree(desk.store, desk.plan_id, one)
    first = kept(desk)
    assert bare_decree(first) == one
    changed = bool(set_decree(desk.store, desk.plan_id, other))
    assert bare_decree(kept(desk)) == other
    assert changed or one == other
    if changed:
        desk.store.undo()
        assert kept(desk) == first


def test_an_edit_writes_only_what_it_changes(desk: Desk) -> None:
    set_decree(desk.store, desk.plan_id, SMALL_DECREE)
    before = kept(desk)
    first, second, third = before.considering
    outcome = set_decree(
        desk.store,
        desk.plan_id,
        replace(before, considering=(replace(first, text="bahwa lain;"), second, third)),
    )
    assert {kind for kind, ids in outcome.changed.items() if ids} == {ChangeKind.DECREE}
    assert outcome.operation_id is not None
    (change,) = desk.store.changes(outcome.operation_id)
    assert change.table == "clause"
    moved = replace(before, considering=(third, first, second))
    set_decree(desk.store, desk.plan_id, moved, "Pindahkan butir")
    assert kept(desk) == moved


def test_a_decree_goes_and_comes_with_its_plan(desk: Desk) -> None:
    set_decree(desk.store, desk.plan_id, SMALL_DECREE)
    before = kept(desk)
    delete_plan(desk.store, desk.plan_id)
    desk.store.undo()
    assert kept(desk) == before


def test_a_plan_is_added_and_replaced_with_its_decree(desk: Desk) -> None:
    plan = replace(desk.plan, id="", decree=SMALL_DECREE, year=2027)
    added = add_plan(desk.store, UNIT, plan).created[0]
    stored = desk.store.load_record(added).plan
    assert bare_decree(stored.decree) == SMALL_DECREE
    copied = add_plan(desk.store, UNIT, replace(stored, id="", year=2028)).created[0]
    copy = desk.store.load_record(copied).plan.decree
    assert bare_decree(copy) == SMALL_DECREE
    assert copy != stored.decree
    less = replace(stored.decree, sections=stored.decree.sections[1:], noting=())
    replace_plan(desk.store, replace(stored, decree=less), "Impor")
    assert desk.store.load_record(added).plan.decree == less
    assert desk.store.load_record(copied).plan.decree == copy


def test_a_signed_decree_is_locked(desk: Desk) -> None:
    set_decree(desk.store, desk.plan_id, SMALL_DECREE)
    edit_plan(desk.store, desk.plan_id, decree_number="10")
    set_status(desk.store, desk.plan_id, PlanStatus.DITETAPKAN)
    before = desk.store.load_record(desk.plan_id).plan
    with pytest.raises(PlanLockedError):
        set_decree(desk.store, desk.plan_id, BLANK_DECREE)
    with pytest.raises(PlanLockedError):
        replace_plan(desk.store, replace(before, decree=BLANK_DECREE), "Impor")
    assert desk.store.load_record(desk.plan_id).plan == before


def test_what_is_too_long_or_of_no_plan_is_refused_and_nothing_changes(desk: Desk) -> None:
    set_decree(desk.store, desk.plan_id, SMALL_DECREE)
    before = kept(desk)
    with pytest.raises(InvalidInputError, match="Isi butir terlalu panjang"):
        set_decree(desk.store, desk.plan_id, replace(before, noting=(ClauseText("x" * 10_001),)))
    with pytest.raises(InvalidInputError, match="501 butir"):
        set_decree(desk.store, desk.plan_id, replace(before, recalling=(ClauseText("x"),) * 501))
    with pytest.raises(NotFoundError):
        set_decree(desk.store, "0" * 32, before)
    assert kept(desk) == before
