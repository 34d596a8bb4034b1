"""A whole copy goes on in parts: an edit meanwhile waits for none of the others, and is in the copy."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.db.conftest import UNIT, small_plan
from zidesk.db.files.backup import save_copy
from zidesk.db.operations.evidence import attach_files, trash_evidence
from zidesk.db.operations.months import plan_months
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.ticker import silent

MEGABYTES = 24
Note = Callable[[], None]
"""Called after every change: the copy may end before the next one."""


def nobody() -> None:
    """Note nothing."""


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Store]:
    """A file that is copied in several parts."""
    with Store.create(tmp_path / "besar.zidesk") as store:
        add_plan(store, UNIT, small_plan())
        (tmp_path / "pindaian.bin").write_bytes(bytes(range(256)) * 4096 * MEGABYTES)
        attach_files(store, [tmp_path / "pindaian.bin"], [(first_action(store), 1)], silent)
        yield store


def first_action(store: Store) -> str:
    return next(store.load_record(store.plans()[0].id).plan.actions()).action.id


def while_copying(store: Store, path: Path, act: Callable[[int], None]) -> list[BaseException]:
    """Copy in a thread; between two parts call ``act`` here, with the number of the part."""
    parts = threading.Semaphore(0)
    over = threading.Event()
    errors: list[BaseException] = []

    def tick(_done: int, _total: int) -> None:
        parts.release()

    def copy() -> None:
        try:
            save_copy(store, path, tick)
        except InvalidInputError as error:
            errors.append(error)
        finally:
            over.set()
            parts.release()

    thread = threading.Thread(target=copy)
    thread.start()
    number = 0
    while parts.acquire(timeout=20) and not over.is_set():
        number += 1
        act(number)
    thread.join(20)
    assert not thread.is_alive()
    assert number > 2
    return errors


def toggle(store: Store, number: int, note: Note = nobody) -> None:
    month = number % 12 + 1
    planned = month in store.load_actions([first_action(store)])[0].planned_months
    assert plan_months(store, [(first_action(store), month)], planned=not planned)
    note()


def break_off(store: Store, _number: int, _note: Note) -> None:
    def fail() -> None:
        with store.operation("Gagal"):
            plan_months(store, [(first_action(store), 7)], planned=True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def attach_and_trash(store: Store, number: int, note: Note) -> None:
    path = store.path.with_name(f"bukti {number}.bin")
    path.write_bytes(bytes([number % 256]) * 300_000)
    attach_files(store, [path], [(first_action(store), 2)], silent)
    note()
    if number % 2:
        trash_evidence(store, [file.evidence.id for file in store.evidence_files() if path.name in str(file)])
        note()


def undo_and_redo(store: Store, number: int, note: Note) -> None:
    toggle(store, number, note)
    assert store.undo()
    note()
    if number % 2:
        assert store.redo()
        note()


@pytest.mark.parametrize("act", [toggle, break_off, attach_and_trash, undo_and_redo])
def test_a_copy_made_while_the_file_is_changed_is_whole_and_says_what_was_there(
    large: Store, tmp_path: Path, act: Callable[[Store, int, Note], None]
) -> None:
    states = [large.load_record(large.plans()[0].id)]

    def note() -> None:
        states.append(large.load_record(large.plans()[0].id))

    copied = tmp_path / "salinan.zidesk"
    assert while_copying(large, copied, lambda number: act(large, number, note)) == []
    with Store.open(copied) as copy:
        assert copy.load_record(copy.plans()[0].id) in states
        assert copy.check() == ()
    assert large.check() == ()


def test_an_edit_comes_between_two_parts_of_a_copy(large: Store, tmp_path: Path) -> None:
    parts: list[int] = []
    begun = threading.Event()

    def tick(done: int, _total: int) -> None:
        parts.append(done)
        begun.set()

    thread = threading.Thread(target=save_copy, args=(large, tmp_path / "salinan.zidesk", tick))
    thread.start()
    assert begun.wait(20)
    toggle(large, 1)
    at_edit = len(parts)
    thread.join(20)
    assert at_edit < len(parts)


def test_closing_the_file_ends_a_copy_and_leaves_nothing_of_it(large: Store, tmp_path: Path) -> None:
    begun = threading.Event()
    errors: list[BaseException] = []

    def copy() -> None:
        try:
            save_copy(large, tmp_path / "salinan.zidesk", lambda *_done: begun.set())
        except InvalidInputError as error:
            errors.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    assert begun.wait(20)
    large.close()
    thread.join(20)
    assert not [path for path in tmp_path.iterdir() if ".baru" in path.name]
    assert len(errors) == 1
    assert "sudah ditutup" in str(errors[0])
    assert not (tmp_path / "salinan.zidesk").exists()
    Store.open(large.path).close()
