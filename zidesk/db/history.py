"""The history: beginning and finishing an operation, and replaying its rows for undo and redo."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from zidesk.db.layout import NAME_LIMIT, TRACKED, Column, columns_of
from zidesk.db.outcome import OperationEntry, OperationState, RowChange
from zidesk.db.person import host_name, os_user
from zidesk.domain.validation import clean_text

Row = Mapping[str, str | int | None]

_ABANDON = """
UPDATE operation SET state = 'abandoned' WHERE state = 'undone' AND id > coalesce(
    (SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1), 0)
"""
_BEGIN = "INSERT INTO operation (name, at, os_user, host, state) VALUES (?, ?, ?, ?, 'done')"
_UNDO_ENTRY = "SELECT id, name FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_WEIGHT = """
SELECT at, (SELECT count(*) FROM change WHERE operation_id = operation.id), EXISTS (
    SELECT 1 FROM change WHERE operation_id = operation.id AND table_name = 'plan' AND "before" IS NULL)
FROM operation WHERE id = ?
"""
_REDO_ENTRY = """
SELECT id, name FROM operation WHERE state = 'undone' AND id > coalesce(
    (SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1), 0)
ORDER BY id LIMIT 1
"""
_HISTORY = """
SELECT id, name, at, os_user, host, state,
    (SELECT count(*) FROM change WHERE operation_id = operation.id)
FROM operation ORDER BY id DESC LIMIT ?
"""
# Of two copies of a file, both may have made a step of one name in one second: what it did tells them apart.
_MOMENT = """
SELECT operation.id, name, at, os_user, host, subject_id, "before", "after"
FROM operation LEFT JOIN change
    ON change.id = (SELECT max(id) FROM change WHERE operation_id = operation.id)
WHERE operation.id = coalesce(?, (SELECT max(id) FROM operation))
"""
_MOST_DIGITS = 18
_CHANGES = """
SELECT table_name, subject_id, "before", "after" FROM change WHERE operation_id = ? ORDER BY id
"""


def moment(connection: sqlite3.Connection) -> str:
    """Return a name for this point of the history, ``""`` while it is empty.

    Another file has it too only if it was copied from this one, or this from it, after this point.
    """
    return _moment_at(connection, None)


def has_been_at(connection: sqlite3.Connection, name: str) -> bool:
    """Whether this file's history comes from the point that ``moment`` named so."""
    number = name.partition("-")[0]
    known = number.isdecimal() and len(number) <= _MOST_DIGITS
    return known and _moment_at(connection, int(number)) == name


def _moment_at(connection: sqlite3.Connection, operation_id: int | None) -> str:
    """Name the point after an operation, after the newest one for ``None``; ``""`` where there is none."""
    row = connection.execute(_MOMENT, (operation_id,)).fetchone()
    if row is None:
        return ""
    number, *made = row
    digest = blake2b("\n".join(map(str, made)).encode(), digest_size=8)
    return f"{number}-{digest.hexdigest()}"


def last_change(connection: sqlite3.Connection) -> int:
    """Return the number of the newest change row, 0 if there is none."""
    newest: int | None = connection.execute("SELECT max(id) FROM change").fetchone()[0]
    return newest or 0


def begin_recording(connection: sqlite3.Connection, name: str) -> int:
    """Start an operation called ``name`` in the present transaction and return its id.

    What was undone before can no longer be redone.
    """
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    connection.execute(_ABANDON)
    cursor = connection.execute(_BEGIN, (one_line(name), at, os_user(), host_name()))
    connection.execute("UPDATE recording SET operation_id = ?, replaying = 0", (cursor.lastrowid,))
    if cursor.lastrowid is None:
        raise LookupError(name)
    return cursor.lastrowid


def finish_recording(connection: sqlite3.Connection, operation_id: int, name: str) -> None:
    """End the operation before its commit; ``name`` is what it is finally called."""
    final = one_line(name)
    connection.execute(
        "UPDATE operation SET name = ? WHERE id = ? AND name <> ?", (final, operation_id, final)
    )
    connection.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def undo_entry(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that undo would undo."""
    return _entry(connection, _UNDO_ENTRY)


def weight(connection: sqlite3.Connection, operation_id: int) -> tuple[datetime, int, bool]:
    """Return when an operation was done, how many rows it changed, and whether it brought a plan."""
    at, changes, makes_plan = connection.execute(_WEIGHT, (operation_id,)).fetchone()
    return datetime.fromisoformat(at), changes, bool(makes_plan)


def redo_entry(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that redo would redo."""
    return _entry(connection, _REDO_ENTRY)


def _entry(connection: sqlite3.Connection, query: str) -> tuple[int, str] | None:
    row: tuple[int, str] | None = connection.execute(query).fetchone()
    return row


def replay(connection: sqlite3.Connection, operation_id: int, *, backwards: bool) -> None:
    """Undo (``backwards``) or redo an operation's rows within the present transaction."""
    # Rows come and go one by one, children sometimes before parents: references are checked at commit.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE recording SET operation_id = ?, replaying = 1", (operation_id,))
    changes = connection.execute(_CHANGES, (operation_id,)).fetchall()
    columns = {name: columns_of(connection, name) for name in TRACKED}
    for name, _, before, after in reversed(changes) if backwards else changes:
        old, new = (after, before) if backwards else (before, after)
        statement, values = _replaying_statement(name, columns[name], _row(old), _row(new))
        connection.execute(statement, values)
    state = OperationState.UNDONE if backwards else OperationState.DONE
    connection.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
    connection.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def read_history(connection: sqlite3.Connection, limit: int) -> tuple[OperationEntry, ...]:
    """Return the newest ``limit`` operations, newest first."""
    return tuple(
        OperationEntry(id_, name, datetime.fromisoformat(at), user, host, OperationState(state), count)
        for id_, name, at, user, host, state, count in connection.execute(_HISTORY, (limit,))
    )


def read_changes(connection: sqlite3.Connection, operation_id: int) -> Iterator[RowChange]:
    """Yield the rows that an operation changed, in the order in which it changed them."""
    for name, subject, before, after in connection.execute(_CHANGES, (operation_id,)):
        yield RowChange(name, subject, _row(before), _row(after))


def one_line(name: str) -> str:
    """Return an operation's name as it is kept and told: clean, in one line, not too long."""
    return " ".join(clean_text(name).split())[:NAME_LIMIT]


def _row(text: str | None) -> Row | None:
    if text is None:
        return None
    # Not strict: a control character that got past the escaping of the triggers is still data.
    row: Row = json.loads(text, strict=False)
    return row


def _replaying_statement(
    name: str, columns: Sequence[Column], old: Row | None, new: Row | None
) -> tuple[str, list[Any]]:
    keys = [column.name for column in columns if column.in_key]
    if not set(old or new or {}) <= {column.name for column in columns}:
        raise LookupError(name)
    where = " AND ".join(f"{key} = ?" for key in keys)
    # Names were just checked to be our own tables' and columns'; values are bound.
    if old is None and new is not None:
        places = ", ".join("?" * len(new))
        return f"INSERT INTO {name} ({', '.join(new)}) VALUES ({places})", list(new.values())  # noqa: S608
    if old is not None and new is None:
        return f"DELETE FROM {name} WHERE {where}", [old[key] for key in keys]  # noqa: S608
    if old is None or new is None:
        raise LookupError(name)
    sets = ", ".join(f"{column} = ?" for column in new)
    values = [*new.values(), *(old[key] for key in keys)]
    return f"UPDATE {name} SET {sets} WHERE {where}", values  # noqa: S608
