"""The triggers that write the history: no operation can forget it, and nothing can write around it."""

import sqlite3
from collections.abc import Iterable

from zidesk.db.reading.layout import TRACKED, Column, columns_of

OUTSIDE_AN_OPERATION = "write outside an operation"

_ESCAPES = (("'\\'", "'\\\\'"), ("'\"'", "'\\\"'"), ("char(10)", "'\\n'"), ("char(9)", "'\\t'"))
_RECORDING = "coalesce((SELECT replaying FROM recording), 0) = 0"


def trigger_statements(connection: sqlite3.Connection) -> list[str]:
    """Return the CREATE TRIGGER statements for every tracked table as it is in the open database."""
    statements = []
    for name, subject in TRACKED.items():
        columns = columns_of(connection, name)
        old, new = _as_json(columns, "OLD"), _as_json(columns, "NEW")
        changed = " OR ".join(f"OLD.{column.name} IS NOT NEW.{column.name}" for column in columns)
        statements += [
            _trigger(name, "INSERT", _RECORDING, f"NEW.{subject}", "NULL", new),
            _trigger(name, "UPDATE", f"{_RECORDING} AND ({changed})", f"NEW.{subject}", old, new),
            _trigger(name, "DELETE", _RECORDING, f"OLD.{subject}", old, "NULL"),
        ]
    return statements


def install_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers of the present tables; the last part of every migration."""
    for statement in trigger_statements(connection):
        connection.execute(statement)


def remove_triggers(connection: sqlite3.Connection) -> None:
    """Drop all triggers, whosever they are; the first part of every migration."""
    query = "SELECT CAST(name AS TEXT) FROM sqlite_master WHERE type = 'trigger'"
    found = connection.execute(query).fetchall()
    for (name,) in found:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TRIGGER "{quoted}"')


def _as_json(columns: Iterable[Column], version: str) -> str:
    """Return the SQL for a row as a JSON object, without SQLite's JSON functions.

    Those are not allowed in triggers of an untrusted schema before SQLite 3.41. Control characters other
    than newline and tab do not reach the tables.
    """
    members = (f'"{column.name}":{_json_value(column, version)}' for column in columns)
    return "'{" + ",".join(members) + "}'"


def _json_value(column: Column, version: str) -> str:
    """Return what stands for a value between two pieces of a quoted SQL string."""
    value = f"{version}.{column.name}"
    if column.is_text:
        if not (column.in_key or column.refers):
            for raw, escaped in _ESCAPES:
                value = f"replace({value}, {raw}, {escaped})"
        if not column.nullable:
            return f"\"' || {value} || '\""
        value = f"'\"' || {value} || '\"'"
    return f"' || coalesce({value}, 'null') || '" if column.nullable else f"' || {value} || '"


def _trigger(name: str, event: str, condition: str, subject: str, before: str, after: str) -> str:
    recorded = f"'{name}', {subject}, {before}, {after}"
    statements = (
        f"CREATE TRIGGER {name}_{event.lower()}_recorded AFTER {event} ON {name} WHEN {condition}",
        "BEGIN",
        f"SELECT RAISE(ABORT, '{OUTSIDE_AN_OPERATION}')",
        "WHERE (SELECT operation_id FROM recording) IS NULL;",
        'INSERT INTO change (operation_id, table_name, subject_id, "before", "after")',
        f"VALUES ((SELECT operation_id FROM recording), {recorded});",  # noqa: S608 - our own constants
        "END",
    )
    return "\n".join(statements)
