"""Stores what the detail panel's fields hold; a refusal comes back as its sentence."""

from typing import TYPE_CHECKING, Any

from zidesk.domain.plan.model import NodeKind
from zidesk.ui.open_file.told_operations import ToldOperations

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


class PanelWriter(ToldOperations):
    """Runs one operation per field and returns ``None``, or the sentence with which it was refused."""

    def edit_node(self, kind: NodeKind, node_id: str, **fields: Any) -> str | None:
        """Set fields of a row."""

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import nodes

            return nodes.edit_node(store, kind, node_id, **fields)

        return self.run(work)

    def set_schedule(self, action_id: str, months: frozenset[int]) -> str | None:
        """Give an action exactly these months."""

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import months as month_operations

            return month_operations.set_schedules(store, {action_id: months})

        return self.run(work)

    def record_month(self, action_id: str, month: int, **fields: Any) -> str | None:
        """Set the realisation of a month."""

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import months as month_operations

            return month_operations.record_month(store, action_id, month, **fields)

        return self.run(work)
