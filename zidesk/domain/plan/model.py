"""The plan as immutable values: unit, plan, area > component > indicator > action, months, evidence.

Numbers (``I``, ``1``, ``V.4.2.1``) are computed from order, never stored: see ``numbering``. Ids are
opaque strings that stay with a row through moves, exports and imports; ``""`` marks a row that has none
yet, as in a table somebody typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import cast
from uuid import uuid4

from zidesk.domain.decree.model import BLANK_DECREE, Decree

MONTHS = range(1, 13)
AREA_NAMES = (
    "MANAJEMEN PERUBAHAN",
    "PENATAAN TATA LAKSANA",
    "PENATAAN SISTEM MANAJEMEN SDM",
    "PENGUATAN AKUNTABILITAS",
    "PENGUATAN PENGAWASAN",
    "PENINGKATAN KUALITAS PELAYANAN PUBLIK",
)
"""The six areas of change (PermenPANRB 90/2021), in their fixed order."""


def new_id() -> str:
    """Return a fresh row id: 32 hexadecimal digits."""
    return uuid4().hex


class Level(StrEnum):
    """Level of a unit (satuan kerja)."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"


class ScheduleStyle(StrEnum):
    """How the formal table writes the schedule: twelve tick columns, or words."""

    GRID = "grid"
    TEXT = "text"


class PlanStatus(StrEnum):
    """Life of a plan: draft, adopted by decree, superseded by an amendment."""

    DRAF = "draf"
    DITETAPKAN = "ditetapkan"
    DIUBAH = "diubah"


class NodeKind(StrEnum):
    """The four levels of the tree, from the root down."""

    AREA = "area"
    COMPONENT = "component"
    INDICATOR = "indicator"
    ACTION = "action"

    @property
    def parent(self) -> "NodeKind | None":
        """The kind one level up, ``None`` for an area."""
        kinds = list(NodeKind)
        index = kinds.index(self)
        return kinds[index - 1] if index else None

    @property
    def child(self) -> "NodeKind | None":
        """The kind one level down, ``None`` for an action."""
        kinds = list(NodeKind)
        index = kinds.index(self)
        return kinds[index + 1] if index + 1 < len(kinds) else None


@dataclass(frozen=True, slots=True)
class Unit:
    """An office. ``name`` is written out with its level: "Kabupaten Batang Hari"."""

    name: str
    level: Level = Level.KABUPATEN
    province: str = ""
    seat: str = ""
    jdih: str = ""
    chair_name: str = ""
    certifier_title: str = ""
    certifier_name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one action: planned or not, and what was done in it.

    A cell that says nothing (not planned, not realised, no text) is not kept in ``Action.months``.
    """

    month: int
    planned: bool = False
    realized_on: date | None = None
    percent: int | None = None
    obstacle: str = ""
    follow_up: str = ""
    note: str = ""

    @property
    def realized(self) -> bool:
        """Whether the step was carried out in this month."""
        return self.realized_on is not None

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing and need not be kept."""
        return self == _blank_cell(self.month)


@lru_cache(maxsize=len(MONTHS))
def _blank_cell(month: int) -> MonthCell:
    return MonthCell(month)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves actions; ``sha256`` (64 hex digits) finds its bytes, ``size`` counts them."""

    id: str
    sha256: str
    name: str
    size: int
    media_type: str = ""
    document_date: date | None = None
    description: str = ""
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class EvidenceLink:
    """That an evidence file proves an action, in one month (1-12) or for the whole year (0)."""

    evidence_id: str
    month: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """The province's remark on an action."""

    id: str
    text: str
    made_on: date | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A step (langkah aksi): what is done, when, to which target, and what evidence it must leave.

    ``months`` holds the non-blank cells in month order; ``schedule_text`` is the office's own wording of
    the schedule, printed instead of the computed one; ``target_percent`` may be empty (``None``).
    """

    text: str
    evidence_text: str = ""
    months: tuple[MonthCell, ...] = ()
    target_percent: int | None = None
    person_in_charge: str = ""
    schedule_text: str | None = None
    evidence: tuple[EvidenceLink, ...] = ()
    remarks: tuple[Remark, ...] = ()
    id: str = ""

    @property
    def planned_months(self) -> frozenset[int]:
        """The schedule: the set of planned months, 1-12."""
        return frozenset(cell.month for cell in self.months if cell.planned)

    def cell(self, month: int) -> MonthCell:
        """Return the cell of ``month`` (1-12), a blank one if nothing is kept for it."""
        for cell in self.months:
            if cell.month == month:
                return cell
        return _blank_cell(month)

    def has_evidence(self, month: int) -> bool:
        """Whether a file is linked to ``month`` (1-12) or to the whole year."""
        return any(link.month in (0, month) for link in self.evidence)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator (indikator) with its actions."""

    text: str
    actions: tuple[Action, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A component (komponen) of an area with its indicators."""

    text: str
    indicators: tuple[Indicator, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of change with its components."""

    text: str
    components: tuple[Component, ...] = ()
    id: str = ""


Node = Area | Component | Indicator | Action


@dataclass(frozen=True, slots=True)
class ActionPath:
    """An action with its place in the tree; the indexes count from 0."""

    area: Area
    component: Component
    indicator: Indicator
    action: Action
    indexes: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """One unit's action plan (rencana aksi) for one year, with its whole tree."""

    year: int
    areas: tuple[Area, ...] = ()
    schedule_style: ScheduleStyle = ScheduleStyle.GRID
    status: PlanStatus = PlanStatus.DRAF
    decree_number: str = ""
    decree_date: date | None = None
    title: str = ""
    revises_id: str | None = None
    decree: Decree = BLANK_DECREE
    unit_id: str = ""
    id: str = ""

    def actions(self) -> Iterator[ActionPath]:
        """Yield every action in reading order, with its ancestors."""
        for a, area in enumerate(self.areas):
            for c, component in enumerate(area.components):
                for i, indicator in enumerate(component.indicators):
                    for n, action in enumerate(indicator.actions):
                        yield ActionPath(area, component, indicator, action, (a, c, i, n))


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan with all that printing and exchange need: its unit and the evidence that it links to, by id.

    ``settings`` are how the unit wants its documents, by name; ``moment`` names the point of the file's
    history at which it was read, ``""`` for a plan from no file.
    """

    unit: Unit
    plan: Plan
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    moment: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan without its tree, for choosers and lists."""

    id: str
    unit_id: str
    year: int
    status: PlanStatus
    schedule_style: ScheduleStyle
    title: str = ""


def children(node: Plan | Node) -> tuple[Node, ...]:
    """Return a node's children in order; an action has none."""
    match node:
        case Plan():
            return node.areas
        case Area():
            return node.components
        case Component():
            return node.indicators
        case Indicator():
            return node.actions
        case Action():
            return ()


def with_children(node: Node, below: tuple[Node, ...]) -> Node:
    """Return a node with other children, which must be of the kind that it holds; an action as it is."""
    match node:
        case Area():
            return replace(node, components=cast("tuple[Component, ...]", below))
        case Component():
            return replace(node, indicators=cast("tuple[Indicator, ...]", below))
        case Indicator():
            return replace(node, actions=cast("tuple[Action, ...]", below))
        case Action():
            return node


def node_kind(node: Node) -> NodeKind:
    """Return the level of the tree that ``node`` belongs to."""
    return NodeKind(type(node).__name__.lower())
