"""The operation on a decree: its words are set whole, and only what differs is written."""

from sqlalchemy import Connection

from zidesk.db.guards import require_draft, require_plan
from zidesk.db.history.outcome import Outcome
from zidesk.db.operations.row_changes import RowChanges
from zidesk.db.reading.decree_rows import DECREE_ORDER, DecreeRows, taken_decree_ids
from zidesk.db.reading.decrees import read_decree
from zidesk.db.store import Store
from zidesk.domain.decree.checking import check_decree
from zidesk.domain.decree.model import Decree


def set_decree(store: Store, plan_id: str, decree: Decree, name: str = "Ubah naskah keputusan") -> Outcome:
    """Make the decree of a plan say what ``decree`` says; rows are inserted, changed, deleted by id.

    Raises InvalidInputError, NotFoundError, PlanLockedError.
    """
    check_decree(decree)
    with store.operation(name) as operation:
        require_plan(operation.connection, plan_id)
        require_draft(operation.connection, {plan_id})
        before = read_decree(operation.raw, plan_id)
        changes_of_decree(operation.connection, plan_id, before, decree).write(operation.connection)
    return operation.outcome


def changes_of_decree(connection: Connection, plan_id: str, before: Decree, after: Decree) -> RowChanges:
    """Return what must be written for a plan's decree, which is ``before``, to become ``after``."""
    old = DecreeRows(before, plan_id)
    own = {name: {str(row["id"]) for row in old.rows[name]} for name in DECREE_ORDER[1:]}
    taken = {name: ids - own[name] for name, ids in taken_decree_ids(connection, after).items()}
    return RowChanges(DECREE_ORDER, old.rows, DecreeRows(after, plan_id, taken).rows)
