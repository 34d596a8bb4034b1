"""What differs between two versions of a row, field by field, in the words that a preview shows."""

from dataclasses import dataclass

from zidesk.domain.plan.model import MONTHS, Action, MonthCell, NodeKind, Remark
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date
from zidesk.domain.schedule.wording import format_schedule

PLACE_LABEL = "Letak"
KIND_LABELS = {
    NodeKind.AREA: "Area",
    NodeKind.COMPONENT: "Komponen",
    NodeKind.INDICATOR: "Indikator",
    NodeKind.ACTION: "Langkah aksi",
}
FIXED_LABELS = frozenset({*KIND_LABELS.values(), "Bukti", "Jadwal", "Tulisan jadwal", "Target", PLACE_LABEL})
"""The fields that a decree fixes; the others of a signed plan still change."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row before and after, as Indonesian text; empty where there was or will be nothing."""

    label: str
    before: str
    after: str


def action_changes(before: Action | None, after: Action) -> tuple[FieldChange, ...]:
    """Return what differs between two versions of an action; ``None`` before: all that a new one says."""
    if before == after:
        return ()
    old = _fields(before) if before else {}
    new = _fields(after)
    labels = dict.fromkeys((*new, *old))
    changes = (FieldChange(label, old.get(label, ""), new.get(label, "")) for label in labels)
    return tuple(change for change in changes if change.before != change.after)


def _fields(action: Action) -> dict[str, str]:
    target = action.target_percent
    fields = {
        KIND_LABELS[NodeKind.ACTION]: action.text,
        "Bukti": action.evidence_text,
        "Jadwal": format_schedule(action.planned_months & set(MONTHS)),
        "Tulisan jadwal": action.schedule_text or "",
        "Target": "" if target is None else f"{target}%",
        "Penanggung jawab": action.person_in_charge,
    }
    for cell in action.months:
        if cell.month in MONTHS:
            fields |= _cell_fields(cell)
    fields["Berkas bukti"] = f"{len(action.evidence)} tautan" if action.evidence else ""
    fields["Catatan"] = "\n".join(remark_text(remark) for remark in action.remarks)
    return fields


def _cell_fields(cell: MonthCell) -> dict[str, str]:
    name = MONTH_NAMES[cell.month]
    done = [format_date(cell.realized_on)] if cell.realized_on else []
    percent = [] if cell.percent is None else [f"{cell.percent}%"]
    return {
        f"Realisasi {name}": ", ".join(done + percent),
        f"Kendala {name}": cell.obstacle,
        f"Tindak lanjut {name}": cell.follow_up,
        f"Keterangan {name}": cell.note,
    }


def remark_text(remark: Remark) -> str:
    """Return a remark with its date and whether it was answered."""
    details = [format_date(remark.made_on)] if remark.made_on else []
    details += ["sudah dijawab"] if remark.answered else []
    return f"{remark.text} ({', '.join(details)})" if details else remark.text
