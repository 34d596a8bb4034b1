"""Step 2: a place for all that an office keeps, and a history that witnesses and can be merged. Frozen.

Tables that got columns are made anew. Operations get ids that two copies of a file agree on; those that were
undone get the undo that format 1 did not record.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from zidesk.db.history.chain import NOTHING, digest_of, seal, uid_of_old, uid_of_upgrade
from zidesk.db.history.outcome import OperationKind
from zidesk.db.migrations import changed_tables_of_2, new_tables_of_2

_OLD_OPERATIONS = "SELECT id, name, at, os_user, host, state FROM temp.carried ORDER BY id"
_CHANGES = """
SELECT table_name, subject_id, "before", "after" FROM change WHERE operation_id = ? ORDER BY id
"""
_ADD_OPERATION = """
INSERT INTO operation
    (id, name, at, os_user, host, state, kind, uid, parent_uid, replays_id, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_CHANGE = """
INSERT INTO change (operation_id, table_name, subject_id, "before", "after") VALUES (?, ?, ?, NULL, ?)
"""
_NAME = "Perbarui susunan berkas"
_LONG_AGO = "2026-01-01T00:00:00+00:00"
_SECTIONS = """
SELECT section.id, section.plan_id, section.position, section.title, carried_section.text
FROM section JOIN temp.carried_section USING (id) ORDER BY section.id
"""


def chain_operations(connection: sqlite3.Connection) -> None:
    """Give the operations of format 1 their ids and digests."""
    parent, digest = "", NOTHING
    operations = connection.execute(_OLD_OPERATIONS).fetchall()
    for number, name, at, user, host, state in operations:
        changes = connection.execute(_CHANGES, (number,)).fetchall()
        made = (name, at, user, host)
        uid = uid_of_old(parent, made, changes)
        digest = digest_of(digest, (uid, parent, OperationKind.EDIT, "", *made), changes)
        values = (number, *made, state, OperationKind.EDIT, uid, parent, None, digest)
        connection.execute(_ADD_OPERATION, values)
        parent = uid


def upgrade(connection: sqlite3.Connection) -> None:
    """Record in the history what this step did, and the undos that brought the old one where it is.

    What can still be redone is undone after that, as it was: only something new takes it away.
    """
    sections = connection.execute(_SECTIONS).fetchall()
    if not sections and connection.execute("SELECT 1 FROM operation").fetchone() is None:
        return
    _record_undos(connection, "abandoned")
    # Narrative that somebody put there has no history: undo cannot go behind it.
    kind = OperationKind.BOUNDARY if sections else OperationKind.UPGRADE
    operation_id = _add_operation(connection, kind)
    _carry_narrative(connection, operation_id, sections)
    seal(connection, operation_id)
    _record_undos(connection, "undone")


def _record_undos(connection: sqlite3.Connection, state: str) -> None:
    query = "SELECT id FROM operation WHERE state = ? ORDER BY id DESC"
    for (number,) in connection.execute(query, (state,)).fetchall():
        seal(connection, _add_operation(connection, OperationKind.UNDO, number))


def _add_operation(connection: sqlite3.Connection, kind: OperationKind, replays_id: int | None = None) -> int:
    newest = connection.execute("SELECT id, uid, at FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    number, parent, at = newest or (0, "", _LONG_AGO)
    name, replays_uid = _NAME, ""
    if replays_id is not None:
        query = "SELECT name, uid FROM operation WHERE id = ?"
        name, replays_uid = connection.execute(query, (replays_id,)).fetchone()
    uid = uid_of_upgrade(parent, kind, replays_uid)
    values = (number + 1, name, at, "", "", "done", kind, uid, parent, replays_id, NOTHING)
    connection.execute(_ADD_OPERATION, values)
    return int(number) + 1


def _carry_narrative(
    connection: sqlite3.Connection, operation_id: int, sections: Iterable[tuple[str, str, int, str, str]]
) -> None:
    """Make each line of a section's text a paragraph, and say so in the history."""

    def record(table: str, subject: str, row: Mapping[str, object]) -> None:
        after = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        connection.execute(_ADD_CHANGE, (operation_id, table, subject, after))

    for section_id, plan_id, position, title, text in sections:
        section = {"id": section_id, "plan_id": plan_id, "position": position, "title": title, "label": None}
        record("section", section_id, section)
        lines = [line for line in text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            block = {
                "id": sha256(f"{section_id} {number}".encode()).hexdigest()[:32],
                "section_id": section_id,
                "position": number,
                "kind": "paragraph",
                "level": 0,
                "label": None,
                "text": line,
            }
            columns, places = ", ".join(block), ", ".join("?" * len(block))
            connection.execute(
                f"INSERT INTO block ({columns}) VALUES ({places})",  # noqa: S608 - our own names
                tuple(block.values()),
            )
            record("block", section_id, block)


STATEMENTS: tuple[str | Callable[[sqlite3.Connection], object], ...] = (
    "CREATE TEMP TABLE carried AS SELECT * FROM operation",
    "DROP TABLE operation",
    """
    CREATE TABLE operation (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        os_user TEXT NOT NULL,
        host TEXT NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        uid TEXT NOT NULL,
        parent_uid TEXT NOT NULL,
        replays_id INTEGER,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(name) <= 300 AND length(os_user) <= 300 AND length(host) <= 300),
        CHECK (at IS NULL OR (datetime(at) IS NOT NULL AND at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND at >= '0001')),
        CHECK (state IN ('done', 'undone', 'abandoned')),
        CHECK (kind IN ('edit', 'undo', 'redo', 'boundary', 'upgrade')),
        CHECK (length(uid) = 32 AND uid NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
        UNIQUE (uid),
        FOREIGN KEY(replays_id) REFERENCES operation (id)
    )
     STRICT
    """,
    chain_operations,
    "DROP TABLE temp.carried",
    *new_tables_of_2.STATEMENTS,
    *changed_tables_of_2.STATEMENTS,
    upgrade,
    "DROP TABLE temp.carried_section",
)
