"""A plan as JSON text in the format of the bundled examples, both ways.

Written: the examples' keys in the examples' shapes, and further keys for what they lack (``id``, ``status``,
``title``, ``person_in_charge``, ``realization``, ``evidence_files``, ``remarks``) and the decree only where
there is something to say; ``fields`` lists what the file tells of (``told_fields``). Read: what breaks the
structure refuses the file in one sentence; a detail that cannot be right becomes a listed problem with the
reading taken.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.importing.told_fields import is_told_unlisted, listing
from zidesk.domain.plan.fields import (
    ACTION_FIELDS,
    DONE_FIELDS,
    NODE_FIELDS,
    PERCENT_DONE,
    PLAN_FIELDS,
    UNIT_FIELDS,
    Field,
)
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    Indicator,
    MonthCell,
    NodeKind,
    Plan,
    PlanRecord,
    PlanStatus,
    Unit,
)
from zidesk.domain.plan.numbering import roman
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.decree import decree_objects
from zidesk.exchange.plan_json.reading import read_plan_object

FORMAT = "zidesk-plan"
VERSION = 1
MAX_BYTES = 20_000_000


def write_plan_json(record: PlanRecord, stream: BinaryIO) -> None:
    """Write ``record`` to the binary ``stream`` as UTF-8 JSON, indented by one space."""
    document = plan_object(record)
    stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8"))


def read_plan_json(path: Path | str) -> Incoming:
    """Read the plan JSON file at ``path``.

    Raises ``CannotReadError`` (one Indonesian sentence) where it cannot be read as a plan at all; details
    that are not certain are listed in ``Incoming.problems``.
    """
    source = Path(path)
    return read_plan_object(parse_document(_bytes(source), source.name), source.name)


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CannotReadError(f"Berkas {source.name} tidak ditemukan; periksa nama dan foldernya.") from error
    except OSError as error:
        raise CannotReadError(
            f"Berkas {source.name} tidak dapat dibuka; periksa izinnya atau tutup program lain "
            "yang memakainya."
        ) from error
    if len(content) > MAX_BYTES:
        raise CannotReadError(
            f"Berkas {source.name} terlalu besar untuk sebuah rencana aksi (lebih dari 20 MB); "
            "pilihlah berkas lain."
        )
    return content


def parse_document(content: bytes, name: str) -> Mapping[str, Any]:
    """Return the object that a plan's JSON text from the file ``name`` holds.

    Raises ``CannotReadError`` where it is no JSON, or none of a plan.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotReadError(
            f"Berkas {name} bukan teks UTF-8; simpanlah ulang sebagai JSON dengan pengodean UTF-8."
        ) from error
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise CannotReadError(
            f"Isi {name} bertingkat terlalu dalam untuk sebuah rencana aksi; pilihlah berkas lain."
        ) from error
    except json.JSONDecodeError as error:
        raise CannotReadError(
            f"Berkas {name} bukan JSON yang utuh (baris {error.lineno}, kolom {error.colno}); "
            "periksa berkasnya."
        ) from error
    except _ContentError as error:
        raise CannotReadError(f"Berkas {name} tidak dapat dibaca: {error}.") from error
    except ValueError as error:
        raise CannotReadError(
            f"Berkas {name} memuat bilangan yang terlalu panjang; periksa berkasnya."
        ) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CannotReadError(
            f'Berkas {name} bukan rencana aksi zidesk (tidak ada "format": "{FORMAT}"); pilihlah berkas lain.'
        )
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CannotReadError(f"Versi format di {name} tidak terbaca; periksa berkasnya.")
    if version > VERSION:
        raise CannotReadError(
            f"Berkas {name} dibuat oleh zidesk yang lebih baru (format {version}); "
            "perbarui zidesk di komputer ini."
        )
    return document


class _ContentError(ValueError):
    """JSON that is well formed but says a thing twice or a thing that is no value."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _ContentError(f'kunci "{key[:40]}" tertulis dua kali; hapuslah salah satunya')
        found[key] = value
    return found


def _refuse_constant(name: str) -> None:
    raise _ContentError(f"{name} bukan bilangan; betulkan dahulu")


def plan_object(record: PlanRecord) -> dict[str, Any]:
    """Return ``record`` as the dictionaries and lists that its JSON text holds."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "unit": _unit_object(record.unit),
        "plan": _head_object(record.plan),
        **decree_objects(record),
        "areas": [_area_object(number, area) for number, area in enumerate(record.plan.areas, 1)],
    }
    if not is_told_unlisted():
        document["fields"] = listing()
    if record.evidence:
        document["evidence"] = [_evidence_object(evidence) for evidence in record.evidence.values()]
    return document


def _further(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], False)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(fields: Iterable[Field], thing: Any) -> dict[str, Any]:
    """Return what ``thing`` says by key: fields that are always written, and others that say something."""
    return {
        field.json_key: _plain(value)
        for field in fields
        if (value := getattr(thing, field.name)) != field.blank or field.always
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _ordered(values: dict[str, Any], *first: str) -> dict[str, Any]:
    """Return ``values`` with these keys first, where they are there, as the examples have them."""
    return {key: values[key] for key in (*first, *values) if key in values}


def _unit_object(unit: Unit) -> dict[str, Any]:
    said = _said(UNIT_FIELDS, unit)
    said["certifier_name"] = unit.certifier_name or None
    return _ordered({**said, **_further(id=unit.id)}, "level")


def _head_object(plan: Plan) -> dict[str, Any]:
    further = _further(
        status=plan.status.value if plan.status is not PlanStatus.DRAF else None,
        revises_id=plan.revises_id,
        id=plan.id,
    )
    order = ("year", "decree_number", "decree_date", "schedule_style", "status")
    return _ordered(_said(PLAN_FIELDS, plan) | further, *order)


def _area_object(number: int, area: Area) -> dict[str, Any]:
    return {
        "number": roman(number),
        **_said(NODE_FIELDS[NodeKind.AREA], area),
        **_further(id=area.id),
        "components": [_component_object(place, item) for place, item in enumerate(area.components, 1)],
    }


def _component_object(number: int, component: Component) -> dict[str, Any]:
    return {
        "number": str(number),
        **_said(NODE_FIELDS[NodeKind.COMPONENT], component),
        **_further(id=component.id),
        "indicators": [_indicator_object(indicator) for indicator in component.indicators],
    }


def _indicator_object(indicator: Indicator) -> dict[str, Any]:
    return {
        **_said(NODE_FIELDS[NodeKind.INDICATOR], indicator),
        **_further(id=indicator.id),
        "actions": [_action_object(action) for action in indicator.actions],
    }


def _action_object(action: Action) -> dict[str, Any]:
    further = _further(
        id=action.id,
        realization=[_cell_object(cell) for cell in action.months if _speaks(cell)],
        evidence_files=[{"evidence_id": link.evidence_id, "month": link.month} for link in action.evidence],
        remarks=[
            {
                "text": remark.text,
                **_further(made_on=_iso(remark.made_on), answered=remark.answered, id=remark.id),
            }
            for remark in action.remarks
        ],
    )
    said = {**_said(ACTION_FIELDS, action), "months": sorted(action.planned_months)}
    order = ("action", "evidence", "months", "schedule_text", "target_percent", "id")
    return _ordered(said | further, *order, *said)


def _speaks(cell: MonthCell) -> bool:
    return not replace(cell, planned=False).is_blank


def _cell_object(cell: MonthCell) -> dict[str, Any]:
    said = {"month": cell.month, **_said(DONE_FIELDS, cell)}
    order = [key for key in said if key != PERCENT_DONE.json_key]
    return _ordered(said, *order)


def _evidence_object(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "sha256": evidence.sha256,
        "name": evidence.name,
        "size": evidence.size,
        **_further(
            media_type=evidence.media_type,
            document_date=_iso(evidence.document_date),
            description=evidence.description,
            added_at=evidence.added_at.isoformat() if evidence.added_at else None,
        ),
    }
