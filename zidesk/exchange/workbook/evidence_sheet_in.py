"""Read the Bukti sheet: links to files that are here already; what else was typed there is listed."""

import re
from collections.abc import Iterator

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.model import Action, Evidence, EvidenceLink
from zidesk.domain.plan.validation import clean_text
from zidesk.domain.schedule.dates import format_date, month_number, parse_date
from zidesk.exchange.reading import Doubts, read_date, read_text_cell, short
from zidesk.exchange.seen import Row
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.known_rows import Exported
from zidesk.exchange.workbook.records import Records, RecordTable

_CODE, _ACTION, _MONTH, _NAME, _SIZE, _SHA, _KIND, _DATE, _NOTE = (
    title for title in layout.EVIDENCE_TITLES if title != layout.ID_TITLE
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAMING = {_CODE, _ACTION, _NAME, _SHA}
"""The columns that say what a row links: where one differs, the hidden ids may be another row's."""


def read_evidence(table: RecordTable, exported: Exported, records: Records, doubts: Doubts) -> None:
    """Take the links that ``table`` adds to ``records``; files do not travel in a workbook."""
    pairs: set[tuple[str, str]] = set()
    for row in table.rows:
        ids = table.raw(row, layout.ID_TITLE).split()
        if not ids:
            doubts.add(
                "Berkas bukti tidak ikut dalam buku kerja; baris tambahan ini tidak dibaca.", row.number
            )
            continue
        action_id = ids[1] if len(ids) > 1 and ids[1] in exported.rows else ""
        pairs.add((ids[0], action_id))
        edited = _edited(table, row, exported, ids[0], action_id)
        if edited:
            doubts.add(
                f"Kolom {', '.join(edited)} di baris ini diubah, tetapi keterangan berkas bukti tidak ikut "
                "diimpor; ubahlah di zidesk, pada bukti langkah aksinya.",
                row.number,
                table.column(edited[0]),
            )
        if _NAMING.isdisjoint(edited):
            _read_file(table, row, ids[0], records, doubts)
            _read_link(table, row, EvidenceLink(ids[0]), exported, action_id, records, doubts)
    missing = {(link.evidence_id, action.id) for action, link in _links(exported)} - pairs
    if missing:
        doubts.add(
            f"{len(missing)} baris tidak ada lagi di lembar ini; tautan bukti tidak dihapus oleh impor, jadi "
            "lepaskanlah di zidesk bila memang tidak berlaku."
        )


def _links(exported: Exported) -> Iterator[tuple[Action, EvidenceLink]]:
    """Yield the links that the sheet showed: to files that are known."""
    for row in exported.rows.values():
        if isinstance(row.said, Action):
            yield from (
                (row.said, link) for link in row.said.evidence if link.evidence_id in exported.evidence
            )


def _edited(table: RecordTable, row: Row, exported: Exported, evidence_id: str, action_id: str) -> list[str]:
    """Return the titles of the columns in which a row says something else than it did."""
    shown: dict[str, str] = {}
    if action_id:
        shown = {_CODE: exported.rows[action_id].code, _ACTION: exported.rows[action_id].text}
    if file := exported.evidence.get(evidence_id):
        shown |= {
            _NAME: file.name,
            _SIZE: str(file.size),
            _SHA: file.sha256,
            _KIND: file.media_type,
            _DATE: format_date(file.document_date) if file.document_date else "",
            _NOTE: file.description,
        }
    return [
        title
        for title, text in shown.items()
        if table.column(title) is not None and not _same(table.raw(row, title), text)
    ]


def _same(text: str, shown: str) -> bool:
    if text.split() == clean_text(shown).split():
        return True
    try:
        return format_date(parse_date(text)) == shown
    except InvalidInputError:
        return False


def _read_file(table: RecordTable, row: Row, evidence_id: str, records: Records, doubts: Doubts) -> None:
    sha256 = table.raw(row, _SHA).lower()
    size = row.cell(table.column(_SIZE)).value
    if not _SHA256.fullmatch(sha256) or not isinstance(size, float):
        doubts.add("Ukuran atau SHA-256 di baris ini berubah; barisnya tidak dibaca.", row.number)
    elif evidence_id not in records.evidence:
        records.evidence[evidence_id] = Evidence(
            id=evidence_id,
            sha256=sha256,
            name=read_text_cell(row, table.column(_NAME), doubts),
            size=int(size),
            media_type=read_text_cell(row, table.column(_KIND), doubts),
            document_date=read_date(row, table.column(_DATE), doubts),
            description=read_text_cell(row, table.column(_NOTE), doubts),
        )


def _read_link(
    table: RecordTable,
    row: Row,
    link: EvidenceLink,
    exported: Exported,
    action_id: str,
    records: Records,
    doubts: Doubts,
) -> None:
    evidence_id = link.evidence_id
    if not action_id or evidence_id not in records.evidence:
        return
    name = table.raw(row, _MONTH)
    month = 0 if name.casefold() == layout.WHOLE_YEAR.casefold() else month_number(name)
    if month is None:
        message = f"Bulan {short(name)} tidak dikenali; tautan bukti di zidesk tetap."
        doubts.add(message, row.number, table.column(_MONTH))
        return
    link = EvidenceLink(evidence_id, month)
    said = exported.rows[action_id].said
    if isinstance(said, Action) and link not in said.evidence:
        doubts.add(
            "Bulan bukti di baris ini berubah; tautan ke bulan yang baru ditambahkan, yang lama tetap.",
            row.number,
            table.column(_MONTH),
        )
    if link not in records.links[action_id]:
        records.links[action_id].append(link)
