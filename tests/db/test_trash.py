"""Emptying the trash: the bytes are gone, the file shrinks, and undo ends there."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from zidesk.db.files.engine import connect
from zidesk.db.files.space import is_shrinkable, make_shrinkable
from zidesk.db.operations.evidence import attach_files, trash_evidence
from zidesk.db.operations.nodes import edit_node
from zidesk.db.operations.trash import empty_trash
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind

SIZE = 3 << 20


@pytest.fixture
def secret() -> bytes:
    """What must leave the file, like nothing else in it."""
    return os.urandom(SIZE)


@pytest.fixture
def trashed(desk: Desk, tmp_path: Path, secret: bytes) -> Desk:
    """A file that was attached and thrown away, and one that stays."""
    for name, content in (("rahasia.pdf", secret), ("sk.pdf", b"Surat Keputusan")):
        (tmp_path / name).write_bytes(content)
        attach_files(desk.store, [tmp_path / name], [(desk.action("Rapat").id, 3)])
    gone = next(file for file in desk.store.evidence_files() if file.evidence.name == "rahasia.pdf")
    trash_evidence(desk.store, [gone.evidence.id])
    return desk


def test_the_bytes_leave_the_file_and_it_shrinks(trashed: Desk, path: Path, secret: bytes) -> None:
    before = path.stat().st_size
    content = everything(trashed.store)
    freed = empty_trash(trashed.store)
    assert freed >= SIZE
    assert path.stat().st_size == before - freed
    assert everything(trashed.store) == content
    assert trashed.store.check() == ()
    trashed.store.close()
    left = path.read_bytes()
    assert not any(secret[start : start + 64] in left for start in range(0, SIZE, 4096))
    assert b"Surat Keputusan" in left


def test_undo_ends_there_and_says_so(trashed: Desk, path: Path) -> None:
    store = trashed.store
    assert store.undo_boundary is None
    empty_trash(store)
    assert (store.undo_name, store.undo()) == (None, None)
    assert store.undo_boundary == "Kosongkan tempat sampah"
    edit_node(store, NodeKind.AREA, trashed.area(0).id, text="SESUDAHNYA")
    assert (store.undo_name, store.undo_boundary) == ("Ubah tulisan area", None)
    assert store.undo() is not None
    assert store.undo() is None
    assert store.redo() is not None
    assert store.history()[1].name == "Kosongkan tempat sampah"
    store.close()
    with Store.open(path) as opened:
        assert opened.check() == ()


def test_what_was_undone_goes_too_and_cannot_be_redone(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(os.urandom(SIZE))
    attach_files(desk.store, [source], [])
    desk.store.undo()
    assert desk.store.redo_name
    assert empty_trash(desk.store) >= SIZE
    assert desk.store.redo() is None
    assert desk.store.check() == ()


def test_an_empty_trash_is_no_operation(desk: Desk) -> None:
    steps = len(desk.store.history())
    assert empty_trash(desk.store) == 0
    assert len(desk.store.history()) == steps
    assert desk.store.undo_boundary is None


def test_what_is_marked_as_trashed_goes_with_its_links(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(os.urandom(SIZE))
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    with desk.store.operation("Buang") as operation:
        operation.raw.execute("UPDATE evidence SET trashed_at = added_at")
    assert empty_trash(desk.store) >= SIZE
    assert desk.store.evidence_files() == ()
    assert desk.action("Rapat").evidence == ()
    assert desk.store.check() == ()


def test_a_kept_document_keeps_its_bytes(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(os.urandom(SIZE))
    attach_files(desk.store, [source], [])
    (file,) = desk.store.evidence_files()
    with desk.store.operation("Tetapkan") as operation:
        operation.raw.execute(
            "INSERT INTO document VALUES (?, ?, 'keputusan', 'a.pdf', 'application/pdf', ?, ?)",
            ("a" * 32, desk.plan_id, file.evidence.sha256, "2026-01-22T10:00:00+07:00"),
        )
    trash_evidence(desk.store, [file.evidence.id])
    assert empty_trash(desk.store) == 0
    assert desk.store.check() == ()


def test_a_file_that_cannot_shrink_is_written_anew(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    connection = connect(path)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    connection.execute("PRAGMA auto_vacuum = NONE")
    connection.execute("VACUUM")
    assert not is_shrinkable(connection)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    make_shrinkable(connection)
    assert is_shrinkable(connection)
    connection.close()
    with Store.open(path) as store:
        assert everything(store) == before
        assert store.check() == ()
