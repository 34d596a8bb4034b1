"""The history: beginning and finishing an operation, and replaying its rows for undo and redo."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from zidesk.db.files.person import host_name, os_user
from zidesk.db.history.chain import CHANGES, NOTHING, seal
from zidesk.db.history.outcome import OperationEntry, OperationKind, OperationState, RowChange
from zidesk.db.reading.layout import NAME_LIMIT, TRACKED, Column, columns_of
from zidesk.domain.plan.model import new_id
from zidesk.domain.plan.validation import clean_text

Row = Mapping[str, str | int | None]

# What was undone and can be redone always comes after the newest edit in force.
_IN_FORCE = """
SELECT id FROM operation WHERE state = 'done' AND kind IN ('edit', 'boundary') ORDER BY id DESC LIMIT 1
"""
_ABANDON = f"""
UPDATE operation SET state = 'abandoned' WHERE state = 'undone' AND id > coalesce(({_IN_FORCE}), 0)
"""  # noqa: S608 - our own text
_BEGIN = f"""
INSERT INTO operation (name, at, os_user, host, state, kind, replays_id, uid, parent_uid, digest)
VALUES (?, ?, ?, ?, 'done', ?, ?, ?,
    coalesce((SELECT uid FROM operation ORDER BY id DESC LIMIT 1), ''), '{NOTHING}')
"""  # noqa: S608 - our own constant
_UNDO_ENTRY = f"SELECT id, name, kind FROM operation WHERE id = ({_IN_FORCE})"  # noqa: S608 - our own text
_WEIGHT = """
SELECT at, (SELECT count(*) FROM change WHERE operation_id = operation.id), EXISTS (
    SELECT 1 FROM change WHERE operation_id = operation.id AND table_name = 'plan' AND "before" IS NULL)
FROM operation WHERE id = ?
"""
_REDO_ENTRY = f"""
SELECT id, name, kind FROM operation WHERE state = 'undone' AND id > coalesce(({_IN_FORCE}), 0)
ORDER BY id LIMIT 1
"""  # noqa: S608 - our own text
_HISTORY = """
SELECT id, name, at, os_user, host, state,
    (SELECT count(*) FROM change WHERE operation_id = operation.id)
FROM operation WHERE kind IN ('edit', 'boundary') ORDER BY id DESC LIMIT ?
"""
# How points were named before operations had ids of their own: exports still say so.
# Of two copies of a file, both may have made a step of one name in one second: what it did tells them apart.
_OLD_MOMENT = """
SELECT operation.id, name, at, os_user, host, subject_id, "before", "after"
FROM operation LEFT JOIN change
    ON change.id = (SELECT max(id) FROM change WHERE operation_id = operation.id)
WHERE operation.id = ?
"""
_MOST_DIGITS = 18


def moment(connection: sqlite3.Connection) -> str:
    """Return a name for this point of the history, ``""`` while it is empty.

    Another file has it too only if it was copied from this one, or this from it, after this point.
    """
    row = connection.execute("SELECT uid FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def standpoint(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return what differs after every operation, undo and redo."""
    return moment(connection), undo_entry(connection), redo_entry(connection)


def has_been_at(connection: sqlite3.Connection, name: str) -> bool:
    """Whether this file's history comes from the point that ``moment`` named so."""
    if connection.execute("SELECT 1 FROM operation WHERE uid = ?", (name,)).fetchone():
        return True
    number = name.partition("-")[0]
    known = number.isdecimal() and len(number) <= _MOST_DIGITS
    return known and _old_moment(connection, int(number)) == name


def _old_moment(connection: sqlite3.Connection, operation_id: int) -> str:
    """Name the point after an operation as format 1 did; ``""`` where there is none."""
    row = connection.execute(_OLD_MOMENT, (operation_id,)).fetchone()
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
    connection.execute(_ABANDON)
    operation_id = _add_operation(connection, name, OperationKind.EDIT)
    connection.execute("UPDATE recording SET operation_id = ?, replaying = 0", (operation_id,))
    return operation_id


def finish_recording(
    connection: sqlite3.Connection, operation_id: int, name: str, *, boundary: bool = False
) -> None:
    """End the operation before its commit; ``name`` is what it is finally called."""
    kind = OperationKind.BOUNDARY if boundary else OperationKind.EDIT
    connection.execute(
        "UPDATE operation SET name = ?, kind = ? WHERE id = ?", (one_line(name), kind, operation_id)
    )
    seal(connection, operation_id)
    connection.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def _add_operation(
    connection: sqlite3.Connection, name: str, kind: OperationKind, replays_id: int | None = None
) -> int:
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    values = (one_line(name), at, os_user(), host_name(), kind, replays_id, new_id())
    operation_id = connection.execute(_BEGIN, values).lastrowid
    if operation_id is None:
        raise LookupError(name)
    return operation_id


def undo_entry(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that undo would undo; see ``undo_boundary`` where there is none."""
    return _entry(connection, _UNDO_ENTRY, OperationKind.EDIT)


def undo_boundary(connection: sqlite3.Connection) -> str | None:
    """Return the name of the operation that undo has come to and does not cross."""
    entry = _entry(connection, _UNDO_ENTRY, OperationKind.BOUNDARY)
    return entry[1] if entry else None


def weight(connection: sqlite3.Connection, operation_id: int) -> tuple[datetime, int, bool]:
    """Return when an operation was done, how many rows it changed, and whether it brought a plan."""
    at, changes, makes_plan = connection.execute(_WEIGHT, (operation_id,)).fetchone()
    return datetime.fromisoformat(at), changes, bool(makes_plan)


def redo_entry(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that redo would redo."""
    return _entry(connection, _REDO_ENTRY, OperationKind.EDIT)


def _entry(connection: sqlite3.Connection, query: str, kind: OperationKind) -> tuple[int, str] | None:
    row = connection.execute(query).fetchone()
    return row[:2] if row and row[2] == kind else None


def replay(connection: sqlite3.Connection, operation_id: int, name: str, *, backwards: bool) -> None:
    """Undo (``backwards``) or redo an operation's rows within the present transaction.

    That is an operation too. It keeps no rows of its own: they are those of the one that it replays.
    """
    # Rows come and go one by one, children sometimes before parents: references are checked at commit.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE recording SET operation_id = ?, replaying = 1", (operation_id,))
    changes = connection.execute(CHANGES, (operation_id,)).fetchall()
    columns = {name: columns_of(connection, name) for name in TRACKED}
    for name, _, before, after in reversed(changes) if backwards else changes:
        old, new = (after, before) if backwards else (before, after)
        statement, values = _replaying_statement(name, columns[name], _row(old), _row(new))
        connection.execute(statement, values)
    state = OperationState.UNDONE if backwards else OperationState.DONE
    connection.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
    kind = OperationKind.UNDO if backwards else OperationKind.REDO
    seal(connection, _add_operation(connection, name, kind, operation_id))
    connection.execute("UPDATE recording SET operation_id = NULL, replaying = 0")


def read_history(connection: sqlite3.Connection, limit: int) -> tuple[OperationEntry, ...]:
    """Return the newest ``limit`` operations but undos and redos, newest first."""
    return tuple(
        OperationEntry(id_, name, datetime.fromisoformat(at), user, host, OperationState(state), count)
        for id_, name, at, user, host, state, count in connection.execute(_HISTORY, (limit,))
    )


def read_changes(connection: sqlite3.Connection, operation_id: int) -> Iterator[RowChange]:
    """Yield the rows that an operation, undo or redo changed, in the order in which it changed them."""
    row = connection.execute(
        "SELECT kind, replays_id FROM operation WHERE id = ?", (operation_id,)
    ).fetchone()
    kind, replays_id = row or (OperationKind.EDIT, None)
    changes = connection.execute(CHANGES, (replays_id or operation_id,))
    if kind == OperationKind.UNDO:
        for name, subject, before, after in reversed(changes.fetchall()):
            yield RowChange(name, subject, _row(after), _row(before))
        return
    for name, subject, before, after in changes:
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
