"""SQLAlchemy over an open file, for the statements of operations; imported with the first write only.

Importing it takes longer than opening a file and reading a plan.
"""

import sqlite3

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool


def statements_over(raw: sqlite3.Connection) -> Connection:
    """Return SQLAlchemy's connection over ``raw``; transactions are begun and ended on ``raw`` alone.

    Not to be called within a transaction: SQLAlchemy's first look at a database ends it.
    """
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, pool_reset_on_return=None)
    connection = engine.connect()
    # Begun in its books only, and for good: else a first statement that fails would roll ``raw`` back.
    connection.begin()
    return connection


def give_up(connection: Connection) -> None:
    """Close what ``statements_over`` has made, and the connection underneath."""
    connection.close()
    connection.engine.dispose()
