"""The decree's words as JSON, both ways: signers, clauses and narrative sections.

A clause is a string, or an object where it carries a label or an id of its own; a clause of the diktum is
always an object with its label. What is no decree at all is a listed problem, never a refusal.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from zidesk.domain.decree.checking import MAX_BLOCKS, MAX_CLAUSES, MAX_LEVEL, MAX_SECTIONS
from zidesk.domain.decree.fields import MAX_BLOCK
from zidesk.domain.decree.model import (
    BLANK_DECREE,
    BlockKind,
    ClausePart,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)
from zidesk.domain.decree.office import plan_title
from zidesk.domain.document.labels import ordinal_label
from zidesk.domain.plan.model import PlanRecord
from zidesk.domain.plan.validation import MAX_NAME, MAX_TEXT, clean_text
from zidesk.exchange.plan_json.members import ROW_ID, further

_WHERE = "Naskah"


def decree_objects(record: PlanRecord) -> dict[str, Any]:
    """Return the members "decree" and "sections" of a plan's JSON; none for a decree that says nothing."""
    decree = record.plan.decree
    if decree.is_blank:
        return {}
    return {
        "decree": {
            "title": plan_title(record),
            "place": decree.place,
            **further(
                signer=further(capacity=decree.signer_capacity, name=decree.signer_name),
                certifier=further(
                    capacity=decree.certifier_capacity,
                    title=decree.certifier_title,
                    name=decree.certifier_name,
                ),
                stipulating=decree.stipulating,
                annex_title=decree.annex_title,
                table_title=decree.table_title,
            ),
            "considering": [_clause_object(clause) for clause in decree.considering],
            "recalling": [_clause_object(clause) for clause in decree.recalling],
            **further(noting=[_clause_object(clause) for clause in decree.noting]),
            "deciding": [
                {"label": clause.label or ordinal_label(number), "text": clause.text, **further(id=clause.id)}
                for number, clause in enumerate(decree.deciding, start=1)
            ],
        },
        "sections": [_section_object(section) for section in decree.sections],
    }


def _clause_object(clause: ClauseText) -> str | dict[str, Any]:
    if not (clause.label or clause.id):
        return clause.text
    return {**further(label=clause.label), "text": clause.text, **further(id=clause.id)}


def _section_object(section: NarrativeSection) -> dict[str, Any]:
    return {
        "title": section.title,
        **further(label=section.label, id=section.id),
        "blocks": [
            {
                "kind": block.kind.value,
                **({"level": block.level} if block.level or block.kind is BlockKind.ITEM else {}),
                **further(label=block.label),
                "text": block.text,
                **further(id=block.id),
            }
            for block in section.blocks
        ],
    }


def read_decree_objects(document: Mapping[str, Any], doubt: Callable[[str, str], None]) -> tuple[Decree, str]:
    """Return the decree that a plan's JSON tells of, and its title, both blank where it tells of none.

    ``doubt(where, what)`` is called for what cannot be right, with the reading taken.
    """
    head = document.get("decree")
    if head is not None and not isinstance(head, dict):
        doubt(_WHERE, 'bagian "decree" bukan objek, dilewati')
        head = None
    reader = _Reader(doubt)
    sections = reader.sections(document.get("sections"))
    if head is None:
        return (Decree(sections=sections) if sections else BLANK_DECREE), ""
    signer, certifier = reader.mapping(head, "signer"), reader.mapping(head, "certifier")
    decree = Decree(
        place=reader.text(head, "place", "Tempat penetapan", MAX_NAME),
        signer_capacity=reader.text(signer, "capacity", "Kedudukan penanda tangan", MAX_NAME),
        signer_name=reader.text(signer, "name", "Nama penanda tangan", MAX_NAME),
        certifier_capacity=reader.text(certifier, "capacity", "Kedudukan pengesah", MAX_NAME),
        certifier_title=reader.text(certifier, "title", "Jabatan pengesah", MAX_NAME),
        certifier_name=reader.text(certifier, "name", "Nama pengesah", MAX_NAME),
        stipulating=reader.wording(head, "stipulating", "Bunyi Menetapkan", MAX_TEXT),
        annex_title=reader.wording(head, "annex_title", "Judul lampiran", MAX_TEXT),
        table_title=reader.wording(head, "table_title", "Judul tabel", MAX_TEXT),
        considering=reader.clauses(head, ClausePart.CONSIDERING, "Menimbang"),
        recalling=reader.clauses(head, ClausePart.RECALLING, "Mengingat"),
        noting=reader.clauses(head, ClausePart.NOTING, "Memperhatikan"),
        deciding=tuple(
            replace(clause, label=None) if clause.label == ordinal_label(number) else clause
            for number, clause in enumerate(reader.clauses(head, ClausePart.DECIDING, "Diktum"), start=1)
        ),
        sections=sections,
    )
    return decree, reader.text(head, "title", "Judul keputusan", MAX_NAME)


class _Reader:
    """Reads what can be read and tells of the rest."""

    def __init__(self, doubt: Callable[[str, str], None]) -> None:
        self._doubt = doubt
        self._ids: set[str] = set()

    def mapping(self, parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """Return an object within another, an empty one where there is none."""
        value = parent.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._doubt(_WHERE, f'bagian "{key}" bukan objek, dilewati')
            return {}
        return value

    def text(self, item: Mapping[str, Any], key: str, where: str, limit: int) -> str:
        """Return a text, cut at ``limit`` characters."""
        return self._text(item.get(key), where, limit) or ""

    def wording(self, item: Mapping[str, Any], key: str, where: str, limit: int) -> str | None:
        """Return a text that may be missing: what it words is then computed."""
        text = self._text(item.get(key), where, limit)
        return text if text and text.strip() else None

    def clauses(self, head: Mapping[str, Any], part: ClausePart, where: str) -> tuple[ClauseText, ...]:
        """Return the clauses of a part."""
        found = []
        for number, entry in enumerate(self._list(head.get(part.value), where, MAX_CLAUSES), start=1):
            place = f"{where} butir {number}"
            item = {"text": entry} if isinstance(entry, str) else entry
            if not isinstance(item, dict):
                self._doubt(place, "bukan teks, dilewati")
                continue
            text = self.text(item, "text", place, MAX_TEXT)
            found.append(ClauseText(text, self.wording(item, "label", place, MAX_NAME), self._id(item)))
        return tuple(found)

    def sections(self, value: object) -> tuple[NarrativeSection, ...]:
        """Return the narrative sections."""
        found = []
        for number, item in enumerate(self._list(value, "Narasi", MAX_SECTIONS), start=1):
            place = f"Narasi bagian {number}"
            if not isinstance(item, dict):
                self._doubt(place, "bukan objek, dilewati")
                continue
            found.append(
                NarrativeSection(
                    self.text(item, "title", place, MAX_NAME),
                    tuple(self._blocks(item.get("blocks"), place)),
                    self.wording(item, "label", place, MAX_NAME),
                    self._id(item),
                )
            )
        return tuple(found)

    def _blocks(self, value: object, where: str) -> Iterator[NarrativeBlock]:
        for number, item in enumerate(self._list(value, where, MAX_BLOCKS), start=1):
            place = f"{where} paragraf {number}"
            if not isinstance(item, dict):
                self._doubt(place, "bukan objek, dilewati")
                continue
            kind = self._kind(item, place)
            yield NarrativeBlock(
                self.text(item, "text", place, MAX_BLOCK),
                kind,
                self._level(item, kind, place),
                self.wording(item, "label", place, MAX_NAME),
                self._id(item),
            )

    def _kind(self, item: Mapping[str, Any], where: str) -> BlockKind:
        value = item.get("kind")
        for kind in BlockKind:
            if kind.value == value:
                return kind
        self._doubt(where, f'"kind" {str(value)[:40]} tidak dikenali, dibaca sebagai paragraf')
        return BlockKind.PARAGRAPH

    def _level(self, item: Mapping[str, Any], kind: BlockKind, where: str) -> int:
        least = 1 if kind is BlockKind.ITEM else 0
        value = item.get("level", least)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= MAX_LEVEL:
            return value
        self._doubt(where, f'"level" {str(value)[:40]} tidak dapat dipakai, dibaca {least}')
        return least

    def _list(self, value: object, where: str, most: int) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self._doubt(where, "bukan daftar, dilewati")
            return []
        if len(value) > most:
            self._doubt(where, f"berisi {len(value)} butir, dibaca {most} yang pertama")
        return value[:most]

    def _text(self, value: object, where: str, limit: int) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self._doubt(where, "bukan teks, dibaca kosong")
            return None
        text = clean_text(value)
        if len(text) > limit:
            self._doubt(where, f"lebih panjang dari {limit} huruf, dibaca sampai batas itu")
        return text[:limit]

    def _id(self, item: Mapping[str, Any]) -> str:
        value = item.get("id")
        if not isinstance(value, str) or not ROW_ID.fullmatch(value) or value in self._ids:
            return ""
        self._ids.add(value)
        return value
