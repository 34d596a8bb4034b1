"""The computer's temporary folder is full or missing: one sentence that names it, and nothing half made."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.db.planted_journal import leave_hot_journal
from zidesk.cli.application import main
from zidesk.db.files.lock import file_key, note_path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError

TROUBLE = "penuh atau tidak dapat ditulisi; kosongkan tempat di sana"
FULL = Path("/dev/full")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "rencana.zidesk"
    assert main(["contoh", "batanghari-2026", str(path)]) == 0
    return path


@pytest.fixture
def missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder that is not there."""
    folder = tmp_path / "sementara"
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


@pytest.mark.skipif(not FULL.exists(), reason="the always full device is Linux's")
def test_an_export_says_that_the_temporary_folder_is_full(example: Path, tmp_path: Path) -> None:
    before = names(tmp_path)
    with tempfile.TemporaryDirectory() as elsewhere:
        # A link, because openpyxl deletes what it has written into.
        full = Path(elsewhere) / "penuh"
        full.symlink_to(FULL)
        script = (
            "import sys; from openpyxl.worksheet import _writer; from zidesk.cli import main\n"
            "_writer.create_temporary_file = lambda suffix='': sys.argv[1]\n"
            "_writer.ALL_TEMP_FILES.append(sys.argv[1])\n"
            "sys.exit(main(sys.argv[2:]))"
        )
        words = [sys.executable, "-c", script, str(full), "ekspor", str(example), str(tmp_path / "a.xlsx")]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert TROUBLE in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert names(tmp_path) == before
    assert FULL.exists()


def test_an_export_says_that_the_temporary_folder_is_missing(
    example: Path, tmp_path: Path, missing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = names(tmp_path)
    capsys.readouterr()
    assert main(["ekspor", str(example), str(tmp_path / "a.xlsx")]) == 1
    said = capsys.readouterr()
    assert (said.err.count("\n"), said.out) == (1, "")
    assert f"({missing}) {TROUBLE}" in said.err
    assert names(tmp_path) == before


def test_a_snapshot_says_so_too(example: Path, missing: Path) -> None:
    with pytest.raises(KnownError, match="Folder sementara"):
        Store.open_snapshot(example)


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_copy_that_does_not_fit_blames_the_folder_and_not_the_file(example: Path, tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path; from zidesk.db.store import Store\n"
        "from zidesk.domain.errors import KnownError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    Store.open_snapshot(Path(sys.argv[1]))\nexcept KnownError as error:\n    print(error)"
    )
    folder = tmp_path / "sementara"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script, str(example)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    assert TROUBLE in done.stdout
    assert names(folder) == set()


@pytest.mark.skipif(os.name != "posix", reason="a file that is open can be renamed on POSIX only")
def test_a_journal_under_a_former_name_waits_for_a_temporary_folder(
    example: Path, missing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_hot_journal(example)
    device, number = file_key(example)
    note_path(example).write_text(
        f'{{"user": "a", "host": "b", "since": "2026-01-01T00:00:00", "file": [{device}, {number}]}}'
    )
    renamed = example.rename(example.with_name("baru.zidesk"))
    with pytest.raises(KnownError, match="Folder sementara"):
        Store.open(renamed)
    monkeypatch.undo()
    with Store.open(renamed) as store:
        assert store.check() == ()
        assert len(store.plans()) == 1
