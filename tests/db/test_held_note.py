"""A file stays this process's own even after the system's lock on it was lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from zidesk.db.errors import FileInUseError
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
