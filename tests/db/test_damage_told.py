"""A damaged file never looks like a bug: whatever is asked of it works, or says that the file is damaged."""

import json
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from tests.db.desk import Desk
from zidesk.cli.application import main
from zidesk.db.errors import DamagedFileError
from zidesk.db.operations.evidence import attach_files, edit_evidence
from zidesk.db.operations.months import plan_months, record_month
from zidesk.db.operations.nodes import delete_nodes, edit_node, move_node
from zidesk.db.operations.plans import add_plan, edit_plan
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind

GARBAGE = {
    "no JSON": "UPDATE change SET {side} = 'bukan JSON'",
    "a list": "UPDATE change SET {side} = '[1, 2]'",
    "a number": "UPDATE change SET {side} = '7'",
    "deep": "UPDATE change SET {side} = printf('%.*c', 5000, '[')",
    "no text": "UPDATE change SET {side} = CAST(x'ff80' AS TEXT)",
    "a foreign column": "UPDATE change SET {side} = json_set({side}, '$.asing', 1) WHERE {side} IS NOT NULL",
    "no key": "UPDATE change SET {side} = json_remove({side}, '$.id') WHERE {side} IS NOT NULL",
    "no columns": "UPDATE change SET {side} = '{{}}'",
    "another type": "UPDATE change SET {side} = json_set({side}, '$.position', 'x') WHERE {side} IS NOT NULL",
    "a broken reference": (
        "UPDATE change SET {side} = json_set({side}, '$.plan_id', 'x', '$.action_id', 'x')"
        " WHERE {side} IS NOT NULL"
    ),
    "nothing": "UPDATE change SET {side} = NULL",
}
STATEMENTS = {
    f"{what}, {side}": statement.format(side=f'"{side}"')
    for what, statement in GARBAGE.items()
    for side in ("before", "after")
} | {
    "changes of no operation": "UPDATE change SET operation_id = operation_id + 90",
    "changes of another row": "UPDATE change SET subject_id = 'x'",
    "operations that replay none": "UPDATE operation SET replays_id = 90 WHERE kind IN ('undo', 'redo')",
    "operations of another state": "UPDATE operation SET state = 'undone'",
    "evidence without content": "DELETE FROM content",
    "links without evidence": "DELETE FROM evidence",
    "months without action": "DELETE FROM action WHERE position = 0",
    "actions without indicator": "DELETE FROM indicator WHERE position = 0",
    "components without area": "DELETE FROM area WHERE position = 0",
    "plans without unit": "DELETE FROM unit",
    "text that is none": "UPDATE action SET text = CAST(x'ff80' AS TEXT)",
    "a name that is none": "UPDATE evidence SET name = CAST(x'c328' AS TEXT)",
    "a date that is none": "UPDATE plan SET decree_date = '2026-02-31'",
    "positions that are none": "UPDATE action SET position = position * 7",
    "a chunk that is lost": "DELETE FROM content_chunk",
    "a chunk that is empty": "UPDATE content_chunk SET data = x''",
    "a time that is none": "UPDATE operation SET at = '2026-99-99T00:00:00+07:00'",
}


@pytest.fixture
def worked(desk: Desk, tmp_path: Path) -> Desk:
    """The small plan with evidence and a history of every kind of step, some of them undone."""
    proof = tmp_path / "sk.pdf"
    proof.write_bytes(b"%PDF-1.4 Surat Keputusan")
    store = desk.store
    attach_files(store, [proof], [(desk.action("Rapat").id, 3)])
    edit_node(store, NodeKind.AREA, desk.area(0).id, text="DIUBAH")
    delete_nodes(store, [(NodeKind.ACTION, desk.action("Laporan").id)])
    plan_months(store, [(desk.action("Rapat").id, 5)], True)
    store.undo()
    store.undo()
    store.redo()
    store.undo()
    return desk


def damage(path: Path, statement: str) -> None:
    """Change a closed file behind the program's back, against every rule of its tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE recording SET replaying = 1")
        raw.execute(statement)
        raw.execute("UPDATE recording SET replaying = 0")


def everything_a_user_does(store: Store, proof: Path) -> Iterator[Callable[[], object]]:
    """Yield what to try on a file, each by itself."""
    yield store.units
    yield store.plans
    yield store.evidence_files
    yield store.history
    yield lambda: [store.changes(entry.id) for entry in store.history()]
    yield lambda: [store.load_record(plan.id) for plan in store.plans()]
    yield lambda: (store.undo_name, store.redo_name, store.undo_entry, store.moment)
    yield from [store.undo] * 6
    yield from [store.redo] * 6
    yield lambda: [attach_files(store, [proof], [(id_, 1)]) for id_ in action_ids(store)[:1]]
    yield lambda: [record_month(store, id_, 1, note="x") for id_ in action_ids(store)]
    yield lambda: [edit_node(store, NodeKind.ACTION, id_, text="x") for id_ in action_ids(store)]
    yield lambda: [
        move_node(store, NodeKind.ACTION, id_, indicator_of(store), 0) for id_ in action_ids(store)
    ]
    yield lambda: [delete_nodes(store, [(NodeKind.ACTION, id_)]) for id_ in action_ids(store)]
    yield lambda: [edit_plan(store, plan.id, title="x") for plan in store.plans()]
    yield lambda: [edit_evidence(store, file.evidence.id, name="b") for file in store.evidence_files()]
    yield lambda: [
        add_plan(store, record.unit, record.plan)
        for record in [store.load_record(plan.id) for plan in store.plans()]
    ]
    yield from [store.undo] * 3


def action_ids(store: Store) -> list[str]:
    records = [store.load_record(plan.id) for plan in store.plans()]
    return [step.action.id for record in records for step in record.plan.actions()]


def indicator_of(store: Store) -> str:
    record = store.load_record(store.plans()[0].id)
    return next(record.plan.actions()).indicator.id


@pytest.mark.parametrize("what", STATEMENTS)
def test_garbage_in_any_row_is_told_as_damage_or_does_no_harm(
    worked: Desk, path: Path, tmp_path: Path, what: str
) -> None:
    worked.store.close()
    damage(path, STATEMENTS[what])
    try:
        store = Store.open(path)
    except DamagedFileError:
        return
    with store:
        assert store.check(), "the check called it whole"
        for act in everything_a_user_does(store, tmp_path / "sk.pdf"):
            # Every other exception would be a bug.
            with suppress(KnownError):
                act()


COMMANDS = (
    ["periksa", "@"],
    ["periksa", "@", "--json"],
    ["info", "@", "--json"],
    ["bukti", "daftar", "@", "--json"],
    ["ekspor", "@", "hasil.json"],
    ["cetak", "@", "hasil.pdf", "--naskah", "bukti"],
    ["realisasi", "@", "--langkah", "I.1.1.1", "--bulan", "1", "--tanggal", "2026-01-30"],
)


def run_all(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands on copies of a file; each is done or refused, and the check prints what it found."""
    for words in COMMANDS:
        copy = path.with_name("salinan.zidesk")
        for remains in path.parent.glob(f"*{copy.name}*"):
            remains.unlink()
        shutil.copyfile(path, copy)
        places = {"@": str(copy)}
        line = [places.get(word, str(path.parent / word) if "hasil" in word else word) for word in words]
        status = main(line)
        said = capsys.readouterr()
        assert status in (0, 1, 3), (words, said.err)
        assert (status == 3) <= (words[0] == "periksa")
        sentences = said.err.splitlines()
        if status != 1 and sentences:
            assert "tidak utuh" in sentences[0]
        assert len(sentences) <= 1 + (status == 1), words
        if words[-1] == "--json" and status != 1:
            assert isinstance(json.loads(said.out), dict)


@pytest.mark.parametrize("what", STATEMENTS)
def test_no_command_fails_on_garbage(
    worked: Desk, path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    worked.store.close()
    damage(path, STATEMENTS[what])
    run_all(path, capsys)


@pytest.mark.parametrize(
    "place", [16, 18, 19, 20, 21, 24, 28, 32, 36, 40, 44, 47, 52, 56, 59, 64, 71, 92, 96]
)
def test_no_command_fails_on_a_header_of_any_kind(
    worked: Desk, path: Path, place: int, capsys: pytest.CaptureFixture[str]
) -> None:
    worked.store.close()
    content = path.read_bytes()
    for value in (0, 1, 3, 255):
        changed = bytearray(content)
        changed[place] = value
        path.write_bytes(changed)
        status = main(["periksa", str(path)])
        said = capsys.readouterr()
        assert status in (0, 1, 3), (value, said.err)
        assert main(["info", str(path)]) in (0, 1), value
        capsys.readouterr()
        if status == 0:
            assert "utuh" in said.out


def test_no_command_fails_on_pages_in_disorder(
    worked: Desk, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worked.store.close()
    content = path.read_bytes()
    (size,) = struct.unpack(">H", content[16:18])
    pages = [content[start : start + size] for start in range(0, len(content), size)]
    chance = Random(2)  # noqa: S311 - no secret
    for _ in range(12):
        mixed = list(pages)
        place, other = chance.randrange(1, len(pages)), chance.randrange(1, len(pages))
        mixed[place] = chance.choice([pages[other], bytes(size), chance.randbytes(size)])
        path.write_bytes(b"".join(mixed)[: len(content) - chance.choice([0, 0, size, 700])])
        run_all(path, capsys)
