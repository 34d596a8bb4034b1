"""What seals the history: each operation's digest covers itself, the rows it changed, and the digest before.

Frozen: files are sealed so. SQLite has no hash of its own, so it is computed here, before the commit.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zidesk.db.history.outcome import OperationKind, OperationState

NOTHING = "0" * 64
"""The digest before the first operation, and that of one being written."""

_SEALED = """
SELECT uid, parent_uid, kind,
    coalesce((SELECT uid FROM operation AS replayed WHERE replayed.id = operation.replays_id), ''),
    name, at, os_user, host
FROM operation WHERE id = ?
"""
_DIGEST_BEFORE = "SELECT digest FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1"
CHANGES = """
SELECT table_name, subject_id, "before", "after" FROM change WHERE operation_id = ? ORDER BY id
"""
"""The rows that an operation changed, in the order in which they are sealed."""


def seal(connection: sqlite3.Connection, operation_id: int) -> None:
    """Write the digest of the newest operation, when all else about it is written."""
    before = connection.execute(_DIGEST_BEFORE, (operation_id,)).fetchone()
    facts = connection.execute(_SEALED, (operation_id,)).fetchone()
    changes = connection.execute(CHANGES, (operation_id,))
    digest = digest_of(before[0] if before else NOTHING, facts, changes)
    connection.execute("UPDATE operation SET digest = ? WHERE id = ?", (digest, operation_id))


def digest_of(before: str, facts: Sequence[Any], changes: Iterable[Sequence[Any]]) -> str:
    """Return an operation's digest; ``facts`` are those of ``seal``'s query."""
    return _hashed([before, *facts], changes).hexdigest()


def uid_of_old(parent_uid: str, facts: Sequence[Any], changes: Iterable[Sequence[Any]]) -> str:
    """Return the id of an operation of format 1, the same in every copy of the file.

    ``facts`` are name, time, user and computer. Whether it was undone since is no part of it.
    """
    return _hashed([parent_uid, *facts], changes).hexdigest()[:32]


def uid_of_upgrade(parent_uid: str, kind: OperationKind, replays_uid: str) -> str:
    """Return the id of an operation that an upgrade adds: equal copies stay equal."""
    return _hashed([parent_uid, kind, replays_uid], ()).hexdigest()[:32]


def states_of(operations: Iterable[tuple[int, str, int | None]]) -> Mapping[int, str]:
    """Return where each operation stands, from (id, kind, id of what it replays) in order."""
    states: dict[int, str] = {}
    undone: set[int] = set()
    for operation_id, kind, replays_id in operations:
        states[operation_id] = OperationState.DONE
        if kind == OperationKind.UNDO and replays_id is not None:
            states[replays_id] = OperationState.UNDONE
            undone.add(replays_id)
        elif kind == OperationKind.REDO and replays_id is not None:
            states[replays_id] = OperationState.DONE
            undone.discard(replays_id)
        else:
            states.update(dict.fromkeys(undone, OperationState.ABANDONED))
            undone.clear()
    return states


def _hashed(facts: Sequence[Any], changes: Iterable[Sequence[Any]]) -> "hashlib._Hash":
    digest = hashlib.sha256(json.dumps(facts).encode())
    for change in changes:
        digest.update(b"\n" + json.dumps(change).encode())
    return digest
