"""The history as witness: what every row must say, and whether the history itself is as it was sealed.

The newest operation in force that changed a row says what the row holds; what is undone says nothing. It is
read in slices, so that an edit never waits long for it.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from zidesk.db.history.chain import CHANGES, NOTHING, digest_of, states_of
from zidesk.db.history.outcome import OperationKind, OperationState
from zidesk.db.reading.layout import TRACKED

SLICE = 2000
"""Changes read at once."""

Key = tuple[Any, ...]
"""A table's name and the values of its primary key."""

_OPERATIONS = """
SELECT id, state, digest, replays_id, uid, parent_uid, kind,
    coalesce((SELECT uid FROM operation AS replayed WHERE replayed.id = operation.replays_id), ''),
    name, at, os_user, host
FROM operation WHERE id > ? ORDER BY id
"""
_NEWEST = "SELECT coalesce(max(id), 0) FROM operation"
_UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, RecursionError)
"""What reading the rows of a damaged history may end in."""


class UndoneMeanwhileError(Exception):
    """Something was undone or redone while the history was read: it has to be read anew."""


@dataclass(frozen=True, slots=True)
class RowMismatch:
    """A row that is not what the history says: ``is_there``, and whether it ``should_be``."""

    table: str
    key: tuple[Any, ...]
    is_there: bool
    should_be: bool


@dataclass(slots=True)
class Witness:
    """What has been read of the history; begin with ``Witness.of``."""

    columns: dict[str, "_Columns"]
    newest: int
    broken: list[tuple[int, str]] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    _expected: dict[Key, bytes] = field(default_factory=dict)
    _log: list[tuple[int, str, int | None]] = field(default_factory=list)
    _states: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _last: tuple[int, str, str] = (0, "", NOTHING)

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "Witness":
        """Return a witness of the history as it is now, of which nothing is read yet."""
        columns = {name: _Columns.of(connection, name) for name in TRACKED}
        return cls(columns, connection.execute(_NEWEST).fetchone()[0])

    def read_on(self, connection: sqlite3.Connection) -> bool:
        """Read a slice of the history and return whether there is more.

        Raises UndoneMeanwhileError.
        """
        read = 0
        for operation in connection.execute(_OPERATIONS, (self._last[0],)):
            changes = connection.execute(CHANGES, (operation[0],)).fetchall()
            self._read_operation(operation, changes)
            read += len(changes) + 1
            if read >= SLICE:
                return True
        return False

    def wrong_states(self) -> Iterator[tuple[int, str]]:
        """Yield number and name of the operations that do not stand as undos and redos have left them."""
        derived = states_of(self._log)
        for number, state in self._states.items():
            if derived[number] != state:
                yield number, self._names[number]

    def mismatches(self, connection: sqlite3.Connection) -> Iterator[RowMismatch]:
        """Yield the rows that are not as the history says; only once all of it is read."""
        missing = dict(self._expected)
        for name, columns in self.columns.items():
            for row in connection.execute(columns.query):
                key = (name, *columns.key_of(row))
                said = missing.pop(key, None)
                if said != _mark(row):
                    yield RowMismatch(name, key[1:], is_there=True, should_be=said is not None)
        for gone in missing:
            yield RowMismatch(gone[0], gone[1:], is_there=False, should_be=True)

    def _read_operation(self, operation: Sequence[Any], changes: Sequence[Sequence[Any]]) -> None:
        number, state, digest, replays_id, *facts = operation
        _, parent, before = self._last
        uid, parent_uid, kind, _, name, *_ = facts
        if number > self.newest and kind in (OperationKind.UNDO, OperationKind.REDO):
            raise UndoneMeanwhileError
        try:
            whole = digest == digest_of(before, facts, changes) and parent_uid == parent
        except _UNREADABLE:
            whole = False
        for table, _, old, new in changes:
            try:
                self._read_change(table, old, new, in_force=state == OperationState.DONE)
            except _UNREADABLE:
                whole = False
        if not whole:
            self.broken.append((number, str(name)))
        self._log.append((number, kind, replays_id))
        self._states[number], self._names[number] = state, str(name)
        # What follows is judged by what stands here: one broken operation is told once.
        self._last = (number, uid, digest)

    def _read_change(self, table: str, old: str | None, new: str | None, *, in_force: bool) -> None:
        before = None if old is None else json.loads(old, strict=False)
        after = None if new is None else json.loads(new, strict=False)
        self.mentioned.update(row["sha256"] for row in (before, after) if row and row.get("sha256"))
        if not in_force:
            return
        columns = self.columns[table]
        if before is not None:
            self._expected.pop((table, *(before[name] for name in columns.keys)), None)
        if after is not None:
            row = columns.row_of(after)
            self._expected[table, *columns.key_of(row)] = _mark(row)


@dataclass(frozen=True, slots=True)
class _Columns:
    """A table's columns with their defaults, which rows of before a column came stand for."""

    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    keys: tuple[str, ...]
    places: tuple[int, ...]
    query: str

    @classmethod
    def of(cls, connection: sqlite3.Connection, table: str) -> "_Columns":
        found = connection.execute(f"PRAGMA table_info({table})").fetchall()
        names = tuple(row[1] for row in found)
        defaults = tuple(_literal(row[4]) for row in found)
        places = tuple(place for place, row in enumerate(found) if row[5])
        listed = ", ".join(f'"{name}"' for name in names)
        query = f'SELECT {listed} FROM "{table}"'  # noqa: S608 - our own names
        return cls(names, defaults, tuple(names[place] for place in places), places, query)

    def row_of(self, said: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(said.get(name, default) for name, default in zip(self.names, self.defaults, strict=True))

    def key_of(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(row[place] for place in self.places)


def _literal(default: str | None) -> str | int | None:
    if default is None or default.startswith("'"):
        return default and default[1:-1]
    return int(default)


def _mark(row: tuple[Any, ...]) -> bytes:
    """Return what tells a row from every other one, shorter than it."""
    return blake2b(repr(row).encode("utf-8", "surrogateescape"), digest_size=16).digest()
