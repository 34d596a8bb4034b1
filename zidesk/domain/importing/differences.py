"""What differs between two versions of a row, field by field, in the words that a preview shows."""

from dataclasses import dataclass
from dataclasses import field as member

from zidesk.domain.importing.row_values import REMARK_LABEL, remark_text
from zidesk.domain.plan.fields import DAY_DONE, DONE_FIELDS, NODE_FIELDS, PERCENT_DONE, PLANNED, WORDING
from zidesk.domain.plan.model import MONTHS, Action, MonthCell, Node, node_kind
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.schedule.wording import format_schedule

PLACE_LABEL = "Letak"
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
