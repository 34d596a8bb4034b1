"""Operations on units and whole plans: add, edit, sign, replace, delete."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from zidesk.db.guards import require_draft, require_plan
from zidesk.db.history.outcome import Outcome
from zidesk.db.operations.decrees import changes_of_decree
from zidesk.db.operations.row_changes import RowChanges
from zidesk.db.reading.layout import parent_column
from zidesk.db.reading.plans import read_record
from zidesk.db.reading.tree import ROW_ORDER, TreeRows, is_id, known_evidence, taken_ids
from zidesk.db.reading.values import Stored, stored, stored_values
from zidesk.db.store import Store
from zidesk.db.tables import table
from zidesk.domain.decree.model import BLANK_DECREE
from zidesk.domain.errors import NotFoundError
from zidesk.domain.plan.checking import check_plan, check_unit
from zidesk.domain.plan.fields import PLAN_FIELDS, UNIT_FIELDS, by_name
from zidesk.domain.plan.lock import (
    FIXED_OF_MONTH,
    FIXED_OF_NODE,
    FIXED_OF_PLAN,
    check_status,
    is_signed,
    locked,
)
from zidesk.domain.plan.model import NodeKind, Plan, PlanStatus, Unit, new_id
from zidesk.domain.plan.validation import clean_text

_unit, _plan = table("unit"), table("plan")
_PLAN_FIELDS = by_name(PLAN_FIELDS)
_FIXED_COLUMNS: Mapping[str, frozenset[str]] = {
    **{kind: FIXED_OF_NODE[kind] | {parent_column(kind), "position"} for kind in NodeKind},
    "action_month": FIXED_OF_MONTH,
}
"""What a decree has fixed, by table; adding and deleting rows of the four levels is fixed as well."""


def add_plan(store: Store, unit: Unit, plan: Plan) -> Outcome:
    """Add a plan with its tree, for the unit with this id, or this name and level, or else a new unit.

    Ids are kept where given and free. Links to evidence that the file does not hold are left out.
    ``created[0]`` is the plan's id. Raises InvalidInputError.
    """
    check_unit(unit)
    check_plan(plan)
    with store.operation(f"Tambah rencana {plan.year} {unit.name}") as operation:
        connection = operation.connection
        plan_id = plan.id if is_id(plan.id) and not _exists(connection, "plan", plan.id) else new_id()
        known_revised = plan.revises_id is not None and _exists(connection, "plan", plan.revises_id)
        values = {
            "id": plan_id,
            "unit_id": _unit_for(connection, unit),
            "status": plan.status,
            "revises_id": plan.revises_id if known_revised else None,
            **stored_values(PLAN_FIELDS, plan),
        }
        connection.execute(insert(_plan), values)
        rows = TreeRows(known_evidence(connection), taken_ids(connection, plan.areas))
        rows.add_all(plan.areas, plan_id)
        rows.insert(connection)
        changes_of_decree(connection, plan_id, BLANK_DECREE, plan.decree).write(connection)
        operation.created.append(plan_id)
    return operation.outcome


def edit_unit(store: Store, unit: Unit) -> Outcome:
    """Set all fields of the unit with ``unit.id``. Raises InvalidInputError, NotFoundError."""
    check_unit(unit)
    with store.operation("Ubah identitas satuan kerja") as operation:
        if not _exists(operation.connection, "unit", unit.id):
            raise NotFoundError("Satuan kerja itu tidak ada lagi dalam berkas; pilihlah yang lain.")
        operation.connection.execute(
            update(_unit).where(_unit.c.id == unit.id).values(stored_values(UNIT_FIELDS, unit))
        )
    return operation.outcome


def edit_plan(store: Store, plan_id: str, **fields: Any) -> Outcome:
    """Set fields of ``PLAN_FIELDS``; a signed plan keeps what its decree has fixed.

    Raises InvalidInputError, NotFoundError, PlanLockedError.
    """
    values = {name: _checked_plan_field(name, value) for name, value in fields.items()}
    with store.operation("Ubah identitas rencana") as operation:
        require_plan(operation.connection, plan_id)
        if values.keys() & FIXED_OF_PLAN:
            require_draft(operation.connection, {plan_id})
        if values:
            operation.connection.execute(update(_plan).where(_plan.c.id == plan_id).values(values))
    return operation.outcome


def set_status(
    store: Store,
    plan_id: str,
    status: PlanStatus,
    decree_number: str | None = None,
    decree_date: date | None = None,
) -> Outcome:
    """Adopt a plan by decree, or take that back; ``None`` keeps the decree's number or date.

    Raises InvalidInputError, NotFoundError, PlanLockedError where the plan cannot become this (``lock``).
    """
    values: dict[str, Any] = {"status": PlanStatus(status)}
    if decree_number is not None:
        values["decree_number"] = _checked_plan_field("decree_number", decree_number)
    if decree_date is not None:
        values["decree_date"] = _checked_plan_field("decree_date", decree_date)
    with store.operation(f"Ubah status rencana menjadi {values['status']}") as operation:
        require_plan(operation.connection, plan_id)
        check_status(read_record(operation.raw, plan_id).plan, values["status"])
        operation.connection.execute(update(_plan).where(_plan.c.id == plan_id).values(values))
    return operation.outcome


def replace_plan(store: Store, plan: Plan, name: str) -> Outcome:
    """Make the stored plan with ``plan.id`` equal to ``plan``: rows are inserted, changed, deleted by id.

    Unit, status and the plan it revises stay as they are. Rows without an id, or with that of a row in
    another plan, get a new one. A signed plan takes what was done, evidence, remarks and persons in charge
    only. Raises InvalidInputError, NotFoundError, PlanLockedError.
    """
    check_plan(plan)
    with store.operation(name) as operation:
        connection = operation.connection
        year, status = require_plan(connection, plan.id)
        stored = read_record(operation.raw, plan.id).plan
        evidence = known_evidence(connection)
        before, after = TreeRows(evidence), TreeRows(evidence, taken_ids(connection, plan.areas))
        before.add_all(stored.areas, plan.id)
        for table_name, ids in before.taken.items():
            after.taken.setdefault(table_name, set()).difference_update(ids)
        after.add_all(plan.areas, plan.id)
        changes = RowChanges(ROW_ORDER, before.rows, after.rows)
        decree_changes = changes_of_decree(connection, plan.id, stored.decree, plan.decree)
        plan_values = stored_values(PLAN_FIELDS, plan)
        old_values = stored_values(PLAN_FIELDS, stored)
        if is_signed(status) and (
            _touches_what_is_locked(changes)
            or decree_changes
            or any(plan_values[field] != old_values[field] for field in FIXED_OF_PLAN)
        ):
            raise locked(year, status)
        if plan_values != old_values:
            connection.execute(update(_plan).where(_plan.c.id == plan.id).values(plan_values))
        changes.write(connection)
        decree_changes.write(connection)
    return operation.outcome


def delete_plan(store: Store, plan_id: str, *, even_signed: bool = False) -> Outcome:
    """Delete a draft, or any plan, with everything below it; its unit and the evidence files stay.

    Raises NotFoundError, PlanLockedError.
    """
    with store.operation("Hapus rencana") as operation:
        year, _ = require_plan(operation.connection, plan_id)
        if not even_signed:
            require_draft(operation.connection, {plan_id})
        operation.name = f"Hapus rencana {year}"
        operation.connection.execute(delete(_plan).where(_plan.c.id == plan_id))
    return operation.outcome


def _touches_what_is_locked(changes: RowChanges) -> bool:
    """Whether text, schedule, targets or structure of a tree differ."""
    if any(changes.inserted[kind] or changes.deleted[kind] for kind in NodeKind):
        return True
    months = (*changes.inserted["action_month"], *changes.deleted["action_month"])
    if any(row[column] for row in months for column in FIXED_OF_MONTH):
        return True
    return any(
        old[column] != new[column]
        for name, columns in _FIXED_COLUMNS.items()
        for old, new in changes.updated[name]
        for column in columns
    )


def _exists(connection: Connection, name: str, row_id: str) -> bool:
    rows = table(name)
    return connection.execute(select(rows.c.id).where(rows.c.id == row_id)).one_or_none() is not None


def _unit_for(connection: Connection, unit: Unit) -> str:
    if unit.id and _exists(connection, "unit", unit.id):
        return unit.id
    same_name = select(_unit.c.id).where(_unit.c.name == clean_text(unit.name), _unit.c.level == unit.level)
    found = connection.execute(same_name.order_by(_unit.c.id)).scalars().first()
    if found is not None:
        return str(found)
    unit_id = unit.id if is_id(unit.id) else new_id()
    connection.execute(insert(_unit), {"id": unit_id, **stored_values(UNIT_FIELDS, unit)})
    return unit_id


def _checked_plan_field(name: str, value: Any) -> Stored:
    field = _PLAN_FIELDS.get(name)
    if field is None:
        raise TypeError(f"a plan has no field {name}")
    return stored(field, field.check(value))
