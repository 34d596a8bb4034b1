"""The history: beginning and finishing an operation, and replaying its rows for undo and redo."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from zidesk.db.engine import driver
from zidesk.db.outcome import ChangeKind, OperationEntry, Outcome, RowChange
from zidesk.db.person import host_name, os_user
from zidesk.db.rows import in_ids
from zidesk.db.tables import TRACKED, OperationState, table
from zidesk.db.tables.base import NAME_LIMIT

Row = Mapping[str, str | int | None]

_KINDS = {
    "unit": ChangeKind.UNIT,
    "plan": ChangeKind.PLAN,
    "clause": ChangeKind.PLAN,
    "section": ChangeKind.PLAN,
    "area": ChangeKind.AREA,
    "component": ChangeKind.COMPONENT,
    "indicator": ChangeKind.INDICATOR,
    "action": ChangeKind.ACTION,
    "action_month": ChangeKind.MONTH,
    "evidence": ChangeKind.EVIDENCE,
    "evidence_link": ChangeKind.LINK,
    "remark": ChangeKind.REMARK,
}
_PARENTS = {"action": "indicator", "indicator": "component", "component": "area", "area": "plan"}

_operation = table("operation")
_change = table("change")
_recording = table("recording")


def last_change(connection: Connection) -> int:
    """Return the number of the newest change row, 0 if there is none."""
    newest: int | None = connection.execute(select(func.max(_change.c.id))).scalar_one()
    return newest or 0


def begin_recording(connection: Connection, name: str) -> int:
    """Start an operation called ``name`` in the present transaction and return its id."""
    values = {
        "name": name[:NAME_LIMIT],
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "os_user": os_user(),
        "host": host_name(),
        "state": OperationState.DONE,
    }
    done = _newest_done(connection) or 0
    # What was undone before can no longer be redone once something new is done.
    connection.execute(
        update(_operation)
        .where(_operation.c.id > done, _operation.c.state == OperationState.UNDONE)
        .values(state=OperationState.ABANDONED)
    )
    operation_id: int = connection.execute(
        insert(_operation).values(values).returning(_operation.c.id)
    ).scalar_one()
    connection.execute(update(_recording).values(operation_id=operation_id, replaying=0))
    return operation_id


def finish_recording(connection: Connection, operation_id: int, name: str) -> None:
    """End the operation before its commit; ``name`` is what it is finally called."""
    connection.execute(
        update(_operation)
        .where(_operation.c.id == operation_id, _operation.c.name != name[:NAME_LIMIT])
        .values(name=name[:NAME_LIMIT])
    )
    connection.execute(update(_recording).values(operation_id=None, replaying=0))


def undo_entry(connection: Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that undo would undo."""
    return _as_entry(
        connection.execute(
            select(_operation.c.id, _operation.c.name)
            .where(_operation.c.state == OperationState.DONE)
            .order_by(_operation.c.id.desc())
            .limit(1)
        ).one_or_none()
    )


def redo_entry(connection: Connection) -> tuple[int, str] | None:
    """Return id and name of the operation that redo would redo."""
    return _as_entry(
        connection.execute(
            select(_operation.c.id, _operation.c.name)
            .where(
                _operation.c.id > (_newest_done(connection) or 0),
                _operation.c.state == OperationState.UNDONE,
            )
            .order_by(_operation.c.id)
            .limit(1)
        ).one_or_none()
    )


def replay(connection: Connection, operation_id: int, *, backwards: bool) -> None:
    """Undo (``backwards``) or redo an operation's rows within the present transaction."""
    raw = driver(connection)
    # Rows come and go one by one, children sometimes before parents: references are checked at commit.
    raw.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute(update(_recording).values(operation_id=operation_id, replaying=1))
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
    connection.execute(update(_operation).where(_operation.c.id == operation_id).values(state=state))
    connection.execute(update(_recording).values(operation_id=None, replaying=0))


def outcome_since(
    connection: Connection, name: str, operation_id: int, since: int, created: tuple[str, ...] = ()
) -> Outcome:
    """Return what the operation's change rows after number ``since`` say that it changed."""
    rows = connection.execute(
        select(_change.c.table_name, _change.c.subject_id)
        .where(_change.c.id > since, _change.c.operation_id == operation_id)
        .distinct()
    ).all()
    return _outcome(connection, name, operation_id, [(row[0], row[1]) for row in rows], created)


def outcome_of(connection: Connection, name: str, operation_id: int) -> Outcome:
    """Return what undoing or redoing the whole operation changed."""
    rows = connection.execute(
        select(_change.c.table_name, _change.c.subject_id)
        .where(_change.c.operation_id == operation_id)
        .distinct()
    ).all()
    return _outcome(connection, name, operation_id, [(row[0], row[1]) for row in rows], ())


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


def _newest_done(connection: Connection) -> int | None:
    entry = undo_entry(connection)
    return entry[0] if entry else None


def _as_entry(row: Any) -> tuple[int, str] | None:
    return None if row is None else (row[0], row[1])


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


def _outcome(
    connection: Connection,
    name: str,
    operation_id: int,
    subjects: list[tuple[str, str]],
    created: tuple[str, ...],
) -> Outcome:
    if not subjects:
        return Outcome(name)
    changed: dict[ChangeKind, set[str]] = {}
    for table_name, subject in subjects:
        if table_name in _KINDS:
            changed.setdefault(_KINDS[table_name], set()).add(subject)
    return Outcome(
        name,
        operation_id,
        {kind: frozenset(ids) for kind, ids in changed.items()},
        _plans_of(connection, operation_id, changed),
        created,
    )


def _plans_of(
    connection: Connection, operation_id: int, changed: Mapping[ChangeKind, set[str]]
) -> frozenset[str]:
    """Walk from the changed rows up to their plans, through the history where a row is gone."""
    wanted = {
        "action": set().union(
            *(
                changed.get(kind, set())
                for kind in (ChangeKind.ACTION, ChangeKind.MONTH, ChangeKind.LINK, ChangeKind.REMARK)
            )
        ),
        "indicator": set(changed.get(ChangeKind.INDICATOR, ())),
        "component": set(changed.get(ChangeKind.COMPONENT, ())),
        "area": set(changed.get(ChangeKind.AREA, ())),
        "plan": set(changed.get(ChangeKind.PLAN, ())),
    }
    for name, parent in _PARENTS.items():
        if not wanted[name]:
            continue
        parent_column = table(name).c[f"{parent}_id"]
        found = connection.execute(
            select(table(name).c.id, parent_column).where(in_ids(table(name).c.id, wanted[name]))
        ).all()
        wanted[parent].update(row[1] for row in found)
        moved = changed.get(_KINDS[name])
        if moved or len(found) < len(wanted[name]):
            wanted[parent].update(_recorded_parents(connection, operation_id, name, f"{parent}_id"))
    return frozenset(wanted["plan"])


def _recorded_parents(connection: Connection, operation_id: int, name: str, column: str) -> set[str]:
    found = set()
    for version in (_change.c.before, _change.c.after):
        found |= set(
            connection.execute(
                select(func.json_extract(version, f"$.{column}"))
                .where(
                    _change.c.operation_id == operation_id,
                    _change.c.table_name == name,
                    version.is_not(None),
                )
                .distinct()
            ).scalars()
        )
    return found
