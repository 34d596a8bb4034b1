"""Every operation can be undone and redone to the letter, also after reopening; none may be left out."""

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk, everything, planned
from tests.domain.decree.decrees import SMALL_DECREE
from zidesk.db.history.outcome import Outcome
from zidesk.db.operations import decrees, evidence, months, nodes, plans, settings
from zidesk.db.store import Store
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Indicator,
    Level,
    NodeKind,
    PlanStatus,
    Unit,
)
from zidesk.domain.ticker import silent

Act = Callable[[Desk, Path], Outcome]


def attach(desk: Desk, folder: Path, name: str = "sk.pdf") -> str:
    """Attach a small file to the first action and return its evidence id."""
    source = folder / name
    source.write_bytes(b"Surat Keputusan " * 1000)
    action = desk.action("Menerbitkan")
    return evidence.attach_files(desk.store, [source], [(action.id, 4)], silent).created[0]


def replacement(desk: Desk) -> Outcome:
    """Replace the plan by one with rows added, changed, moved and deleted."""
    first, second = desk.plan.areas
    team, culture = first.components
    new = Component("Baru", (Indicator("Baru", (Action("Baru", months=planned(2)),)),))
    changed = Area(second.text + "!", (culture, new), second.id)
    plan = small_plan()
    return plans.replace_plan(
        desk.store,
        type(plan)(2026, (changed, Area(first.text, (team,), first.id)), id=desk.plan_id),
        "Impor 5 perubahan",
    )


OPERATIONS: dict[str, Act] = {
    "plans.add_plan": lambda desk, _: plans.add_plan(
        desk.store, Unit("Kota Jambi", Level.KOTA), small_plan()
    ),
    "plans.edit_unit": lambda desk, _: plans.edit_unit(
        desk.store, Unit("Kabupaten Bungo", id=desk.store.units()[0].id)
    ),
    "plans.edit_plan": lambda desk, _: plans.edit_plan(
        desk.store, desk.plan_id, year=2027, schedule_style="grid", decree_date=None
    ),
    "plans.set_status": lambda desk, _: plans.set_status(
        desk.store, desk.plan_id, PlanStatus.DITETAPKAN, "12", date(2026, 2, 1)
    ),
    "plans.replace_plan": lambda desk, _: replacement(desk),
    "plans.delete_plan": lambda desk, _: plans.delete_plan(desk.store, desk.plan_id),
    "nodes.add_nodes": lambda desk, _: nodes.add_nodes(
        desk.store, desk.plan_id, 0, [Area("BARU", (Component("K", (Indicator("I", (Action("A"),)),)),))]
    ),
    "nodes.edit_node": lambda desk, _: nodes.edit_node(
        desk.store, NodeKind.ACTION, desk.action("Menerbitkan").id, text="x", schedule_text=None
    ),
    "nodes.edit_nodes": lambda desk, _: nodes.edit_nodes(
        desk.store,
        [
            (NodeKind.AREA, desk.area(0).id, {"text": "SATU"}),
            (NodeKind.ACTION, desk.action("Rapat").id, {"target_percent": 5}),
        ],
    ),
    "nodes.move_node": lambda desk, _: nodes.move_node(
        desk.store, NodeKind.COMPONENT, desk.component("Tim Kerja").id, desk.area(1).id, 0
    ),
    "nodes.delete_nodes": lambda desk, _: nodes.delete_nodes(
        desk.store,
        [(NodeKind.AREA, desk.area(0).id), (NodeKind.ACTION, desk.action("Rapat").id)],
    ),
    "nodes.duplicate_node": lambda desk, _: nodes.duplicate_node(
        desk.store, NodeKind.COMPONENT, desk.component("Tim Kerja").id
    ),
    "months.plan_months": lambda desk, _: months.plan_months(
        desk.store, [(desk.action("Menerbitkan").id, 1), (desk.action("Rapat").id, 3)], False
    ),
    "months.set_schedules": lambda desk, _: months.set_schedules(
        desk.store,
        {desk.action("Menerbitkan").id: frozenset({2, 3}), desk.action("Berita").id: frozenset({7})},
        {desk.action("Berita").id: "Juli"},
    ),
    "months.record_month": lambda desk, _: months.record_month(
        desk.store, desk.action("Rapat").id, 3, realized_on=date(2026, 3, 31), percent=80, obstacle="hujan"
    ),
    "settings.set_settings": lambda desk, _: settings.set_settings(
        desk.store, desk.store.units()[0].id, {"spacing": "1.5", "mark": "ttd"}
    ),
    "decrees.set_decree": lambda desk, _: decrees.set_decree(desk.store, desk.plan_id, SMALL_DECREE),
    "evidence.attach_files": lambda desk, folder: Outcome(attach(desk, folder, "lain.jpg"), 1),
    "evidence.link_evidence": lambda desk, _: evidence.link_evidence(
        desk.store, desk.store.evidence_files()[0].evidence.id, [(desk.action("Rapat").id, 0)]
    ),
    "evidence.unlink_evidence": lambda desk, _: evidence.unlink_evidence(
        desk.store, desk.store.evidence_files()[0].evidence.id, [(desk.action("Menerbitkan").id, 4)]
    ),
    "evidence.edit_evidence": lambda desk, _: evidence.edit_evidence(
        desk.store,
        desk.store.evidence_files()[0].evidence.id,
        name="SK 10.pdf",
        description="SK Tim",
        document_date=date(2026, 1, 22),
    ),
    "evidence.trash_evidence": lambda desk, _: evidence.trash_evidence(
        desk.store, [desk.store.evidence_files()[0].evidence.id]
    ),
}


def test_every_public_operation_is_here() -> None:
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (plans, nodes, months, evidence, decrees, settings)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "store"
    }
    assert set(OPERATIONS) == public


def test_every_module_of_operations_is_looked_at() -> None:
    folder = Path(plans.__file__).parent
    # Imports write through plans.add_plan and plans.replace_plan; emptying the trash is never undone; the
    # differences of rows are written by the others.
    assert {path.stem for path in folder.glob("*.py")} == {
        "__init__",
        "plans",
        "nodes",
        "months",
        "evidence",
        "decrees",
        "settings",
        "row_changes",
        "imports",
        "trash",
    }


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_undone_and_redone_to_the_letter(desk: Desk, tmp_path: Path, name: str) -> None:
    attach(desk, tmp_path)
    store = desk.store
    before = everything(store)
    steps = len(store.history(1000))

    outcome = OPERATIONS[name](desk, tmp_path)

    after = everything(store)
    assert outcome
    assert after != before
    assert len(store.history(1000)) == steps + 1, "one operation is one step"
    assert store.undo_name == store.history(1)[0].name
    assert store.check() == ()

    undone = store.undo()
    assert undone is not None
    assert everything(store) == before
    assert store.redo_name == undone.name
    assert store.check() == ()

    redone = store.redo()
    assert redone == undone
    assert everything(store) == after
    assert store.check() == ()


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_undone_and_redone_after_reopening(
    desk: Desk, path: Path, tmp_path: Path, name: str
) -> None:
    attach(desk, tmp_path)
    before = everything(desk.store)
    OPERATIONS[name](desk, tmp_path)
    after = everything(desk.store)
    desk.store.close()
    with Store.open(path) as store:
        assert everything(store) == after
        store.undo()
    with Store.open(path) as store:
        assert everything(store) == before
        store.redo()
        assert everything(store) == after


def test_all_operations_together_are_undone_to_the_empty_file_and_redone(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    states = [everything(desk.store)]
    attach(desk, tmp_path)
    states.append(everything(desk.store))
    skipped = {"plans.delete_plan", "plans.set_status", "nodes.delete_nodes", "evidence.trash_evidence"}
    last = ["evidence.trash_evidence", "nodes.delete_nodes", "plans.delete_plan"]
    for name in [*(name for name in OPERATIONS if name not in skipped), *last]:
        if name == "nodes.edit_node":
            continue
        OPERATIONS[name](desk, tmp_path)
        states.append(everything(desk.store))
    desk.store.close()
    with Store.open(path) as store:
        for state in reversed(states):
            assert everything(store) == state
            assert store.undo() is not None
        assert store.plans() == ()
        assert store.undo() is None
        assert store.undo_name is None
    with Store.open(path) as store:
        for state in states:
            assert store.redo() is not None
            assert everything(store) == state
        assert store.redo() is None
        assert store.redo_name is None


def test_an_import_of_seventy_rows_is_one_step(store: Store) -> None:
    actions = tuple(Action(f"Langkah {n}", months=planned(1, 2)) for n in range(70))
    plan_id = plans.add_plan(store, UNIT, small_plan()).created[0]
    before = everything(store)
    stored = store.load_record(plan_id).plan
    area = Area("PENATAAN", (Component("K", (Indicator("I", actions),)),))
    outcome = plans.replace_plan(
        store,
        type(stored)(2026, (*stored.areas, area), id=plan_id, unit_id=stored.unit_id),
        "Impor 70 perubahan",
    )
    assert len(list(store.load_record(plan_id).plan.actions())) == 74
    assert outcome.operation_id is not None
    assert len(store.changes(outcome.operation_id)) == 1 + 1 + 1 + 1 + 70 + 140
    store.undo()
    assert everything(store) == before


def test_what_was_undone_cannot_be_redone_after_something_new(desk: Desk) -> None:
    nodes.edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")
    desk.store.undo()
    assert desk.store.redo_name == "Ubah tulisan area"
    nodes.edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="DUA")
    assert desk.store.redo_name is None
    assert desk.store.redo() is None
    assert [entry.state for entry in desk.store.history()] == ["done", "abandoned", "done"]
    desk.store.undo()
    desk.store.redo()
    assert desk.area(0).text == "DUA"


def test_an_operation_that_changes_nothing_does_not_cost_the_redo(desk: Desk) -> None:
    nodes.edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")
    desk.store.undo()
    assert not nodes.edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text=desk.area(0).text)
    desk.store.redo()
    assert desk.area(0).text == "SATU"
