"""The integrity check: database, schema, references, order, history, and every evidence file's bytes."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zidesk.db.errors import DamagedFileError, is_of_the_disk
from zidesk.db.evidence_store import read_chunk
from zidesk.db.files.opening import CHECKED_TABLES
from zidesk.db.files.row_names import readable, row_name
from zidesk.db.history.witness import UndoneMeanwhileError, Witness
from zidesk.db.lending import Lender
from zidesk.db.migrations import expected_schema, read_schema
from zidesk.db.reading.layout import CHUNK_SIZE, parent_column
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import Ticker, silent

_MAX_FINDINGS = 100
_ATTEMPTS = 3
_MISMATCHES = {
    (True, True): "Isi {name} tidak seperti saat terakhir dicatat; bandingkanlah dengan cadangan.",
    (True, False): "Baris {name} tidak ada dalam riwayat; bandingkanlah dengan cadangan.",
    (False, True): "Baris {name} hilang; pulihkanlah dari cadangan.",
}
"""What is wrong with a row, by whether it is there and whether it should be."""

_GAPS = """
SELECT {parent} FROM {table} GROUP BY {parent}
HAVING min(position) <> 0 OR max(position) <> count(*) - 1 OR count(DISTINCT position) <> count(*)
LIMIT ?
"""
_UNMENTIONED = """
SELECT sha256 FROM content
WHERE sha256 NOT IN (SELECT sha256 FROM evidence WHERE sha256 IS NOT NULL)
    AND sha256 NOT IN (SELECT sha256 FROM document)
"""
_SIBLINGS = {kind.value: parent_column(kind) for kind in NodeKind} | {
    "team_member": "unit_id",
    "clause": "plan_id, part",
    "section": "plan_id",
    "block": "section_id",
    "requirement": "action_id",
    "remark": "action_id",
    "participant": "meeting_id",
    "decision": "meeting_id",
}
"""The tables whose rows have an order, and among which rows that is."""
_CONTENTS = "SELECT id, sha256, size FROM content ORDER BY id"
_CHUNKS = "SELECT content_id, count(*), sum(length(data)) FROM content_chunk GROUP BY content_id"
_NAMES = """
SELECT sha256, name FROM document UNION ALL SELECT sha256, name FROM evidence WHERE sha256 IS NOT NULL
"""
_UNREADABLE = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What reading rows may end in that nobody wrote as they are."""
_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which check found it, and an Indonesian sentence."""

    check: str
    message: str


def check_store(store: Lender, ticker: Ticker) -> tuple[Finding, ...]:
    """Run every check; ticks bytes of evidence. Whatever cannot be read is a finding too."""
    with store.reading() as connection, _any_text(connection):
        findings = [
            *_told(_check_database(connection)),
            *_told(_check_schema(connection)),
            *_told(_check_references(connection)),
            *_told(_check_positions(connection)),
        ]
    findings += check_record(store, ticker)
    findings += _check_evidence(store, ticker)
    return tuple(findings)


def is_damaged(store: Lender) -> bool:
    """Whether anything but the evidence's bytes is not as it was written; for what looks like a bug."""
    with store.reading() as connection, _any_text(connection):
        findings = [*_told(_check_tables(connection)), *_told(_check_schema(connection))]
    return bool(findings or look_over(store, silent))


def look_over(store: Lender, ticker: Ticker) -> tuple[Finding, ...]:
    """Check what opening did not, but for the evidence's bytes: whether all of it is of one moment.

    A copy that was made in the middle of a write is whole page by page, and opens.
    """
    with store.reading() as connection, _any_text(connection):
        findings = (*_told(_check_references(connection)), *_told(_check_positions(connection)))
    return (*findings, *check_record(store, ticker))


def not_whole(path: Path, findings: Collection[Finding]) -> str:
    """Return one sentence for the user about what ``look_over`` found."""
    return (
        f"Berkas “{path.name}” tidak utuh ({len(findings)} masalah), mungkin karena disalin selagi ditulis; "
        "bandingkanlah dengan cadangan sebelum bekerja terus."
    )


def check_record(store: Lender, ticker: Ticker) -> tuple[Finding, ...]:
    """Check the history's seals, and each row against what the history says of it.

    Between its slices the file is free for others; ticks nothing, but can be cancelled there.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _check_record(store, ticker)
        except UndoneMeanwhileError:
            continue
    with store.reading():
        return _check_record(store, ticker)


def _check_record(store: Lender, ticker: Ticker) -> tuple[Finding, ...]:
    with store.reading() as connection:
        witness = Witness.of(connection)
    more = True
    while more:
        ticker(0, 0)
        with store.reading() as connection, _any_text(connection):
            try:
                more = witness.read_on(connection)
                if not more:
                    return tuple(_told(_check_witness(connection, witness)))
            except _UNREADABLE as error:
                return tuple(_unreadable(error))
    return ()


@contextmanager
def _any_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Let text be read that is not UTF-8: it is to be told, not to stop the check."""
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def _told(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings, and one more where what is to be checked cannot be read."""
    try:
        yield from findings
    except _UNREADABLE as error:
        yield from _unreadable(error)


def _unreadable(error: Exception) -> Iterator[Finding]:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
        raise error
    yield Finding("database", "Sebagian basis data tidak terbaca; pulihkanlah dari cadangan.")


def _check_database(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from _judged(connection.execute(f"PRAGMA integrity_check({_MAX_FINDINGS})"))


def _check_tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name in sorted(CHECKED_TABLES):
        yield from _judged(connection.execute(f"PRAGMA quick_check('{name}')"))


def _judged(verdicts: Iterable[tuple[str]]) -> Iterator[Finding]:
    for (verdict,) in verdicts:
        if is_of_the_disk(verdict):
            error = sqlite3.OperationalError(verdict)
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
            raise error
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
    for name, parent in _SIBLINGS.items():
        query = _GAPS.format(table=name, parent=parent)
        for parent_id, *_ in connection.execute(query, (_MAX_FINDINGS,)):
            yield Finding(
                "positions",
                f"Urutan {name} di bawah {readable(str(parent_id))} tidak rapat; pulihkanlah dari cadangan.",
            )


def _check_witness(connection: sqlite3.Connection, witness: Witness) -> Iterator[Finding]:
    if connection.execute("SELECT operation_id, replaying FROM recording").fetchall() != [(None, 0)]:
        yield Finding("history", "Catatan riwayat tidak tertutup rapi; pulihkanlah dari cadangan.")
    wrong = dict(witness.broken) | dict(witness.wrong_states())
    for number, name in islice(wrong.items(), _MAX_FINDINGS):
        called = readable(name)[:60]
        yield Finding(
            "history",
            f"Riwayat nomor {number} “{called}” tidak seperti saat dicatat; pulihkanlah dari cadangan.",
        )
    for row in islice(witness.mismatches(connection), _MAX_FINDINGS):
        name = row_name(connection, row.table, row.key)
        yield Finding("record", _MISMATCHES[row.is_there, row.should_be].format(name=name))
    for (sha256,) in connection.execute(_UNMENTIONED):
        if sha256 not in witness.mentioned:
            yield Finding(
                "orphans",
                f"Isi berkas {readable(sha256)[:12]}… tidak dimiliki bukti mana pun; simpanlah salinan baru.",
            )


def _check_evidence(store: Lender, ticker: Ticker) -> Iterator[Finding]:
    with store.reading() as connection, _any_text(connection):
        try:
            contents = connection.execute(_CONTENTS).fetchall()
            names: dict[str, str] = dict(connection.execute(_NAMES).fetchall())
            found = {id_: (count, size) for id_, count, size in connection.execute(_CHUNKS)}
        except _UNREADABLE as error:
            yield from _unreadable(error)
            return
    # What is there is read, not what a content claims to be.
    total, done = sum(size for _, size in found.values()), 0
    for content_id, sha256, size in contents:
        count, present = found.get(content_id, (0, 0))
        whole = present == size and count == -(-size // CHUNK_SIZE)
        digest = hashlib.sha256()
        for number in range(count if whole else 0):
            ticker(done, total)
            try:
                data = read_chunk(store, content_id, number)
            except DamagedFileError:
                data = b""
            digest.update(data)
            done += len(data)
        if not whole or digest.hexdigest() != sha256:
            name = readable(names.get(sha256, sha256[:12] + "…"))
            yield Finding("evidence", f"Isi bukti “{name}” rusak; lampirkanlah kembali dari berkas aslinya.")
    ticker(total, total)
