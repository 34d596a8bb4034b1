"""Copies of evidence out of the open file: to look at with the desktop's own programs, and to keep."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.names.safe_names import safe_name
from zidesk.domain.plan.model import Evidence
from zidesk.domain.ticker import Ticker
from zidesk.ui.evidence.evidence_opening import PROGRAM_SENTENCE, is_program
from zidesk.ui.files.desktop_programs import no_program_sentence, show_on_desktop
from zidesk.ui.files.proposed_paths import documents_folder
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.store import Store


class EvidenceCopies(QObject):
    """Opens and saves copies as long work; those to look at are gone when the file is closed."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        workspace.closing.connect(self._forget)

    def open(self, file: Evidence) -> None:
        """Open a copy of a file with the program the desktop has for it; a program is not run."""
        if is_program(file.name):
            self._workspace.refused.emit(PROGRAM_SENTENCE)
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="zidesk-", ignore_cleanup_errors=True)
        # A folder for each time: a viewer may hold the last copy.
        path = Path(tempfile.mkdtemp(dir=self._folder.name)) / safe_name(file.name)

        def show(_result: object) -> None:
            if not show_on_desktop(path):
                self._workspace.refused.emit(no_program_sentence(path))

        self._copy(file, path, f"Membuka {file.name}", show)

    def save(self, file: Evidence) -> None:
        """Ask for a place and write a copy of a file there."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Simpan salinan bukti", str(documents_folder() / safe_name(file.name))
        )
        if chosen:
            self._copy(file, Path(chosen), f"Menyimpan {file.name}")

    def _copy(
        self, file: Evidence, path: Path, title: str, done: Callable[[object], None] | None = None
    ) -> None:
        def work(store: "Store", tick: Ticker) -> None:
            from zidesk.exchange.new_file import new_file

            with new_file(path) as stream:
                store.copy_evidence(file.sha256, stream, tick)

        self._workspace.run_long(title, work, done)

    def _forget(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
