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
from zidesk.temporary_folder import temporary_trouble
from zidesk.ui.evidence.evidence_opening import UNKNOWN_KIND, against_opening, may_be_opened
from zidesk.ui.files.desktop_programs import no_program_sentence, show_on_desktop
from zidesk.ui.files.proposed_paths import documents_folder
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.question import confirmed

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
        """Open a copy of a file with the program the desktop has for it, if it is known to be harmless."""
        if not may_be_opened(file.name):
            self._workspace.refused.emit(UNKNOWN_KIND)
            return
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="zidesk-", ignore_cleanup_errors=True)
            # A folder for each time: a viewer may hold the last copy.
            path = Path(tempfile.mkdtemp(dir=self._folder.name)) / safe_name(file.name)
        except OSError:
            self._workspace.refused.emit(temporary_trouble())
            return

        def show(objection: object) -> None:
            if objection is not None:
                self._workspace.refused.emit(str(objection))
            elif not show_on_desktop(path):
                self._workspace.refused.emit(no_program_sentence(path))

        self._copy(file, path, f"Membuka {file.name}", against_opening, show)

    def save(self, file: Evidence) -> None:
        """Ask for a place and write a copy of a file there; warn first of one that may be a program."""
        if not may_be_opened(file.name) and not confirmed(
            self._window,
            "Simpan salinan bukti",
            f"“{file.name}” mungkin sebuah program. Simpan salinannya?",
            "Bukalah salinannya hanya bila Anda mengenal pengirimnya dan yakin isinya aman.",
            do="Simpan salinan…",
            grave=True,
        ):
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Simpan salinan bukti", str(documents_folder() / safe_name(file.name))
        )
        if chosen:
            self._copy(file, Path(chosen), f"Menyimpan {file.name}")

    def _copy(
        self,
        file: Evidence,
        path: Path,
        title: str,
        look: Callable[[Path], object] = lambda _: None,
        done: Callable[[object], None] | None = None,
    ) -> None:
        def work(store: "Store", tick: Ticker) -> object:
            from zidesk.exchange.new_file import new_file

            with new_file(path) as stream:
                store.copy_evidence(file.sha256, stream, tick)
            return look(path)

        self._workspace.run_long(title, work, done)

    def _forget(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
