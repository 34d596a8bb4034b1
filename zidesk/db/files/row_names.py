"""What a row of the file is called to the user: "langkah aksi V.4.2.1", "bukti “sk.pdf”"."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from zidesk.domain.plan.model import NodeKind
from zidesk.domain.plan.numbering import code

_NOUNS = {
    "unit": "satuan kerja",
    "setting": "setelan",
    "team_member": "anggota tim",
    "plan": "rencana",
    "decree": "keputusan",
    "clause": "butir keputusan",
    "section": "bagian narasi",
    "block": "paragraf narasi",
    "waiver": "pengecualian pemeriksaan",
    "document": "dokumen tetap",
    "regulation": "peraturan",
    "regulation_amendment": "perubahan peraturan",
    "area": "area",
    "component": "komponen",
    "indicator": "indikator",
    "action": "langkah aksi",
    "action_month": "bulan",
    "requirement": "bukti yang diperlukan",
    "evidence": "bukti",
    "evidence_link": "tautan bukti",
    "remark": "catatan",
    "receipt": "tanda terima",
    "import_mapping": "cara membaca tabel",
    "meeting": "rapat monev",
    "participant": "peserta rapat",
    "decision": "keputusan rapat",
    "assessment": "LKE",
    "answer": "jawaban LKE",
    "answer_evidence": "bukti jawaban LKE",
    "precondition": "prasyarat LKE",
    "question_text": "naskah pertanyaan LKE",
    "question_served": "cakupan LKE",
}
_TEXTS = ("text", "title", "name", "file_name", "year", "question")
_LONGEST = 60
_LEVELS = ((NodeKind.AREA, "plan_id"), *((kind, f"{kind.parent}_id") for kind in tuple(NodeKind)[1:]))


def readable(text: str) -> str:
    """Return a text in one line, with escapes for what is no text in it."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())


def row_name(connection: sqlite3.Connection, table: str, key: Sequence[Any]) -> str:
    """Return how a row is called, as far as it and what it belongs to can be read."""
    row = _row(connection, table, key)
    noun = _NOUNS[table]
    if table == "action_month":
        noun = f"{noun} {key[1]}"
    if table in tuple(NodeKind) and row and (number := _code(connection, NodeKind(table), row)):
        return f"{noun} {number}"
    text = next((str(row[name]) for name in _TEXTS if row.get(name)), "")
    if text:
        text = readable(text)
        noun = f"{noun} “{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"
    action_id = row.get("action_id") if row else (key[0] if table == "action_month" else None)
    if action_id is not None:
        return f"{noun} pada {row_name(connection, 'action', (action_id,))}"
    return noun


def _row(connection: sqlite3.Connection, table: str, key: Sequence[Any]) -> Mapping[str, Any]:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    where = " AND ".join(f'"{column[1]}" IS ?' for column in columns if column[5])
    try:
        found = connection.execute(f'SELECT * FROM "{table}" WHERE {where}', tuple(key)).fetchone()  # noqa: S608
    except UnicodeEncodeError:
        # A key that is no text finds nothing.
        found = None
    return dict(zip((column[1] for column in columns), found or (), strict=False))


def _code(connection: sqlite3.Connection, kind: NodeKind, row: Mapping[str, Any]) -> str:
    """Return the number of a row of the tree, ``""`` where a row above it is missing."""
    places: list[int] = []
    for level, parent in reversed(_LEVELS[: list(NodeKind).index(kind) + 1]):
        if not row or not isinstance(row["position"], int):
            return ""
        places.insert(0, row["position"])
        if level is not NodeKind.AREA:
            row = _row(connection, str(level.parent), (row[parent],))
    return code(tuple(places))
