"""Build a plan from the objects of its JSON: the structure must be right, details may be problems."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from zidesk.domain.decree.office import plan_title
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.importing.incoming import Incoming, Place, Problem
from zidesk.domain.importing.told_fields import ACTION, MONTH, ToldFields, told_fields
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    NODE_FIELDS,
    PLAN_FIELDS,
    UNIT_FIELDS,
    Field,
    ValueKind,
)
from zidesk.domain.plan.model import (
    MONTHS,
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    Level,
    MonthCell,
    NodeKind,
    Plan,
    PlanRecord,
    PlanStatus,
    Remark,
    ScheduleStyle,
    Unit,
)
from zidesk.domain.plan.numbering import code, roman
from zidesk.domain.plan.validation import (
    MAX_ACTIONS,
    MAX_NAME,
    MAX_PERCENT,
    MAX_TEXT,
    MAX_YEAR,
    MIN_YEAR,
    check_year,
    clean_text,
    is_day,
)
from zidesk.domain.schedule.dates import format_date
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.decree import read_decree_objects
from zidesk.exchange.plan_json.members import ROW_ID

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_PROBLEMS = 1_000
_MAX_SIZE = 2**63 - 1
_OTHERWISE = {"level": Level.KABUPATEN, "schedule_style": ScheduleStyle.GRID}
"""How a choice is read that is not there or not known."""
_Choice = TypeVar("_Choice", bound=StrEnum)
_Read = TypeVar("_Read")


def read_plan_object(document: Mapping[str, Any], name: str) -> Incoming:
    """Return the plan that a JSON ``document`` from the file ``name`` describes.

    Raises ``CannotReadError`` where a part that the plan cannot do without is missing or of the wrong type.
    """
    return _Reader(name).read(document)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._problems: list[Problem] = []
        self._ids: set[str] = set()
        self._places: dict[tuple[int, int, int, int], Place] = {}
        self._speaks_of: set[str] = set()
        self._speaks_of_months: set[str] = set()

    def read(self, document: Mapping[str, Any]) -> Incoming:
        unit = self._unit(self._mapping(document, "unit", "berkas"))
        head = self._mapping(document, "plan", "berkas")
        evidence = self._evidence(document)
        decree, title = read_decree_objects(document, self._doubt)
        plan = Plan(
            year=self._year(head),
            areas=tuple(
                self._area(item, index)
                for index, item in enumerate(self._items(document, "areas", "rencana"))
            ),
            **self._said(head, (field for field in PLAN_FIELDS if field.name != "year"), "Rencana"),
            status=self._choice(head, "status", PlanStatus, PlanStatus.DRAF, "Rencana"),
            decree=decree,
            revises_id=self._id(head, "Rencana", key="revises_id") or None,
            unit_id=unit.id,
            id=self._id(head, "Rencana"),
        )
        if not plan.title and title.upper() != plan_title(PlanRecord(unit, plan)):
            plan = replace(plan, title=title)
        ours = bool(plan.id)
        told = self._told_fields(document, ours=ours)
        return Incoming(
            plan=plan,
            unit=unit,
            problems=(*self._problems, *told.problems()),
            carries_ids=ours,
            carries_realization=ours or "realization" in self._speaks_of,
            carries_remarks=ours or "remarks" in self._speaks_of,
            lacking=told.lacking(ACTION, _shown(ACTION_FIELDS, self._speaks_of)),
            lacking_of_months=told.lacking(MONTH, _shown(DONE_FIELDS, self._speaks_of_months)),
            evidence=evidence,
            places=self._places,
        )

    def _told_fields(self, document: Mapping[str, Any], *, ours: bool) -> ToldFields:
        """Return the fields of which a missing key says that they are empty; none in a file not ours."""
        listed = document.get("fields") if ours else {}
        if listed is None:
            return told_fields(None)
        try:
            items = {kind: listed.get(kind, {}).items() for kind in (ACTION, MONTH)}
        except AttributeError:
            self._doubt("Berkas", 'daftar isian ("fields") tidak terbaca, dilewati')
            return told_fields(None)
        return told_fields({kind: {name: str(label) for name, label in items[kind]} for kind in items})

    # What the plan cannot do without.

    def _refuse(self, what: str) -> NoReturn:
        raise CannotReadError(f"Berkas {self._name} tidak dapat dibaca: {what}; periksa isinya.")

    def _mapping(self, parent: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        value = parent.get(key)
        if not isinstance(value, dict):
            self._refuse(f'bagian "{key}" pada {where} tidak ada atau bukan objek')
        return value

    def _items(self, parent: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
        value = parent.get(key)
        if not isinstance(value, list):
            self._refuse(f'daftar "{key}" pada {where} tidak ada atau bukan daftar')
        for item in value:
            if not isinstance(item, dict):
                self._refuse(f'daftar "{key}" pada {where} memuat sesuatu yang bukan objek')
        return value

    def _year(self, head: Mapping[str, Any]) -> int:
        year = head.get("year")
        if not isinstance(year, int) or isinstance(year, bool):
            self._refuse('tahun rencana ("year") tidak ada atau bukan angka')
        try:
            return check_year(year)
        except InvalidInputError:
            self._refuse(f"tahun rencana {str(year)[:20]} di luar 2000 sampai 2100")

    # The tree.

    def _unit(self, item: Mapping[str, Any]) -> Unit:
        unit = Unit(**self._said(item, UNIT_FIELDS, "Satuan kerja"), id=self._id(item, "Satuan kerja"))
        if not unit.name.strip():
            self._refuse('nama satuan kerja ("unit", "name") tidak ada')
        return unit

    def _area(self, item: Mapping[str, Any], a: int) -> Area:
        where = f"Area {code((a,))}"
        self._number(item, roman(a + 1), where)
        return Area(
            **self._said(item, NODE_FIELDS[NodeKind.AREA], where),
            components=tuple(
                self._component(child, a, c) for c, child in enumerate(self._items(item, "components", where))
            ),
            id=self._id(item, where),
        )

    def _component(self, item: Mapping[str, Any], a: int, c: int) -> Component:
        where = f"Komponen {code((a, c))}"
        self._number(item, str(c + 1), where)
        return Component(
            **self._said(item, NODE_FIELDS[NodeKind.COMPONENT], where),
            indicators=tuple(
                self._indicator(child, a, c, i)
                for i, child in enumerate(self._items(item, "indicators", where))
            ),
            id=self._id(item, where),
        )

    def _indicator(self, item: Mapping[str, Any], a: int, c: int, i: int) -> Indicator:
        where = f"Indikator {code((a, c, i))}"
        return Indicator(
            **self._said(item, NODE_FIELDS[NodeKind.INDICATOR], where),
            actions=tuple(
                self._action(child, (a, c, i, n))
                for n, child in enumerate(self._items(item, "actions", where))
            ),
            id=self._id(item, where),
        )

    def _action(self, item: Mapping[str, Any], indexes: tuple[int, int, int, int]) -> Action:
        if len(self._places) >= MAX_ACTIONS:
            self._refuse(f"langkah aksinya lebih dari {MAX_ACTIONS}")
        where = f"Langkah aksi {code(indexes)}"
        self._places[indexes] = Place(sheet=code(indexes))
        self._speaks_of.update(item)
        return Action(
            **self._said(item, ACTION_FIELDS, where),
            months=self._months(item, where),
            evidence=tuple(self._link(link, where) for link in self._details(item, "evidence_files", where)),
            remarks=tuple(self._remark(remark, where) for remark in self._details(item, "remarks", where)),
            id=self._id(item, where),
        )

    def _months(self, item: Mapping[str, Any], where: str) -> tuple[MonthCell, ...]:
        planned: set[int] = set()
        listed = item.get("months")
        if not isinstance(listed, list):
            self._doubt(where, 'daftar bulan ("months") tidak ada atau bukan daftar, dibaca tanpa jadwal')
            listed = []
        for month in listed:
            if not _is_month(month):
                self._doubt(where, f"bulan {_short(month)} tidak ada, dilewati")
            elif month in planned:
                self._doubt(where, f"bulan {month} tertulis dua kali, dibaca sekali")
            else:
                planned.add(month)
        cells = {month: MonthCell(month, planned=True) for month in planned}
        recorded: set[int] = set()
        for record in self._details(item, "realization", where):
            self._speaks_of_months.update(record)
            number: Any = record.get("month")
            if not _is_month(number) or number in recorded:
                self._doubt(where, f"realisasi bulan {_short(number)} tidak jelas atau berulang, dilewati")
                continue
            recorded.add(number)
            cells[number] = MonthCell(
                number,
                planned=number in planned,
                **self._said(record, DONE_FIELDS, where),
            )
        return tuple(cell for _, cell in sorted(cells.items()) if not cell.is_blank)

    def _link(self, item: Mapping[str, Any], where: str) -> EvidenceLink:
        month = item.get("month", 0)
        if month != 0 and not _is_month(month):
            self._doubt(where, f"bukti bulan {_short(month)} tidak jelas, dibaca untuk setahun")
            month = 0
        return EvidenceLink(self._text(item, "evidence_id", where, limit=64), month)

    def _remark(self, item: Mapping[str, Any], where: str) -> Remark:
        return Remark(
            id=self._id(item, where),
            text=self._text(item, "text", where),
            made_on=self._day(item, "made_on", where),
            answered=item.get("answered") is True,
        )

    def _evidence(self, document: Mapping[str, Any]) -> dict[str, Evidence]:
        found: dict[str, Evidence] = {}
        for item in self._details(document, "evidence", "Bukti"):
            evidence_id = self._id(item, "Bukti")
            sha256, size = item.get("sha256"), item.get("size")
            if (
                not evidence_id
                or not isinstance(sha256, str)
                or not _SHA256.fullmatch(sha256)
                or not isinstance(size, int)
                or isinstance(size, bool)
                or not 0 <= size <= _MAX_SIZE
            ):
                self._doubt(
                    "Bukti", f"berkas {_short(item.get('name'))} tidak lengkap keterangannya, dilewati"
                )
                continue
            found[evidence_id] = Evidence(
                id=evidence_id,
                sha256=sha256,
                name=self._text(item, "name", "Bukti"),
                size=size,
                media_type=self._text(item, "media_type", "Bukti", limit=MAX_NAME, needed=False),
                document_date=self._day(item, "document_date", "Bukti"),
                description=self._text(item, "description", "Bukti", needed=False),
                added_at=self._moment(item, "added_at", "Bukti"),
            )
        return found

    # Details: a problem with the reading taken, never a refusal.

    def _said(self, item: Mapping[str, Any], fields: Iterable[Field], where: str) -> dict[str, Any]:
        """Return what ``item`` says in ``fields``, by their names."""
        return {field.name: self._value(item, field, where) for field in fields}

    def _value(self, item: Mapping[str, Any], field: Field, where: str) -> Any:
        key = field.json_key
        match field.kind:
            case ValueKind.PERCENT:
                return self._percent(item, key, where)
            case ValueKind.DAY:
                return self._day(item, key, where)
            case ValueKind.DAY_DONE:
                return self._day_done(item, key, where)
            case ValueKind.FLAG:
                return item.get(key) is True
            case ValueKind.CHOICE if field.choices is not None:
                otherwise = field.choices(_OTHERWISE[field.name])
                return self._choice(item, key, field.choices, otherwise, where, needed=field.name == "level")
            case ValueKind.WORDING if item.get(key) is None:
                return None
            case _:
                needed = field.name == "text"
                return self._text(item, key, where, limit=field.limit, needed=needed)

    def _doubt(self, where: str, message: str) -> None:
        if len(self._problems) >= _MAX_PROBLEMS:
            self._refuse(f"lebih dari {_MAX_PROBLEMS} hal di dalamnya tidak jelas")
        self._problems.append(Problem(Place(), f"{where}: {message}."))

    def _details(self, item: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
        listed = item.get(key)
        if listed is None:
            return []
        if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
            self._doubt(where, f'daftar "{key}" tidak terbaca, dilewati')
            return []
        return listed

    def _text(
        self, item: Mapping[str, Any], key: str, where: str, *, limit: int = MAX_TEXT, needed: bool = True
    ) -> str:
        value = item.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str):
            self._doubt(where, f'"{key}" tidak ada atau bukan teks, dibaca kosong')
            return ""
        text = clean_text(value)
        if len(text) > limit:
            self._doubt(where, f'"{key}" lebih panjang dari {limit} huruf, dibaca sampai batas itu')
            return text[:limit]
        return text

    def _id(self, item: Mapping[str, Any], where: str, *, key: str = "id") -> str:
        value = item.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not ROW_ID.fullmatch(value):
            self._doubt(where, f'pengenal "{key}" tidak dikenali, dibaca sebagai baris baru')
            return ""
        if key == "id":
            if value in self._ids:
                self._doubt(where, "pengenalnya sudah dipakai baris lain, dibaca sebagai baris baru")
                return ""
            self._ids.add(value)
        return value

    def _number(self, item: Mapping[str, Any], expected: str, where: str) -> None:
        written = item.get("number")
        if written is not None and str(written)[:20] != expected:
            self._doubt(where, f"bernomor {_short(written)}, dibaca {expected} menurut urutannya")

    def _percent(self, item: Mapping[str, Any], key: str, where: str) -> int | None:
        value = item.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_PERCENT:
            self._doubt(where, f'"{key}" {_short(value)} bukan angka bulat 0 sampai 100, dibaca kosong')
            return None
        return value

    def _choice(
        self,
        item: Mapping[str, Any],
        key: str,
        choices: type[_Choice],
        otherwise: _Choice,
        where: str,
        *,
        needed: bool = False,
    ) -> _Choice:
        value = item.get(key)
        for choice in choices:
            if choice.value == value:
                return choice
        if value is not None or needed:
            self._doubt(where, f'"{key}" {_short(value)} tidak dikenali, dibaca {otherwise.value}')
        return otherwise

    def _day(self, item: Mapping[str, Any], key: str, where: str) -> date | None:
        return self._iso(item, key, where, date.fromisoformat)

    def _day_done(self, record: Mapping[str, Any], key: str, where: str) -> date | None:
        day = self._day(record, key, where)
        if day is None or is_day(day):
            return day
        self._doubt(where, f"tanggal {format_date(day)} di luar tahun {MIN_YEAR}-{MAX_YEAR}, dibaca kosong")
        return None

    def _moment(self, item: Mapping[str, Any], key: str, where: str) -> datetime | None:
        return self._iso(item, key, where, datetime.fromisoformat)

    def _iso(
        self, item: Mapping[str, Any], key: str, where: str, parse: Callable[[str], _Read]
    ) -> _Read | None:
        value = item.get(key)
        if value is None:
            return None
        try:
            return parse(value)
        except (TypeError, ValueError):
            self._doubt(where, f'tanggal "{key}" {_short(value)} tidak dikenali, dibaca kosong')
            return None


def _shown(fields: Iterable[Field], keys: Container[str]) -> list[str]:
    """Return the names of the fields of which the keys are there."""
    return [field.name for field in fields if field.json_key in keys]


def _is_month(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in MONTHS


def _short(value: object) -> str:
    if isinstance(value, dict | list):
        return "berupa daftar"
    return f"“{clean_text(str(value))[:40]}”"
