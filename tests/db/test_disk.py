"""What the disk refuses: full, not writable, failing. One sentence, and nothing has changed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk, everything
from zidesk.db.errors import DiskFullError, FileExistsAlreadyError
from zidesk.db.files.backup import save_copy
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.nodes import add_nodes, edit_node
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.errors import CancelledError, InvalidInputError, KnownError, NotFoundError
from zidesk.domain.plan.model import Action, NodeKind

REPOSITORY = Path(__file__).parents[2]
NOBODY = 65534

as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody without rights"
)


def limit_pages(store: Store, spare: int) -> None:
    """Let the file grow by so many pages, as on a disk that is nearly full."""
    with store.reading() as connection:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {used + spare}")


def test_a_full_disk_refuses_an_attachment_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "besar"
    source.write_bytes(os.urandom(4 << 20))
    before = everything(desk.store)
    limit_pages(desk.store, 20)
    with pytest.raises(DiskFullError, match="sudah penuh"):
        attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    assert everything(desk.store) == before
    assert desk.store.check() == ()
    limit_pages(desk.store, 2000)
    assert attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    assert desk.store.check() == ()


def test_a_full_disk_refuses_rows_and_changes_nothing(desk: Desk) -> None:
    before = everything(desk.store)
    limit_pages(desk.store, 1)
    indicator = desk.indicator("SK").id
    with pytest.raises(DiskFullError):
        add_nodes(desk.store, indicator, 0, [Action("x" * 9000, "y" * 9000) for _ in range(50)])
    assert everything(desk.store) == before
    assert len(desk.store.history()) == 1
    assert edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="SATU")


LIMITED = """
import resource, sys
from pathlib import Path
from zidesk.db.operations.evidence import attach_files
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
path, source = map(Path, sys.argv[1:])
with Store.open(path) as store:
    plans = store.plans()
    limit = path.stat().st_size + (1 << 20)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        attach_files(store, [source], [])
    except KnownError as error:
        print(error)
    assert store.plans() == plans
    assert store.evidence_files() == ()
    assert store.check() == ()
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_file_that_the_system_lets_grow_no_further_is_refused(desk: Desk, path: Path) -> None:
    desk.store.close()
    source = path.with_name("besar")
    source.write_bytes(os.urandom(8 << 20))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path, source],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert "rencana.zidesk" in done.stdout
    with Store.open(path) as store:
        assert store.check() == ()
        assert store.evidence_files() == ()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the always full device is Linux's")
def test_evidence_copied_to_a_full_disk_fails_as_the_system_says(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"a" * 100_000)
    attach_files(desk.store, [source], [])
    sha256 = desk.store.evidence_files()[0].evidence.sha256
    with Path("/dev/full").open("wb", buffering=0) as stream, pytest.raises(OSError, match="space"):
        desk.store.copy_evidence(sha256, stream)
    assert desk.store.check() == ()


WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
os.setgid(65534)
os.setuid(65534)
path = Path(sys.argv[2])
try:
    with getattr(Store, sys.argv[1])(path) as store:
        print(len(store.plans()))
except KnownError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


def without_rights(path: Path, method: str) -> str:
    """Call a way of opening as a user who owns nothing; return what came of it."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, method, path],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@as_root
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "opened", "read"),
    [
        (0o444, 0o777, "ReadOnlyFileError", "1"),
        (0o666, 0o555, "ReadOnlyFileError", "1"),
        (0o444, 0o555, "ReadOnlyFileError", "1"),
        (0o000, 0o777, "ReadOnlyFileError", "ReadOnlyFileError"),
        (0o666, 0o777, "1", "1"),
    ],
)
def test_a_file_that_may_not_be_written_can_be_read_as_a_snapshot(
    public_folder: Path, file_mode: int, folder_mode: int, opened: str, read: str
) -> None:
    path = public_folder / "a.zidesk"
    with Store.create(path) as store:
        add_plan(store, UNIT, small_plan())
    path.chmod(file_mode)
    public_folder.chmod(folder_mode)
    before = path.read_bytes()
    assert without_rights(path, "open") == opened
    assert without_rights(path, "open_snapshot") == read
    assert path.read_bytes() == before


@as_root
def test_a_file_cannot_be_made_where_nothing_may_be_written(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    assert without_rights(public_folder / "a.zidesk", "create") == "ReadOnlyFileError"
    assert list(public_folder.iterdir()) == []


def test_a_new_file_never_replaces_another(path: Path) -> None:
    path.write_text("penting")
    with pytest.raises(FileExistsAlreadyError):
        Store.create(path)
    assert path.read_text() == "penting"
    with pytest.raises(NotFoundError, match="Folder"):
        Store.create(path.parent / "tidak ada" / "a.zidesk")


def test_a_saved_copy_is_the_same_file(desk: Desk, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(os.urandom(3 << 20))
    attach_files(desk.store, [source], [(desk.action("Rapat").id, 3)])
    copy = tmp_path / "salinan.zidesk"
    copy.write_text("yang lama")
    ticks: list[tuple[int, int]] = []
    save_copy(desk.store, copy, lambda done, total: ticks.append((done, total)))
    assert ticks[-1][0] == ticks[-1][1]
    with Store.open(copy) as store:
        assert everything(store) == everything(desk.store)
        assert store.check() == ()
        assert store.undo_name == desk.store.undo_name
    assert {entry.name for entry in tmp_path.iterdir()} == {
        path.name,
        path.name + "-journal",
        copy.name,
        "a",
        f".~{path.name}.kunci",
    }


def test_a_saved_copy_never_replaces_an_open_file(desk: Desk, path: Path) -> None:
    with pytest.raises(InvalidInputError, match="sedang dibuka"):
        save_copy(desk.store, path)
    with pytest.raises(RuntimeError), desk.store.operation("x"):
        save_copy(desk.store, path.with_name("b.zidesk"))
    assert not path.with_name("b.zidesk").exists()


def test_a_copy_that_was_cancelled_or_failed_leaves_nothing(desk: Desk, path: Path) -> None:
    before = {entry.name for entry in path.parent.iterdir()}

    def cancel(done: int, total: int) -> None:
        raise CancelledError("Dibatalkan.")

    with pytest.raises(CancelledError):
        save_copy(desk.store, path.with_name("b.zidesk"), cancel)
    with pytest.raises(KnownError):
        save_copy(desk.store, path.parent / "tidak ada" / "b.zidesk")
    assert {entry.name for entry in path.parent.iterdir()} == before


def test_a_snapshot_can_be_saved_as_a_file_of_ones_own(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    own = path.with_name("milik sendiri.zidesk")
    with Store.open_snapshot(path) as snapshot:
        save_copy(snapshot, own)
    with Store.open(own) as store:
        assert everything(store) == before
        assert Desk(store, desk.plan_id).area(0).text == "MANAJEMEN PERUBAHAN"
        assert edit_node(store, NodeKind.AREA, Desk(store, desk.plan_id).area(0).id, text="BARU")
