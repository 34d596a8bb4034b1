"""One row from three: as it was exported, as it is here now, and as a source has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.importing.row_values import Value, cell_key, fingerprint, link_key, remark_key
from zidesk.domain.plan.fields import MONTH_FIELDS, NODE_FIELDS, PLANNED, WORDING
from zidesk.domain.plan.model import MONTHS, Action, MonthCell, Node, Remark, node_kind
from zidesk.domain.schedule.wording import parse_schedule

TakesTheirs = Callable[[str, Value, Value], bool]
"""Asked about a value changed on both sides, with its key, ours and theirs: whether theirs is taken."""
_Value = TypeVar("_Value", bound=Value)


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row after merging; ``lost_wording``: a wording of the schedule that its merged months belie."""

    node: Node
    lost_wording: str = ""


def merged_row(
    ours: Node,
    theirs: Node,
    then: Mapping[str, str] | None,
    incoming: Incoming,
    takes_theirs: TakesTheirs,
) -> MergedRow:
    """Return ``theirs`` with what was changed in ``ours`` since the fingerprints ``then`` were taken.

    What only one side changed is taken from that side, month by month; about what both changed
    ``takes_theirs`` decides. Where it is not known what was changed (``then`` is ``None``), what the source
    says goes. What ``incoming`` does not speak about stays ours.
    """
    if ours == theirs:
        return MergedRow(theirs)
    values = _Values(then, incoming, takes_theirs)
    said = {
        field.name: values.pick(field.name, getattr(ours, field.name), getattr(theirs, field.name))
        for field in NODE_FIELDS[node_kind(theirs)]
    }
    if not isinstance(ours, Action) or not isinstance(theirs, Action):
        return MergedRow(replace(theirs, **said))
    cells = [values.cell(theirs.id, ours.cell(month), theirs.cell(month)) for month in MONTHS]
    wording: str = said[WORDING.name] or ""
    if values.both_changed(WORDING.name, ours.schedule_text, theirs.schedule_text):
        # The schedule is chosen as a whole: a mixture of two wordings' months is neither side's.
        chosen = (ours if wording == (ours.schedule_text or "") else theirs).planned_months
        cells = [replace(cell, planned=cell.month in chosen) for cell in cells]
    planned = frozenset(cell.month for cell in cells if cell.planned)
    if incoming.lacks(WORDING.name) and planned != ours.planned_months:
        # Our wording of a schedule that has changed would print the old one.
        wording = ""
    lost = wording if _is_belied(wording, planned, ours, theirs) else ""
    linked = {link for link in theirs.evidence if link_key(link) not in (then or ())} - set(ours.evidence)
    action = replace(
        theirs,
        **(said | {WORDING.name: None if lost else wording or None}),
        months=tuple(cell for cell in cells if not cell.is_blank),
        evidence=(*ours.evidence, *sorted(linked)),
        remarks=values.remarks(ours, theirs) if incoming.carries_remarks else ours.remarks,
    )
    return MergedRow(action, lost)


class _Values:
    """Chooses between two versions of a value by what it was when it was exported, if that is known."""

    def __init__(self, then: Mapping[str, str] | None, incoming: Incoming, takes_theirs: TakesTheirs) -> None:
        self._then = then
        self._incoming = incoming
        self._takes_theirs = takes_theirs

    def pick(self, key: str, ours: _Value, theirs: _Value) -> _Value:
        """Return the value with ``key``: the side's that has changed it."""
        if ours == theirs or self._incoming.lacks(key):
            return ours
        if self._then is None:
            return theirs
        before, own, other = self._then.get(key, ""), fingerprint(ours), fingerprint(theirs)
        if other in (own, before):
            return ours
        return theirs if own == before or self._takes_theirs(key, ours, theirs) else ours

    def both_changed(self, key: str, ours: Value, theirs: Value) -> bool:
        """Whether both sides have changed the value with ``key``, each in its own way."""
        if self._then is None or self._incoming.lacks(key):
            return False
        own, other = fingerprint(ours), fingerprint(theirs)
        return own != other and self._then.get(key, "") not in (own, other)

    def cell(self, action_id: str, ours: MonthCell, theirs: MonthCell) -> MonthCell:
        """Return a month of the action that has this id in the source."""
        tells = self._incoming.tells_what_was_done(action_id, ours.month)
        picked: dict[str, Any] = {}
        for field in MONTH_FIELDS:
            key = cell_key(field.name, ours.month)
            own = getattr(ours, field.name)
            is_told = tells or field is PLANNED
            picked[field.name] = self.pick(key, own, getattr(theirs, field.name)) if is_told else own
        return MonthCell(ours.month, **picked)

    def remarks(self, ours: Action, theirs: Action) -> tuple[Remark, ...]:
        """Return their remarks without those deleted here since; those that they lack are added later."""
        own = {remark.id: remark for remark in ours.remarks}
        picked = (
            self.pick(remark_key(remark.id), own.get(remark.id), remark) if remark.id else remark
            for remark in theirs.remarks
        )
        return tuple(remark for remark in picked if remark is not None)


def _is_belied(wording: str, planned: frozenset[int], ours: Action, theirs: Action) -> bool:
    """Whether a wording says months that neither side planned so."""
    if any((side.planned_months, side.schedule_text or "") == (planned, wording) for side in (ours, theirs)):
        return False
    parsed = parse_schedule(wording)
    return bool(parsed.months) and not parsed.unread and parsed.months != planned
