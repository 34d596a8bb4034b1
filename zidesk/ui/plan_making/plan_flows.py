"""What the Rencana menu does to the plan as a whole: its identity, adopting it, deleting it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import Plan, PlanRecord, PlanStatus
from zidesk.domain.schedule.dates import format_date
from zidesk.ui.plan.commands.what_goes import what_goes
from zidesk.ui.plan_making.identity_dialogs import AdoptDialog, IdentityDialog, change_identity
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor
from zidesk.ui.widgets.message_bar import WindowMessageBar
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


class PlanFlows(QObject):
    """Asks about the plan on screen, and changes it as one undo step."""

    def __init__(self, workspace: Workspace, window: QWidget, messages: WindowMessageBar) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._messages = messages

    def edit_identity(self) -> None:
        """Edit the unit and the plan's identity as one undo step."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        dialog = IdentityDialog(record, self._window)
        accepted = bool(dialog.exec())
        unit, changes = (dialog.unit, dialog.plan_changes) if accepted else (record.unit, {})
        dialog.deleteLater()
        if unit == record.unit and not changes:
            return
        self._workspace.run(lambda store: change_identity(store, record, unit, changes))

    def adopt(self) -> None:
        """Mark the plan as ``ditetapkan``, with the decree's number and date."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        dialog = AdoptDialog(record.plan, self._window)
        accepted = bool(dialog.exec())
        number, day = dialog.decree_number, dialog.date
        dialog.deleteLater()
        if not accepted:
            return
        plan_id = record.plan.id

        def adopt(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import set_status

            return set_status(store, plan_id, PlanStatus.DITETAPKAN, decree_number=number, decree_date=day)

        if self._workspace.run(adopt):
            self._tell(f"Rencana {record.plan.year} ditetapkan; isinya kini terkunci.")

    def take_back(self) -> None:
        """Ask once, and make a signed plan of which nothing was carried out a draft again."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        plan_id = record.plan.id
        if not confirmed(
            self._window,
            "Kembalikan ke draf",
            f"Kembalikan rencana aksi {record.plan.year} {record.unit.name} ke draf?",
            f"Tulisan, jadwal, dan targetnya dapat diubah lagi. {_decree_stays(record.plan)}\n\n"
            "Ctrl+Z membatalkannya.",
            do="Kembalikan ke draf",
        ):
            return

        def take_back(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import set_status

            return set_status(store, plan_id, PlanStatus.DRAF)

        if self._workspace.run(take_back):
            self._tell(f"Rencana {record.plan.year} kembali menjadi draf; isinya dapat diubah lagi.")

    def delete(self) -> None:
        """Ask once, naming what goes with it, and delete the plan."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        signed = is_signed(record.plan.status)
        goes = what_goes(path.action for path in record.plan.actions())
        goes = goes or "Rencana ini belum berisi langkah aksi."
        if not confirmed(
            self._window,
            "Hapus rencana",
            question(record),
            f"{goes}\n\nCtrl+Z mengembalikan rencana ini beserta semua isinya.",
            do="Hapus rencana resmi ini" if signed else "Hapus rencana",
            grave=signed,
        ):
            return
        plan_id = record.plan.id

        def delete(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import delete_plan

            return delete_plan(store, plan_id, even_signed=signed)

        if self._workspace.run(delete):
            self._tell(f"Rencana {record.plan.year} {record.unit.name} dihapus.")

    def _tell(self, sentence: str) -> None:
        self._messages.tell_change(sentence, self._workspace)


def _decree_stays(plan: Plan) -> str:
    if not plan.decree_number:
        return "Keputusannya tetap tercatat."
    return f"Nomor keputusannya ({plan.decree_number}) tetap tercatat sampai Anda mengubahnya."


def question(record: PlanRecord) -> str:
    """Return the question before a plan is deleted; a signed plan's names its decree."""
    plan, whose = record.plan, f"aksi {record.plan.year} {record.unit.name}"
    if not is_signed(plan.status):
        return f"Hapus rencana {whose}?"
    number = f" dengan Keputusan Nomor {plan.decree_number}" if plan.decree_number else ""
    day = f" tanggal {format_date(plan.decree_date)}" if plan.decree_date is not None else ""
    return f"Rencana {whose} sudah ditetapkan{number}{day}. Hapus rencana resmi ini?"
