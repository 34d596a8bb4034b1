"""What the workbook's writer and reader agree on: sheet names, column titles, marks and hidden keys.

How rows keep their identity: each row of *Rencana Aksi*, *Realisasi*, *Bukti* and *Catatan* carries its id in
a hidden second column, so that inserting, deleting, moving and sorting rows in Excel or LibreOffice takes
the id along; it stands between visible columns because a selection of visible cells then spans it, which a
hidden last column would not get. The hidden *zidesk* sheet holds the format version, the plan's id, the
identity and, for every id, its parent, code, text and schedule as exported: by it the reader tells a moved
row from a deleted heading, finds rows whose ids came loose, and knows what somebody retyped. It also names
the moment of the file's history, and keeps fingerprints of all that each row said (``row_state``), so that
an import tells what was changed in the workbook from what was changed in zidesk meanwhile. It lists the
fields that were exported (``told_fields``), and below the rows it holds the plan itself as it was (``base``),
so that a conflict can show the old text. An older zidesk does not know these, passes over them, and compares
with what it knows; that is why ``VERSION``, the oldest format that a reader must know, stays.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zidesk.domain.figures.progress import CellState
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    PLAN_FIELDS,
    UNIT_FIELDS,
    WORDING,
    Field,
    ValueKind,
)
from zidesk.domain.plan.model import MONTHS, Action
from zidesk.exchange.workbook import styles

FORMAT = "zidesk-renaksi"
VERSION = 1

PLAN_SHEET = "Rencana Aksi"
REALIZATION_SHEET = "Realisasi"
EVIDENCE_SHEET = "Bukti"
REMARK_SHEET = "Catatan"
IDENTITY_SHEET = "Identitas"
HIDDEN_SHEET = "zidesk"

ID_TITLE = "zidesk"
"""Title of the hidden columns of ids."""
TICK = "√"

KEY_FORMAT, KEY_VERSION, KEY_PLAN, KEY_UNIT, KEY_REVISES = "format", "versi", "rencana", "satker", "merevisi"
KEY_MOMENT, KEY_STATES = "riwayat", "keadaan"
"""Keys in the first column of the hidden sheet, above its table of rows."""
STATES = 1
"""How the states of rows are written; others are not read."""
KEY_FIELDS = "isian"
"""With a kind of thing after it (``told_fields``): the key of an exported field's name and label."""
KEY_BASE = "dasar"
"""The key of a piece of the plan as it was exported (``base``): its number, counted from 1, and the text."""
KEY_IDENTITY = "identitas"
"""With a field's name after it: the key of what the Identitas sheet said when it was exported."""
NODE_TITLES = ("jenis", "id", "induk", "kode", "teks", "jadwal", "keadaan")
"""Titles of the hidden sheet's table of rows; a state that is too long for a cell goes on to the right."""

REALIZATION_TITLES = (
    "Kode", ID_TITLE, "Area", "Langkah Aksi", "Bulan", "Direncanakan", "Status",
    *(field.heading for field in DONE_FIELDS),
)  # fmt: skip
EVIDENCE_TITLES = (
    "Kode", ID_TITLE, "Langkah Aksi yang Dibuktikan", "Bulan", "Nama Berkas", "Ukuran (byte)", "SHA-256",
    "Jenis", "Tanggal Dokumen", "Keterangan",
)  # fmt: skip
REMARK_TITLES = ("Kode", ID_TITLE, "Langkah Aksi", "Tanggal", "Catatan Provinsi", "Sudah Dijawab")
WHOLE_YEAR = "Setahun"
YES = "Ya"

IDENTITY_LABELS = {field.name: field.heading for field in (*UNIT_FIELDS, *PLAN_FIELDS[:2])}
IDENTITY_LABELS |= {"status": "Status"} | {field.name: field.heading for field in PLAN_FIELDS[2:]}
"""Labels of the Identitas sheet by the names of the fields of a unit and a plan."""
WORDING_FORMAL, EVIDENCE_FORMAL = "Target Waktu", "Bukti Fisik"
"""Titles of two columns where the formal table writes the schedule in words."""
STYLE_WORDS = {"grid": "kisi", "text": "waktu"}


STATUS_WORDS = {
    CellState.EMPTY: "",
    CellState.PLANNED: "Direncanakan",
    CellState.LATE: "Terlambat",
    CellState.DONE: "Terlaksana",
    CellState.DONE_WITHOUT_EVIDENCE: "Terlaksana, belum ada bukti",
    CellState.DONE_UNPLANNED: "Terlaksana di luar rencana",
    CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE: "Terlaksana di luar rencana, belum ada bukti",
}
"""What the column Status says."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the Rencana Aksi sheet: its key, its title and its width in characters."""

    key: str
    title: str
    width: float


def month_key(month: int) -> str:
    """Return the key of the column of ``month`` (1-12)."""
    return f"month {month}"


MONTH_KEYS = tuple(month_key(month) for month in MONTHS)
WIDE_KEYS = ("component", "indicator", *(field.name for field in ACTION_FIELDS if field.is_text))
"""Columns of wrapped text, which decide a row's height."""


def plan_columns(*, words: bool, wording_beside: bool) -> tuple[Column, ...]:
    """Return the columns of the Rencana Aksi sheet, from the left.

    ``words``: the plan's schedule is written in words, so its wording has a column in the formal table;
    ``wording_beside``: a grid plan with some rows that override the wording shows it right of the table.
    """
    months = tuple(Column(key, str(month), 3.6) for month, key in zip(MONTHS, MONTH_KEYS, strict=True))
    columns = [
        Column("no", "No", 5),
        Column("id", ID_TITLE, 5),
        Column("component", "Komponen", 20),
        Column("indicator", "Indikator", 29),
    ]
    for field in ACTION_FIELDS:
        if field is WORDING:
            columns += [Column(WORDING.name, WORDING_FORMAL, 17)] if words else []
            columns += months
        else:
            title = EVIDENCE_FORMAL if words and field.name == "evidence_text" else field.heading
            columns.append(Column(field.name, title, field.width))
    if wording_beside and not words:
        columns.append(Column(WORDING.name, WORDING.heading, WORDING.width))
    return tuple(columns)


def title_lines(name: str, title: str, year: str, decree_number: str, decree_date: str) -> list[str]:
    """Return the lines above the plan's table; all is said as a reader of its cell sees it."""
    lines = [
        title or "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS",
        f"KOMISI PEMILIHAN UMUM {name.upper()}",
        f"TAHUN {year}",
    ]
    if decree_number or decree_date:
        number = f" Nomor {decree_number}" if decree_number else ""
        day = f" tanggal {decree_date}" if decree_date else ""
        lines.append(f"Keputusan{number} Tahun {year}{day}")
    return lines


def style_of(field: Field) -> str:
    """Return the style of a cell that holds a field's value."""
    match field.kind:
        case ValueKind.PERCENT:
            return styles.PERCENT
        case ValueKind.DAY | ValueKind.DAY_DONE:
            return styles.DATE
        case _:
            return styles.TEXT


def cell_value(field: Field, value: Any) -> str | float | date | None:
    """Return what a cell holds of a field's value."""
    match field.kind:
        case ValueKind.PERCENT:
            return None if value is None else value / 100
        case ValueKind.FLAG:
            return YES if value else ""
        case ValueKind.WORDING:
            return value or ""
        case _:
            found: str | date | None = value
            return found


def schedule_key(action: Action) -> str:
    """Return an action's planned months and wording as one text, to see later whether either changed."""
    months = ",".join(map(str, sorted(action.planned_months)))
    return months if action.schedule_text is None else f"{months}|{action.schedule_text}"
