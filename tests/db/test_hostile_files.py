"""Files that are not ours, or pretend to be: refused in one sentence, and left as they were."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.db.desk import Desk
from zidesk.db.errors import DamagedFileError, NewerFormatError, NotZideskFileError
from zidesk.db.files.engine import APPLICATION_ID
from zidesk.db.files.lock import note_path
from zidesk.db.migrations import FORMAT_VERSION
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError, NotFoundError


def refused(path: Path, error: type[KnownError]) -> str:
    """Open ``path`` both ways; both must be refused with one sentence and leave the file alone."""
    before = path.read_bytes()
    for opening in (Store.open, Store.open_snapshot):
        with pytest.raises(error) as caught:
            opening(path)
        message = str(caught.value)
        assert path.name in message
        assert message.endswith(".")
        assert "\n" not in message
    assert path.read_bytes() == before
    assert not note_path(path).exists()
    assert {entry.name for entry in path.parent.iterdir()} == {path.name}
    return message


def changed(path: Path, *statements: str, writable_schema: bool = False) -> None:
    """Change a closed file with plain SQLite, as somebody else's tool would."""
    raw = sqlite3.connect(path)
    if writable_schema:
        raw.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


@pytest.fixture
def closed(desk: Desk, path: Path) -> Path:
    """The small plan in a closed file."""
    desk.store.close()
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SQLite format 3\0",
        b"PK\x03\x04" + b"\0" * 200,
        b"halo " * 100,
        b"\0" * 4096,
        "catatan √".encode() * 50,
    ],
)
def test_something_else_is_not_opened(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, NotZideskFileError)


def test_a_database_of_another_program_is_not_opened(path: Path) -> None:
    changed(path, "CREATE TABLE plan (id)")
    refused(path, NotZideskFileError)


def test_a_database_that_only_claims_to_be_ours_is_not_opened(path: Path) -> None:
    changed(
        path,
        "CREATE TABLE plan (id)",
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {FORMAT_VERSION}",
    )
    refused(path, NotZideskFileError)


def test_a_file_of_a_newer_version_says_that_zidesk_must_be_updated(closed: Path) -> None:
    changed(closed, f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    assert "versi terbaru" in refused(closed, NewerFormatError)


def test_a_version_below_zero_is_not_opened(closed: Path) -> None:
    changed(closed, "PRAGMA user_version = -1")
    refused(closed, NewerFormatError)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER jahat AFTER UPDATE ON plan BEGIN DELETE FROM action; END",
        "CREATE VIEW jahat AS SELECT * FROM plan",
        "CREATE TABLE lain (a)",
        "CREATE INDEX lain ON plan (title)",
        "CREATE VIRTUAL TABLE jahat USING fts5(a)",
        "DROP TRIGGER action_delete_recorded",
        "DROP TABLE receipt",
        "ALTER TABLE plan ADD COLUMN lain TEXT",
        "ALTER TABLE plan RENAME COLUMN title TO judul",
    ],
)
def test_a_file_whose_structure_somebody_changed_is_not_opened(closed: Path, statement: str) -> None:
    changed(closed, statement)
    assert "bukan buatan zidesk" in refused(closed, NotZideskFileError)


def test_a_trigger_in_disguise_is_found(closed: Path) -> None:
    changed(
        closed,
        "UPDATE sqlite_master SET sql = replace(sql, 'INSERT INTO change', 'INSERT OR IGNORE INTO change')"
        " WHERE name = 'plan_update_recorded'",
        writable_schema=True,
    )
    refused(closed, NotZideskFileError)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_master SET sql = 'CREATE TABLE plan (' WHERE name = 'plan'",
        "UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'action'",
        "UPDATE sqlite_master SET rootpage = 2 WHERE name = 'action'",
    ],
)
def test_a_broken_schema_is_damage(closed: Path, statement: str) -> None:
    changed(closed, statement, writable_schema=True)
    refused(closed, DamagedFileError)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE area SET text = printf('%.*c', 20000, 'x')",
        "UPDATE plan SET year = 1",
        "UPDATE plan SET status = 'lain'",
        "UPDATE plan SET decree_date = 'kemarin'",
        "UPDATE plan SET decree_date = '0000-01-01'",
        "UPDATE unit SET level = 'negara'",
        "UPDATE action_month SET month = 13 WHERE month = 1",
        "UPDATE operation SET at = 'kemarin'",
        "UPDATE operation SET state = 'lain'",
        "UPDATE area SET id = 'x' WHERE position = 1",
    ],
)
def test_values_against_the_rules_are_damage(closed: Path, statement: str) -> None:
    changed(
        closed,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE recording SET replaying = 1",
        statement,
        "UPDATE recording SET replaying = 0",
    )
    refused(closed, DamagedFileError)


def test_a_giant_value_is_not_read(closed: Path) -> None:
    changed(
        closed,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE recording SET replaying = 1",
        "UPDATE area SET text = printf('%.*c', 100000000, 'x') WHERE position = 0",
        "UPDATE recording SET replaying = 0",
    )
    refused(closed, DamagedFileError)


def test_a_file_in_wal_mode_is_brought_back_to_one_file(closed: Path) -> None:
    changed(closed, "PRAGMA journal_mode = WAL")
    assert closed.read_bytes()[18:20] == b"\x02\x02"
    with Store.open(closed) as store:
        assert store.check() == ()
    assert closed.read_bytes()[18:20] == b"\x01\x01"
    assert [entry.name for entry in closed.parent.iterdir()] == [closed.name]


def cut_short(content: bytearray) -> bytes:
    return bytes(content[: len(content) // 2])


def header_only(content: bytearray) -> bytes:
    return bytes(content[:100])


def zeroed_pages(content: bytearray) -> bytes:
    content[16384 * 2 : 16384 * 20] = bytes(16384 * 18)
    return bytes(content)


def scribbled(content: bytearray) -> bytes:
    for at in range(16384, len(content), 1111):
        content[at] ^= 0x5A
    return bytes(content)


def wrong_page_size(content: bytearray) -> bytes:
    content[16:18] = b"\x02\x00"
    return bytes(content)


@pytest.mark.parametrize("damage", [cut_short, header_only, zeroed_pages, scribbled, wrong_page_size])
def test_a_damaged_file_is_refused(closed: Path, damage: Callable[[bytearray], bytes]) -> None:
    closed.write_bytes(damage(bytearray(closed.read_bytes())))
    refused(closed, KnownError)


def test_damage_anywhere_is_refused_or_does_no_harm(closed: Path) -> None:
    whole = closed.read_bytes()
    for number in range(60):
        content = bytearray(whole)
        at = 100 + (number * 7919 * 131) % (len(whole) - 200)
        content[at : at + 64] = bytes(64)
        closed.write_bytes(content)
        try:
            with Store.open(closed) as store:
                for plan in store.plans():
                    store.load_record(plan.id)
                store.history()
                store.check()
        except KnownError:
            continue


def test_a_journal_of_another_file_does_no_harm(closed: Path) -> None:
    journal = closed.with_name(closed.name + "-journal")
    journal.write_bytes(b"bukan jurnal" * 1000)
    with Store.open(closed) as store:
        assert store.check() == ()


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    for opening in (Store.open, Store.open_snapshot):
        with pytest.raises(NotFoundError, match=r"rencana\.zidesk"):
            opening(path)
    assert list(path.parent.iterdir()) == []


def test_a_folder_is_not_opened(tmp_path: Path) -> None:
    for opening in (Store.open, Store.open_snapshot):
        with pytest.raises(KnownError):
            opening(tmp_path)
