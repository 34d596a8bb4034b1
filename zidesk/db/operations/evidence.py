"""Operations on evidence: attach files, link, unlink, rename, describe, move to the trash."""

import mimetypes
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from zidesk.db.evidence_store import store_content, unreadable
from zidesk.db.files.lock import is_open_here
from zidesk.db.guards import require_actions
from zidesk.db.history.outcome import Outcome
from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.values import iso
from zidesk.db.store import Store
from zidesk.db.tables import table
from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.plan.model import new_id
from zidesk.domain.plan.validation import MAX_NAME, check_month, check_text, clean_text
from zidesk.domain.ticker import Ticker, silent
from zidesk.unusable_paths import path_trouble

MAX_FILE_BYTES = 2 << 30
"""Largest evidence file: 2 GiB."""

Target = tuple[str, int]
"""An action's id and a month, 1-12, or 0 for the whole year."""

_evidence, _link = table("evidence"), table("evidence_link")
# The bundled table alone, not the system's registry: the same file gets the same type everywhere.
_media_types = mimetypes.MimeTypes()


def attach_files(
    store: Store, paths: Sequence[Path], targets: Sequence[Target], ticker: Ticker = silent
) -> Outcome:
    """Put files into the store and link each to all targets; without targets they stay unlinked.

    Content that is there already is not stored again; with the same name it is the same evidence.
    ``created`` holds the evidence id of each path in order. Ticks bytes; cancelling leaves nothing.
    Raises NotFoundError, InvalidInputError, UnreadableSourceError.
    """
    checked = _checked_targets(targets)
    sizes = [_checked_size(path) for path in paths]
    total = sum(sizes)
    name = f"Lampirkan {paths[0].name}" if len(paths) == 1 else f"Lampirkan {len(paths)} berkas"
    with store.operation(name) as operation:
        connection = operation.connection
        require_actions(connection, {action_id for action_id, _ in checked})
        before = 0
        for path, size in zip(paths, sizes, strict=True):
            sha256 = store_content(operation.raw, path, _from(before, total, ticker))
            evidence_id = _evidence_for(connection, path, sha256)
            _add_links(connection, evidence_id, checked)
            operation.created.append(evidence_id)
            before += size
            ticker(before, total)
    return operation.outcome


def link_evidence(store: Store, evidence_id: str, targets: Iterable[Target]) -> Outcome:
    """Say that a file proves the targets too. Raises NotFoundError, InvalidInputError."""
    checked = _checked_targets(targets)
    with store.operation("Tautkan bukti") as operation:
        _require_evidence(operation.connection, {evidence_id})
        require_actions(operation.connection, {action_id for action_id, _ in checked})
        _add_links(operation.connection, evidence_id, checked)
    return operation.outcome


def unlink_evidence(store: Store, evidence_id: str, targets: Iterable[Target]) -> Outcome:
    """Say that a file does not prove the targets; the file stays. Raises NotFoundError, InvalidInputError."""
    checked = _checked_targets(targets)
    with store.operation("Lepaskan tautan bukti") as operation:
        _require_evidence(operation.connection, {evidence_id})
        for action_id, month in checked:
            operation.connection.execute(
                delete(_link).where(
                    and_(
                        _link.c.evidence_id == evidence_id,
                        _link.c.action_id == action_id,
                        _link.c.month == month,
                    )
                )
            )
    return operation.outcome


def edit_evidence(store: Store, evidence_id: str, **fields: Any) -> Outcome:
    """Set ``name``, ``description`` or ``document_date`` (or ``None``) of a file.

    Raises NotFoundError, InvalidInputError.
    """
    values = {name: _checked_field(name, value) for name, value in fields.items()}
    with store.operation("Ubah keterangan bukti") as operation:
        _require_evidence(operation.connection, {evidence_id})
        if values:
            operation.connection.execute(
                update(_evidence).where(_evidence.c.id == evidence_id).values(values)
            )
    return operation.outcome


def trash_evidence(store: Store, ids: Collection[str]) -> Outcome:
    """Remove files with their links; undo brings them back. Raises NotFoundError."""
    count = len(set(ids))
    with store.operation("Buang bukti" if count == 1 else f"Buang {count} bukti") as operation:
        _require_evidence(operation.connection, ids)
        operation.connection.execute(delete(_evidence).where(in_ids(_evidence.c.id)), ids_parameter(ids))
    return operation.outcome


def _from(before: int, total: int, ticker: Ticker) -> Callable[[int], None]:
    return lambda done: ticker(min(before + done, total), total)


def _checked_targets(targets: Iterable[Target]) -> list[Target]:
    return [(action_id, check_month(month, whole_year=True)) for action_id, month in targets]


def _checked_size(path: Path) -> int:
    trouble = path_trouble(path)
    if trouble is not None:
        raise InvalidInputError(trouble)
    if is_open_here(path):
        raise InvalidInputError(
            f"Berkas “{path.name}” adalah berkas zidesk yang sedang dibuka; pilihlah berkas lain."
        )
    if path.is_dir():
        raise InvalidInputError(f"“{path.name}” adalah folder; pilihlah berkas di dalamnya.")
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise NotFoundError(
            f"Berkas “{path.name}” tidak ditemukan; periksalah nama dan foldernya."
        ) from error
    except OSError as error:
        raise unreadable(path) from error
    if not path.is_file():
        raise unreadable(path)
    if size == 0:
        raise InvalidInputError(
            f"Berkas “{path.name}” kosong (0 byte) sehingga tidak membuktikan apa pun; "
            "unduh atau simpanlah ulang berkas itu."
        )
    if size > MAX_FILE_BYTES:
        raise InvalidInputError(
            f"Berkas “{path.name}” lebih besar daripada 2 GB; kecilkanlah dahulu, misalnya videonya."
        )
    return size


def _checked_field(name: str, value: Any) -> str | None:
    match name:
        case "name":
            return check_text(value, "Nama berkas", limit=MAX_NAME, required=True)
        case "description":
            return check_text(value, "Keterangan bukti")
        case "document_date":
            return iso(value)
        case _:
            raise TypeError(f"evidence has no field {name}")


def _evidence_for(connection: Connection, path: Path, sha256: str) -> str:
    """Return the id of the evidence with this name and content, adding it if there is none."""
    # A name that the file system spells in bytes that are no text keeps what can be read of it.
    name = clean_text(path.name)[-MAX_NAME:] or "berkas"
    same = select(_evidence.c.id).where(_evidence.c.sha256 == sha256, _evidence.c.name == name)
    found = connection.execute(same.order_by(_evidence.c.id)).scalars().first()
    if found is not None:
        return str(found)
    evidence_id = new_id()
    values = {
        "id": evidence_id,
        "sha256": sha256,
        "name": name,
        "media_type": _media_types.guess_type(name)[0] or "",
        "document_date": None,
        "description": "",
        "added_at": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    connection.execute(insert(_evidence), values)
    return evidence_id


def _add_links(connection: Connection, evidence_id: str, targets: Collection[Target]) -> None:
    if targets:
        connection.execute(
            insert(_link).on_conflict_do_nothing(),
            [
                {"evidence_id": evidence_id, "action_id": action_id, "month": month}
                for action_id, month in targets
            ],
        )


def _require_evidence(connection: Connection, ids: Collection[str]) -> None:
    query = select(_evidence.c.id).where(in_ids(_evidence.c.id))
    found = connection.execute(query, ids_parameter(ids)).all()
    if len(found) < len(set(ids)):
        raise NotFoundError("Bukti itu tidak ada lagi dalam berkas; muatlah ulang daftarnya.")
