"""Hand-written steps from one format to the next, counted by ``user_version``; all in one transaction.

The history witnesses every row: a step that changes what rows of tracked tables hold records that, as step 2
does; a column that it adds has a default, which is what rows of older operations are taken to hold.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

from zidesk.db.files.engine import APPLICATION_ID, transaction
from zidesk.db.history.triggers import install_triggers, remove_triggers
from zidesk.db.migrations import step_1, step_2

Step = tuple[str | Callable[[sqlite3.Connection], object], ...]
STEPS: tuple[Step, ...] = (step_1.STATEMENTS, step_2.STATEMENTS)
"""The statements of each step, and what they cannot say; step n leads from ``user_version`` n - 1 to n."""
FORMAT_VERSION = len(STEPS)

FINGERPRINT = "e68a202d626794b20609f5be812e39ea61965e5a8aa5442a9c77089d85c218ad"
"""``fingerprint`` of the schema that a file of the present version must have: no opening has to build it."""

Schema = frozenset[tuple[str, str, str, str]]
"""What a schema consists of: (type, name, table, SQL with single spaces)."""

# As bytes: what somebody planted there need be neither text nor UTF-8.
_SCHEMA = """
SELECT CAST(coalesce(type, '') AS BLOB), CAST(coalesce(name, '') AS BLOB),
    CAST(coalesce(tbl_name, '') AS BLOB), CAST(coalesce(sql, '') AS BLOB)
FROM sqlite_master
"""


def user_version(connection: sqlite3.Connection) -> int:
    """Return the format version of an open file, 0 for an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def no_action(_connection: sqlite3.Connection) -> None:
    """Stand for a backup or an acceptance that is not needed: the file is new, or a private copy."""


def migrate(
    connection: sqlite3.Connection,
    back_up: Callable[[sqlite3.Connection], object] = no_action,
    accept: Callable[[sqlite3.Connection], object] = no_action,
    *,
    to: int | None = None,
) -> None:
    """Bring the file from its version to ``to`` (the present one) in one transaction.

    ``back_up`` is called before, unless the file is empty; ``accept`` at the end, within the transaction.
    If it raises, or anything fails, the file is as it was.
    """
    target = FORMAT_VERSION if to is None else to
    version = user_version(connection)
    if version == target:
        return
    if version:
        back_up(connection)
    # Tables are made anew under their names: what refers to them must not be told. It is checked below.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        _migrate(connection, version, target, accept)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _migrate(
    connection: sqlite3.Connection, version: int, target: int, accept: Callable[[sqlite3.Connection], object]
) -> None:
    with transaction(connection):
        # What a stranger's trigger would do to the steps is not to be found out.
        remove_triggers(connection)
        for step in STEPS[version:target]:
            for statement in step:
                if isinstance(statement, str):
                    connection.execute(statement)
                else:
                    statement(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.IntegrityError("a row refers to one that does not exist")
        install_triggers(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {target}")
        accept(connection)


def read_schema(connection: sqlite3.Connection) -> Schema:
    """Return the whole schema of an open file, also what SQLite made itself: a name exempts nothing.

    Names that start ``sqlite_`` can be given to anything by writing into the schema's own table.
    """
    rows = connection.execute(_SCHEMA)
    return frozenset(
        (kind, name, table_name, " ".join(sql.split()))
        for kind, name, table_name, sql in (
            [str(value, "utf-8", "backslashreplace") for value in row] for row in rows
        )
    )


def has_planted_names(schema: Schema) -> bool:
    """Whether a name that SQLite keeps for itself was given to something that it did not make.

    Only the indexes of keys are its own in our files, and they have no SQL; this holds for every version.
    """
    return any(
        name.lower().startswith("sqlite_") and (kind != "index" or sql) for kind, name, _, sql in schema
    )


def fingerprint(schema: Schema) -> str:
    """Return what tells a schema from every other one, as text."""
    return hashlib.sha256(json.dumps(sorted(schema)).encode()).hexdigest()


@cache
def expected_schema() -> Schema:
    """Return the schema that a file of the present version must have."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return read_schema(connection)
