"""What a ``.zidesk`` file needs of the SQLite library, tried out in memory."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

_TRIGGER = """
CREATE TABLE noted (text TEXT NOT NULL) STRICT;
CREATE TABLE plan (text TEXT NOT NULL) STRICT;
CREATE TRIGGER plan_update AFTER UPDATE ON plan BEGIN
    INSERT INTO noted VALUES (json_object('text', old.text));
END;
CREATE TRIGGER plan_delete BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'kept'); END;
INSERT INTO plan VALUES ('a');
UPDATE plan SET text = 'b';
"""


def sqlite_features() -> dict[str, bool]:
    """Return whether each feature that the program uses works here, by its Indonesian name."""
    return {name: _works(probe) for name, probe in _PROBES.items()}


def _works(probe: Callable[[sqlite3.Connection], bool]) -> bool:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            return probe(connection)
        except sqlite3.Error:
            return False


def _has_json(connection: sqlite3.Connection) -> bool:
    query = """SELECT json_extract('{"a": {"b": 7}}', '$.a.b'), value FROM json_each('["x"]')"""
    return connection.execute(query).fetchall() == [(7, "x")]


def _has_triggers(connection: sqlite3.Connection) -> bool:
    connection.executescript(_TRIGGER)
    if connection.execute("SELECT text FROM noted").fetchall() != [('{"text":"a"}',)]:
        return False
    try:
        connection.execute("DELETE FROM plan")
    except sqlite3.IntegrityError:
        return connection.execute("SELECT text FROM plan").fetchall() == [("b",)]
    return False


def _has_strict_tables(connection: sqlite3.Connection) -> bool:
    connection.execute("CREATE TABLE strict (number INTEGER) STRICT")
    try:
        connection.execute("INSERT INTO strict VALUES ('not a number')")
    except sqlite3.IntegrityError:
        return True
    return False


def _has_foreign_keys(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA foreign_keys = ON")
    return connection.execute("PRAGMA foreign_keys").fetchall() == [(1,)]


def _has_backup(connection: sqlite3.Connection) -> bool:
    connection.executescript("CREATE TABLE kept (text); INSERT INTO kept VALUES ('a');")
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        return copy.execute("SELECT text FROM kept").fetchall() == [("a",)]


def _has_quick_check(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]


_PROBES: dict[str, Callable[[sqlite3.Connection], bool]] = {
    "fungsi JSON": _has_json,
    "pemicu": _has_triggers,
    "tabel ketat": _has_strict_tables,
    "kunci asing": _has_foreign_keys,
    "salinan cadangan": _has_backup,
    "pemeriksaan cepat": _has_quick_check,
}
