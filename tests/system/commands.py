"""Operations to try on a desk, each with what the plain model expects of it.

A ``Chooser`` makes every choice, so that hypothesis can shrink them and a seed can repeat them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from tests.strategies import AWKWARD_TEXTS
from tests.system import plain_model as plain
from tests.system.plain_model import Desk
from zidesk.db.history.outcome import Outcome
from zidesk.db.operations import decrees, evidence, months, nodes, plans
from zidesk.db.operations.imports import apply_import, preview_import
from zidesk.db.store import Store
from zidesk.domain.decree.model import (
    BLANK_DECREE,
    BlockKind,
    ClauseText,
    NarrativeBlock,
    NarrativeSection,
)
from zidesk.domain.importing.comparison import compare
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    EvidenceLink,
    Indicator,
    Level,
    MonthCell,
    Node,
    NodeKind,
    Plan,
    PlanStatus,
    Remark,
    ScheduleStyle,
    Unit,
)

T = TypeVar("T")

UNKNOWN_ID = "f" * 32
TEXTS = (*AWKWARD_TEXTS, "", "langkah", "baris\r\nbaris", "nol\x00nol", "e\u0301", "x" * plain.LONGEST_TEXT)
NAMES = ("", "Umum", "Hukum dan SDM", "e\u0301", "12/ZI/2026")
WORDINGS = (None, "", "TW I", "Januari s.d Desember")
DAYS = (None, date(2026, 1, 31), date(2026, 2, 28), date(2026, 12, 1))
UNIT_NAMES = ("Kabupaten Batang Hari", "Kabupaten Merangin", "Provinsi Jambi")
TOO_LONG = "x" * (plain.LONGEST_TEXT + 1)
NODE_TYPES = {NodeKind.AREA: Area, NodeKind.COMPONENT: Component, NodeKind.INDICATOR: Indicator}


class Chooser:
    """Makes the choices by ``chance``.

    ``new_id`` makes up an id that no row ever had; ``names_all`` says that every new row gets such an id,
    so that nothing is left to the store.
    """

    def __init__(self, chance: Random, new_id: Callable[[], str], *, names_all: bool = False) -> None:
        self._chance = chance
        self.new_id = new_id
        self.names_all = names_all

    def number(self, first: int, last: int) -> int:
        """Choose a whole number, both ends included."""
        return self._chance.randint(first, last)

    def pick(self, options: Sequence[T]) -> T:
        """Choose one of at least one."""
        return self._chance.choice(options)


@dataclass(frozen=True)
class Command:
    """An operation: how to run it, and the desk after it, given what the store says that it created."""

    name: str
    run: Callable[[Store], Outcome]
    expect: Callable[[Desk, Sequence[str]], Desk]
    arguments: object = None


def mirrored(
    operation: Callable[..., Outcome], twin: Callable[..., Desk], *values: Any, **fields: Any
) -> Command:
    """Return the command for an operation whose twin in the model takes the same arguments."""
    return Command(
        operation.__name__,
        lambda store: operation(store, *values, **fields),
        lambda desk, _: twin(desk, *values, **fields),
        (values, fields),
    )


def seldom(chooser: Chooser) -> bool:
    """Choose yes about once in twelve, from the middle of a range: generators favour its ends."""
    return 45 <= chooser.number(0, 99) < 53


def text(chooser: Chooser) -> str:
    """Choose a row's text, now and then one that is too long."""
    return TOO_LONG if seldom(chooser) and seldom(chooser) else chooser.pick(TEXTS)


def some(chooser: Chooser, options: Sequence[T], most: int = 3) -> list[T]:
    """Choose a few of at least one, perhaps one of them twice."""
    return [chooser.pick(options) for _ in range(chooser.number(1, most))]


def schedule(chooser: Chooser) -> frozenset[int]:
    """Choose planned months."""
    return frozenset(chooser.number(1, 12) for _ in range(chooser.number(0, 3)))


def row_id(chooser: Chooser, desk: Desk, kind: NodeKind) -> str:
    """Choose an id for a new row: a new one, seldom none or one that is taken."""
    if not chooser.names_all and seldom(chooser):
        return chooser.pick(["", *(node.id for node in desk.nodes(kind))])
    return chooser.new_id()


def id_of(chooser: Chooser, desk: Desk, kind: NodeKind) -> str:
    """Choose a row of a kind, mostly of a draft; seldom, or when there is none, one that does not exist."""
    if not seldom(chooser):
        drafts = {id_: plan for id_, plan in desk.plans.items() if plan.status is PlanStatus.DRAF}
        desk = replace(desk, plans=drafts)
    known = [node.id for node in desk.nodes(kind)]
    return chooser.pick(known) if known and not (seldom(chooser) and seldom(chooser)) else UNKNOWN_ID


def plan_id_of(chooser: Chooser, desk: Desk) -> str:
    """Choose a plan; seldom, or when there is none, one that does not exist."""
    known = sorted(desk.plans)
    return chooser.pick(known) if known and not (seldom(chooser) and seldom(chooser)) else UNKNOWN_ID


def file_id_of(chooser: Chooser, desk: Desk) -> str:
    """Choose an evidence file; seldom, or when there is none, one that does not exist."""
    known = sorted(desk.files, key=lambda id_: (desk.files[id_].name, desk.files[id_].sha256))
    return chooser.pick(known) if known and not (seldom(chooser) and seldom(chooser)) else UNKNOWN_ID


def targets(chooser: Chooser, desk: Desk) -> list[plain.Cell]:
    """Choose what a file proves."""
    ids = [id_of(chooser, desk, NodeKind.ACTION) for _ in range(chooser.number(0, 2))]
    return [(id_, chooser.number(0, 13 if seldom(chooser) else 12)) for id_ in ids]


def cell_fields(chooser: Chooser) -> dict[str, Any]:
    """Choose what was done in a month, any part of it."""
    choices: Mapping[str, Callable[[], Any]] = {
        "realized_on": lambda: chooser.pick(DAYS),
        "percent": lambda: 101 if seldom(chooser) else chooser.pick((None, 0, 50, 100)),
        "obstacle": lambda: text(chooser),
        "follow_up": lambda: chooser.pick(TEXTS),
        "note": lambda: chooser.pick(("", "catatan")),
    }
    return {name: choices[name]() for name in some(chooser, list(choices))}


def node(chooser: Chooser, desk: Desk, kind: NodeKind) -> Node:
    """Make up a subtree."""
    own_id, own_text = row_id(chooser, desk, kind), text(chooser)
    if kind is not NodeKind.ACTION:
        assert kind.child is not None
        below = [node(chooser, desk, kind.child) for _ in range(chooser.pick((0, 1, 1, 2)))]
        return plain.with_children_of(NODE_TYPES[kind](text=own_text, id=own_id), below)
    planned = sorted(schedule(chooser))
    cells = [MonthCell(month, planned=True) for month in reversed(planned)]
    remarks, links = [], []
    if seldom(chooser):
        remark_id = chooser.pick([chooser.new_id(), chooser.new_id() if chooser.names_all else ""])
        done = {name: value for name, value in cell_fields(chooser).items() if value != 101}
        cells = [MonthCell(chooser.number(1, 12), **done)]
        remarks = [Remark(remark_id, chooser.pick(TEXTS), chooser.pick(DAYS))]
        links = [EvidenceLink(file_id_of(chooser, desk), chooser.number(0, 12)) for _ in range(2)]
    return Action(
        own_text,
        chooser.pick(TEXTS),
        tuple(cells),
        chooser.pick((None, 0, 100, 100)),
        chooser.pick(NAMES),
        chooser.pick(WORDINGS),
        tuple(links),
        tuple(remarks),
        own_id,
    )


def add_plan(chooser: Chooser, desk: Desk) -> Command:
    """Add a plan, of a unit that is there or not."""
    known = [desk.units[id_] for id_ in sorted(desk.units)]
    unit = Unit(chooser.pick(UNIT_NAMES), chooser.pick(list(Level)), "Jambi", id=chooser.new_id())
    if seldom(chooser) and not chooser.names_all:
        unit = replace(unit, id="", name=chooser.pick((" ", "e\u0301", unit.name)))
    elif known and chooser.number(0, 1):
        unit = chooser.pick(known)
    plan = Plan(
        chooser.pick((2026, 2027, 2026, 1999 if seldom(chooser) else 2100)),
        tuple(node(chooser, desk, NodeKind.AREA) for _ in range(chooser.number(1, 2))),  # type: ignore[misc]
        chooser.pick(list(ScheduleStyle)),
        PlanStatus.DITETAPKAN if seldom(chooser) else PlanStatus.DRAF,
        chooser.pick(NAMES),
        chooser.pick(DAYS),
        chooser.pick(NAMES),
        chooser.pick((None, plan_id_of(chooser, desk))),
        id=plan_id_of(chooser, desk) if seldom(chooser) and not chooser.names_all else chooser.new_id(),
    )
    if plan.id == UNKNOWN_ID:
        plan = replace(plan, id="")
    return mirrored(plans.add_plan, plain.add_plan, unit, plan)


def edit_unit(chooser: Chooser, desk: Desk) -> Command:
    """Set all fields of a unit."""
    unit = Unit(
        chooser.pick(UNIT_NAMES) if not seldom(chooser) else chooser.pick((" ", "x" * 301)),
        chooser.pick(list(Level)),
        *(chooser.pick(NAMES) for _ in range(6)),
        id=chooser.pick(sorted(desk.units) or [UNKNOWN_ID]),
    )
    return mirrored(plans.edit_unit, plain.edit_unit, unit)


def edit_plan(chooser: Chooser, desk: Desk) -> Command:
    """Set fields of a plan's head."""
    plan_id = plan_id_of(chooser, desk)
    choices: Mapping[str, Callable[[], Any]] = {
        "year": lambda: chooser.pick((2026, 2027, 2101 if seldom(chooser) else 2000)),
        "schedule_style": lambda: chooser.pick(list(ScheduleStyle)),
        "decree_number": lambda: chooser.pick(NAMES),
        "decree_date": lambda: chooser.pick(DAYS),
        "title": lambda: "x" * 301 if seldom(chooser) else chooser.pick(NAMES),
    }
    fields = {name: choices[name]() for name in some(chooser, list(choices))}
    return mirrored(plans.edit_plan, plain.edit_plan, plan_id, **fields)


def set_status(chooser: Chooser, desk: Desk) -> Command:
    """Sign a plan, or take that back, which is tried first of all: a signed plan takes little else."""
    locked = [id_ for id_, plan in sorted(desk.plans.items()) if plan.status is not PlanStatus.DRAF]
    plan_id = chooser.pick(locked) if locked else plan_id_of(chooser, desk)
    status = PlanStatus.DRAF
    if seldom(chooser) or not (locked or chooser.number(0, 2)):
        status = chooser.pick((PlanStatus.DITETAPKAN, PlanStatus.DIUBAH))
    number, day = chooser.pick((None, *NAMES)), chooser.pick(DAYS)
    return mirrored(plans.set_status, plain.set_status, plan_id, status, number, day)


def set_decree(chooser: Chooser, desk: Desk) -> Command:
    """Add, word anew, move and take away clauses, sections and blocks of a decree."""
    plan_id = plan_id_of(chooser, desk)
    plan = desk.plans.get(plan_id)
    decree = plan.decree if plan is not None else BLANK_DECREE
    changes: Mapping[str, Callable[[], Any]] = {
        "place": lambda: chooser.pick(NAMES),
        "considering": lambda: shuffled(chooser, decree.considering, lambda: clause(chooser)),
        "deciding": lambda: shuffled(chooser, decree.deciding, lambda: clause(chooser)),
        "sections": lambda: shuffled(chooser, decree.sections, lambda: section(chooser)),
    }
    said = {name: changes[name]() for name in some(chooser, list(changes))}
    return mirrored(decrees.set_decree, plain.set_decree, plan_id, replace(decree, **said))


def clause(chooser: Chooser) -> ClauseText:
    """Choose a clause."""
    return ClauseText(text(chooser), chooser.pick((None, "d.")), chooser.new_id())


def section(chooser: Chooser) -> NarrativeSection:
    """Choose a section with up to three blocks."""
    blocks = tuple(
        NarrativeBlock(chooser.pick(NAMES), BlockKind.ITEM, chooser.number(1, 3), id=chooser.new_id())
        for _ in range(chooser.number(0, 3))
    )
    return NarrativeSection(chooser.pick(NAMES), blocks, id=chooser.new_id())


def shuffled(chooser: Chooser, parts: Sequence[T], make: Callable[[], T]) -> tuple[T, ...]:
    """Return parts with a new one among them, one less, or one in another place."""
    found = list(parts)
    if found and chooser.number(0, 2):
        moved = found.pop(chooser.number(0, len(found) - 1))
        if chooser.number(0, 1):
            found.insert(chooser.number(0, len(found)), moved)
    else:
        found.insert(chooser.number(0, len(found)), make())
    return tuple(found)


def delete_plan(chooser: Chooser, desk: Desk) -> Command:
    """Delete a plan."""
    plan_id = plan_id_of(chooser, desk)
    return mirrored(plans.delete_plan, plain.delete_plan, plan_id)


def add_nodes(chooser: Chooser, desk: Desk) -> Command:
    """Insert subtrees of any level."""
    kind = chooser.pick(list(NodeKind))
    parent = plan_id_of(chooser, desk) if kind.parent is None else id_of(chooser, desk, kind.parent)
    position = chooser.number(-1, 5)
    added = [node(chooser, desk, kind) for _ in range(chooser.number(1, 2))]
    command = mirrored(nodes.add_nodes, plain.add_nodes, parent, position, added)
    return replace(command, name=f"add_nodes {kind}")


def edit_nodes(chooser: Chooser, desk: Desk) -> Command:
    """Set fields of rows of any level."""
    choices: Mapping[str, Callable[[], Any]] = {
        "text": lambda: text(chooser),
        "evidence_text": lambda: chooser.pick(TEXTS),
        "target_percent": lambda: chooser.pick((None, 0, 100, 101 if seldom(chooser) else 99)),
        "person_in_charge": lambda: "x" * 301 if seldom(chooser) else chooser.pick(NAMES),
        "schedule_text": lambda: chooser.pick(WORDINGS),
    }
    edited = {}
    for kind in some(chooser, [*NodeKind, NodeKind.ACTION]):
        names = some(chooser, list(choices)) if kind is NodeKind.ACTION else ["text"]
        # Each row once: edited there and back in one operation, it would be a step without a change.
        edited[kind, id_of(chooser, desk, kind)] = {name: choices[name]() for name in names}
    edits = [(kind, node_id, fields) for (kind, node_id), fields in edited.items()]
    return mirrored(nodes.edit_nodes, plain.edit_nodes, edits)


def move_node(chooser: Chooser, desk: Desk) -> Command:
    """Move a subtree among its siblings or elsewhere."""
    kind = chooser.pick(list(NodeKind))
    node_id, position = id_of(chooser, desk, kind), chooser.number(-1, 5)
    own = [plan for plan in desk.plans.values() if node_id in {n.id for n in plain.nodes_below(plan)}]
    if own and not seldom(chooser):
        desk = Desk(plans={own[0].id: own[0]})
    parent = plan_id_of(chooser, desk) if kind.parent is None else id_of(chooser, desk, kind.parent)
    command = mirrored(nodes.move_node, plain.move_node, kind, node_id, parent, position)
    return replace(command, name=f"move_node {kind}")


def delete_nodes(chooser: Chooser, desk: Desk) -> Command:
    """Delete subtrees, perhaps one within another."""
    kinds = some(chooser, [NodeKind.ACTION, *reversed(NodeKind)])
    keys = [(kind, id_of(chooser, desk, kind)) for kind in kinds]
    return mirrored(nodes.delete_nodes, plain.delete_nodes, keys)


def duplicate_node(chooser: Chooser, desk: Desk) -> Command:
    """Copy a subtree."""
    kind = chooser.pick(list(NodeKind))
    node_id = id_of(chooser, desk, kind)
    command = mirrored(nodes.duplicate_node, plain.duplicate_node, kind, node_id)
    return replace(command, name=f"duplicate_node {kind}")


def plan_months(chooser: Chooser, desk: Desk) -> Command:
    """Paint a run of months over one or two actions."""
    ids = [id_of(chooser, desk, NodeKind.ACTION) for _ in range(chooser.number(1, 2))]
    first = chooser.number(1, 12)
    last = min(first + chooser.number(0, 4), 13 if seldom(chooser) else 12)
    cells = [(id_, month) for id_ in ids for month in range(first, last + 1)]
    planned = bool(chooser.number(0, 2))
    return mirrored(months.plan_months, plain.plan_months, cells, planned=planned)


def set_schedules(chooser: Chooser, desk: Desk) -> Command:
    """Set schedules, with and without wordings."""
    schedules = {
        id_of(chooser, desk, NodeKind.ACTION): schedule(chooser) for _ in range(chooser.number(1, 2))
    }
    wordings = {id_: chooser.pick(WORDINGS) for id_ in schedules if chooser.number(0, 1)}
    return mirrored(months.set_schedules, plain.set_schedules, schedules, wordings)


def record_month(chooser: Chooser, desk: Desk) -> Command:
    """Record what was done in a month."""
    action_id, month = id_of(chooser, desk, NodeKind.ACTION), chooser.number(1, 12)
    fields = cell_fields(chooser)
    return mirrored(months.record_month, plain.record_month, action_id, month, **fields)


def attach_files(
    chooser: Chooser, desk: Desk, sources: Sequence[Path], contents: Mapping[Path, tuple[str, int]]
) -> Command:
    """Attach some of ``sources``, whose SHA-256 and size ``contents`` tells."""
    paths = some(chooser, sources, 2)
    wanted = targets(chooser, desk)
    described = [(path.name, *contents[path]) for path in paths]
    return Command(
        "attach_files",
        lambda store: evidence.attach_files(store, paths, wanted),
        lambda desk, created: plain.attach_files(desk, described, wanted, created),
        (paths, wanted),
    )


def link_evidence(chooser: Chooser, desk: Desk) -> Command:
    """Link a file to more actions."""
    file_id, wanted = file_id_of(chooser, desk), targets(chooser, desk)
    return mirrored(evidence.link_evidence, plain.link_evidence, file_id, wanted)


def unlink_evidence(chooser: Chooser, desk: Desk) -> Command:
    """Unlink a file, mostly from what it is linked to."""
    links = [
        (link.evidence_id, (action.id, link.month))
        for action in desk.nodes(NodeKind.ACTION)
        if isinstance(action, Action)
        for link in action.evidence
    ]
    file_id, wanted = file_id_of(chooser, desk), targets(chooser, desk)
    if links and not seldom(chooser):
        file_id, target = chooser.pick(links)
        wanted = [target]
    return mirrored(evidence.unlink_evidence, plain.unlink_evidence, file_id, wanted)


def edit_evidence(chooser: Chooser, desk: Desk) -> Command:
    """Rename, describe or date a file."""
    file_id = file_id_of(chooser, desk)
    choices: Mapping[str, Callable[[], Any]] = {
        "name": lambda: " " if seldom(chooser) else chooser.pick(("undangan.pdf", "e\u0301.jpg")),
        "description": lambda: text(chooser),
        "document_date": lambda: chooser.pick(DAYS),
    }
    fields = {name: choices[name]() for name in some(chooser, list(choices))}
    return mirrored(evidence.edit_evidence, plain.edit_evidence, file_id, **fields)


def trash_evidence(chooser: Chooser, desk: Desk) -> Command:
    """Trash files."""
    file_ids = [file_id_of(chooser, desk) for _ in range(chooser.pick((1, 1, 2)))]
    return mirrored(evidence.trash_evidence, plain.trash_evidence, file_ids)


def replace_plan(chooser: Chooser, desk: Desk) -> Command:
    """Replace a plan by what comparing it with an edited copy of itself gives, or by the copy as it is."""
    plan_id = plan_id_of(chooser, desk)
    if plan_id == UNKNOWN_ID:
        wanted = Plan(2026, id=UNKNOWN_ID)
    else:
        wanted = edited_copy(chooser, desk, desk.plans[plan_id])
        if chooser.number(0, 2):
            incoming = incoming_plan(chooser, wanted)
            wanted = compare(desk.plans[plan_id], incoming).merged(keep_missing=bool(chooser.number(0, 1)))
    return mirrored(plans.replace_plan, plain.replace_plan, wanted, "Tempel baris")


def import_plan(chooser: Chooser, desk: Desk) -> Command:
    """Import an edited copy of a plan: into that plan, or as the plan of a year that has none."""
    plan_id = plan_id_of(chooser, desk)
    if plan_id == UNKNOWN_ID:
        return add_plan(chooser, desk)
    unit = desk.units[desk.plans[plan_id].unit_id]
    copy = edited_copy(chooser, desk, desk.plans[plan_id])
    untouched = copy == desk.plans[plan_id]
    years = {plan.year for plan in desk.plans.values()}
    if seldom(chooser):
        copy = replace(copy, id="", year=next(year for year in range(2000, 2100) if year not in years))
    incoming = replace(incoming_plan(chooser, copy), unit=unit, carries_ids=True)
    # A new plan takes a decree under ids that the store chooses; that is tried in tests of its own.
    decree = copy.decree if copy.id else BLANK_DECREE
    incoming = replace(incoming, plan=replace(incoming.plan, id=copy.id, decree=decree))
    keep_missing = bool(chooser.number(0, 1))
    merged: list[Plan] = []

    def run(store: Store) -> Outcome:
        preview = preview_import(store, incoming)
        merged[:] = [preview.comparison.merged(keep_missing=keep_missing)]
        assert preview.unit == unit
        assert (preview.target.id if preview.target else "") == copy.id
        if untouched and preview.target:
            comparison = preview.comparison
            assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)
        return apply_import(store, preview, "kiriman.xlsx", keep_missing=keep_missing)

    def expect(desk: Desk, _: Sequence[str]) -> Desk:
        (plan,) = merged
        return plain.replace_plan(desk, plan) if copy.id else plain.add_plan(desk, unit, plan)

    return Command("import_plan", run, expect, (incoming, keep_missing))


def edited_copy(chooser: Chooser, desk: Desk, plan: Plan) -> Plan:
    """Return a plan as somebody may have edited it elsewhere, perhaps not at all."""
    copy = replace(desk, plans={plan.id: replace(plan, status=PlanStatus.DRAF)})
    for _ in range(chooser.number(0, 3)):
        kinds = (add_nodes, edit_nodes, move_node, delete_nodes, set_schedules, record_month)
        change = chooser.pick(kinds)(chooser, copy)
        try:
            copy = change.expect(copy, ())
        except plain.REFUSALS:
            continue
    return replace(copy.plans[plan.id], status=plan.status)


def incoming_plan(chooser: Chooser, plan: Plan) -> Incoming:
    """Return a plan as a reader found it: with or without ids, realisation, remarks, some columns."""
    with_ids = bool(chooser.number(0, 2))
    lacking = ("months", "schedule_text", "evidence_text", "target_percent", "person_in_charge")
    return Incoming(
        plan if with_ids else without_ids(plan),
        carries_ids=with_ids,
        carries_realization=bool(chooser.number(0, 1)),
        carries_remarks=bool(chooser.number(0, 1)),
        lacking=frozenset(some(chooser, lacking)) if seldom(chooser) else frozenset(),
    )


def without_ids(node: Any) -> Any:
    """Return a plan or subtree without ids, as a table that somebody typed."""
    node = replace(node, id="")
    if isinstance(node, Action):
        return replace(node, evidence=(), remarks=tuple(replace(remark, id="") for remark in node.remarks))
    return plain.with_children_of(node, map(without_ids, plain.children_of(node)))
