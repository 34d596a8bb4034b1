"""Stores what the detail panel's fields hold; a refusal comes back as its sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zidesk.domain.plan.model import NodeKind
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


class PanelWriter:
    """Runs one operation per field and returns ``None``, or the sentence with which it was refused."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sentence = ""

    def run(self, work: Callable[["Store"], "Outcome"]) -> str | None:
        """Run an operation; return the sentence if it was refused."""
        self._sentence = ""
        self._workspace.refused.connect(self._hear)
        try:
            outcome = self._workspace.run(work)
        finally:
            self._workspace.refused.disconnect(self._hear)
        return self._sentence or "Belum tersimpan; coba lagi." if outcome is None else None

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

    def _hear(self, sentence: str) -> None:
        self._sentence = sentence
