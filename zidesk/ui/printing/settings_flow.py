"""Changing how the office wants its documents."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zidesk.ui.printing.settings_dialog import DocumentSettingsDialog
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


def change_document_settings(workspace: Workspace, window: QWidget) -> None:
    """Ask for the settings of the office whose plan is on screen, and keep them."""
    commit_editor()
    record = workspace.record
    if record is None:
        return
    unit_id = record.unit.id
    dialog = DocumentSettingsDialog(record.settings, window)
    accepted = bool(dialog.exec())
    values = dialog.values
    dialog.deleteLater()
    if not accepted:
        return

    def work(store: "Store") -> "Outcome":
        from zidesk.db.operations.settings import set_settings

        return set_settings(store, unit_id, values)

    workspace.run(work)
