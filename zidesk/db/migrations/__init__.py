"""Hand-written steps from one format to the next, counted by ``user_version``; all in one transaction."""

from collections.abc import Callable
from functools import cache

from sqlalchemy import Connection, create_engine

from zidesk.db.engine import APPLICATION_ID
from zidesk.db.migrations import step_1
from zidesk.db.triggers import install_triggers

STEPS: tuple[tuple[str, ...], ...] = (step_1.STATEMENTS,)
"""The statements of each step; step n leads from ``user_version`` n - 1 to n."""
FORMAT_VERSION = len(STEPS)

Schema = frozenset[tuple[str, str, str, str]]
"""What a schema consists of: (type, name, table, SQL with single spaces)."""


def user_version(connection: Connection) -> int:
    """Return the format version of an open file, 0 for an empty one."""
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return version


def migrate(
    connection: Connection, back_up: Callable[[Connection], object], *, to: int = FORMAT_VERSION
) -> bool:
    """Bring the file from its version to ``to`` in one transaction; ``back_up`` is called before.

    Returns whether there was anything to do. An empty file gets the schema without a backup. A failure
    leaves the file as it was.
    """
    with connection.begin():
        version = user_version(connection)
    if version == to:
        return False
    if version:
        back_up(connection)
    with connection.begin():
        for step in STEPS[version:to]:
            for statement in step:
                connection.exec_driver_sql(statement)
        if to == FORMAT_VERSION:
            install_triggers(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {to}")
    return True


def read_schema(connection: Connection) -> Schema:
    """Return the schema of an open file, without what SQLite itself keeps (names that start ``sqlite_``)."""
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return frozenset(
        (kind, name, table_name, " ".join(sql.split()))
        for kind, name, table_name, sql in rows
        if not name.startswith("sqlite_")
    )


@cache
def expected_schema() -> Schema:
    """Return the schema that a file of the present version must have."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            migrate(connection, lambda _: None)
            return read_schema(connection)
    finally:
        engine.dispose()
