"""A file stays this process's own even after the system's lock on it was lost."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from zidesk.db.errors import FileInUseError
from zidesk.db.files import opening
from zidesk.db.files.held_note import hold
from zidesk.db.files.lock import note_path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError

ROOT = Path(__file__).parents[2]
OPEN = """
import sys
from pathlib import Path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError
try:
    Store.open(Path(sys.argv[1])).close()
except KnownError as error:
    print(type(error).__name__)
"""


def opened_elsewhere(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_reading_the_open_file_by_other_means_lets_no_other_process_write(tmp_path: Path) -> None:
    path = tmp_path / "rencana.zidesk"
    with Store.create(path):
        # What a file dialog does to tell the type of every file that it shows.
        path.read_bytes()
        assert opened_elsewhere(path) == FileInUseError.__name__
    assert opened_elsewhere(path) == ""
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no file that is held")
@pytest.mark.parametrize("lost", [False, True], ids=["lock kept", "lock lost"])
@pytest.mark.parametrize("way", ["hard link", "hard link elsewhere", "note deleted", "note replaced"])
def test_no_second_writer_gets_in_by_another_name_or_without_the_note(
    tmp_path: Path, way: str, lost: bool
) -> None:
    path = other = tmp_path / "rencana.zidesk"
    with Store.create(path):
        if way.startswith("hard link"):
            folder = tmp_path / ("arsip" if way.endswith("elsewhere") else ".")
            folder.mkdir(exist_ok=True)
            other = folder / "tautan.zidesk"
            other.hardlink_to(path)
        else:
            note_path(path).unlink()
            if way == "note replaced":
                note_path(path).write_text("{}")
        if lost:
            path.read_bytes()
        before = sorted(tmp_path.rglob("*"))
        assert opened_elsewhere(other) == FileInUseError.__name__
        assert sorted(tmp_path.rglob("*")) == before
    assert opened_elsewhere(other) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="its own lock is none there")
def test_where_both_kinds_of_locks_are_one_a_file_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rencana.zidesk"
    Store.create(path).close()
    real = opening.connect

    def connect(opened: Path) -> sqlite3.Connection:
        if (flocked := opened_file_locks(path)) != 0:
            error = sqlite3.OperationalError(f"database is locked by {flocked}")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return real(opened)

    monkeypatch.setattr(opening, "connect", connect)
    with Store.open(path) as store:
        assert store.check() == ()


def opened_file_locks(path: Path) -> int:
    """Return how many locks of this kind there are on a file, as another process would meet them."""
    script = (
        "import fcntl, sys\nwith open(sys.argv[1]) as stream:\n"
        "    try:\n        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "    except BlockingIOError:\n        print('held')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    return len(done.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="there the system's own lock is enough")
def test_a_refused_opening_leaves_the_holder_s_note_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rencana.zidesk"
    with Store.create(path):
        before = note_path(path).read_bytes()
        assert before
        opened_elsewhere(path)
        assert note_path(path).read_bytes() == before
        with pytest.raises(BlockingIOError):
            hold(note_path(path))


def test_a_file_that_is_none_of_ours_gets_no_note(tmp_path: Path) -> None:
    path = tmp_path / "lain.zidesk"
    path.write_bytes(b"bukan berkas zidesk" * 20)
    with pytest.raises(KnownError, match="bukan berkas zidesk"):
        Store.open(path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
