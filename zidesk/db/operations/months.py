"""Operations on months: the schedule, and what was done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from zidesk.db.guards import require_actions, require_draft_nodes
from zidesk.db.history.outcome import Outcome
from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.tree import iso
from zidesk.db.store import Store
from zidesk.db.tables import table
from zidesk.domain.plan.model import MonthCell, NodeKind
from zidesk.domain.plan.validation import check_cell, check_month, check_wording, clean_text
from zidesk.domain.schedule.dates import MONTH_NAMES

_month = table("action_month")
_action = table("action")
_CELLS = select(
    _month.c.action_id,
    _month.c.month,
    _month.c.planned,
    _month.c.realized_on,
    _month.c.percent,
    _month.c.obstacle,
    _month.c.follow_up,
    _month.c.note,
).where(in_ids(_month.c.action_id))
_CELL_FIELDS = frozenset({"realized_on", "percent", "obstacle", "follow_up", "note"})


def plan_months(
    store: Store,
    cells: Iterable[tuple[str, int]],
    planned: bool,  # noqa: FBT001 - the verb's own argument, not an option
) -> Outcome:
    """Plan or unplan months, given as (action id, month 1-12); what was done in them stays.

    An action whose months change loses its own wording of the schedule, which no longer fits them.
    Raises InvalidInputError, NotFoundError, PlanLockedError.
    """
    months: dict[str, set[int]] = defaultdict(set)
    for action_id, month in cells:
        months[action_id].add(check_month(month))
    with store.operation(_plan_name(months, planned=planned)) as operation:
        connection = operation.connection
        require_draft_nodes(connection, NodeKind.ACTION, months.keys())
        before = _read_cells(connection, months.keys())
        for action_id, wanted in months.items():
            present = {month for month, cell in before[action_id].items() if cell.planned}
            after = present | wanted if planned else present - wanted
            _write_schedule(connection, action_id, before[action_id], after)
            if after != present:
                _set_wording(connection, action_id, None)
    return operation.outcome


def set_schedules(
    store: Store,
    schedules: Mapping[str, frozenset[int]],
    schedule_text: Mapping[str, str | None] | None = None,
) -> Outcome:
    """Set the planned months (1-12) of actions, by id; what was done in any month stays.

    ``schedule_text`` gives actions their own wording of the schedule (``None``: computed); an action that
    it does not name loses its wording if its months change. Raises as ``plan_months``.
    """
    wordings = {action_id: check_wording(text) for action_id, text in (schedule_text or {}).items()}
    for schedule in schedules.values():
        for month in schedule:
            check_month(month)
    ids = schedules.keys() | wordings.keys()
    name = "Ubah jadwal" if len(ids) == 1 else f"Ubah jadwal {len(ids)} langkah aksi"
    with store.operation(name) as operation:
        connection = operation.connection
        require_draft_nodes(connection, NodeKind.ACTION, ids)
        before = _read_cells(connection, ids)
        for action_id, schedule in schedules.items():
            present = {month for month, cell in before[action_id].items() if cell.planned}
            _write_schedule(connection, action_id, before[action_id], schedule)
            if present != schedule and action_id not in wordings:
                _set_wording(connection, action_id, None)
        for action_id, text in wordings.items():
            _set_wording(connection, action_id, text)
    return operation.outcome


def record_month(store: Store, action_id: str, month: int, **fields: Any) -> Outcome:
    """Set what was done in a month, planned or not, also of a signed plan.

    The fields are those of ``MonthCell``: ``realized_on`` (date or ``None``), ``percent`` (0-100 or
    ``None``), ``obstacle``, ``follow_up``, ``note``. Raises InvalidInputError, NotFoundError.
    """
    unknown = fields.keys() - _CELL_FIELDS
    if unknown:
        raise TypeError(f"a month has no field {', '.join(sorted(unknown))}")
    check_month(month)
    texts = {name: clean_text(value) for name, value in fields.items() if isinstance(value, str)}
    with store.operation(f"Ubah realisasi bulan {MONTH_NAMES[month]}") as operation:
        connection = operation.connection
        require_actions(connection, {action_id})
        before = _read_cells(connection, {action_id})[action_id].get(month, MonthCell(month))
        after = replace(before, **(fields | texts))
        check_cell(after)
        if before.realized != after.realized:
            verb = "Tandai terlaksana" if after.realized else "Batalkan terlaksana"
            operation.name = f"{verb} bulan {MONTH_NAMES[month]}"
        _write_cell(connection, action_id, before, after)
    return operation.outcome


def _plan_name(months: Mapping[str, set[int]], *, planned: bool) -> str:
    verb = "Centang" if planned else "Hapus centang"
    count = sum(map(len, months.values()))
    if count == 1:
        (only,) = next(iter(months.values()))
        return f"{verb} bulan {MONTH_NAMES[only]}"
    return f"{verb} {count} bulan"


def _read_cells(connection: Connection, ids: Iterable[str]) -> dict[str, dict[int, MonthCell]]:
    found: dict[str, dict[int, MonthCell]] = defaultdict(dict)
    rows = connection.execute(_CELLS, ids_parameter(list(ids)))
    for action_id, month, planned, realized_on, percent, obstacle, follow_up, note in rows:
        day = date.fromisoformat(realized_on) if realized_on else None
        found[action_id][month] = MonthCell(month, bool(planned), day, percent, obstacle, follow_up, note)
    return found


def _write_schedule(
    connection: Connection, action_id: str, cells: Mapping[int, MonthCell], planned: Iterable[int]
) -> None:
    wanted = set(planned)
    for month in sorted(wanted | cells.keys()):
        before = cells.get(month, MonthCell(month))
        _write_cell(connection, action_id, before, replace(before, planned=month in wanted))


def _write_cell(connection: Connection, action_id: str, before: MonthCell, after: MonthCell) -> None:
    if before == after:
        return
    key = and_(_month.c.action_id == action_id, _month.c.month == after.month)
    values = {
        "planned": int(after.planned),
        "realized_on": iso(after.realized_on),
        "percent": after.percent,
        "obstacle": after.obstacle,
        "follow_up": after.follow_up,
        "note": after.note,
    }
    if before.is_blank:
        connection.execute(insert(_month), {"action_id": action_id, "month": after.month, **values})
    elif after.is_blank:
        connection.execute(delete(_month).where(key))
    else:
        connection.execute(update(_month).where(key).values(values))


def _set_wording(connection: Connection, action_id: str, text: str | None) -> None:
    connection.execute(
        update(_action)
        .where(_action.c.id == action_id, _action.c.schedule_text.is_distinct_from(text))
        .values(schedule_text=text)
    )
