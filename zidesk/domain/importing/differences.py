"""What differs between two versions of a row, field by field, in the words that a preview shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member

from zidesk.domain.importing.row_values import REMARK_LABEL, Value, remark_text, value_label, value_text
from zidesk.domain.plan.fields import DAY_DONE, DONE_FIELDS, NODE_FIELDS, PERCENT_DONE, PLANNED, WORDING
from zidesk.domain.plan.model import MONTHS, Action, MonthCell, Node, node_kind
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.schedule.wording import format_schedule

PLACE_LABEL = "Letak"
_SHOWN_CHANGES = 4
_Told = dict[str, tuple[str, bool]]
"""By label: the text, and whether a decree fixes it."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row before and after, as Indonesian text; empty where there was or will be nothing.

    ``fixed``: a signed plan no longer lets it change.
    """

    label: str
    before: str
    after: str
    fixed: bool = member(default=False, compare=False)


def row_changes(before: Node | None, after: Node) -> tuple[FieldChange, ...]:
    """Return what differs between two versions of a row; ``None`` before: all that a new one says."""
    if before == after:
        return ()
    old = _told(before) if before is not None else {}
    new = _told(after)
    changes = []
    for label, (_, fixed) in (old | new).items():
        was, is_now = (side.get(label, ("", fixed))[0] for side in (old, new))
        if was != is_now:
            changes.append(FieldChange(label, was, is_now, fixed))
    return tuple(changes)


def value_told(node: Node, key: str, value: Value) -> str:
    """Return a value of a row as a person reads it; a schedule without a wording of its own by its months."""
    if key == WORDING.name and not value and isinstance(node, Action):
        return format_schedule(node.planned_months)
    return value_text(key, value)


def changes_told(node: Node, changes: Mapping[str, Value], *, is_moved: bool) -> str:
    """Return what was changed on a row in one line: "Target: 80%; Bukti: Notulen"; "" for nothing."""
    told: dict[str, str] = {}
    for key, value in changes.items():
        text = value_text(key, value)
        if key.startswith("planned ") and isinstance(node, Action):
            text = format_schedule(node.planned_months)
        told.setdefault(value_label(node, key), " ".join(text.split()))
    parts = [f"{label}: {text or 'kosong'}" for label, text in told.items()]
    parts += [PLACE_LABEL] if is_moved else []
    shown = parts[:_SHOWN_CHANGES] + (["…"] if len(parts) > _SHOWN_CHANGES else [])
    return "; ".join(shown)


def _told(node: Node) -> _Told:
    told: _Told = {}
    for field in NODE_FIELDS[node_kind(node)]:
        if field is WORDING and isinstance(node, Action):
            told[PLANNED.label] = format_schedule(node.planned_months & set(MONTHS)), PLANNED.fixed
        told[field.label] = field.told(getattr(node, field.name)), field.fixed
    if isinstance(node, Action):
        for cell in node.months:
            if cell.month in MONTHS:
                told |= _cell_told(cell)
        told["Berkas bukti"] = f"{len(node.evidence)} tautan" if node.evidence else "", False
        told[REMARK_LABEL] = "\n".join(remark_text(remark) for remark in node.remarks), False
    return told


def _cell_told(cell: MonthCell) -> _Told:
    told: _Told = {}
    for field in DONE_FIELDS:
        # When and how far are read together.
        label = "Realisasi" if field in (DAY_DONE, PERCENT_DONE) else field.label
        label = f"{label} {MONTH_NAMES[cell.month]}"
        before, _ = told.get(label, ("", False))
        texts = filter(None, (before, field.told(getattr(cell, field.name))))
        told[label] = ", ".join(texts), field.fixed
    return told
