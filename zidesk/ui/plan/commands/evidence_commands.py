"""Evidence files of the rows on screen: attach them, take them off; ``copies`` opens and saves."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.plan.model import Evidence
from zidesk.domain.ticker import Ticker
from zidesk.ui.evidence.evidence_copies import EvidenceCopies
from zidesk.ui.plan.sheet.drops import evidence_target
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

_NO_TARGET = "Bukti dilampirkan pada langkah aksi; pilih dahulu langkah aksinya atau sel bulannya."
_MAIL_SENTENCE = (
    "Kiriman dari aplikasi surel belum berupa berkas; simpan dahulu suratnya atau lampirannya ke sebuah "
    "folder, lalu seret berkasnya dari folder itu."
)


class EvidenceCommands(QObject):
    """Commands on evidence; copying into the file runs as long work."""

    def __init__(self, workspace: Workspace, model: PlanModel, sheet: Sheet, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._model = model
        self._sheet = sheet
        self._window = window
        self.copies = EvidenceCopies(workspace, window)

    def targets(self) -> list[tuple[str, int]]:
        """Return the (action id, month) pairs that the selection means; month 0 is the whole year."""
        found = [
            target
            for row, numbers in self._sheet.seen.cells().items()
            for number in numbers
            if (target := evidence_target(row, number)) is not None
        ]
        whole_year = {action_id for action_id, month in found if month == 0}
        return sorted({(i, month) for i, month in found if month == 0 or i not in whole_year})

    def attach_to_selection(self, paths: Sequence[Path]) -> None:
        """Attach files to the selected rows or month cells."""
        self.attach(paths, self.targets())

    def attach_to_cell(self, paths: Sequence[Path], row: Row | None, column: int) -> None:
        """Attach files to the cell they were dropped on."""
        target = evidence_target(row, column)
        self.attach(paths, [target] if target is not None else [])

    def attach(self, paths: Sequence[Path], targets: Sequence[tuple[str, int]]) -> None:
        """Copy files into the open file as evidence of ``targets``."""
        if not targets:
            self._workspace.refused.emit(_NO_TARGET)
            return

        def work(store: "Store", ticker: Ticker) -> "Outcome":
            from zidesk.db.operations import evidence

            return evidence.attach_files(store, paths, targets, ticker)

        title = f"Melampirkan {paths[0].name}" if len(paths) == 1 else f"Melampirkan {len(paths)} berkas"
        self._workspace.run_long(title, work, writes=True)

    def ask_and_attach(self) -> None:
        """Let the user choose files, then attach them to the selection."""
        self.ask_and_attach_to(self.targets())

    def ask_and_attach_to(self, targets: Sequence[tuple[str, int]]) -> None:
        """Let the user choose files, then attach them to ``targets``."""
        if not targets:
            self._workspace.refused.emit(_NO_TARGET)
            return
        names, _ = QFileDialog.getOpenFileNames(self._window, "Lampirkan berkas bukti")
        if names:
            self.attach([Path(name) for name in names], targets)

    def refuse_mail(self) -> None:
        """Say what to do with a message dragged from a mail program."""
        self._workspace.refused.emit(_MAIL_SENTENCE)

    def take_off(self, file: Evidence, targets: Sequence[tuple[str, int]]) -> None:
        """Take a file off actions; the file itself stays among the evidence."""

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import evidence

            return evidence.unlink_evidence(store, file.id, targets)

        self._workspace.run(work)
