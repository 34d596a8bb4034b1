"""Evidence bytes inside the file: streamed in and out in chunks, each content kept once under its SHA-256."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import Connection, delete, func, insert, select

from zidesk.db.engine import driver
from zidesk.db.errors import DamagedFileError
from zidesk.db.tables import CHUNK_SIZE, table
from zidesk.domain.errors import KnownError, NotFoundError
from zidesk.domain.ticker import Ticker

if TYPE_CHECKING:
    from zidesk.db.store import Store

_content, _chunk = table("content"), table("content_chunk")
_INSERT_CHUNK = "INSERT INTO content_chunk (content_id, number, data) VALUES (?, ?, ?)"


class UnreadableSourceError(KnownError):
    """A file that was to be attached cannot be read."""


def unreadable(path: Path) -> UnreadableSourceError:
    """Return the error for a file to be attached that cannot be read."""
    return UnreadableSourceError(
        f"Berkas “{path.name}” tidak dapat dibaca; periksalah apakah sedang dibuka di program lain."
    )


def store_content(connection: Connection, path: Path, tick: Callable[[int], None]) -> str:
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


def copy_content(store: "Store", sha256: str, stream: BinaryIO, ticker: Ticker) -> None:
    """Write the content ``sha256`` to ``stream`` and verify it; see ``Store.copy_evidence``."""
    with store.reading() as connection:
        row = connection.execute(
            select(_content.c.id, _content.c.size).where(_content.c.sha256 == sha256)
        ).one_or_none()
    if row is None:
        raise NotFoundError("Isi berkas bukti itu tidak ada dalam berkas zidesk; lampirkanlah kembali.")
    content_id, size = row
    digest = hashlib.sha256()
    done = 0
    for number in range(-(-size // CHUNK_SIZE)):
        ticker(done, size)
        data = read_chunk(store, content_id, number)
        digest.update(data)
        stream.write(data)
        done += len(data)
    if done != size or digest.hexdigest() != sha256:
        raise DamagedFileError(
            "Isi berkas bukti itu rusak di dalam berkas zidesk; lampirkanlah kembali dari berkas aslinya."
        )
    ticker(done, size)


def read_chunk(store: "Store", content_id: int, number: int) -> bytes:
    """Return one chunk, empty if it is missing; the store is free for others between chunks."""
    query = select(_chunk.c.data).where(_chunk.c.content_id == content_id, _chunk.c.number == number)
    with store.reading() as connection:
        data: bytes | None = connection.execute(query).scalar_one_or_none()
    return data or b""


def _known_content(connection: Connection, stream: BinaryIO, tick: Callable[[int], None]) -> str | None:
    size = stream.seek(0, 2)
    same_size = select(_content.c.sha256).where(_content.c.size == size)
    candidates = set(connection.execute(same_size).scalars())
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


def _write_content(connection: Connection, stream: BinaryIO, tick: Callable[[int], None]) -> str:
    raw = driver(connection)
    content_id = connection.execute(select(func.coalesce(func.max(_content.c.id), 0) + 1)).scalar_one()
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(CHUNK_SIZE))
    done = number = 0
    while read := _fill(stream, buffer):
        digest.update(buffer[:read])
        raw.execute(_INSERT_CHUNK, (content_id, number, buffer[:read]))
        done += read
        number += 1
        tick(done)
    sha256 = digest.hexdigest()
    known = connection.execute(select(_content.c.id).where(_content.c.sha256 == sha256)).one_or_none()
    if known is None:
        connection.execute(insert(_content), {"id": content_id, "sha256": sha256, "size": done})
    else:
        # The file grew or shrank into known content while it was read.
        connection.execute(delete(_chunk).where(_chunk.c.content_id == content_id))
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
