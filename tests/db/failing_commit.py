"""A commit that the disk fails, before or after the last byte of the change is in the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from zidesk.db import store as store_module
from zidesk.db.files.engine import transaction


def sync_error() -> sqlite3.OperationalError:
    """Return what SQLite says when the system cannot bring a file to the disk."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


def fail_commits(monkeypatch: pytest.MonkeyPatch, *, done: bool) -> None:
    """Let every write end in a failing disk, with the change in the file or without."""

    @contextmanager
    def failing(connection: sqlite3.Connection, *, writes: bool = True) -> Iterator[None]:
        if not writes:
            with transaction(connection, writes=False):
                yield
            return
        with transaction(connection):
            yield
            if not done:
                raise sync_error()
        raise sync_error()

    monkeypatch.setattr(store_module, "transaction", failing)
