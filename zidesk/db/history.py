"""The history: beginning and finishing an operation, and replaying its rows for undo and redo."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from zidesk.db.engine import driver
from zidesk.db.outcome import OperationEntry, RowChange
from zidesk.db.person import host_name, os_user
from zidesk.db.tables import TRACKED, OperationState, table
from zidesk.db.tables.base import NAME_LIMIT
from zidesk.domain.validation import clean_text

Row = Mapping[str, str | int | None]

_operation, _change = table("operation"), table("change")

# These run with every keystroke that changes something, so they go straight to the driver.
_ABANDON = """
UPDATE operation SET state = 'abandoned' WHERE state = 'undone' AND id > coalesce(
    (SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1), 0)
"""
_BEGIN = "INSERT INTO operation (name, at, os_user, host, state) VALUES (?, ?, ?, ?, 'done')"
_UNDO_ENTRY = "SELECT id, name FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_REDO_ENTRY = """
SELECT id, name FROM operation WHERE state = 'undone' AND id > coalesce(
    (SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1), 0)
ORDER BY id LIMIT 1
"""


def last_change(connection: Connection) -> int:
    """Return the number of the newest change row, 0 if there is none."""
    newest: int | None = driver(connection).execute("SELECT max(id) FROM change").fetchone()[0]
    return newest or 0


def begin_recording(connection: Connection, name: str) -> int:
    """Start an operation called ``name`` in the present transaction and return its id.

    What was undone before can no longer be redone.
    """
    raw = driver(connection)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    raw.execute(_ABANDON)
    cursor = raw.execute(_BEGIN, (one_line(name), at, os_user(), host_name()))
    raw.execute("UPDATE recording SET operation_id = ?, replaying = 0", (cursor.lastrowid,))
    if cursor.lastrowid is None:
        raise LookupError(name)
    return cursor.lastrowid


def finish_recording(connection: Connection, operation_id: int, name: str) -> None:
    """End the operation before its commit; ``name`` is what it is finally called."""
    raw = driver(connection)
    final = one_line(name)
    raw.execute("UPDATE operation SET name = ? WHERE id = ? AND name <> ?", (final, operation_id, final))
    raw.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def undo_entry(connection: Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that undo would undo."""
    return _entry(connection, _UNDO_ENTRY)


def redo_entry(connection: Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that redo would redo."""
    return _entry(connection, _REDO_ENTRY)


def _entry(connection: Connection, query: str) -> tuple[int, str] | None:
    row: tuple[int, str] | None = driver(connection).execute(query).fetchone()
    return row


def replay(connection: Connection, operation_id: int, *, backwards: bool) -> None:
    """Undo (``backwards``) or redo an operation's rows within the present transaction."""
    raw = driver(connection)
    # Rows come and go one by one, children sometimes before parents: references are checked at commit.
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute("UPDATE recording SET operation_id = ?, replaying = 1", (operation_id,))
    order = _change.c.id.desc() if backwards else _change.c.id
    changes = connection.execute(
        select(_change.c.table_name, _change.c.before, _change.c.after)
        .where(_change.c.operation_id == operation_id)
        .order_by(order)
    ).all()
    for name, before, after in changes:
        old, new = (after, before) if backwards else (before, after)
        statement, values = _replaying_statement(name, _row(old), _row(new))
        raw.execute(statement, values)
    state = OperationState.UNDONE if backwards else OperationState.DONE
    raw.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
    raw.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def read_history(connection: Connection, limit: int) -> tuple[OperationEntry, ...]:
    """Return the newest ``limit`` operations, newest first."""
    counts = (
        select(func.count())
        .select_from(_change)
        .where(_change.c.operation_id == _operation.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            _operation.c.id,
            _operation.c.name,
            _operation.c.at,
            _operation.c.os_user,
            _operation.c.host,
            _operation.c.state,
            counts,
        )
        .order_by(_operation.c.id.desc())
        .limit(limit)
    )
    return tuple(
        OperationEntry(id_, name, datetime.fromisoformat(at), user, host, OperationState(state), count)
        for id_, name, at, user, host, state, count in rows
    )


def read_changes(connection: Connection, operation_id: int) -> Iterator[RowChange]:
    """Yield the rows that an operation changed, in the order in which it changed them."""
    rows = connection.execute(
        select(_change.c.table_name, _change.c.subject_id, _change.c.before, _change.c.after)
        .where(_change.c.operation_id == operation_id)
        .order_by(_change.c.id)
    )
    for name, subject, before, after in rows:
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


def _replaying_statement(name: str, old: Row | None, new: Row | None) -> tuple[str, list[Any]]:
    columns = table(name).columns
    keys = [column.name for column in table(name).primary_key]
    if name not in TRACKED or not set(old or new or {}) <= set(columns.keys()):
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
