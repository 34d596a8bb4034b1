"""Progress, lateness and missing evidence of actions, rows above them and whole plans.

A month is over when the "as of" date is after its last day. Every figure counts month cells: a parent's
figures are the sums over all the actions below it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zidesk.domain.plan.model import MONTHS, Action, Node, Plan, children
from zidesk.domain.schedule.dates import MONTH_NAMES, format_date


class CellState(StrEnum):
    """What one month of one action shows."""

    EMPTY = "empty"
    PLANNED = "planned"
    LATE = "late"
    DONE = "done"
    DONE_WITHOUT_EVIDENCE = "done_without_evidence"
    DONE_UNPLANNED = "done_unplanned"
    DONE_UNPLANNED_WITHOUT_EVIDENCE = "done_unplanned_without_evidence"


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of month cells below a node.

    ``planned``: planned months; ``realized``: those of them carried out; ``late``: those of them that are
    over and not carried out; ``evidenced``: those of them carried out and with evidence;
    ``without_evidence``: months carried out, planned or not, that no evidence is linked to; ``hundredths``:
    what of the planned months was done, in hundredths of a month: the percentage that was given, else 100
    for a month that was carried out.
    """

    planned: int = 0
    realized: int = 0
    late: int = 0
    without_evidence: int = 0
    evidenced: int = 0
    hundredths: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.planned + other.planned,
            self.realized + other.realized,
            self.late + other.late,
            self.without_evidence + other.without_evidence,
            self.evidenced + other.evidenced,
            self.hundredths + other.hundredths,
        )

    @property
    def ratio(self) -> Fraction | None:
        """Progress (capaian), 0 to 1: what was done of the planned months; ``None`` without a plan."""
        return Fraction(self.hundredths, 100 * self.planned) if self.planned else None


def months_over(year: int, as_of: date) -> int:
    """Return how many months of ``year`` are over at ``as_of``: 12 for a past year, 0 for a coming one."""
    if as_of.year != year:
        return 12 if as_of.year > year else 0
    return as_of.month - 1


def cell_state(action: Action, month: int, year: int, as_of: date) -> CellState:
    """Return the state of one month (1-12) of an action in a plan of ``year``."""
    cell = action.cell(month)
    if cell.realized:
        if action.has_evidence(month):
            return CellState.DONE if cell.planned else CellState.DONE_UNPLANNED
        return CellState.DONE_WITHOUT_EVIDENCE if cell.planned else CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE
    if not cell.planned:
        return CellState.EMPTY
    return CellState.LATE if month <= months_over(year, as_of) else CellState.PLANNED


def months_proven_early(action: Action) -> frozenset[int]:
    """Return the months that have a file of their own and are not marked as done."""
    return frozenset(
        link.month for link in action.evidence if link.month and not action.cell(link.month).realized
    )


def month_due(action: Action) -> int | None:
    """Return the month whose turn it is: the earliest late one, else the next planned one."""
    open_months = (cell.month for cell in action.months if cell.planned and not cell.realized)
    return min(open_months, default=None)


def describe_cell(action: Action, month: int, year: int, as_of: date) -> str:
    """Return a cell in words, for tooltips and screen readers: "Maret, direncanakan, belum ada bukti"."""
    cell = action.cell(month)
    parts = [MONTH_NAMES[month], "direncanakan" if cell.planned else "tidak direncanakan"]
    if cell.realized_on is not None:
        parts.append(f"terlaksana {format_date(cell.realized_on)}")
    elif cell.planned and month <= months_over(year, as_of):
        parts.append("terlambat")
    if action.has_evidence(month):
        parts.append("ada bukti")
        if month in months_proven_early(action):
            parts.append("belum ditandai terlaksana")
    elif cell.planned or cell.realized:
        parts.append("belum ada bukti")
    return ", ".join(parts)


def progress_of(node: Plan | Node, year: int, as_of: date, months: range = MONTHS) -> Progress:
    """Return the progress of an action, of a row above actions, or of a whole plan, in a plan of ``year``.

    Only ``months`` are counted.
    """
    return _sum_up(node, months_over(year, as_of), months, {})


def roll_up(plan: Plan, as_of: date) -> dict[str, Progress]:
    """Return the progress of the plan and of every node in it by id, computed in one pass.

    Nodes without an id are counted in their parents only.
    """
    progress_by_id: dict[str, Progress] = {}
    _sum_up(plan, months_over(plan.year, as_of), MONTHS, progress_by_id)
    progress_by_id.pop("", None)
    return progress_by_id


def span_of(node: Plan | Node) -> tuple[int, int] | None:
    """Return the first and last planned month (1-12) at or below a node, ``None`` if nothing is planned."""
    if isinstance(node, Action):
        months = node.planned_months
        return (min(months), max(months)) if months else None
    spans = [span for child in children(node) if (span := span_of(child)) is not None]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def _sum_up(node: Plan | Node, over: int, months: range, progress_by_id: dict[str, Progress]) -> Progress:
    if isinstance(node, Action):
        progress = _action_progress(node, over, months)
    else:
        progress = Progress()
        for child in children(node):
            progress += _sum_up(child, over, months, progress_by_id)
    progress_by_id[node.id] = progress
    return progress


def _action_progress(action: Action, over: int, months: range) -> Progress:
    if not action.months:
        return Progress()
    proven = {link.month for link in action.evidence}
    whole_year_proven = 0 in proven
    planned = realized = late = without_evidence = evidenced = hundredths = 0
    for cell in action.months:
        if cell.month not in months:
            continue
        done = cell.realized_on is not None
        has_evidence = whole_year_proven or cell.month in proven
        planned += cell.planned
        realized += cell.planned and done
        late += cell.planned and not done and cell.month <= over
        evidenced += cell.planned and done and has_evidence
        without_evidence += done and not has_evidence
        if cell.planned:
            hundredths += cell.percent if cell.percent is not None else 100 * done
    return Progress(planned, realized, late, without_evidence, evidenced, hundredths)
