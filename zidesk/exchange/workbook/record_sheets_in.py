"""Read the sheets beside the plan's table: Realisasi, Bukti, Catatan and Identitas."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from zidesk.domain.importing.incoming import Place
from zidesk.domain.importing.row_values import cell_key, remark_key
from zidesk.domain.importing.told_fields import MONTH
from zidesk.domain.plan.fields import DAY_DONE, DONE_FIELDS
from zidesk.domain.plan.model import Action, Evidence, EvidenceLink, MonthCell, Remark
from zidesk.domain.plan.validation import MAX_TEXT
from zidesk.domain.schedule.dates import month_number
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.reading import (
    Doubts,
    find_titles,
    normalized,
    read_date,
    read_text_cell,
    read_value,
    short,
)
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.cells import Row, SheetCells
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.new_row_ids import stable_id
from zidesk.exchange.workbook.plan_sheet_in import Line
from zidesk.exchange.workbook.record_owners import Owner, Owners, Signs

_HEAD_DEPTH = 20
_REMARK_TITLES = ("Tanggal", "Catatan Provinsi", "Sudah Dijawab")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LEFT_AS_IT_IS = "realisasi bulan ini dibiarkan seperti di zidesk"
_YES = frozenset({"ya", "y", "sudah", "dijawab", "true", "1", "v", "x", "√", "✓", "✔"})
_NO = frozenset({"", "tidak", "t", "belum", "false", "0", "-"})


@dataclass(slots=True)
class Records:
    """What the sheets say of the actions, by the actions' ids.

    ``places`` are those of the values of realisation and remarks, by the action's id and their keys;
    ``unread`` are the actions and months, 0 for all, of which something done could not be read; ``lacking``
    are the fields of months that there are no columns for.
    """

    cells: dict[str, dict[int, MonthCell]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, list[EvidenceLink]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[str, Evidence] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    unread: set[tuple[str, int]] = field(default_factory=set)
    lacking: frozenset[str] = frozenset()
    has_realization: bool = False
    has_remarks: bool = False


class _Table:
    """A sheet with one head row, found by its titles wherever the columns now stand."""

    def __init__(self, sheet: SheetCells, titles: Sequence[str], needed: Sequence[str]) -> None:
        found = find_titles(sheet.rows, {normalized(title) for title in needed}, _HEAD_DEPTH)
        self.found = found is not None
        first, columns = found or (0, {})
        self.rows = [row for row in sheet.rows[first + 1 :] if not row.is_blank] if found else []
        self._columns = {title: columns.get(normalized(title)) for title in titles}

    def require(self, sheet: str, titles: Sequence[str]) -> None:
        """Raise ``CannotReadError`` where a column of ``titles`` was deleted: it would be read as emptied."""
        missing = [title for title in titles if self._columns[title] is None]
        if missing:
            raise CannotReadError(
                f"Kolom {', '.join(missing)} pada lembar {sheet} tidak ada lagi; kembalikan kolomnya atau "
                "ekspor ulang, lalu coba lagi."
            )

    def column(self, title: str) -> int | None:
        return self._columns[title]

    def raw(self, row: Row, title: str) -> str:
        return row.cell(self._columns[title]).text.strip()


def read_records(
    sheets: Sequence[SheetCells], exported: Exported, lines: Sequence[Line], doubts: Doubts
) -> Records:
    """Return what the sheets of one of our exports say; sheets are known by their titles, not names."""
    records = Records()
    owners = Owners(exported, lines)
    for sheet in sheets:
        here = doubts.at(sheet.title)
        table = _Table(sheet, layout.REALIZATION_TITLES, ("Kode", "Bulan", "Tanggal", "Kendala"))
        if table.found and not records.has_realization:
            told = exported.told
            table.require(sheet.title, [field.heading for field in DONE_FIELDS if told.tells(MONTH, field)])
            shown = [field.name for field in DONE_FIELDS if table.column(field.heading)]
            records.lacking = told.lacking(MONTH, shown)
            records.has_realization = True
            _read_realization(table, owners, records, here)
            continue
        table = _Table(sheet, layout.EVIDENCE_TITLES, ("Nama Berkas", "SHA-256"))
        if table.found:
            _read_evidence(table, exported, records, here)
            continue
        table = _Table(sheet, layout.REMARK_TITLES, ("Kode", "Catatan Provinsi"))
        if table.found and not records.has_remarks:
            table.require(sheet.title, _REMARK_TITLES)
            records.has_remarks = True
            _read_remarks(table, exported, owners, records, here)
        elif sheet.rows and sheet.title in (layout.REALIZATION_SHEET, layout.REMARK_SHEET):
            here.add(
                "Lembar ini tidak dibaca karena judul kolomnya berubah, jadi isi zidesk tetap; kembalikan "
                "judul kolomnya bila isi lembar ini harus ikut diimpor."
            )
    return records


def _owners(table: _Table, owners: Owners, doubts: Doubts, text_title: str) -> list[Owner]:
    signs = [
        Signs(row.number, *(table.raw(row, title) for title in (layout.ID_TITLE, "Kode", text_title)))
        for row in table.rows
    ]
    return owners.find(signs, doubts, {"Kode": table.column("Kode")})


def _read_realization(table: _Table, owners: Owners, records: Records, doubts: Doubts) -> None:
    parted: set[tuple[str, int]] = set()
    for row, owner in zip(table.rows, _owners(table, owners, doubts, "Langkah Aksi"), strict=True):
        action_id = owner.action
        name = table.raw(row, "Bulan")
        month = month_number(name) or (int(name) if re.fullmatch(r"0?[1-9]|1[0-2]", name) else None)
        parted.update((other, month or 0) for other in owner.parted)
        if not action_id:
            continue
        if month is None:
            message = (
                f"Bulan {short(name)} tidak dikenali; baris ini tidak dibaca, dan realisasi langkah ini "
                "dibiarkan seperti di zidesk."
            )
            doubts.add(message, row.number, table.column("Bulan"))
            records.unread.add((action_id, 0))
            continue
        _read_month(table, row, action_id, month, records, doubts)
    # Rows that came loose may have been the only ones about these months: they were not emptied.
    records.unread.update((action, month) for action, month in parted if month not in records.cells[action])


def _read_month(
    table: _Table, row: Row, action_id: str, month: int, records: Records, doubts: Doubts
) -> None:
    said = {
        field.name: read_value(field, row, table.column(field.heading), doubts, _LEFT_AS_IT_IS)
        for field in DONE_FIELDS
    }
    cell = MonthCell(month, **said)
    if any(said[field.name] is None and table.raw(row, field.heading) for field in DONE_FIELDS):
        records.unread.add((action_id, month))
    elif normalized(table.raw(row, "Status")).startswith("terlaksana") and not cell.realized:
        message = "Status ditulis terlaksana tetapi tanggalnya kosong; dibaca belum terlaksana."
        doubts.add(message, row.number, table.column(DAY_DONE.heading))
    known = records.cells[action_id].get(month)
    if known is None or known.is_blank:
        records.cells[action_id][month] = cell
        for field in DONE_FIELDS:
            place = Place(doubts.sheet, row.number, table.column(field.heading))
            records.places[action_id, cell_key(field.name, month)] = place
    elif not cell.is_blank and known != cell:
        doubts.add("Bulan ini tertulis dua kali untuk langkah yang sama; dibaca yang pertama.", row.number)


def _read_evidence(table: _Table, exported: Exported, records: Records, doubts: Doubts) -> None:
    for row in table.rows:
        ids = table.raw(row, layout.ID_TITLE).split()
        if not ids:
            doubts.add(
                "Berkas bukti tidak ikut dalam buku kerja; baris tambahan ini tidak dibaca.", row.number
            )
            continue
        evidence_id = ids[0]
        sha256 = table.raw(row, "SHA-256").lower()
        size = row.cell(table.column("Ukuran (byte)")).value
        if not _SHA256.fullmatch(sha256) or not isinstance(size, float):
            doubts.add("Ukuran atau SHA-256 di baris ini berubah; barisnya tidak dibaca.", row.number)
            continue
        if evidence_id not in records.evidence:
            records.evidence[evidence_id] = Evidence(
                id=evidence_id,
                sha256=sha256,
                name=read_text_cell(row, table.column("Nama Berkas"), doubts),
                size=int(size),
                media_type=read_text_cell(row, table.column("Jenis"), doubts),
                document_date=read_date(row, table.column("Tanggal Dokumen"), doubts),
                description=read_text_cell(row, table.column("Keterangan"), doubts),
            )
        if len(ids) > 1 and ids[1] in exported.rows:
            link = EvidenceLink(evidence_id, month_number(table.raw(row, "Bulan")) or 0)
            if link not in records.links[ids[1]]:
                records.links[ids[1]].append(link)


def _read_remarks(
    table: _Table, exported: Exported, owners: Owners, records: Records, doubts: Doubts
) -> None:
    named = [table.raw(row, layout.ID_TITLE).split() for row in table.rows]
    known = {ids[0] for ids in named if len(ids) > 1}
    found = _owners(table, owners, doubts, "Langkah Aksi")
    seen: set[str] = set()
    for row, ids, owner in zip(table.rows, named, found, strict=True):
        action_id = owner.action
        if not action_id:
            continue
        text = read_text_cell(row, table.column("Catatan Provinsi"), doubts, MAX_TEXT)
        is_known = owner.by_id and len(ids) > 1 and ids[0] not in seen
        remark_id = ids[0] if is_known else _remark_exported(exported, action_id, text, seen)
        remark_id = remark_id or stable_id(action_id, text, seen | known)
        seen.add(remark_id)
        answer = normalized(table.raw(row, "Sudah Dijawab"))
        if answer not in _YES | _NO:
            message = f"Isian {short(answer)} bukan Ya atau kosong; dibaca belum dijawab."
            doubts.add(message, row.number, table.column("Sudah Dijawab"))
        remark = Remark(
            id=remark_id,
            text=text,
            made_on=read_date(row, table.column("Tanggal"), doubts),
            answered=answer in _YES,
        )
        records.remarks[action_id].append(remark)
        place = Place(doubts.sheet, row.number, table.column("Catatan Provinsi"))
        records.places[action_id, remark_key(remark_id)] = place


def _remark_exported(exported: Exported, action_id: str, text: str, seen: Collection[str]) -> str:
    """Return the id of the action's remark that reads ``text``, ``""`` for none: of a row parted from its id."""
    said = exported.rows[action_id].said
    remarks = said.remarks if isinstance(said, Action) else ()
    wanted = normalized(text)
    ids = (remark.id for remark in remarks if normalized(remark.text) == wanted and remark.id not in seen)
    return next(ids, "")
