# ruff: noqa: S608 - the statements are this file's own
"""Triggers, views and tables under names that SQLite keeps for itself: seen like every other one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.db.desk import Desk
from zidesk.cli.application import main
from zidesk.db import migrations
from zidesk.db.errors import NotZideskFileError
from zidesk.db.files import opening
from zidesk.db.migrations import FORMAT_VERSION, STEPS, expected_schema, fingerprint
from zidesk.db.store import Store
from zidesk.domain.errors import KnownError

GOLDEN = Path(__file__).parent / "golden" / "v1.zidesk"
ROW = "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES "
PLANTED = {
    "trigger": ROW
    + "('trigger', '{name}', 'plan', 0,"
    + " 'CREATE TRIGGER \"{name}\" AFTER UPDATE ON plan BEGIN DELETE FROM action; END')",
    "trigger in disguise": ROW
    + "('index', '{name}', 'plan', 0,"
    + " 'CREATE TRIGGER \"{name}\" AFTER UPDATE ON plan BEGIN DELETE FROM action; END')",
    "view": ROW + "('view', '{name}', '{name}', 0, 'CREATE VIEW \"{name}\" AS SELECT * FROM plan')",
    "virtual table": ROW
    + "('table', '{name}', '{name}', 0, 'CREATE VIRTUAL TABLE \"{name}\" USING fts5(a)')",
    "table": ROW
    + "('table', '{name}', '{name}', (SELECT rootpage FROM sqlite_master WHERE name = 'plan'),"
    + " 'CREATE TABLE \"{name}\" (a)')",
    "index": ROW
    + "('index', '{name}', 'plan', (SELECT rootpage FROM sqlite_master WHERE name = 'plan_unit'),"
    + " 'CREATE INDEX \"{name}\" ON plan (unit_id)')",
}
NAMES = ("sqlite_x", "SQLITE_x", "Sqlite_", "sqlite_autoindex_plan_9", "sqlite_sequence", "sqlite_stat1")


def plant(path: Path, kind: str, name: str) -> None:
    """Write an entry into the schema's own table, as no SQL statement would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(PLANTED[kind].format(name=name))


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch, user_folder: Path) -> Iterator[None]:
    """A format after the present one, so that the golden file is an old one."""
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, ("UPDATE plan SET title = title || '!'",)))
    for module in (migrations, opening):
        monkeypatch.setattr(module, "FORMAT_VERSION", FORMAT_VERSION + 1)
    expected_schema.cache_clear()
    monkeypatch.setattr(opening, "FINGERPRINT", fingerprint(expected_schema()))
    yield
    expected_schema.cache_clear()


def refused(path: Path) -> None:
    """Open ``path`` every way; it is refused and left as it is."""
    before = path.read_bytes()
    for way in (Store.open, Store.open_snapshot):
        # An entry that SQLite itself cannot read is damage; none is opened.
        with pytest.raises(KnownError) as caught:
            way(path)
        assert path.name in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_planted_under_a_name_of_sqlites_own_is_opened(
    desk: Desk, path: Path, kind: str, name: str
) -> None:
    desk.store.close()
    plant(path, kind, name)
    refused(path)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_planted_in_an_old_file_is_migrated(
    path: Path, next_format: None, user_folder: Path, kind: str, name: str
) -> None:
    shutil.copyfile(GOLDEN, path)
    plant(path, kind, name)
    refused(path)
    assert not list(user_folder.rglob("*.zidesk"))


def test_an_old_file_with_nothing_planted_is_migrated(path: Path, next_format: None) -> None:
    shutil.copyfile(GOLDEN, path)
    with Store.open(path) as store:
        assert store.plans()[0].title.endswith("!")
        # The trial format changes a title past the history, which the check tells; nothing else is amiss.
        assert [finding.check for finding in store.check()] == ["record"]


@pytest.mark.parametrize("name", NAMES[:3])
@pytest.mark.parametrize("kind", ["trigger", "view", "virtual table"])
def test_the_sentence_says_that_the_structure_is_not_ours(
    desk: Desk, path: Path, kind: str, name: str
) -> None:
    desk.store.close()
    plant(path, kind, name)
    with pytest.raises(NotZideskFileError, match="bukan buatan zidesk"):
        Store.open(path)


@pytest.mark.parametrize("kind", PLANTED)
def test_the_check_does_not_call_such_a_file_whole(
    desk: Desk, path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store.close()
    plant(path, kind, "sqlite_x")
    assert main(["periksa", str(path)]) not in (0, 70)
    said = "".join(capsys.readouterr())
    assert "utuh" not in said
    assert path.name in said


@pytest.mark.parametrize("kind", ["trigger", "view", "virtual table"])
def test_the_check_of_an_open_file_names_what_was_planted(desk: Desk, kind: str) -> None:
    with desk.store.idle() as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(PLANTED[kind].format(name="Sqlite_x"))
        raw.execute("PRAGMA writable_schema = OFF")
    assert any("“Sqlite_x”" in finding.message for finding in desk.store.check())


@pytest.mark.parametrize("column", ["type", "name", "tbl_name", "sql"])
@pytest.mark.parametrize("value", ["NULL", "x'ff00fe'", "CAST(x'73716c6974655fff' AS TEXT)", "7"])
def test_entries_that_are_no_text_are_refused_too(desk: Desk, path: Path, column: str, value: str) -> None:
    desk.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(f"UPDATE sqlite_master SET {column} = {value} WHERE name = 'plan_update_recorded'")
    refused(path)
