"""What the workbook's writer and reader agree on: sheet names, column titles, marks and hidden keys.

How rows keep their identity: each row of *Rencana Aksi*, *Realisasi*, *Bukti* and *Catatan* carries its id in
a hidden second column, so that inserting, deleting, moving and sorting rows in Excel or LibreOffice takes
the id along; it stands between visible columns because a selection of visible cells then spans it, which a
hidden last column would not get. The hidden *zidesk* sheet holds the format version, the plan's id, the
identity and, for every id, its parent, code, text and schedule as exported: by it the reader tells a moved
row from a deleted heading, finds rows whose ids came loose, and knows what somebody retyped. It also names
the moment of the file's history, and keeps fingerprints of all that each row said (``row_state``), so that
an import tells what was changed in the workbook from what was changed in zidesk meanwhile. An older zidesk
does not know these two, passes over them, and compares with its present plan only; that is why ``VERSION``,
the oldest format that a reader must know, stays.
"""

from dataclasses import dataclass

from zidesk.domain.plan.model import MONTHS, Action

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
KEY_IDENTITY = "identitas"
"""With a field's name after it: the key of what the Identitas sheet said when it was exported."""
NODE_TITLES = ("jenis", "id", "induk", "kode", "teks", "jadwal", "keadaan")
"""Titles of the hidden sheet's table of rows; a state that is too long for a cell goes on to the right."""

REALIZATION_TITLES = (
    "Kode", ID_TITLE, "Area", "Langkah Aksi", "Bulan", "Direncanakan", "Status", "Tanggal", "Persen",
    "Kendala", "Tindak Lanjut", "Catatan",
)  # fmt: skip
EVIDENCE_TITLES = (
    "Kode", ID_TITLE, "Langkah Aksi yang Dibuktikan", "Bulan", "Nama Berkas", "Ukuran (byte)", "SHA-256",
    "Jenis", "Tanggal Dokumen", "Keterangan",
)  # fmt: skip
REMARK_TITLES = ("Kode", ID_TITLE, "Langkah Aksi", "Tanggal", "Catatan Provinsi", "Sudah Dijawab")
WHOLE_YEAR = "Setahun"
YES = "Ya"

IDENTITY_LABELS = {
    "name": "Satuan kerja",
    "level": "Tingkat",
    "province": "Provinsi",
    "seat": "Kedudukan",
    "jdih": "Alamat JDIH",
    "chair_name": "Nama ketua",
    "certifier_title": "Jabatan pengesah salinan",
    "certifier_name": "Nama pengesah salinan",
    "year": "Tahun",
    "schedule_style": "Gaya jadwal",
    "status": "Status",
    "decree_number": "Nomor keputusan",
    "decree_date": "Tanggal keputusan",
    "title": "Judul",
}
"""Labels of the Identitas sheet by the names of the fields of a unit and a plan."""
STYLE_WORDS = {"grid": "kisi", "text": "waktu"}


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
WIDE_KEYS = ("component", "indicator", "action", "evidence", "schedule_text", "person_in_charge")
"""Columns of wrapped text, which decide a row's height."""


def plan_columns(*, words: bool, wording_beside: bool) -> tuple[Column, ...]:
    """Return the columns of the Rencana Aksi sheet, from the left.

    ``words``: the plan's schedule is written in words, so its wording has a column in the formal table;
    ``wording_beside``: a grid plan with some rows that override the wording shows it right of the table.
    """
    months = tuple(Column(key, str(month), 3.6) for month, key in zip(MONTHS, MONTH_KEYS, strict=True))
    return (
        Column("no", "No", 5),
        Column("id", ID_TITLE, 5),
        Column("component", "Komponen", 20),
        Column("indicator", "Indikator", 29),
        Column("action", "Langkah Aksi", 38),
        Column("evidence", "Bukti Fisik" if words else "Bukti", 38),
        *((Column("schedule_text", "Target Waktu", 17),) if words else ()),
        *months,
        Column("target", "Target", 8),
        Column("person_in_charge", "Penanggung Jawab", 20),
        *((Column("schedule_text", "Tulisan Jadwal", 20),) if wording_beside and not words else ()),
    )


def schedule_key(action: Action) -> str:
    """Return an action's planned months and wording as one text, to see later whether either changed."""
    months = ",".join(map(str, sorted(action.planned_months)))
    return months if action.schedule_text is None else f"{months}|{action.schedule_text}"
