"""Files that are built beside their place: left by a kill they go the next time, being built they stay."""

import os
import time
from pathlib import Path

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk
from tests.db.other_process import other_process
from zidesk.cli.application import main
from zidesk.db.errors import DiskFullError
from zidesk.db.files.backup import save_copy
from zidesk.db.files.filled_file import make_filled
from zidesk.db.files.unfinished import unfinished
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store

FILLING = """
from tests.db.conftest import UNIT, small_plan
from zidesk.db.files.filled_file import make_filled
from zidesk.db.operations.plans import add_plan
def fill(store):
    add_plan(store, UNIT, small_plan())
    say("filled")
    input()
make_filled(path, fill)
say("made")
"""


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_kill_after_filling_leaves_no_file_and_the_next_attempt_clears_up(path: Path) -> None:
    with other_process(path, FILLING) as other:
        other.wait_for("filled")
        assert not path.exists()
        other.kill()
    assert not path.exists()
    assert names(path.parent), "the kill left nothing, so that there is nothing to clear up"
    assert main(["contoh", "batanghari-2026", str(path)]) == 0
    assert names(path.parent) == {path.name}
    with Store.open(path) as store:
        assert store.check() == ()
        assert len(store.plans()) == 1


def test_a_file_has_its_name_only_with_its_content(path: Path) -> None:
    with other_process(path, FILLING) as other:
        other.wait_for("filled")
        assert not path.exists()
        other.answer("")
        other.wait_for("made")
    with Store.open(path) as store:
        assert [unit.name for unit in store.units()] == [UNIT.name]
        assert store.check() == ()
        assert store.undo_name is not None


def test_remains_go_whatever_they_were_to_be_and_those_being_built_stay(desk: Desk, path: Path) -> None:
    other_name = path.with_name("lain [2026].zidesk")
    left = [path.with_name(f".~{name}.0123abcd.baru") for name in (path.name, other_name.name)]
    for remains in left:
        remains.write_bytes(b"setengah jadi")
        remains.with_name(remains.name + "-journal").write_bytes(b"jurnalnya")
    users_own = path.with_name(".~catatan.baru")
    users_own.write_bytes(b"bukan buatan zidesk")
    with other_process(other_name, FILLING) as other, unfinished(other_name) as own:
        other.wait_for("filled")
        before = names(path.parent)
        save_copy(desk.store, path.with_name("salinan.zidesk"))
        after = names(path.parent)
        gone = {remains.name for remains in left} | {f"{remains.name}-journal" for remains in left}
        # The other process cleared them away already.
        assert not gone & after
        assert after - before == {"salinan.zidesk"}
        assert before - after == set()
        assert own.exists()
        other.answer("")
        other.wait_for("made")
    assert users_own.exists()
    with Store.open(other_name) as store:
        assert store.check() == ()


@pytest.mark.skipif(os.name != "posix", reason="locks of this kind are POSIX's")
def test_where_no_lock_tells_only_old_remains_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError("this drive knows no locks")

    monkeypatch.setattr("fcntl.flock", refuse)
    old, young = (path.with_name(f".~{path.name}.{number}.baru") for number in ("0123abcd", "4567abcd"))
    for remains in (old, young):
        remains.write_bytes(b"setengah jadi")
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))
    Store.create(path).close()
    assert names(path.parent) == {path.name, young.name}


def test_an_error_while_filling_names_the_file_as_it_was_to_be_called(path: Path) -> None:
    def fill(store: Store) -> None:
        with store.reading() as connection:
            used = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {used}")
        for _ in range(50):
            add_plan(store, UNIT, small_plan())

    with pytest.raises(DiskFullError, match=f"“{path.name}”"):
        make_filled(path, fill)
    assert names(path.parent) == set()
