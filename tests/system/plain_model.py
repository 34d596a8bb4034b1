"""What every operation must do, on plain values: the yardstick for the real store.

Nothing here knows the database. A ``Desk`` is everything that a .zidesk file says; each function takes what
the operation of its name takes, and returns the desk after it, or raises the known error with which the
operation must be refused. Rows for which the store chooses an id have ``""`` in its place;
``observed.with_ids_of`` puts the store's in.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tests.system.plain_limits import (
    LONGEST_NAME,
    LONGEST_TEXT,
    check_fields,
    check_length,
    check_month,
    check_percent,
    check_plan,
    check_tree,
    check_unit,
    check_year,
)
from zidesk.domain.decree.model import Decree
from zidesk.domain.errors import InvalidInputError, NotFoundError, PlanLockedError
from zidesk.domain.plan.model import (
    Action,
    Area,
    Component,
    Evidence,
    EvidenceLink,
    Indicator,
    MonthCell,
    Node,
    NodeKind,
    Plan,
    PlanStatus,
    Remark,
    Unit,
)
from zidesk.domain.plan.validation import clean_text

Cell = tuple[str, int]
"""An action's id and a month; in evidence links 0 is the whole year."""
Key = tuple[NodeKind, str]

REFUSALS = (InvalidInputError, NotFoundError, PlanLockedError)
POSSIBLE_STATUSES = frozenset(
    {
        *((status, status) for status in PlanStatus),
        (PlanStatus.DRAF, PlanStatus.DITETAPKAN),
        (PlanStatus.DITETAPKAN, PlanStatus.DRAF),
        (PlanStatus.DITETAPKAN, PlanStatus.DIUBAH),
        (PlanStatus.DIUBAH, PlanStatus.DITETAPKAN),
    }
)
MEDIA_TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".txt": "text/plain"}
BELOW = {Plan: "areas", Area: "components", Component: "indicators", Indicator: "actions"}
KINDS = {
    Area: NodeKind.AREA,
    Component: NodeKind.COMPONENT,
    Indicator: NodeKind.INDICATOR,
    Action: NodeKind.ACTION,
}


@dataclass(frozen=True)
class Desk:
    """Units, plans with their whole trees, and evidence files, by id; links stand in the actions."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    files: Mapping[str, Evidence] = field(default_factory=dict)

    def nodes(self, kind: NodeKind | None = None) -> list[Node]:
        """Return the nodes of all plans, or those of one kind, plan by plan in reading order."""
        found = (node for _, plan in sorted(self.plans.items()) for node in nodes_below(plan))
        return [node for node in found if kind in (None, KINDS[type(node)])]

    def node(self, kind: NodeKind, node_id: str) -> Node:
        """Return a node; refused when it does not exist."""
        for node in self.nodes(kind):
            if node.id == node_id:
                return node
        raise NotFoundError

    def plan_of(self, kind: NodeKind, node_id: str) -> Plan:
        """Return the plan that a node stands in; refused when it does not exist."""
        for plan in self.plans.values():
            if any(node.id == node_id and KINDS[type(node)] is kind for node in nodes_below(plan)):
                return plan
        raise NotFoundError

    def with_plan(self, plan: Plan) -> "Desk":
        """Return the desk with ``plan`` in place of the one with its id."""
        return replace(self, plans={**self.plans, plan.id: plan})


def children_of(node: Plan | Node) -> tuple[Node, ...]:
    """Return a node's children."""
    name = BELOW.get(type(node))
    return getattr(node, name) if name else ()


def with_children_of(node: Any, below: Iterable[Node]) -> Any:
    """Return a node with other children."""
    name = BELOW.get(type(node))
    return replace(node, **{name: tuple(below)}) if name else node


def nodes_below(node: Plan | Node) -> Iterator[Node]:
    """Yield everything below a node, parents first."""
    for child in children_of(node):
        yield child
        yield from nodes_below(child)


def rebuilt(node: Any, change: Callable[[Any, list[Node]], list[Node]]) -> Any:
    """Return a tree in which ``change`` has been given each node with its rebuilt children."""
    below = change(node, [rebuilt(child, change) for child in children_of(node)])
    return with_children_of(node, below)


def add_plan(desk: Desk, unit: Unit, plan: Plan) -> Desk:
    """Add a plan for the unit with this id, else this name and level, else a new unit."""
    check_unit(unit)
    check_plan(plan)
    units, unit_id = dict(desk.units), unit.id
    if unit_id not in units:
        same = [u.id for u in units.values() if (u.name, u.level) == (clean_text(unit.name), unit.level)]
        unit_id = min(same) if same else unit.id
        if not same:
            units[unit_id] = cleaned_unit(unit)
    areas = usable(plan.areas, ids_in(desk.nodes()), desk.files)
    plan_id = plan.id if plan.id not in desk.plans else ""
    added = replace(
        cleaned_head(plan),
        areas=areas,
        unit_id=unit_id,
        id=plan_id,
        revises_id=plan.revises_id if plan.revises_id in desk.plans else None,
    )
    return replace(desk, units=units, plans={**desk.plans, plan_id: added})


def edit_unit(desk: Desk, unit: Unit) -> Desk:
    """Set all fields of a unit."""
    check_unit(unit)
    if unit.id not in desk.units:
        raise NotFoundError
    return replace(desk, units={**desk.units, unit.id: cleaned_unit(unit)})


def edit_plan(desk: Desk, plan_id: str, **fields: Any) -> Desk:
    """Set fields of a draft's head."""
    for name in ("title", "decree_number"):
        check_length(fields.get(name), LONGEST_NAME)
    check_year(fields.get("year", 2000))
    plan = require_plan(desk, plan_id)
    if fields:
        require_draft(plan)
    return desk.with_plan(replace(plan, **cleaned(fields)))


def set_status(
    desk: Desk, plan_id: str, status: PlanStatus, decree_number: str | None, decree_date: date | None
) -> Desk:
    """Set a plan's status, and what of its decree is given."""
    check_length(decree_number, LONGEST_NAME)
    before = require_plan(desk, plan_id)
    if (before.status, status) not in POSSIBLE_STATUSES:
        raise PlanLockedError
    done = any(cell.realized_on for path in before.actions() for cell in path.action.months)
    if before.status is PlanStatus.DITETAPKAN and status is PlanStatus.DRAF and done:
        raise PlanLockedError
    plan = replace(before, status=status)
    if decree_number is not None:
        plan = replace(plan, decree_number=clean_text(decree_number))
    if decree_date is not None:
        plan = replace(plan, decree_date=decree_date)
    return desk.with_plan(plan)


def set_decree(desk: Desk, plan_id: str, decree: Decree, name: str = "") -> Desk:
    """Let the decree of a draft say something else."""
    parts = (
        *decree.considering,
        *decree.deciding,
        *(b for section in decree.sections for b in section.blocks),
    )
    for part in parts:
        check_length(part.text, LONGEST_TEXT)
    plan = require_plan(desk, plan_id)
    require_draft(plan)
    return desk.with_plan(replace(plan, decree=cleaned_decree(decree)))


def cleaned_decree(decree: Decree) -> Decree:
    """Return a decree as it is kept."""
    return replace(
        decree,
        place=clean_text(decree.place),
        considering=tuple(replace(each, text=clean_text(each.text)) for each in decree.considering),
        deciding=tuple(replace(each, text=clean_text(each.text)) for each in decree.deciding),
        sections=tuple(
            replace(
                section,
                title=clean_text(section.title),
                blocks=tuple(replace(block, text=clean_text(block.text)) for block in section.blocks),
            )
            for section in decree.sections
        ),
    )


def replace_plan(desk: Desk, plan: Plan, name: str = "") -> Desk:
    """Make a plan equal to ``plan``, but for its unit, status and what it revises."""
    check_plan(plan)
    old = require_plan(desk, plan.id)
    others = {id_: other for id_, other in desk.plans.items() if id_ != plan.id}
    elsewhere = ids_in(replace(desk, plans=others).nodes())
    new = replace(
        cleaned_head(plan),
        areas=usable(plan.areas, elsewhere, desk.files),
        unit_id=old.unit_id,
        status=old.status,
        revises_id=old.revises_id,
    )
    if old.status is not PlanStatus.DRAF and fixed_by_decree(old) != fixed_by_decree(new):
        raise PlanLockedError
    return desk.with_plan(new)


def delete_plan(desk: Desk, plan_id: str) -> Desk:
    """Delete a draft; plans that revise it revise nothing then."""
    require_draft(require_plan(desk, plan_id))
    left = {
        other.id: replace(other, revises_id=None if other.revises_id == plan_id else other.revises_id)
        for other in desk.plans.values()
        if other.id != plan_id
    }
    return replace(desk, plans=left)


def add_nodes(desk: Desk, parent_id: str, position: int, nodes: Sequence[Node]) -> Desk:
    """Insert subtrees of one kind below a parent."""
    for node in nodes:
        check_tree(node)
    plan = parent_plan(desk, KINDS[type(nodes[0])], parent_id)
    require_draft(plan)
    added = usable(nodes, ids_in(desk.nodes()), desk.files)
    return desk.with_plan(inserted(plan, KINDS[type(nodes[0])], parent_id, position, added))


def edit_nodes(desk: Desk, edits: Iterable[tuple[NodeKind, str, Mapping[str, Any]]]) -> Desk:
    """Set fields of rows; those of a signed plan take a person in charge only."""
    edits = list(edits)
    for _, _, fields in edits:
        check_fields(fields)
    for kind, node_id, fields in edits:
        plan = desk.plan_of(kind, node_id)
        if set(fields) - {"person_in_charge"}:
            require_draft(plan)
    for kind, node_id, fields in edits:
        desk = changed(desk, kind, {node_id}, lambda node, fields=fields: replace(node, **cleaned(fields)))
    return desk


def move_node(desk: Desk, kind: NodeKind, node_id: str, parent_id: str, position: int) -> Desk:
    """Move a subtree within its plan; ``position`` counts without it."""
    plan, node = desk.plan_of(kind, node_id), desk.node(kind, node_id)
    require_draft(plan)
    target = parent_plan(desk, kind, parent_id)
    require_draft(target)
    if target is not plan:
        raise InvalidInputError
    return desk.with_plan(inserted(without(plan, {(kind, node_id)}), kind, parent_id, position, (node,)))


def delete_nodes(desk: Desk, keys: Collection[Key]) -> Desk:
    """Delete subtrees."""
    for kind, node_id in keys:
        require_draft(desk.plan_of(kind, node_id))
    return replace(desk, plans={id_: without(plan, keys) for id_, plan in desk.plans.items()})


def duplicate_node(desk: Desk, kind: NodeKind, node_id: str) -> Desk:
    """Copy a subtree right after itself, without what was done in it."""
    require_draft(desk.plan_of(kind, node_id))

    def copied(node: Any) -> Any:
        node = replace(node, id="")
        if isinstance(node, Action):
            months = tuple(MonthCell(month, planned=True) for month in sorted(node.planned_months))
            return replace(node, months=months, evidence=(), remarks=())
        return with_children_of(node, map(copied, children_of(node)))

    def doubled(_: Any, below: list[Node]) -> list[Node]:
        wanted = [child.id == node_id and KINDS[type(child)] is kind for child in below]
        pairs = zip(below, wanted, strict=True)
        return [one for child, twice in pairs for one in ((child, copied(child)) if twice else (child,))]

    return replace(desk, plans={id_: rebuilt(plan, doubled) for id_, plan in desk.plans.items()})


def plan_months(desk: Desk, cells: Collection[Cell], *, planned: bool) -> Desk:
    """Plan or unplan months."""
    for _, month in cells:
        check_month(month)
    schedules = {action_id: schedule_of(desk, action_id) for action_id, _ in cells}
    for action_id, month in cells:
        schedules[action_id] = schedules[action_id] | {month} if planned else schedules[action_id] - {month}
    return set_schedules(desk, schedules, {})


def set_schedules(
    desk: Desk, schedules: Mapping[str, frozenset[int]], wordings: Mapping[str, str | None]
) -> Desk:
    """Set planned months and wordings; a wording that is not set anew goes when its months change."""
    for text in wordings.values():
        check_length(text, LONGEST_NAME)
    for schedule in schedules.values():
        for month in schedule:
            check_month(month)
    for action_id in schedules.keys() | wordings.keys():
        desk.plan_of(NodeKind.ACTION, action_id)
    for action_id in schedules.keys() | wordings.keys():
        require_draft(desk.plan_of(NodeKind.ACTION, action_id))

    def scheduled(action: Any) -> Any:
        wanted = schedules.get(action.id, action.planned_months)
        text = action.schedule_text if wanted == action.planned_months else None
        if action.id in wordings:
            text = wording(wordings[action.id])
        cells = {month: replace(action.cell(month), planned=month in wanted) for month in range(1, 13)}
        return replace(action, schedule_text=text, months=kept_cells(cells.values()))

    return changed(desk, NodeKind.ACTION, schedules.keys() | wordings.keys(), scheduled)


def record_month(desk: Desk, action_id: str, month: int, **fields: Any) -> Desk:
    """Set what was done in a month, whatever the plan's status."""
    check_month(month)
    desk.node(NodeKind.ACTION, action_id)
    check_percent(fields.get("percent"))
    for name in ("obstacle", "follow_up", "note"):
        check_length(fields.get(name), LONGEST_TEXT)

    def recorded(action: Any) -> Any:
        cells = {cell.month: cell for cell in action.months}
        cells[month] = replace(action.cell(month), **cleaned(fields))
        return replace(action, months=kept_cells(cells.values()))

    return changed(desk, NodeKind.ACTION, {action_id}, recorded)


def attach_files(
    desk: Desk, contents: Sequence[tuple[str, str, int]], targets: Collection[Cell], created: Sequence[str]
) -> Desk:
    """Attach files, given as (name, SHA-256, size), to targets; ``created`` is what the store called them."""
    if any(size == 0 for _, _, size in contents):
        raise InvalidInputError
    require_targets(desk, targets)
    assert len(created) == len(contents), "not every file was attached, or more than were given"
    files = dict(desk.files)
    for (name, sha256, size), file_id in zip(contents, created, strict=True):
        same = [file.id for file in files.values() if (file.name, file.sha256) == (name, sha256)]
        assert file_id == min(same, default=file_id), "the same file under the same name became two"
        if not same:
            assert file_id not in files
            media_type = MEDIA_TYPES[name[name.rindex(".") :]]
            files[file_id] = Evidence(file_id, sha256, name, size, media_type)
        desk = linked(replace(desk, files=files), file_id, targets)
    return desk


def link_evidence(desk: Desk, file_id: str, targets: Collection[Cell]) -> Desk:
    """Link a file to targets."""
    for _, month in targets:
        check_month(month, first=0)
    require_file(desk, file_id)
    require_targets(desk, targets)
    return linked(desk, file_id, targets)


def unlink_evidence(desk: Desk, file_id: str, targets: Collection[Cell]) -> Desk:
    """Unlink a file from targets; those that it is not linked to do not matter."""
    for _, month in targets:
        check_month(month, first=0)
    require_file(desk, file_id)

    def unlinked(action: Any) -> Any:
        gone = {EvidenceLink(file_id, month) for action_id, month in targets if action_id == action.id}
        return replace(action, evidence=tuple(link for link in action.evidence if link not in gone))

    return changed(desk, NodeKind.ACTION, {action_id for action_id, _ in targets}, unlinked)


def edit_evidence(desk: Desk, file_id: str, **fields: Any) -> Desk:
    """Set name, description or date of a file."""
    if "name" in fields:
        check_length(fields["name"], LONGEST_NAME)
        if not clean_text(fields["name"]).strip():
            raise InvalidInputError
    check_length(fields.get("description"), LONGEST_TEXT)
    file = require_file(desk, file_id)
    return replace(desk, files={**desk.files, file_id: replace(file, **cleaned(fields))})


def trash_evidence(desk: Desk, file_ids: Collection[str]) -> Desk:
    """Remove files with all their links."""
    for file_id in file_ids:
        require_file(desk, file_id)

    def unlinked(action: Any) -> Any:
        kept = (link for link in action.evidence if link.evidence_id not in file_ids)
        return replace(action, evidence=tuple(kept))

    everywhere = {node.id for node in desk.nodes(NodeKind.ACTION)}
    desk = changed(desk, NodeKind.ACTION, everywhere, unlinked)
    return replace(desk, files={id_: file for id_, file in desk.files.items() if id_ not in file_ids})


def schedule_of(desk: Desk, action_id: str) -> frozenset[int]:
    """Return an action's planned months; refused when it does not exist."""
    action = desk.node(NodeKind.ACTION, action_id)
    assert isinstance(action, Action)
    return action.planned_months


def linked(desk: Desk, file_id: str, targets: Collection[Cell]) -> Desk:
    """Return the desk with a file linked to targets."""

    def more(action: Any) -> Any:
        new = {EvidenceLink(file_id, month) for action_id, month in targets if action_id == action.id}
        return replace(action, evidence=tuple(sorted({*action.evidence, *new})))

    return changed(desk, NodeKind.ACTION, {action_id for action_id, _ in targets}, more)


def changed(desk: Desk, kind: NodeKind, ids: Collection[str], change: Callable[[Any], Any]) -> Desk:
    """Return the desk with ``change`` applied to the nodes with these ids."""

    def below(_: Any, nodes: list[Node]) -> list[Node]:
        return [change(node) if KINDS[type(node)] is kind and node.id in ids else node for node in nodes]

    return replace(desk, plans={id_: rebuilt(plan, below) for id_, plan in desk.plans.items()})


def without(plan: Plan, keys: Collection[Key]) -> Plan:
    """Return a plan without some subtrees."""
    result: Plan = rebuilt(plan, lambda _, nodes: [n for n in nodes if (KINDS[type(n)], n.id) not in keys])
    return result


def inserted(plan: Plan, kind: NodeKind, parent_id: str, position: int, nodes: Sequence[Node]) -> Plan:
    """Return a plan with subtrees inserted below a parent, at the nearest position that exists."""

    def below(node: Any, siblings: list[Node]) -> list[Node]:
        here = node.id == parent_id and (KINDS[type(node)] if node is not plan else None) is kind.parent
        at = min(max(position, 0), len(siblings))
        return [*siblings[:at], *nodes, *siblings[at:]] if here else siblings

    result: Plan = rebuilt(plan, below)
    return result


def parent_plan(desk: Desk, kind: NodeKind, parent_id: str) -> Plan:
    """Return the plan that a parent of nodes of ``kind`` stands in, or is."""
    return require_plan(desk, parent_id) if kind.parent is None else desk.plan_of(kind.parent, parent_id)


def ids_in(nodes: Iterable[Node]) -> set[tuple[str, str]]:
    """Return the ids of nodes and their remarks, with what they are ids of."""
    listed = list(nodes)
    remarks = {("remark", one.id) for node in listed if isinstance(node, Action) for one in node.remarks}
    return {(KINDS[type(node)].value, node.id) for node in listed} | remarks


def usable(nodes: Iterable[Node], taken: set[tuple[str, str]], files: Collection[str]) -> tuple[Any, ...]:
    """Return subtrees as they are stored: cleaned, ids that are taken left to the store (``""``)."""
    used = set(taken)

    def free(what: str, wanted: str) -> str:
        key = (what, wanted)
        if not wanted or key in used:
            return ""
        used.add(key)
        return wanted

    def stored(node: Any) -> Any:
        node = replace(node, id=free(KINDS[type(node)].value, node.id), text=clean_text(node.text))
        if isinstance(node, Action):
            return replace(
                node,
                evidence_text=clean_text(node.evidence_text),
                person_in_charge=clean_text(node.person_in_charge),
                schedule_text=wording(node.schedule_text),
                months=kept_cells(cleaned_cell(cell) for cell in node.months),
                evidence=tuple(sorted({link for link in node.evidence if link.evidence_id in files})),
                remarks=tuple(stored_remark(remark) for remark in node.remarks),
            )
        return with_children_of(node, map(stored, children_of(node)))

    def stored_remark(remark: Remark) -> Remark:
        return replace(remark, id=free("remark", remark.id), text=clean_text(remark.text))

    return tuple(map(stored, nodes))


def kept_cells(cells: Iterable[MonthCell]) -> tuple[MonthCell, ...]:
    """Return the cells that say something, in month order."""
    blank = {month: MonthCell(month) for month in range(1, 13)}
    listed = sorted(cells, key=lambda cell: cell.month)
    return tuple(cell for cell in listed if cell != blank[cell.month])


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with their texts cleaned."""
    plain: dict[str, Any] = {name: clean_text(value) for name, value in fields.items() if type(value) is str}
    if "schedule_text" in fields:
        plain["schedule_text"] = wording(fields["schedule_text"])
    return {**fields, **plain}


def cleaned_cell(cell: MonthCell) -> MonthCell:
    """Return a month as it is stored."""
    texts = {"obstacle": cell.obstacle, "follow_up": cell.follow_up, "note": cell.note}
    return replace(cell, **cleaned(texts))


def cleaned_unit(unit: Unit) -> Unit:
    """Return a unit as it is stored."""
    names = ("name", "province", "seat", "jdih", "chair_name", "certifier_title", "certifier_name")
    return replace(unit, **cleaned({name: getattr(unit, name) for name in names}))


def cleaned_head(plan: Plan) -> Plan:
    """Return a plan with its own texts as they are stored."""
    return replace(plan, **cleaned({"title": plan.title, "decree_number": plan.decree_number}))


def fixed_by_decree(plan: Plan) -> object:
    """Return what of a plan may not change once it is signed."""

    def fixed(node: Any) -> object:
        if isinstance(node, Action):
            texts = (node.text, node.evidence_text, node.target_percent, node.schedule_text)
            return node.id, *texts, node.planned_months
        return node.id, node.text, tuple(map(fixed, children_of(node)))

    head = (plan.year, plan.title, plan.decree_number, plan.decree_date, plan.schedule_style)
    return head, tuple(map(fixed, plan.areas))


def require_plan(desk: Desk, plan_id: str) -> Plan:
    """Return a plan; refused when it does not exist."""
    if plan_id not in desk.plans:
        raise NotFoundError
    return desk.plans[plan_id]


def require_draft(plan: Plan) -> None:
    """Refuse what a decree has fixed."""
    if plan.status is not PlanStatus.DRAF:
        raise PlanLockedError


def require_file(desk: Desk, file_id: str) -> Evidence:
    """Return an evidence file; refused when it does not exist."""
    if file_id not in desk.files:
        raise NotFoundError
    return desk.files[file_id]


def require_targets(desk: Desk, targets: Collection[Cell]) -> None:
    """Refuse targets that do not exist."""
    for action_id, month in targets:
        check_month(month, first=0)
        desk.node(NodeKind.ACTION, action_id)


def wording(text: str | None) -> str | None:
    """Return an office's own wording of a schedule as it is kept: a blank one is none."""
    return clean_text(text) if text and clean_text(text).strip() else None
