"""The connection recipe, read back from an open file and from its bytes."""

import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.db.conftest import UNIT, small_plan
from tests.db.desk import Desk
from zidesk.db.files.engine import APPLICATION_ID, MAX_VALUE_BYTES, connect, transaction
from zidesk.db.files.filled_file import make_filled
from zidesk.db.files.space import is_shrinkable
from zidesk.db.migrations import FORMAT_VERSION
from zidesk.db.operations.nodes import edit_node
from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.errors import CancelledError
from zidesk.domain.plan.model import NodeKind


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("locking_mode", "exclusive"),
        ("foreign_keys", 1),
        ("defer_foreign_keys", 0),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("recursive_triggers", 0),
        ("mmap_size", 0),
        ("application_id", APPLICATION_ID),
        ("user_version", FORMAT_VERSION),
        ("page_size", 16384),
        ("encoding", "UTF-8"),
    ],
)
def test_an_open_file_has_the_pragma(store: Store, pragma: str, expected: object) -> None:
    with store.reading() as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (expected,)


def test_the_first_bytes_of_a_file_say_what_it_is(store: Store, path: Path) -> None:
    store.close()
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert header[18:20] == b"\x01\x01", "rollback journal, not WAL"
    assert int.from_bytes(header[60:64], "big") == FORMAT_VERSION
    assert header[68:72] == b"ZIDE"


def test_nothing_but_the_file_remains_after_closing(store: Store, path: Path) -> None:
    store.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_file_alone_is_whole_while_it_is_open(desk: Desk, path: Path, tmp_path: Path) -> None:
    edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text="BERUBAH")
    if os.name == "posix":
        # A copy made by another program, as Explorer would; reading here would drop SQLite's lock.
        child = os.fork()
        if child == 0:
            (tmp_path / "salinan.zidesk").write_bytes(path.read_bytes())
            os._exit(0)
        os.waitpid(child, 0)
        with Store.open(tmp_path / "salinan.zidesk") as copy:
            assert copy.load_record(desk.plan_id).plan.areas[0].text == "BERUBAH"


def test_values_beyond_the_cap_are_not_read(store: Store) -> None:
    with store.reading() as connection, pytest.raises(sqlite3.Error, match="too big"):
        connection.execute(f"SELECT length(zeroblob({MAX_VALUE_BYTES + 1}))")


def test_no_other_database_can_be_attached(store: Store) -> None:
    with store.reading() as connection, pytest.raises(sqlite3.Error, match="too many attached"):
        connection.execute("ATTACH ':memory:' AS other")


def test_schema_changes_roll_back(path: Path) -> None:
    with closing(connect(path)) as connection:
        with suppress(CancelledError), transaction(connection):
            connection.execute("CREATE TABLE t (a)")
            raise CancelledError("Dibatalkan.")
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_sqlite_itself_starts_no_transactions(path: Path) -> None:
    with closing(connect(path)) as connection:
        assert connection.isolation_level is None


def test_every_thread_may_use_the_store(desk: Desk) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(10):
                edit_node(desk.store, NodeKind.AREA, desk.area(0).id, text=f"{number} {turn}")
                assert desk.plan.areas[0].text.split()[1].isdigit()
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(desk.store.history(100)) == 41


def test_a_second_connection_of_the_same_process_cannot_write(store: Store, path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite3.connect(path, timeout=0).execute("BEGIN IMMEDIATE")


def test_a_new_file_can_shrink_and_opening_it_writes_nothing(path: Path) -> None:
    make_filled(path, lambda store: add_plan(store, UNIT, small_plan()))
    before = path.read_bytes()
    with Store.open(path) as store, store.reading() as connection:
        assert is_shrinkable(connection)
    assert path.read_bytes() == before
