"""A plan as JSON text in the format of the bundled examples, both ways.

Written: the examples' keys in the examples' shapes, and further keys for what they lack (``id``, ``status``,
``title``, ``person_in_charge``, ``realization``, ``evidence_files``, ``remarks``) and the decree only where
there is something to say. Read: what breaks the structure refuses the file in one sentence; a detail that
cannot be right becomes a listed problem with the reading taken.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    Indicator,
    MonthCell,
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
    return read_plan_object(_parse(_bytes(source), source.name), source.name)


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


def _parse(content: bytes, name: str) -> Mapping[str, Any]:
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
    if record.evidence:
        document["evidence"] = [_evidence_object(evidence) for evidence in record.evidence.values()]
    return document


def _further(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], False)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _unit_object(unit: Unit) -> dict[str, Any]:
    return {
        "level": unit.level.value,
        "name": unit.name,
        "province": unit.province,
        "seat": unit.seat,
        "jdih": unit.jdih,
        "chair_name": unit.chair_name,
        "certifier_title": unit.certifier_title,
        "certifier_name": unit.certifier_name or None,
        **_further(id=unit.id),
    }


def _head_object(plan: Plan) -> dict[str, Any]:
    return {
        "year": plan.year,
        "decree_number": plan.decree_number,
        "decree_date": _iso(plan.decree_date),
        "schedule_style": plan.schedule_style.value,
        **_further(
            status=plan.status.value if plan.status is not PlanStatus.DRAF else None,
            title=plan.title,
            revises_id=plan.revises_id,
            id=plan.id,
        ),
    }


def _area_object(number: int, area: Area) -> dict[str, Any]:
    return {
        "number": roman(number),
        "name": area.text,
        **_further(id=area.id),
        "components": [_component_object(place, item) for place, item in enumerate(area.components, 1)],
    }


def _component_object(number: int, component: Component) -> dict[str, Any]:
    return {
        "number": str(number),
        "name": component.text,
        **_further(id=component.id),
        "indicators": [_indicator_object(indicator) for indicator in component.indicators],
    }


def _indicator_object(indicator: Indicator) -> dict[str, Any]:
    return {
        "text": indicator.text,
        **_further(id=indicator.id),
        "actions": [_action_object(action) for action in indicator.actions],
    }


def _action_object(action: Action) -> dict[str, Any]:
    return {
        "action": action.text,
        "evidence": action.evidence_text,
        "months": sorted(action.planned_months),
        **({} if action.schedule_text is None else {"schedule_text": action.schedule_text}),
        "target_percent": action.target_percent,
        **_further(
            id=action.id,
            person_in_charge=action.person_in_charge,
            realization=[_cell_object(cell) for cell in action.months if _speaks(cell)],
            evidence_files=[
                {"evidence_id": link.evidence_id, "month": link.month} for link in action.evidence
            ],
            remarks=[
                {
                    "text": remark.text,
                    **_further(made_on=_iso(remark.made_on), answered=remark.answered, id=remark.id),
                }
                for remark in action.remarks
            ],
        ),
    }


def _speaks(cell: MonthCell) -> bool:
    return cell != MonthCell(cell.month, planned=cell.planned)


def _cell_object(cell: MonthCell) -> dict[str, Any]:
    return {
        "month": cell.month,
        **_further(
            realized_on=_iso(cell.realized_on),
            obstacle=cell.obstacle,
            follow_up=cell.follow_up,
            note=cell.note,
        ),
        **({} if cell.percent is None else {"percent": cell.percent}),
    }


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
