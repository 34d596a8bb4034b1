"""Journals beside a file as somebody else could plant them, made by SQLite itself where it can."""

import sqlite3
import subprocess
import sys
from pathlib import Path

HOT = bytes.fromhex("d9d505f920a163d7")

_HALF_WRITTEN = """
import os, sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA cache_size = 2")
raw.execute("BEGIN IMMEDIATE")
raw.execute("UPDATE recording SET replaying = 1")
raw.execute("INSERT INTO content (sha256, size) VALUES (printf('%064d', 1), 1)")
insert = "INSERT INTO content_chunk VALUES ((SELECT max(id) FROM content), ?, randomblob(99999))"
for number in range(60):
    raw.execute(insert, (number,))
os._exit(9)
"""


def journal_of(path: Path) -> Path:
    """Where the rollback journal of ``path`` lies."""
    return path.with_name(f"{path.name}-journal")


def leave_hot_journal(path: Path) -> None:
    """Let another process die amid a write into ``path``, so that its journal must be rolled back."""
    subprocess.run([sys.executable, "-c", _HALF_WRITTEN, str(path)], check=False)
    assert journal_of(path).read_bytes().startswith(HOT)


def name_super_journal(journal: Path, victim: Path) -> None:
    """Write the name of a super-journal at the end of ``journal``, as SQLite does."""
    name = str(victim).encode()
    # SQLite adds up the bytes as signed characters of the platform; these are ASCII.
    total = sum(name)
    lock_page = (1 << 30) // 512 + 1
    content = journal.read_bytes() if journal.exists() else b""
    journal.write_bytes(
        content
        + lock_page.to_bytes(4, "big")
        + name
        + len(name).to_bytes(4, "big")
        + total.to_bytes(4, "big")
        + HOT
    )


def open_with_sqlite(path: Path) -> None:
    """Read ``path`` as any other program would: SQLite rolls back, and follows what the journal names."""
    raw = sqlite3.connect(path)
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    raw.close()
