"""What must hold before an operation writes: the plan may be edited, the action exists."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.tree import plans_of_nodes
from zidesk.db.tables import table
from zidesk.domain.errors import NotFoundError
from zidesk.domain.plan.lock import is_signed, locked
from zidesk.domain.plan.model import NodeKind, PlanStatus

_plan = table("plan")
_STATUSES = select(_plan.c.year, _plan.c.status).where(in_ids(_plan.c.id))


def require_plan(connection: Connection, plan_id: str) -> tuple[int, PlanStatus]:
    """Return a plan's year and status. Raises NotFoundError when it does not exist."""
    row = connection.execute(select(_plan.c.year, _plan.c.status).where(_plan.c.id == plan_id)).one_or_none()
    if row is None:
        raise NotFoundError("Rencana itu tidak ada lagi dalam berkas; pilihlah rencana lain.")
    return row[0], PlanStatus(row[1])


def require_draft(connection: Connection, plan_ids: Collection[str]) -> None:
    """Raise PlanLockedError unless text, schedule and targets of all these plans may be edited."""
    for year, status in connection.execute(_STATUSES, ids_parameter(plan_ids)):
        if is_signed(PlanStatus(status)):
            raise locked(year, status)


def require_draft_nodes(connection: Connection, kind: NodeKind, ids: Collection[str]) -> dict[str, str]:
    """Return the plan id of each node, all of whose plans may be edited.

    Raises NotFoundError when a node does not exist, PlanLockedError when its plan is fixed by a decree.
    """
    plans = plans_of_nodes(connection, kind, ids)
    require_draft(connection, set(plans.values()))
    return plans


def require_actions(connection: Connection, ids: Collection[str]) -> None:
    """Raise NotFoundError when one of the actions does not exist."""
    plans_of_nodes(connection, NodeKind.ACTION, ids)
