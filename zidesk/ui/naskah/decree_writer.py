"""Changes of the decree on screen: each is one operation of the file, with a name of its own."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from zidesk.domain.decree.model import BLANK_DECREE, Decree
from zidesk.domain.plan.lock import is_signed
from zidesk.ui.open_file.told_operations import ToldOperations
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

ELSEWHERE = "Belum tersimpan karena bagiannya tidak sedang tampil; buka lagi bagian itu untuk menyimpannya."


class DecreeWriter:
    """Changes the decree of the plan on screen; what is refused comes back as its sentence."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._writer = ToldOperations(workspace)

    @property
    def decree(self) -> Decree:
        """The decree as it is stored."""
        record = self._workspace.record
        return record.plan.decree if record is not None else BLANK_DECREE

    @property
    def plan_id(self) -> str:
        """The plan on screen, empty when there is none."""
        record = self._workspace.record
        return record.plan.id if record is not None else ""

    @property
    def decree_date(self) -> date | None:
        """The decree's date as it is stored."""
        record = self._workspace.record
        return record.plan.decree_date if record is not None else None

    @property
    def lock_sentence(self) -> str:
        """Why nothing can be changed, empty where it can."""
        record = self._workspace.record
        if record is None:
            return "Belum ada rencana dalam berkas ini."
        if self._workspace.read_only:
            return (
                "Berkas dibuka baca-saja, jadi naskah hanya dapat dilihat, dicetak, dan disimpan sebagai PDF "
                "atau Word."
            )
        if is_signed(record.plan.status):
            return (
                f"Rencana {record.plan.year} sudah {record.plan.status}, jadi naskahnya tidak dapat diubah "
                "lagi; naskah tetap dapat dicetak dan disimpan sebagai PDF atau Word."
            )
        return ""

    def change(self, name: str, edit: Callable[[Decree], Decree]) -> str | None:
        """Store what ``edit`` makes of the decree, as one step to undo called ``name``.

        Returns ``None``, or the sentence with which it was refused.
        """
        record = self._workspace.record
        if record is None:
            return self.lock_sentence
        plan_id, before = record.plan.id, record.plan.decree
        after = edit(before)
        if after == before:
            return None

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations.decrees import set_decree

            return set_decree(store, plan_id, after, name)

        return self._writer.run(work)

    def edit_plan(self, name: str, **fields: Any) -> str | None:
        """Set fields of the plan, as one step to undo called ``name``."""
        record = self._workspace.record
        if record is None:
            return self.lock_sentence
        plan_id = record.plan.id

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import edit_plan

            with store.operation(name) as operation:
                edit_plan(store, plan_id, **fields)
            return operation.outcome

        return self._writer.run(work)
