"""The integrity check: database, schema, references, order, history, and every evidence file's bytes."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zidesk.db.evidence_store import read_chunk
from zidesk.db.migrations import expected_schema, read_schema
from zidesk.db.reading.layout import CHUNK_SIZE, TRACKED, parent_column
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import Ticker

if TYPE_CHECKING:
    from zidesk.db.store import Store

_MAX_FINDINGS = 100

_GAPS = """
SELECT {parent} FROM {table} GROUP BY {parent}
HAVING min(position) <> 0 OR max(position) <> count(*) - 1 OR count(DISTINCT position) <> count(*)
LIMIT ?
"""
_BROKEN_OPERATIONS = """
SELECT DISTINCT operation_id FROM change
WHERE NOT json_valid(coalesce("before", '{}')) OR NOT json_valid(coalesce("after", '{}'))
    OR table_name NOT IN (SELECT value FROM json_each(?))
    OR ("before" IS NULL AND "after" IS NULL)
LIMIT ?
"""
_ORPHANS = """
SELECT sha256 FROM content
WHERE sha256 NOT IN (SELECT sha256 FROM evidence)
    AND sha256 NOT IN (
        SELECT coalesce(json_extract(coalesce("after", "before"), '$.sha256'), '')
        FROM change WHERE table_name = 'evidence'
    )
LIMIT ?
"""
_CONTENTS = "SELECT id, sha256, size FROM content ORDER BY id"
_CHUNK_COUNTS = "SELECT content_id, count(*) FROM content_chunk GROUP BY content_id"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which check found it, and an Indonesian sentence."""

    check: str
    message: str


def check_store(store: "Store", ticker: Ticker) -> tuple[Finding, ...]:
    """Run every check; ticks bytes of evidence."""
    with store.reading() as connection:
        findings = [
            *_check_database(connection),
            *_check_schema(connection),
            *_check_references(connection),
            *_check_positions(connection),
            *_check_history(connection),
            *_check_orphans(connection),
        ]
    findings += _check_evidence(store, ticker)
    return tuple(findings)


def _check_database(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (verdict,) in connection.execute(f"PRAGMA integrity_check({_MAX_FINDINGS})"):
        if verdict != "ok":
            yield Finding("database", f"Basis data rusak ({verdict}); pulihkanlah dari cadangan.")


def _check_schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    differing = {name for _, name, _, _ in read_schema(connection) ^ expected_schema()}
    for name in sorted(differing):
        yield Finding("schema", f"Susunan “{name}” bukan buatan zidesk; pulihkanlah dari cadangan.")


def _check_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    for name, _, parent, _ in rows[:_MAX_FINDINGS]:
        yield Finding(
            "references",
            f"Baris pada tabel {name} menunjuk ke {parent} yang tidak ada; pulihkanlah dari cadangan.",
        )


def _check_positions(connection: sqlite3.Connection) -> Iterator[Finding]:
    siblings = {kind.value: parent_column(kind) for kind in NodeKind} | {"remark": "action_id"}
    for name, parent in siblings.items():
        query = _GAPS.format(table=name, parent=parent)
        for (parent_id,) in connection.execute(query, (_MAX_FINDINGS,)):
            yield Finding(
                "positions",
                f"Urutan {name} di bawah {parent_id} tidak rapat; pulihkanlah dari cadangan.",
            )


def _check_history(connection: sqlite3.Connection) -> Iterator[Finding]:
    if connection.execute("SELECT operation_id, replaying FROM recording").fetchall() != [(None, 0)]:
        yield Finding("history", "Catatan riwayat tidak tertutup rapi; pulihkanlah dari cadangan.")
    tracked = json.dumps(list(TRACKED))
    for (operation_id,) in connection.execute(_BROKEN_OPERATIONS, (tracked, _MAX_FINDINGS)):
        yield Finding("history", f"Riwayat nomor {operation_id} tidak terbaca; pulihkanlah dari cadangan.")


def _check_orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Report content that nothing mentions: no evidence, and no evidence in the history."""
    for (sha256,) in connection.execute(_ORPHANS, (_MAX_FINDINGS,)):
        yield Finding(
            "orphans", f"Isi berkas {sha256[:12]}… tidak dimiliki bukti mana pun; simpanlah salinan baru."
        )


def _check_evidence(store: "Store", ticker: Ticker) -> Iterator[Finding]:
    with store.reading() as connection:
        contents = connection.execute(_CONTENTS).fetchall()
        names: dict[str, str] = dict(connection.execute("SELECT sha256, name FROM evidence").fetchall())
        counts: dict[int, int] = dict(connection.execute(_CHUNK_COUNTS).fetchall())
    total, done = sum(size for _, _, size in contents), 0
    for content_id, sha256, size in contents:
        digest, found = hashlib.sha256(), 0
        expected = -(-size // CHUNK_SIZE)
        for number in range(expected):
            ticker(done, total)
            data = read_chunk(store, content_id, number)
            digest.update(data)
            found += len(data)
            done += len(data)
        if found != size or digest.hexdigest() != sha256 or counts.get(content_id, 0) != expected:
            name = names.get(sha256, sha256[:12] + "…")
            yield Finding("evidence", f"Isi bukti “{name}” rusak; lampirkanlah kembali dari berkas aslinya.")
    ticker(total, total)
