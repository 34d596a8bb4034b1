"""What lies beside a file is looked at before SQLite follows it: a journal can name a file to delete."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from tests.db.planted_journal import HOT, journal_of, leave_hot_journal, name_super_journal, open_with_sqlite
from zidesk.cli.application import main
from zidesk.db.errors import FileExistsAlreadyError, NotZideskFileError
from zidesk.db.files.backup import save_copy
from zidesk.db.files.lock import note_path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError

posix = pytest.mark.skipif(os.name != "posix", reason="made by calls that Windows lacks")
JOURNALS = {"hot": b"", "garbage": b"bukan jurnal" * 100, "finished": bytes(600), "empty": b""}


@pytest.fixture
def closed(desk: Desk, path: Path) -> Path:
    """The small plan in a closed file."""
    desk.store.close()
    return path


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of the user's that nothing here may touch."""
    made = tmp_path / "laporan.docx"
    made.write_bytes(b"laporan")
    return made


def refused(path: Path, ending: str) -> None:
    """Open ``path`` every way: one sentence that names what lies beside it, and all stays as it was."""
    before = path.read_bytes()
    names = sorted(entry.name for entry in path.parent.iterdir())
    for way in (Store.open, Store.open_snapshot):
        with pytest.raises(NotZideskFileError) as caught:
            way(path)
        assert f"“{path.name}{ending}” yang bukan buatan zidesk" in str(caught.value)
        assert "\n" not in str(caught.value)
    assert main(["periksa", str(path)]) not in (0, 70)
    assert main(["info", str(path)]) not in (0, 70)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == names


def test_sqlite_does_delete_the_file_that_a_journal_names(closed: Path, victim: Path) -> None:
    leave_hot_journal(closed)
    name_super_journal(journal_of(closed), victim)
    open_with_sqlite(closed)
    assert not victim.exists(), "the journals of these tests would prove nothing"


@pytest.mark.parametrize("kind", JOURNALS)
def test_a_journal_that_names_a_super_journal_is_refused_and_the_file_survives(
    closed: Path, victim: Path, kind: str
) -> None:
    if kind == "hot":
        leave_hot_journal(closed)
    else:
        journal_of(closed).write_bytes(JOURNALS[kind])
    name_super_journal(journal_of(closed), victim)
    refused(closed, "-journal")
    assert victim.read_bytes() == b"laporan"


def test_only_an_ending_like_that_is_refused_without_a_name_too(closed: Path) -> None:
    journal_of(closed).write_bytes(b"x" * 600 + HOT)
    refused(closed, "-journal")


def test_an_own_hot_journal_is_rolled_back(closed: Path) -> None:
    with Store.open(closed) as store:
        before = everything(store)
    for way in (Store.open_snapshot, Store.open):
        leave_hot_journal(closed)
        with way(closed) as store:
            assert everything(store) == before
            assert store.check() == ()


def as_link(path: Path) -> None:
    elsewhere = path.with_name("lain")
    elsewhere.write_bytes(HOT + bytes(600))
    path.symlink_to(elsewhere)


def as_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("tidak ada"))


@posix
@pytest.mark.timeout(30)
@pytest.mark.parametrize("make", [as_link, as_dangling_link, Path.mkdir, os.mkfifo])
@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_what_is_no_file_is_refused_in_the_place_of_a_journal(
    closed: Path, make: Callable[[Path], object], ending: str
) -> None:
    make(closed.with_name(closed.name + ending))
    refused(closed, ending)


@pytest.mark.parametrize("content", [b"", bytes.fromhex("377f0682") + bytes(28)])
def test_a_write_ahead_log_beside_a_file_is_refused(closed: Path, content: bytes) -> None:
    closed.with_name(f"{closed.name}-wal").write_bytes(content)
    refused(closed, "-wal")


@pytest.mark.parametrize("there", [True, False])
def test_a_new_file_does_not_get_the_journal_of_an_earlier_one(
    desk: Desk, tmp_path: Path, there: bool
) -> None:
    target = tmp_path / "salinan.zidesk"
    save_copy(desk.store, target)
    leave_hot_journal(target)
    if there:
        before = target.read_bytes()
    else:
        target.unlink()
    journal = journal_of(target).read_bytes()
    with pytest.raises(FileExistsAlreadyError, match=r"salinan\.zidesk-journal"):
        save_copy(desk.store, target)
    with pytest.raises(FileExistsAlreadyError):
        Store.create(target)
    assert journal_of(target).read_bytes() == journal
    if there:
        assert target.read_bytes() == before
    else:
        assert not target.exists()


@pytest.mark.parametrize("content", [b"", bytes(600)])
def test_a_finished_journal_of_an_earlier_file_does_no_harm(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "salinan.zidesk"
    journal_of(target).write_bytes(content)
    save_copy(desk.store, target)
    with Store.open(target) as store:
        assert everything(store) == everything(desk.store)


@posix
@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_file_of_the_users_that_is_linked_as_a_journal_stays_as_it_is(
    closed: Path, victim: Path, ending: str
) -> None:
    closed.with_name(closed.name + ending).hardlink_to(victim)
    refused(closed, ending)
    assert victim.read_bytes() == b"laporan"


@posix
@pytest.mark.timeout(30)
@pytest.mark.parametrize("hard", [False, True])
def test_a_note_that_is_a_link_leaves_what_it_leads_to_alone(closed: Path, victim: Path, hard: bool) -> None:
    if hard:
        note_path(closed).hardlink_to(victim)
    else:
        note_path(closed).symlink_to(victim)
    with pytest.raises(KnownError, match=r"\.kunci"):
        Store.open(closed)
    assert victim.read_bytes() == b"laporan"


@posix
@pytest.mark.timeout(30)
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, as_dangling_link])
def test_a_note_that_is_no_file_is_refused_at_once(closed: Path, make: Callable[[Path], object]) -> None:
    make(note_path(closed))
    with pytest.raises(KnownError, match=r"\.kunci"):
        Store.open(closed)
    with Store.open_snapshot(closed) as store:
        assert store.plans()
    assert not closed.with_name("tidak ada").exists()
