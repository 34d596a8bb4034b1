"""From format 1 to 2: what was done, undone and overtaken stays so, and copies agree on what they share."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from tests.db.desk import everything
from tests.db.other_process import other_process
from tests.db.test_migrations import GOLDEN
from zidesk.db.files.engine import connect
from zidesk.db.files.space import is_shrinkable
from zidesk.db.migrations import expected_schema, migrate, read_schema
from zidesk.db.store import Store

V1_UIDS = (
    "d694c4453db562ac4a95932711485d8b",
    "525b49d89205345567259151b92c1d81",
    "bca968885bc1de4c13c29b54b821439b",
)
"""Frozen: copies that are upgraded years apart agree on these."""


@pytest.fixture
def old(path: Path, user_folder: Path) -> Path:
    """A file of format 1."""
    shutil.copyfile(GOLDEN / "v1.zidesk", path)
    return path


def behind(path: Path, *statements: str, parameters: Sequence[Any] = ()) -> None:
    """Do in a file of format 1 what its program did."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement, parameters)


def old_undo(path: Path, number: int, state: str = "undone") -> None:
    """Undo the golden file's signing as format 1 did: it told the state alone."""
    behind(
        path,
        "UPDATE recording SET replaying = 1",
        "UPDATE plan SET status = 'draf'",
        f"UPDATE operation SET state = '{state}' WHERE id = {number}",  # noqa: S608 - our own values
        "UPDATE recording SET replaying = 0",
    )


def old_edit(path: Path, text: str) -> None:
    """Write over the first area's text as an operation of format 1."""
    behind(
        path,
        "INSERT INTO operation (name, at, os_user, host, state)"
        " VALUES ('Ubah', '2026-02-01T10:00:00+07:00', 'a', 'b', 'done')",
        "UPDATE recording SET operation_id = (SELECT max(id) FROM operation)",
        f"UPDATE area SET text = '{text}' WHERE position = 0",  # noqa: S608 - our own values
        "UPDATE recording SET operation_id = NULL",
    )


def operations(path: Path) -> list[tuple[str, str, int | None]]:
    """Return uid, kind and what is replayed of each operation of an upgraded file."""
    with Store.open(path) as store, store.reading() as connection:
        query = "SELECT uid, kind, replays_id FROM operation ORDER BY id"
        return connection.execute(query).fetchall()


def test_an_upgraded_file_has_the_schema_of_a_new_one(old: Path) -> None:
    with closing(connect(old)) as connection:
        migrate(connection)
        assert read_schema(connection) == expected_schema()
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_operations_get_ids_for_ever(old: Path) -> None:
    found = operations(old)
    assert tuple(uid for uid, kind, _ in found if kind == "edit") == V1_UIDS
    assert [kind for _, kind, _ in found] == ["edit", "edit", "edit", "upgrade"]


def test_an_upgraded_file_is_whole_can_shrink_and_is_backed_up(old: Path, user_folder: Path) -> None:
    with Store.open(old) as store, store.reading() as connection:
        assert store.check() == ()
        assert is_shrinkable(connection)
    (backup,) = user_folder.rglob("*.zidesk")
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)


def test_all_is_undone_and_redone_after_the_upgrade(old: Path) -> None:
    with Store.open(old) as store:
        states = [everything(store)]
        while store.undo():
            assert store.check() == ()
            states.append(everything(store))
        assert len(states) == 4
        assert store.plans() == ()
        for state in reversed(states[:-1]):
            assert store.redo()
            assert everything(store) == state
            assert store.check() == ()


def test_what_was_undone_can_be_redone_after_the_upgrade(old: Path) -> None:
    with Store.open_snapshot(old) as snapshot:
        signed = everything(snapshot)
    old_undo(old, 3)
    assert [(kind, replays) for _, kind, replays in operations(old)[3:]] == [("upgrade", None), ("undo", 3)]
    with Store.open(old) as store:
        assert store.check() == ()
        assert store.redo_name == "Ubah status rencana menjadi ditetapkan"
        assert store.redo()
        assert everything(store) == signed
        assert store.check() == ()


def test_what_was_overtaken_stays_so(old: Path) -> None:
    old_undo(old, 3, "abandoned")
    old_edit(old, "BARU")
    assert [(kind, replays) for _, kind, replays in operations(old)[3:]] == [
        ("edit", None),
        ("undo", 3),
        ("upgrade", None),
    ]
    with Store.open(old) as store:
        assert store.check() == ()
        assert store.redo_name is None
        assert [entry.state for entry in store.history()] == ["done", "abandoned", "done", "done"]
        assert store.undo()
        assert store.undo()
        assert store.undo_name == "Tambah rencana 2026 Kabupaten Batang Hari"
        assert store.check() == ()


def test_two_copies_agree_on_what_they_share_whatever_was_undone(old: Path, tmp_path: Path) -> None:
    other = tmp_path / "salinan.zidesk"
    shutil.copyfile(old, other)
    old_undo(other, 3, "abandoned")
    old_edit(other, "DI RUMAH")
    mine, theirs = operations(old), operations(other)
    assert [uid for uid, *_ in mine[:3]] == [uid for uid, *_ in theirs[:3]]
    assert not {uid for uid, *_ in mine[3:]} & {uid for uid, *_ in theirs[3:]}


def test_equal_copies_stay_equal(old: Path, tmp_path: Path) -> None:
    old_undo(old, 3)
    other = tmp_path / "salinan.zidesk"
    shutil.copyfile(old, other)
    assert operations(old) == operations(other)


def test_a_point_that_format_1_named_is_still_known(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        number, *made = raw.execute(
            """
            SELECT operation.id, name, at, os_user, host, subject_id, "before", "after"
            FROM operation JOIN change ON operation_id = operation.id ORDER BY change.id DESC LIMIT 1
            """
        ).fetchone()
    digest = blake2b("\n".join(map(str, made)).encode(), digest_size=8)
    named = f"{number}-{digest.hexdigest()}"
    with Store.open(old) as store:
        assert store.has_been_at(named)
        assert not store.has_been_at(named.replace("3-", "2-"))
        assert store.has_been_at(store.moment)
        assert store.moment != named


def test_narrative_that_was_there_becomes_paragraphs_and_undo_ends_there(old: Path) -> None:
    behind(old, "UPDATE recording SET replaying = 1")
    behind(
        old,
        "INSERT INTO section SELECT ?, id, 0, 'Pendahuluan', ? FROM plan",
        parameters=("a" * 32, "Satu\n\nDua “kutip”\n"),
    )
    behind(old, "UPDATE recording SET replaying = 0")
    with Store.open(old) as store, store.reading() as connection:
        blocks = connection.execute("SELECT position, kind, level, text FROM block ORDER BY position")
        assert blocks.fetchall() == [(0, "paragraph", 0, "Satu"), (1, "paragraph", 0, "Dua “kutip”")]
        assert connection.execute("SELECT title FROM section").fetchall() == [("Pendahuluan",)]
    with Store.open(old) as store:
        assert store.check() == ()
        assert store.undo() is None
        assert store.undo_boundary == "Perbarui susunan berkas"


def test_a_kill_while_the_file_is_written_anew_leaves_it_upgraded(old: Path) -> None:
    with Store.open_snapshot(old) as snapshot:
        before = everything(snapshot)
    script = """
from zidesk.db.files import opening
def stop(connection):
    say("upgraded")
    input()
opening.make_shrinkable = stop
Store.open(path)
"""
    with other_process(old, script) as other:
        other.wait_for("upgraded")
        other.kill()
    with Store.open(old) as store, store.reading() as connection:
        assert everything(store) == before
        assert is_shrinkable(connection)
    with Store.open(old) as store:
        assert store.check() == ()
