"""Opening, making and copying .zidesk files: the questions asked, and what follows from the answers."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.names.file_names import FILE_ENDING, with_ending
from zidesk.domain.ticker import Ticker
from zidesk.ui.files.file_in_use_dialog import InUseAnswer, ask_about_file_in_use
from zidesk.ui.files.lost_file_dialog import SAVE_LABEL, LostAnswer, ask_about_lost_file
from zidesk.ui.files.proposed_paths import documents_folder, file_name, free_path
from zidesk.ui.open_file.lanes import Lane
from zidesk.ui.plan_making.new_plan_dialog import NewPlan, NewPlanDialog
from zidesk.ui.shell import settings
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor
from zidesk.ui.widgets.common import MessageKind
from zidesk.ui.widgets.message_bar import WindowMessageBar
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.errors import FileLostError
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

FILE_FILTER = "Berkas zidesk (*.zidesk)"
_EXAMPLE_FILES = {
    "batanghari-2026": "Contoh ZI Kab. Batang Hari.zidesk",
    "jambi-2026": "Contoh ZI Provinsi Jambi.zidesk",
}


class FileFlows(QObject):
    """The Berkas menu's dealings with whole files."""

    def __init__(self, workspace: Workspace, window: QWidget, messages: WindowMessageBar) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._messages = messages
        workspace.file_in_use.connect(self._ask_in_use)
        # Queued: the question must not come up amid the edit that was refused.
        workspace.file_lost.connect(self._ask_about_lost, Qt.ConnectionType.QueuedConnection)
        workspace.unsure.connect(self._tell_unsure)
        workspace.not_whole.connect(
            lambda sentence: messages.tell(sentence, kind=MessageKind.WARNING, lasting=True)
        )
        workspace.opened.connect(self._remember)
        workspace.record_changed.connect(self._remember_plan)
        self._asking = False

    def open_path(self, path: Path) -> None:
        """Open a .zidesk file."""
        commit_editor()
        if not self.may_leave():
            return
        if self._workspace.lost is not None:
            # Its place may be the one to be opened.
            self._workspace.close_file()
        self._workspace.open_file(path)

    def ask_open(self) -> None:
        """Ask for a .zidesk file and open it."""
        commit_editor()
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Buka berkas", str(self.default_folder()), FILE_FILTER
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_example(self, name: str) -> None:
        """Ask where the example shall be kept, make it there, and open it."""
        commit_editor()
        path = self.ask_new_path("Simpan contoh sebagai", _EXAMPLE_FILES[name])
        if path is None:
            return

        def fill(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import add_plan
            from zidesk.exchange.examples import read_example

            example = read_example(name)
            if example.unit is None:
                raise AssertionError(name)
            return add_plan(store, example.unit, example.plan)

        self._workspace.create_file(path, fill)

    def ask_new_plan(self) -> None:
        """Ask for a new plan and put it into the open file or a new one."""
        commit_editor()
        workspace = self._workspace
        can_add = workspace.store_open and not workspace.read_only
        dialog = NewPlanDialog(
            workspace.units, workspace.plans, workspace.record, can_add=can_add, parent=self._window
        )
        accepted = bool(dialog.exec())
        answer = dialog.answer if accepted else None
        dialog.deleteLater()
        if answer is not None:
            self._make_plan(answer)

    def save_copy(self) -> None:
        """Ask for a place and write a copy of the open file there, while the user goes on."""
        commit_editor()
        current = self._workspace.path
        if current is None:
            return
        path = self.ask_new_path("Simpan salinan", f"{current.stem} - salinan.zidesk")
        if path is None:
            return

        def copy(store: "Store", tick: Ticker) -> None:
            from zidesk.db.files.backup import save_copy

            save_copy(store, path, tick)

        def tell(_result: object) -> None:
            self._messages.tell(f"Salinan tersimpan: {path}")

        def cancel() -> None:
            task.cancel()
            self._messages.hide()

        task = self._workspace.run_behind(Lane.COPY, copy, tell)
        self._messages.tell(f"Menyimpan salinan {path.name} …", [("Batalkan", cancel)], lasting=True)

    def close_file(self) -> None:
        """Close the open file and go back to the start page."""
        commit_editor()
        if not self.may_leave():
            return
        settings.forget_last_file()
        self._workspace.close_file()

    def save_as_new_file(self) -> None:
        """Ask for a place, write there what is left of a file that went while open, and go on in it."""
        from zidesk.db.errors import Loss

        current, lost = self._workspace.path, self._workspace.lost
        if current is None or lost is None:
            return
        path = self.ask_new_path("Simpan sebagai berkas baru", current.name)
        if path is None:
            return
        if lost.loss is Loss.OVERWRITTEN:
            self._write_what_is_shown(path)
            return

        def copy(store: "Store", tick: Ticker) -> None:
            from zidesk.db.files.backup import save_copy

            save_copy(store, path, tick)

        self._workspace.run_long(f"Menyimpan {path.name}", copy, lambda _result: self._go_on_in(path))

    def may_leave(self) -> bool:
        """Whether the open file may be closed: asked where something would be lost or left unfinished."""
        return self._may_leave_lost() and self._may_leave_copy()

    def _may_leave_lost(self) -> bool:
        lost = self._workspace.lost
        return lost is None or confirmed(
            self._window,
            "Isi belum disimpan",
            "Tutup tanpa menyimpan isi yang terbuka sebagai berkas baru?",
            str(lost),
            do="Tutup tanpa menyimpan",
            grave=True,
        )

    def _may_leave_copy(self) -> bool:
        return self._workspace.lanes.is_idle(Lane.COPY) or confirmed(
            self._window,
            "Salinan belum selesai",
            "Salinan berkas ini masih ditulis. Hentikan penyalinan dan tutup berkas?",
            do="Hentikan dan tutup",
            leave="Tunggu",
        )

    def ask_new_path(self, title: str, name: str) -> Path | None:
        """Ask where a new .zidesk file shall be; a file that exists is never replaced."""
        free = free_path(self.default_folder() / name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(free), FILE_FILTER, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not chosen:
            return None
        try:
            path = with_ending(Path(chosen), FILE_ENDING)
        except InvalidInputError as error:
            self._messages.tell(str(error), kind=MessageKind.WARNING)
            return None
        if path.exists():
            self._messages.tell(
                f"Berkas {path.name} sudah ada dan tidak ditimpa; bukalah berkas itu atau pakai nama lain.",
                [("Buka", lambda: self.open_path(path))],
                kind=MessageKind.WARNING,
            )
            return None
        return path

    def default_folder(self) -> Path:
        """Return where file dialogs start: beside the open file, else in Documents."""
        current = self._workspace.path
        if current is not None and current.parent.is_dir():
            return current.parent
        return documents_folder()

    def _make_plan(self, wanted: NewPlan) -> None:
        def add(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import add_plan

            return add_plan(store, wanted.unit, wanted.plan)

        if not wanted.into_open_file:
            path = self.ask_new_path("Simpan rencana baru sebagai", file_name(wanted.unit))
            if path is not None:
                self._workspace.create_file(path, add)
            return
        self._workspace.run(add)

    def _ask_in_use(self, path: Path, error: Exception) -> None:
        answer = ask_about_file_in_use(path, error, self._window)
        if answer is InUseAnswer.SNAPSHOT:
            self._workspace.open_file(path, snapshot=True)
        elif answer is InUseAnswer.RETRY:
            self._workspace.open_file(path)

    def _ask_about_lost(self, error: "FileLostError") -> None:
        from zidesk.db.errors import Loss

        if self._asking or self._workspace.lost is not error:
            return
        self._asking = True
        answer = ask_about_lost_file(error, self._window)
        self._asking = False
        if answer is LostAnswer.SAVE:
            self.save_as_new_file()
        elif answer is LostAnswer.OPEN:
            path = error.other if error.loss is Loss.RENAMED else self._workspace.path
            if path is not None:
                self._go_on_in(path)
            return
        if self._workspace.lost is not None and not self._workspace.is_busy:
            self._messages.tell(
                str(error), [(SAVE_LABEL, self.save_as_new_file)], kind=MessageKind.WARNING, lasting=True
            )

    def _tell_unsure(self, sentence: str) -> None:
        self._messages.tell(
            sentence, [("Simpan salinan…", self.save_copy)], kind=MessageKind.WARNING, lasting=True
        )

    def _write_what_is_shown(self, path: Path) -> None:
        record = self._workspace.record
        if record is None:
            return

        def add(store: "Store") -> "Outcome":
            from zidesk.db.operations.plans import add_plan

            return add_plan(store, record.unit, record.plan)

        self._workspace.create_file(path, add)

    def _go_on_in(self, path: Path) -> None:
        # Closed first: it may be the same file, or stand in the same place.
        self._workspace.close_file()
        self._workspace.open_file(path)

    def _remember(self) -> None:
        path = self._workspace.path
        if path is not None and not self._workspace.read_only:
            settings.remember_file(path)

    def _remember_plan(self) -> None:
        path, record = self._workspace.path, self._workspace.record
        if path is not None and record is not None and not self._workspace.read_only:
            settings.remember_plan(path, record.plan.id)
