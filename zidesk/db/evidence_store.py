"""Evidence bytes inside the file: streamed in and out in chunks, each content kept once under its SHA-256."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from zidesk.db.errors import DamagedFileError
from zidesk.db.lending import Lender
from zidesk.db.reading.layout import CHUNK_SIZE
from zidesk.domain.errors import KnownError, NotFoundError
from zidesk.domain.ticker import Ticker

_FIND_CONTENT = "SELECT id, size FROM content WHERE sha256 = ?"
_READ_CHUNK = "SELECT data FROM content_chunk WHERE content_id = ? AND number = ?"
_OF_SIZE = "SELECT sha256 FROM content WHERE size = ?"
_NEXT_ID = "SELECT coalesce(max(id), 0) + 1 FROM content"
_INSERT_CONTENT = "INSERT INTO content (id, sha256, size) VALUES (?, ?, ?)"
_INSERT_CHUNK = "INSERT INTO content_chunk (content_id, number, data) VALUES (?, ?, ?)"


class UnreadableSourceError(KnownError):
    """A file that was to be attached cannot be read."""


def unreadable(path: Path) -> UnreadableSourceError:
    """Return the error for a file to be attached that cannot be read."""
    return UnreadableSourceError(
        f"Berkas “{path.name}” tidak dapat dibaca; periksalah apakah sedang dibuka di program lain."
    )


def store_content(connection: sqlite3.Connection, path: Path, tick: Callable[[int], None]) -> str:
    """Put a file's bytes into the store, once, within the present transaction; return their SHA-256.

    ``tick`` is called with the bytes done so far. Raises UnreadableSourceError.
    """
    try:
        with path.open("rb", buffering=0) as stream:
            # Only where some content has this very size can it be the same: only then read it once more.
            known = _known_content(connection, stream, tick)
            if known is not None:
                return known
            stream.seek(0)
            return _write_content(connection, stream, tick)
    except OSError as error:
        raise unreadable(path) from error


def copy_content(store: Lender, sha256: str, stream: BinaryIO, ticker: Ticker) -> None:
    """Write the content ``sha256`` to ``stream`` and verify it; see ``Store.copy_evidence``."""
    with store.reading() as connection:
        row = connection.execute(_FIND_CONTENT, (sha256,)).fetchone()
    if row is None:
        raise NotFoundError("Isi berkas bukti itu tidak ada dalam berkas zidesk; lampirkanlah kembali.")
    content_id, size = row
    digest = hashlib.sha256()
    done = 0
    for number in range(-(-size // CHUNK_SIZE)):
        ticker(done, size)
        data = read_chunk(store, content_id, number)
        if not data:
            # What the content claims to be says nothing of what is there.
            break
        digest.update(data)
        stream.write(data)
        done += len(data)
    if done != size or digest.hexdigest() != sha256:
        raise DamagedFileError(
            "Isi berkas bukti itu rusak di dalam berkas zidesk; lampirkanlah kembali dari berkas aslinya."
        )
    ticker(done, size)


def read_chunk(store: Lender, content_id: int, number: int) -> bytes:
    """Return one chunk, empty if it is missing; the store is free for others between chunks."""
    with store.reading() as connection:
        row = connection.execute(_READ_CHUNK, (content_id, number)).fetchone()
    data: bytes = row[0] if row else b""
    return data


def _known_content(
    connection: sqlite3.Connection, stream: BinaryIO, tick: Callable[[int], None]
) -> str | None:
    size = stream.seek(0, 2)
    candidates = {sha256 for (sha256,) in connection.execute(_OF_SIZE, (size,))}
    if not candidates:
        return None
    stream.seek(0)
    digest = hashlib.sha256()
    done = 0
    while data := stream.read(CHUNK_SIZE):
        digest.update(data)
        done += len(data)
        tick(done)
    sha256 = digest.hexdigest()
    return sha256 if sha256 in candidates else None


def _write_content(connection: sqlite3.Connection, stream: BinaryIO, tick: Callable[[int], None]) -> str:
    (content_id,) = connection.execute(_NEXT_ID).fetchone()
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(CHUNK_SIZE))
    done = number = 0
    while read := _fill(stream, buffer):
        digest.update(buffer[:read])
        connection.execute(_INSERT_CHUNK, (content_id, number, buffer[:read]))
        done += read
        number += 1
        tick(done)
    sha256 = digest.hexdigest()
    if connection.execute(_FIND_CONTENT, (sha256,)).fetchone() is None:
        connection.execute(_INSERT_CONTENT, (content_id, sha256, done))
    else:
        # The file grew or shrank into known content while it was read.
        connection.execute("DELETE FROM content_chunk WHERE content_id = ?", (content_id,))
    return sha256


def _fill(stream: BinaryIO, buffer: memoryview) -> int:
    """Fill the buffer as far as the stream goes; raw reads may return less than asked for."""
    filled = 0
    while filled < len(buffer):
        read = stream.readinto(buffer[filled:])  # type: ignore[attr-defined]
        if not read:
            break
        filled += read
    return filled
