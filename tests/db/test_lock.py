"""One writer: a second opening says who, where and since when, and can still read a snapshot."""

import getpass
import json
import os
import platform
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.db.desk import Desk, everything
from tests.db.other_process import other_process
from tests.links import needs_links
from zidesk.db.errors import FileInUseError, ReadOnlyFileError
from zidesk.db.files.backup import save_copy
from zidesk.db.files.lock import is_open_here, note_path, read_note
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
from zidesk.domain.plan.model import NodeKind

HOLD = """
with Store.open(path) as store:
    say("open")
    input()
"""
UNCOMMITTED = """
import os
source = path.with_name("besar")
source.write_bytes(os.urandom(40 << 20))
with Store.open(path) as store:
    with store.operation("Setengah jalan"):
        plan = store.load_record(store.plans()[0].id).plan
        edit_node(store, NodeKind.AREA, plan.areas[0].id, text="BELUM TETAP")
        attach_files(store, [source], [])
        say("written")
        input()
    say("committed")
    input()
"""
BUSY = """
import time
with Store.open(path) as store:
    plan_id = store.plans()[0].id
    areas = store.load_record(plan_id).plan.areas
    say("open")
    for number in range(100_000):
        with store.operation("Ubah keduanya"):
            for area in areas:
                edit_node(store, NodeKind.AREA, area.id, text=str(number))
        # Without a moment's rest now and then no copy succeeds where copying is slow.
        if number % 20 == 0:
            time.sleep(0.05)
"""


def test_a_second_process_learns_who_has_the_file_where_and_since_when(desk: Desk, path: Path) -> None:
    desk.store.close()
    with other_process(path, HOLD) as other:
        other.wait_for("open")
        with pytest.raises(FileInUseError) as refused:
            Store.open(path)
        error = refused.value
        assert (error.user, error.host) == (getpass.getuser(), platform.node())
        assert error.since is not None
        assert datetime.now().astimezone() - error.since < timedelta(minutes=1)
        assert f"oleh {error.user} di komputer {error.host} sejak " in str(error)
        other.answer("close")
        other.process.wait()
    with Store.open(path) as store:
        assert store.check() == ()
    assert not note_path(path).exists()


def test_a_saved_copy_never_replaces_what_another_process_has_open(desk: Desk, path: Path) -> None:
    before = path.with_name("salinan.zidesk")
    save_copy(desk.store, before)
    with other_process(before, HOLD) as other:
        other.wait_for("open")
        inode = before.stat().st_ino
        with pytest.raises(KnownError):
            save_copy(desk.store, before)
        assert before.stat().st_ino == inode
        other.answer("close")
        other.process.wait()
    save_copy(desk.store, before)
    assert not note_path(before).exists()


def test_a_snapshot_reads_what_another_process_has_open(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    with other_process(path, HOLD) as other:
        other.wait_for("open")
        with Store.open_snapshot(path) as snapshot:
            assert snapshot.read_only
            assert snapshot.path == path
            assert everything(snapshot) == before
            assert snapshot.check() == ()
            assert snapshot.undo_name == "Tambah rencana 2026 Kabupaten Batang Hari"
            for write in (
                lambda: edit_node(snapshot, NodeKind.AREA, desk.plan_id, text="x"),
                snapshot.undo,
                snapshot.redo,
            ):
                with pytest.raises(ReadOnlyFileError):
                    write()
            assert everything(snapshot) == before


def test_a_snapshot_in_the_middle_of_an_operation_is_the_state_before_it(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    with other_process(path, UNCOMMITTED) as other:
        other.wait_for("written")
        assert path.stat().st_size > 20 << 20, "the operation has reached the file"
        with Store.open_snapshot(path) as snapshot:
            assert everything(snapshot) == before
            assert snapshot.check() == ()
        other.answer("go on")
        other.wait_for("committed")
        with Store.open_snapshot(path) as snapshot:
            assert everything(snapshot) != before
            assert snapshot.check() == ()


def test_snapshots_of_a_busy_file_never_show_half_an_operation(desk: Desk, path: Path) -> None:
    with desk.store.operation("Samakan"):
        for area in desk.plan.areas:
            edit_node(desk.store, NodeKind.AREA, area.id, text="awal")
    desk.store.close()
    seen = set()
    with other_process(path, BUSY) as other:
        other.wait_for("open")
        for _ in range(10):
            try:
                with Store.open_snapshot(path) as snapshot:
                    texts = {area.text for area in snapshot.load_record(desk.plan_id).plan.areas}
                    assert len(texts) == 1
                    assert [finding for finding in snapshot.check() if finding.check != "evidence"] == []
                    seen |= texts
            except FileInUseError:
                continue  # too busy to be copied, which is an honest answer
    assert seen


def test_the_copy_of_a_snapshot_is_removed(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    folder = path.parent / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    desk.store.close()
    with Store.open_snapshot(path):
        assert len(list(folder.iterdir())) == 1
    assert list(folder.iterdir()) == []
    with pytest.raises(Exception, match="bukan berkas zidesk"):
        Store.open_snapshot(__file__ and Path(__file__))
    assert list(folder.iterdir()) == []


def test_the_same_process_cannot_open_a_file_twice_under_any_name(desk: Desk, path: Path) -> None:
    hard = path.with_name("tautan.zidesk")
    os.link(path, hard)
    for name in (path, hard, path.parent / "." / path.name):
        with pytest.raises(FileInUseError):
            Store.open(name)
        with pytest.raises(FileInUseError):
            Store.open_snapshot(name)
        assert is_open_here(name)
    with other_process(
        path, "try:\n    Store.open(path)\nexcept Exception as e: say(type(e).__name__)"
    ) as other:
        other.wait_for("FileInUseError")
    desk.store.close()
    assert not is_open_here(path)
    Store.open(hard).close()


@needs_links
def test_a_symbolic_link_is_another_name_of_the_same_file(desk: Desk, path: Path) -> None:
    link = path.with_name("nama lain.zidesk")
    link.symlink_to(path)
    with pytest.raises(FileInUseError):
        Store.open(link)
    with pytest.raises(FileInUseError):
        Store.open_snapshot(link)
    assert is_open_here(link)
    desk.store.close()
    assert not is_open_here(link)
    Store.open(link).close()


def test_a_note_left_by_a_crash_is_replaced(desk: Desk, path: Path) -> None:
    desk.store.close()
    with other_process(path, HOLD) as other:
        other.wait_for("open")
        other.kill()
    assert note_path(path).exists()
    note_path(path).write_text(
        json.dumps({"user": "lama", "host": "lain", "since": "2020-01-01T00:00:00+07:00"})
    )
    with Store.open(path) as store:
        assert store.check() == ()
        assert read_note(path).user == getpass.getuser()
    assert not note_path(path).exists()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 4000,
        b'{"user": 1, "host": [], "since": "kemarin"}',
        b'{"user": "a", "host": "b", "since": "2026-01-01' + b" " * 10_000,
    ],
)
def test_a_note_that_says_nothing_does_no_harm(desk: Desk, path: Path, note: bytes) -> None:
    note_path(path).write_bytes(note)
    with pytest.raises(FileInUseError) as refused:
        Store.open(path)
    assert refused.value.since is None
    assert str(refused.value).startswith("Berkas “rencana.zidesk” sedang dibuka")


def test_a_file_held_by_a_program_that_leaves_no_note_is_in_use(desk: Desk, path: Path) -> None:
    desk.store.close()
    script = "import sqlite3\nc = sqlite3.connect(path)\nc.execute('BEGIN EXCLUSIVE')\nsay('held')\ninput()"
    with other_process(path, script) as other:
        other.wait_for("held")
        with pytest.raises(FileInUseError) as refused:
            Store.open(path)
        assert refused.value.user is None
        assert not note_path(path).exists()


def test_other_programs_cannot_read_a_file_that_is_open(desk: Desk, path: Path) -> None:
    script = """
import sqlite3
try:
    sqlite3.connect(path, timeout=0).execute('SELECT * FROM plan')
except sqlite3.OperationalError as e:
    say(e)
"""
    with other_process(path, script) as other:
        other.wait_for("database is locked")


def test_a_closed_store_says_so(desk: Desk) -> None:
    desk.store.close()
    desk.store.close()
    with pytest.raises(Exception, match="sudah ditutup"):
        desk.store.plans()
    with pytest.raises(Exception, match="sudah ditutup"):
        edit_node(desk.store, NodeKind.AREA, desk.plan_id, text="x")


def test_sqlite_version_has_what_the_file_format_needs() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37), "STRICT tables"


def test_files_of_a_drive_that_numbers_none_are_told_apart(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_stat = Path.stat

    def numberless(self: Path, **options: Any) -> os.stat_result:
        status = real_stat(self, **options)
        number = 0 if self.suffix == ".zidesk" else status.st_ino
        return os.stat_result((status.st_mode, number, *status[2:]))

    desk.store.close()
    other = path.with_name("lain.zidesk")
    monkeypatch.setattr(Path, "stat", numberless)
    with Store.open(path), Store.create(other):
        assert is_open_here(path)
        assert is_open_here(path.parent / "." / path.name)
        with pytest.raises(FileInUseError):
            Store.open(path)
    assert not is_open_here(other)
