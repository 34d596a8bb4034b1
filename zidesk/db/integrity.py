"""The integrity check: database, schema, references, order, history, and every evidence file's bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, String, cast, func, literal, select

from zidesk.db.evidence_store import read_chunk
from zidesk.db.migrations import expected_schema, read_schema
from zidesk.db.tables import CHUNK_SIZE, TRACKED, table
from zidesk.db.tree import NODE_TABLES, parent_column
from zidesk.domain.model import NodeKind
from zidesk.domain.ticker import Ticker

if TYPE_CHECKING:
    from zidesk.db.store import Store

_content, _chunk = table("content"), table("content_chunk")
_evidence, _change = table("evidence"), table("change")
_recording, _operation = table("recording"), table("operation")
_MAX_FINDINGS = 100


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


def _check_database(connection: Connection) -> Iterator[Finding]:
    verdicts = connection.exec_driver_sql(f"PRAGMA integrity_check({_MAX_FINDINGS})").scalars()
    for verdict in verdicts:
        if verdict != "ok":
            yield Finding("database", f"Basis data rusak ({verdict}); pulihkanlah dari cadangan.")


def _check_schema(connection: Connection) -> Iterator[Finding]:
    differing = {name for _, name, _, _ in read_schema(connection) ^ expected_schema()}
    for name in sorted(differing):
        yield Finding("schema", f"Susunan “{name}” bukan buatan zidesk; pulihkanlah dari cadangan.")


def _check_references(connection: Connection) -> Iterator[Finding]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for name, _, parent, _ in rows[:_MAX_FINDINGS]:
        yield Finding(
            "references",
            f"Baris pada tabel {name} menunjuk ke {parent} yang tidak ada; pulihkanlah dari cadangan.",
        )


def _check_positions(connection: Connection) -> Iterator[Finding]:
    siblings = {kind.value: parent_column(kind) for kind in NodeKind} | {"remark": "action_id"}
    for name, parent in siblings.items():
        rows = NODE_TABLES[NodeKind(name)] if name in NODE_TABLES else table(name)
        gaps = (
            select(rows.c[parent])
            .group_by(rows.c[parent])
            .having(
                (func.min(rows.c.position) != 0)
                | (func.max(rows.c.position) != func.count() - 1)
                | (func.count(rows.c.position.distinct()) != func.count())
            )
        )
        for parent_id in connection.execute(gaps.limit(_MAX_FINDINGS)).scalars():
            yield Finding(
                "positions",
                f"Urutan {name} di bawah {parent_id} tidak rapat; pulihkanlah dari cadangan.",
            )


def _check_history(connection: Connection) -> Iterator[Finding]:
    idle = connection.execute(select(_recording.c.operation_id, _recording.c.replaying)).all()
    if [tuple(row) for row in idle] != [(None, 0)]:
        yield Finding("history", "Catatan riwayat tidak tertutup rapi; pulihkanlah dari cadangan.")
    broken = select(_change.c.operation_id).where(
        (_change.c.before.is_not(None) & (func.json_valid(_change.c.before) == 0))
        | (_change.c.after.is_not(None) & (func.json_valid(_change.c.after) == 0))
        | _change.c.table_name.not_in(list(TRACKED))
        | (_change.c.before.is_(None) & _change.c.after.is_(None))
    )
    for operation_id in connection.execute(broken.distinct().limit(_MAX_FINDINGS)).scalars():
        yield Finding("history", f"Riwayat nomor {operation_id} tidak terbaca; pulihkanlah dari cadangan.")


def _check_orphans(connection: Connection) -> Iterator[Finding]:
    """Report content that nothing mentions: no evidence, and no evidence in the history."""
    remembered = select(
        func.json_extract(func.coalesce(_change.c.after, _change.c.before), "$.sha256")
    ).where(_change.c.table_name == literal("evidence"))
    orphans = select(_content.c.sha256).where(
        _content.c.sha256.not_in(select(_evidence.c.sha256)),
        _content.c.sha256.not_in(select(cast(func.coalesce(remembered.subquery().c[0], ""), String))),
    )
    for sha256 in connection.execute(orphans.limit(_MAX_FINDINGS)).scalars():
        yield Finding(
            "orphans", f"Isi berkas {sha256[:12]}… tidak dimiliki bukti mana pun; simpanlah salinan baru."
        )


def _check_evidence(store: "Store", ticker: Ticker) -> Iterator[Finding]:
    with store.reading() as connection:
        contents = connection.execute(
            select(_content.c.id, _content.c.sha256, _content.c.size).order_by(_content.c.id)
        ).all()
        names: dict[str, str] = {
            row[0]: row[1] for row in connection.execute(select(_evidence.c.sha256, _evidence.c.name))
        }
        counts: dict[int, int] = {
            row[0]: row[1]
            for row in connection.execute(
                select(_chunk.c.content_id, func.count()).group_by(_chunk.c.content_id)
            )
        }
    total, done = sum(row.size for row in contents), 0
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
