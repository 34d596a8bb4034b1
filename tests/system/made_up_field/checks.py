"""Run on the copy that has ``lokasi``: every path carries it, and older exports leave it as it is."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import zidesk
from tests.db.test_witness import damage
from tests.domain.importing.test_rebasing import A, edit, edited_export, small_plan, step
from tests.exchange.exchange_helpers import export
from tests.exchange.golden.make_golden import GOLDEN, golden_record
from zidesk.db.operations import months, nodes
from zidesk.db.operations.imports import apply_import, preview_import
from zidesk.db.operations.plans import add_plan, set_status
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError, PlanLockedError
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.differences import FieldChange
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.checking import check_cell, check_node
from zidesk.domain.plan.model import Action, MonthCell, NodeKind, Plan, PlanRecord, PlanStatus
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.exchange.plan_json.writing import write_plan_json
from zidesk.exchange.tables.clipboard import from_tsv, to_tsv
from zidesk.exchange.tables.table_rows import nodes_of, rows_of
from zidesk.exchange.workbook.reading import read_workbook

WHERE: Any = {"lokasi": "Muara Bulian"}
ELSEWHERE: Any = {"lokasi": "Jambi"}
DONE = MonthCell(1, planned=True, **WHERE)


def test_it_is_the_copy() -> None:
    assert Path(zidesk.__file__).parents[1] == Path.cwd()


def where(thing: object) -> str:
    found: str = getattr(thing, "lokasi")  # noqa: B009 - the copy alone has it
    return found


def told(plan: Plan) -> Plan:
    """The plan with a place on action A and on what was done in January."""
    return edit(plan, A, months=(DONE,), **WHERE)


def full_record() -> PlanRecord:
    record = golden_record()
    row = next(record.plan.actions()).action
    cells = (replace(row.months[0], **WHERE), *row.months[1:])
    return replace(record, plan=edit(record.plan, row.id, months=cells, **WHERE))


def read_json(content: bytes, folder: Path) -> Incoming:
    path = folder / "rencana.json"
    path.write_bytes(content)
    return read_plan_json(path)


def written(record: PlanRecord) -> bytes:
    stream = io.BytesIO()
    write_plan_json(record, stream)
    return stream.getvalue()


# Limits, storing, history, lock.


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="Lokasi terlalu panjang"):
        check_node(Action("L", lokasi="x" * 301))
    with pytest.raises(InvalidInputError, match="Lokasi terlalu panjang"):
        check_cell(MonthCell(1, lokasi="x" * 301))


def test_a_month_that_says_only_this_is_kept() -> None:
    assert not MonthCell(3, **WHERE).is_blank


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "uji.zidesk") as opened:
        yield opened


@pytest.fixture
def plan_id(store: Store) -> str:
    record = full_record()
    return add_plan(store, record.unit, replace(record.plan, status=PlanStatus.DRAF)).created[0]


def first(store: Store, plan_id: str) -> Action:
    return next(store.load_record(plan_id).plan.actions()).action


def test_it_is_stored_read_undone_redone_and_witnessed(store: Store, plan_id: str) -> None:
    row = first(store, plan_id)
    assert (where(row), where(row.cell(1))) == ("Muara Bulian", "Muara Bulian")
    outcome = nodes.edit_node(store, NodeKind.ACTION, row.id, **ELSEWHERE)
    assert outcome.name == "Ubah lokasi langkah aksi"
    months.record_month(store, row.id, 1, **ELSEWHERE)
    months.record_month(store, row.id, 9, **ELSEWHERE)
    row = first(store, plan_id)
    assert [where(row), *(where(row.cell(month)) for month in (1, 9))] == ["Jambi"] * 3
    for _ in range(3):
        store.undo()
    row = first(store, plan_id)
    assert (where(row), where(row.cell(1)), where(row.cell(9))) == ("Muara Bulian", "Muara Bulian", "")
    store.redo()
    assert where(first(store, plan_id)) == "Jambi"
    copy = nodes.duplicate_node(store, NodeKind.ACTION, row.id).created[0]
    assert where(store.load_actions([copy])[0]) == "Jambi"
    assert store.check() == ()
    damage(store, "UPDATE action SET lokasi = 'diam-diam' WHERE lokasi = 'Jambi'")
    assert any("tidak seperti saat terakhir dicatat" in finding.message for finding in store.check())


def test_a_signed_plan_keeps_it_but_takes_where_it_was_done(store: Store, plan_id: str) -> None:
    set_status(store, plan_id, PlanStatus.DITETAPKAN)
    row = first(store, plan_id)
    with pytest.raises(PlanLockedError):
        nodes.edit_node(store, NodeKind.ACTION, row.id, **ELSEWHERE)
    months.record_month(store, row.id, 1, **ELSEWHERE)
    theirs = edit(store.load_record(plan_id).plan, row.id, **ELSEWHERE)
    incoming = Incoming(theirs, carries_ids=True, carries_realization=True, carries_remarks=True)
    preview = preview_import(store, incoming)
    assert "tidak dapat diimpor (Lokasi)" in preview.comparison.problems[0].message
    with pytest.raises(PlanLockedError):
        apply_import(store, preview, "x.json")


# Comparing and merging.


def test_a_change_of_it_is_told() -> None:
    now = told(small_plan())
    theirs = edit(now, A, months=(replace(DONE, **ELSEWHERE),), **ELSEWHERE)
    comparison = compare(now, Incoming(theirs, carries_ids=True, carries_realization=True))
    assert comparison.rows[0].fields == (
        FieldChange("Lokasi", "Muara Bulian", "Jambi"),
        FieldChange("Lokasi Januari", "Muara Bulian", "Jambi"),
    )
    assert comparison.merged() == theirs


def test_three_states_of_it_are_merged_and_both_changed_is_a_conflict() -> None:
    then = told(small_plan())
    other = edit(then, A, months=(replace(DONE, **ELSEWHERE),), **ELSEWHERE)
    assert compare(other, edited_export(then, then)).merged() == other
    assert compare(then, edited_export(then, other)).merged() == other
    third: Any = {"lokasi": "Bajubang"}
    now = edit(then, A, months=(replace(DONE, **third),), **third)
    comparison = compare(now, edited_export(then, other))
    assert [(each.label, each.ours, each.theirs) for each in comparison.conflicts] == [
        ("Lokasi", "Bajubang", "Jambi"),
        ("Lokasi Januari", "Bajubang", "Jambi"),
    ]
    assert comparison.merged() == now
    assert comparison.taking([each.key for each in comparison.conflicts]).merged() == other


def test_a_row_deleted_there_on_which_it_was_changed_here_is_asked_about() -> None:
    then = small_plan()
    theirs = edit(then, "1" * 32, actions=tuple(step(row) for row in ("b" * 32, "c" * 32)))
    (conflict,) = compare(edit(then, A, **WHERE), edited_export(then, theirs)).conflicts
    assert conflict.ours == "diubah (Lokasi: Muara Bulian)"


# JSON, workbook, clipboard.


def test_json_carries_it_both_ways(tmp_path: Path) -> None:
    record = full_record()
    content = written(record)
    incoming = read_json(content, tmp_path)
    assert (incoming.plan, incoming.problems) == (record.plan, ())
    emptied = golden_record()
    merged = compare(record.plan, read_json(written(emptied), tmp_path)).merged()
    assert merged == emptied.plan, "what a newer export says is empty becomes empty"
    assert json.loads(content)["fields"]["action"]["lokasi"] == "Lokasi"


def test_a_workbook_carries_it_both_ways(tmp_path: Path) -> None:
    record = full_record()
    incoming = read_workbook(export(record, tmp_path / "rencana.xlsx"))
    assert (incoming.plan, incoming.problems) == (record.plan, ())
    assert compare(record.plan, incoming).merged() == record.plan
    emptied = golden_record()
    merged = compare(record.plan, read_workbook(export(emptied, tmp_path / "kosong.xlsx"))).merged()
    assert merged == record.plan, "it was not emptied in the workbook, but never there"
    for known in (incoming, incoming.of_another_history()):
        assert compare(emptied.plan, known).merged() == (emptied.plan if known is incoming else record.plan)


@pytest.mark.parametrize("name", ["lama-kisi.json", "lama-kisi.xlsx"])
def test_an_export_of_before_leaves_it_as_it_is(name: str) -> None:
    now = full_record().plan
    path = GOLDEN / name
    incoming = read_plan_json(path) if path.suffix == ".json" else read_workbook(path)
    for source in (incoming, incoming.of_another_history()):
        comparison = compare(now, source)
        assert comparison.merged() == now
        assert (comparison.changed, comparison.conflicts) == (0, ())
    assert incoming.problems == ()


def test_the_example_tables_leave_it_as_it_is(tmp_path: Path) -> None:
    now = full_record().plan
    record = PlanRecord(full_record().unit, golden_record().plan)
    document = json.loads(written(record))
    del document["fields"], document["plan"]["id"]
    incoming = read_json(json.dumps(document).encode(), tmp_path)
    assert compare(now, incoming).merged() == now


def test_the_clipboard_carries_what_an_action_says() -> None:
    row = Action("Rapat", **WHERE)
    (_, (pasted,)) = nodes_of(from_tsv(to_tsv(rows_of([(row, 1)]))), NodeKind.ACTION)
    assert pasted == row
    shorter = [cells[:20] for cells in rows_of([(row, 1)])]
    assert nodes_of(shorter, NodeKind.ACTION)[1] == [Action("Rapat")]


def test_exports_for_the_reader_of_before(tmp_path: Path) -> None:
    folder = Path("keluaran")
    folder.mkdir()
    export(full_record(), folder / "baru.xlsx")
    (folder / "baru.json").write_bytes(written(full_record()))
