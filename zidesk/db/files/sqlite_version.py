"""Which SQLite keeps the file, for bug reports."""

import sqlite3


def sqlite_version() -> str:
    """Return the version of the SQLite library, such as ``3.46.1``."""
    return sqlite3.sqlite_version
