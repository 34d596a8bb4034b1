"""The file goes while it is open: nothing is acknowledged that did not go into the file at its path."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.db.desk import Desk, everything
from tests.db.planted_journal import journal_of
from zidesk.db import store as store_module
from zidesk.db.errors import FileLostError, Loss
from zidesk.db.files.backup import save_copy
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody take an open file away")


def renamed(path: Path) -> None:
    path.rename(path.with_name("lama.zidesk"))


def moved(path: Path) -> None:
    folder = path.with_name("arsip")
    folder.mkdir()
    path.rename(folder / path.name)


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name} lama"))


def replaced(path: Path) -> None:
    other = path.with_name("unduhan")
    shutil.copyfile(path, other)
    other.replace(path)


def overwritten(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + bytes(16384))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


LOSSES: dict[Callable[[Path], None], Loss] = {
    Path.unlink: Loss.MISSING,
    moved: Loss.MISSING,
    folder_renamed: Loss.MISSING,
    renamed: Loss.RENAMED,
    replaced: Loss.REPLACED,
    made_a_folder: Loss.REPLACED,
}


@pytest.fixture
def own(desk: Desk, path: Path) -> Desk:
    """The file in a folder of its own, open, with one change written in this session."""
    desk.store.close()
    folder = path.with_name("rencana")
    folder.mkdir()
    opened = Desk(Store.open(path.rename(folder / path.name)), desk.plan_id)
    change(opened, "ditulis")
    return opened


def change(desk: Desk, text: str) -> object:
    return edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text=text)


@pytest.mark.parametrize("lose", LOSSES)
def test_nothing_is_written_once_the_file_is_gone(
    own: Desk, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    store, before = own.store, everything(own.store)
    assert store.look() is None
    lose(store.path)
    attempts: list[Callable[[], object]] = [lambda: change(own, "hilang"), store.undo, store.redo]
    for attempt in attempts * 2:
        with pytest.raises(FileLostError, match=r"rencana\.zidesk.*tidak disimpan") as caught:
            attempt()
        assert caught.value.loss is LOSSES[lose]
    seen = store.look()
    assert seen is not None
    assert seen.loss is LOSSES[lose]
    assert everything(store) == before
    copy = tmp_path / "baru.zidesk"
    save_copy(store, copy)
    store.close()
    with Store.open(copy) as saved:
        assert everything(saved) == before
        assert saved.check() == ()


@pytest.mark.parametrize("lose", LOSSES)
def test_a_file_that_goes_during_an_operation_has_none_of_it(own: Desk, lose: Callable[[Path], None]) -> None:
    store, before = own.store, everything(own.store)

    def write_and_lose() -> None:
        with store.operation("Ubah"):
            change(own, "hilang")
            lose(store.path)

    with pytest.raises(FileLostError) as caught:
        write_and_lose()
    assert caught.value.loss is LOSSES[lose]
    assert everything(store) == before
    store.close()


def test_a_file_that_goes_with_the_commit_is_not_called_saved(
    own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    require = store_module.Standing.require_place
    calls: list[None] = []

    def lost_after_the_commit(standing: store_module.Standing) -> None:
        calls.append(None)
        if len(calls) == 3:
            own.store.path.unlink()
        require(standing)

    monkeypatch.setattr(store_module.Standing, "require_place", lost_after_the_commit)
    with pytest.raises(FileLostError):
        change(own, "hilang")
    own.store.close()


@pytest.mark.parametrize("overwrite", [overwritten, emptied])
def test_a_file_that_is_overwritten_in_place_is_left_alone(
    own: Desk, overwrite: Callable[[Path], None]
) -> None:
    store = own.store
    overwrite(store.path)
    content = store.path.read_bytes()
    for attempt in (lambda: change(own, "hilang"), store.undo, store.units):
        with pytest.raises(FileLostError, match="ditimpa program lain") as caught:
            attempt()
        assert caught.value.loss is Loss.OVERWRITTEN
    store.close()
    assert store.path.read_bytes() == content


def test_an_older_copy_of_the_same_size_over_the_file_is_noticed(own: Desk) -> None:
    store = own.store
    older = store.path.read_bytes()
    change(own, "dibaca")
    assert len(older) == store.path.stat().st_size
    with store.path.open("r+b") as stream:
        stream.write(older)
    seen = store.look()
    assert seen is not None
    assert seen.loss is Loss.OVERWRITTEN
    with pytest.raises(FileLostError):
        store.undo()
    store.close()
    assert store.path.read_bytes() == older


def test_the_newest_backup_is_named_where_there_is_one(own: Desk, user_folder: Path) -> None:
    store = own.store
    newest = store_module.back_up_before_migration(store._connection, store.path)
    emptied(store.path)
    with pytest.raises(FileLostError) as caught:
        store.undo()
    assert caught.value.other == newest
    assert str(newest) in str(caught.value)
    store.close()


def test_only_a_newer_time_is_no_loss(own: Desk) -> None:
    for text in ("satu", "dua"):
        os.utime(own.store.path, (1, 1))
        assert own.store.look() is None
        os.utime(own.store.path)
        assert change(own, text)
    assert own.store.undo()
    own.store.close()


def test_work_goes_on_once_the_file_is_back(own: Desk) -> None:
    store = own.store
    away = store.path.with_name("lama.zidesk")
    store.path.rename(away)
    with pytest.raises(FileLostError) as caught:
        change(own, "hilang")
    assert caught.value.other == away
    away.rename(store.path)
    assert store.look() is None
    assert change(own, "kembali")
    store.close()
    with Store.open(store.path) as again:
        assert again.load_record(own.plan_id).plan.areas[0].text == "kembali"


@pytest.mark.parametrize("lose", [Path.unlink, renamed, replaced])
def test_closing_leaves_the_journal_of_another_file_alone(own: Desk, lose: Callable[[Path], None]) -> None:
    path = own.store.path
    lose(path)
    journal_of(path).unlink()
    journal_of(path).write_bytes(b"milik program lain")
    own.store.close()
    assert journal_of(path).read_bytes() == b"milik program lain"


@pytest.mark.parametrize("lose", [Path.unlink, renamed, replaced])
def test_closing_takes_its_own_journal_along(own: Desk, lose: Callable[[Path], None]) -> None:
    lose(own.store.path)
    own.store.close()
    assert not journal_of(own.store.path).exists()


def test_a_journal_that_was_cleared_away_is_made_again(own: Desk) -> None:
    journal = journal_of(own.store.path)
    journal.unlink()
    with own.store.operation("Ubah"):
        change(own, "dengan jurnal")
        assert journal.exists()
    own.store.close()
