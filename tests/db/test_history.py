"""What the history records, and that nothing writes around it."""

import getpass
import platform
import sqlite3
from datetime import datetime, timedelta

import pytest

from tests.db.desk import Desk, everything
from zidesk.db.history.outcome import ChangeKind
from zidesk.db.operations.months import plan_months, record_month
from zidesk.db.operations.nodes import add_nodes, delete_nodes, edit_node
from zidesk.db.operations.plans import replace_plan
from zidesk.db.reading.layout import TRACKED
from zidesk.db.store import Store
from zidesk.db.tables import METADATA
from zidesk.domain.errors import CancelledError, NotFoundError
from zidesk.domain.plan.model import Action, NodeKind


def test_the_history_says_who_did_what_when_and_where(desk: Desk) -> None:
    edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="PERUBAHAN")
    entry = desk.store.history(1)[0]
    assert entry.name == "Ubah tulisan area"
    assert (entry.user, entry.host) == (getpass.getuser(), platform.node())
    assert entry.at.tzinfo is not None
    assert datetime.now().astimezone() - entry.at < timedelta(minutes=1)
    assert entry.changes == 1


def test_a_change_holds_the_row_before_and_after(desk: Desk) -> None:
    area = desk.area(0)
    outcome = edit_node(desk.store, NodeKind.AREA, area.id, text='kata "kutip" \\ baris\ndua\ttab √')
    assert outcome.operation_id is not None
    (change,) = desk.store.changes(outcome.operation_id)
    row = {"id": area.id, "plan_id": desk.plan_id, "position": 0}
    assert change.table == "area"
    assert change.subject_id == area.id
    assert change.before == row | {"text": area.text}
    assert change.after == row | {"text": 'kata "kutip" \\ baris\ndua\ttab √'}


@pytest.mark.parametrize(
    "text", ['"', "\\", "\\\\n", "a\nb", "a\tb", "\n", "{}", "'", "√ “” é 𝒁", "\\u0041", '\\"']
)
def test_awkward_text_survives_undo_and_redo(desk: Desk, text: str) -> None:
    area = desk.area(0)
    edit_node(desk.store, NodeKind.AREA, area.id, text=text)
    edit_node(desk.store, NodeKind.AREA, area.id, text="lain")
    desk.store.undo()
    assert desk.area(0).text == text
    desk.store.undo()
    assert desk.area(0).text == area.text
    desk.store.redo()
    assert desk.area(0).text == text


@pytest.mark.parametrize("table", sorted(TRACKED))
@pytest.mark.parametrize("verb", ["INSERT", "UPDATE", "DELETE"])
def test_a_write_outside_an_operation_fails(desk: Desk, table: str, verb: str) -> None:
    sample = {
        column.name: "x" if str(column.type) == "TEXT" else 1 for column in METADATA.tables[table].columns
    }
    first = next(iter(sample))
    statements = {
        "INSERT": (f"INSERT INTO {table} VALUES ({', '.join('?' * len(sample))})", list(sample.values())),  # noqa: S608
        "UPDATE": (f"UPDATE {table} SET {first} = ?", ["y" if sample[first] == "x" else 2]),  # noqa: S608 - our own tables, as all
        "DELETE": (f"DELETE FROM {table}", []),  # noqa: S608
    }
    with desk.store.reading() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        if verb != "INSERT":
            connection.execute("UPDATE recording SET replaying = 1")
            connection.execute(*statements["INSERT"])
            connection.execute("UPDATE recording SET replaying = 0")
        with pytest.raises(sqlite3.IntegrityError, match="write outside an operation"):
            connection.execute(*statements[verb])
        connection.rollback()


def test_a_write_outside_an_operation_leaves_no_trace(desk: Desk) -> None:
    before = everything(desk.store)
    with pytest.raises(sqlite3.IntegrityError), desk.store.reading() as connection:
        connection.execute("DELETE FROM area")
    assert everything(desk.store) == before
    assert len(desk.store.history()) == 1


def test_a_failed_operation_leaves_neither_change_nor_history(desk: Desk) -> None:
    before = everything(desk.store)

    def fail() -> None:
        with desk.store.operation("Gagal"):
            edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")
            delete_nodes(desk.store, [(NodeKind.AREA, desk.area(1).id)])
            raise CancelledError("Dibatalkan.")

    with pytest.raises(CancelledError):
        fail()
    assert everything(desk.store) == before
    assert [entry.name for entry in desk.store.history()] == ["Tambah rencana 2026 Kabupaten Batang Hari"]
    edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")
    assert desk.area(0).text == "SATU"


def test_an_operation_that_changes_nothing_leaves_no_history(desk: Desk) -> None:
    action = desk.action("Rapat")
    outcomes = [
        edit_node(desk.store, NodeKind.ACTION, action.id, text=action.text),
        plan_months(desk.store, [(action.id, 3)], True),
        plan_months(desk.store, [], True),
        record_month(desk.store, action.id, 3, obstacle=""),
        replace_plan(desk.store, desk.plan, "Impor 0 perubahan"),
        add_nodes(desk.store, desk.plan_id, 0, []),
    ]
    for outcome in outcomes:
        assert not outcome
        assert outcome.operation_id is None
        assert outcome.changed == {}
        assert outcome.plan_ids == frozenset()
    assert len(desk.store.history()) == 1


def test_nested_operations_are_one_step(desk: Desk) -> None:
    before = everything(desk.store)
    with desk.store.operation("Tempel 2 baris") as operation:
        inner = add_nodes(desk.store, desk.indicator("SK").id, 0, [Action("Satu"), Action("Dua")])
        edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="BERUBAH")
    assert operation.outcome.created == inner.created
    assert inner.operation_id == operation.outcome.operation_id
    assert ChangeKind.AREA not in inner.changed
    assert operation.outcome.changed[ChangeKind.AREA] == {desk.area(0).id}
    assert desk.store.undo_name == "Tempel 2 baris"
    desk.store.undo()
    assert everything(desk.store) == before


def test_an_inner_failure_that_is_caught_takes_back_the_inner_part_alone(desk: Desk) -> None:
    def failing_part() -> None:
        with desk.store.operation("Bagian"):
            edit_node(desk.store, NodeKind.AREA, desk.area(1).id, text="HILANG")
            delete_nodes(desk.store, [(NodeKind.AREA, "0" * 32)])

    with desk.store.operation("Seluruhnya"):
        edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="TETAP")
        with pytest.raises(NotFoundError):
            failing_part()
    assert [area.text for area in desk.plan.areas] == ["TETAP", "PENGUATAN PENGAWASAN"]
    desk.store.undo()
    assert desk.area(0).text == "MANAJEMEN PERUBAHAN"


def test_undo_cannot_be_called_within_an_operation(desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="undo"), desk.store.operation("x"):
        desk.store.undo()


def test_the_outcome_names_what_changed_and_where(desk: Desk) -> None:
    action = desk.action("Rapat")
    outcome = plan_months(desk.store, [(action.id, 1)], True)
    assert outcome.changed == {ChangeKind.MONTH: {action.id}}
    assert outcome.plan_ids == {desk.plan_id}

    team = desk.component("Tim Kerja")
    indicators = {indicator.id for indicator in team.indicators}
    actions = {action.id for indicator in team.indicators for action in indicator.actions}
    outcome = delete_nodes(desk.store, [(NodeKind.COMPONENT, team.id)])
    assert outcome.plan_ids == {desk.plan_id}
    assert outcome.changed == {
        ChangeKind.COMPONENT: {team.id, desk.component("Pola Pikir").id},
        ChangeKind.INDICATOR: indicators,
        ChangeKind.ACTION: actions,
        ChangeKind.MONTH: {action.id for action in team.indicators[0].actions},
        ChangeKind.REMARK: {team.indicators[0].actions[0].id},
    }


def test_opening_is_no_undo_step(desk: Desk) -> None:
    path = desk.store.path
    before = desk.store.history()
    desk.store.close()
    with Store.open(path) as store:
        assert store.history() == before


def test_an_empty_file_has_nothing_to_undo(store: Store) -> None:
    assert store.undo() is None
    assert store.redo() is None
    assert store.undo_name is None
    assert store.redo_name is None
    assert store.history() == ()
