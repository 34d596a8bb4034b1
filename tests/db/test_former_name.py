"""Renamed amid a write that a kill ends: the journal under the former name still makes the file whole."""

import os
from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from tests.db.other_process import other_process
from tests.db.planted_journal import journal_of, leave_hot_journal
from zidesk.cli.application import main
from zidesk.db.files.lock import note_path
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError

WRITE = """
store = Store.open(path)
plan = store.load_record(store.plans()[0].id).plan
action = next(plan.actions()).action.id
with store.operation("Lampirkan"):
    edit_node(store, NodeKind.ACTION, action, text="setengah")
    attach_files(store, [path.with_name("besar.bin")], [(action, 1)])
    say("amid")
    sys.stdin.readline()
"""


@pytest.fixture
def half_written(desk: Desk, path: Path) -> tuple[Path, dict[str, object]]:
    """A file whose writer was killed, renamed before that, and what it held."""
    before = everything(desk.store)
    desk.store.close()
    path.with_name("besar.bin").write_bytes(os.urandom(40 << 20))
    away = path.with_name("lama.zidesk")
    with other_process(path, WRITE) as process:
        process.wait_for("amid")
        path.rename(away)
        process.kill()
    assert journal_of(path).exists()
    return away, before


def test_a_file_that_was_renamed_amid_a_write_is_whole_when_it_is_opened(
    half_written: tuple[Path, dict[str, object]], path: Path
) -> None:
    away, before = half_written
    with Store.open(away) as store:
        assert everything(store) == before
        assert store.check() == ()
    assert not journal_of(path).exists()
    assert not note_path(path).exists()
    assert main(["periksa", str(away)]) == 0


def test_the_journal_of_a_process_that_lives_is_left_to_it(desk: Desk, path: Path) -> None:
    desk.store.close()
    path.with_name("besar.bin").write_bytes(os.urandom(40 << 20))
    away = path.with_name("lama.zidesk")
    with other_process(path, WRITE) as process:
        process.wait_for("amid")
        path.rename(away)
        with pytest.raises(KnownError, match="sedang dibuka"):
            Store.open(away)
        assert journal_of(path).exists()
        assert not journal_of(away).exists()


def test_the_journal_of_a_deleted_file_does_not_get_into_one_with_its_number(
    half_written: tuple[Path, dict[str, object]], path: Path
) -> None:
    away, _ = half_written
    number = away.stat().st_ino
    other = path.with_name("lain.zidesk")
    Store.create(other).close()
    with away.open("wb") as stream:
        stream.write(other.read_bytes())
    assert away.stat().st_ino == number
    with Store.open(away) as store:
        assert store.plans() == ()
        assert store.check() == ()
    assert journal_of(path).exists()


def test_another_files_journal_is_left_alone(desk: Desk, path: Path) -> None:
    before = everything(desk.store)
    desk.store.close()
    other = path.with_name("lain.zidesk")
    Store.create(other).close()
    leave_hot_journal(other)
    with Store.open(path) as store:
        assert everything(store) == before
    assert journal_of(other).exists()
