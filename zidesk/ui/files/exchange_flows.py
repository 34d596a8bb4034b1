"""Import and export: which file, what would change, and what was written where."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.errors import InvalidInputError, NotFoundError
from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.names.office_file_names import office_file_name
from zidesk.domain.plan.model import PlanRecord, Unit
from zidesk.domain.plan.units import named_unit
from zidesk.domain.ticker import Ticker
from zidesk.ui.files.desktop_programs import no_program_sentence, show_on_desktop
from zidesk.ui.files.file_flows import FileFlows
from zidesk.ui.files.proposed_paths import file_name
from zidesk.ui.files.save_path import ask_save_path
from zidesk.ui.importing.import_target_dialog import ImportTargetDialog
from zidesk.ui.shell import settings
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor
from zidesk.ui.widgets.common import MessageKind
from zidesk.ui.widgets.message_bar import WindowMessageBar

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.operations.imports import ImportPreview
    from zidesk.db.store import Store

SOURCE_FILTER = "Tabel atau rencana JSON (*.xlsx *.docx *.csv *.json)"
_EXPORT_FOLDER = "ekspor/folder"
_BUNDLE_FOLDER = "ekspor/folder_bundel"


class ExchangeFlows(QObject):
    """The menu's dealings with workbooks, plan JSON and evidence bundles."""

    def __init__(
        self, workspace: Workspace, window: QWidget, messages: WindowMessageBar, files: FileFlows
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._messages = messages
        self._files = files

    def ask_import(self) -> None:
        """Ask for a table or plan JSON and show what importing it would change."""
        commit_editor()
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Impor", str(self._files.default_folder()), SOURCE_FILTER
        )
        if chosen:
            self.import_path(Path(chosen))

    def import_path(self, path: Path) -> None:
        """Read a source in the worker, then show what it would change; nothing is written yet."""
        commit_editor()

        def read(tick: Ticker) -> Incoming:
            from zidesk.exchange.source import read_source

            return read_source(path, tick)

        self._workspace.run_aside(
            f"Membaca {path.name}", read, lambda incoming: self._preview(path, incoming, None, None)
        )

    def export_workbook(self) -> None:
        """Ask for a place and write the plan as a workbook."""
        self._export_workbook("Ekspor Excel", "Excel tersimpan")

    def send_to_province(self) -> None:
        """Write the workbook that goes to the province."""
        self._export_workbook("Kirim ke provinsi", "Berkas siap dikirim ke provinsi")

    def export_json(self) -> None:
        """Ask for a place and write the plan as JSON."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return

        def write(stream: BinaryIO, _tick: Ticker) -> None:
            from zidesk.exchange.plan_json.writing import write_plan_json

            write_plan_json(record, stream)

        name = f"{Path(self._suggested(record)).stem}.json"
        self.export("Ekspor JSON", name, "Rencana JSON (*.json)", write, "JSON tersimpan")

    def export_bundle(self) -> None:
        """Ask for a folder and write every evidence file into a tree of folders there."""
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._window, "Ekspor bundel bukti ke folder", str(self._folder_kept(_BUNDLE_FOLDER))
        )
        if not chosen:
            return
        folder = Path(chosen)
        settings.save_text(_BUNDLE_FOLDER, str(folder))

        def export(store: "Store", tick: Ticker) -> None:
            from zidesk.exchange.bundles.evidence_bundle import export_folder

            def copy(sha256: str, stream: BinaryIO) -> None:
                store.copy_evidence(sha256, stream, tick)

            export_folder(record, copy, folder, tick)

        def tell(_result: object) -> None:
            self._messages.tell(
                f"Bundel bukti tersimpan di {folder}", [("Buka folder", lambda: self._show(folder))]
            )

        self._workspace.run_long("Mengekspor bundel bukti", export, tell)

    def export(
        self,
        title: str,
        name: str,
        file_filter: str,
        write: Callable[[BinaryIO, Ticker], object],
        told: str,
    ) -> None:
        """Ask for a place, write a new file there in the worker, and say where it is."""
        try:
            path = ask_save_path(self._window, title, self._folder_kept(_EXPORT_FOLDER) / name, file_filter)
        except InvalidInputError as error:
            self._messages.tell(str(error), kind=MessageKind.WARNING)
            return
        if path is None:
            return
        settings.save_text(_EXPORT_FOLDER, str(path.parent))

        def work(tick: Ticker) -> None:
            from zidesk.exchange.new_file import new_file

            with new_file(path) as stream:
                write(stream, tick)

        def tell(_result: object) -> None:
            self._messages.tell(
                f"{told}: {path}",
                [
                    ("Buka", lambda: self._show(path)),
                    ("Tampilkan di folder", lambda: self._show(path.parent)),
                ],
            )

        self._workspace.run_aside(f"Menulis {path.name}", work, tell)

    def _show(self, path: Path) -> None:
        if not show_on_desktop(path):
            self._workspace.refused.emit(no_program_sentence(path))

    def _export_workbook(self, title: str, told: str) -> None:
        commit_editor()
        record = self._workspace.record
        if record is None:
            return
        as_of = self._workspace.as_of

        def write(stream: BinaryIO, tick: Ticker) -> None:
            from zidesk.exchange.workbook.writing import write_workbook

            write_workbook(record, stream, as_of, tick)

        self.export(title, self._suggested(record), "Buku kerja Excel (*.xlsx)", write, told)

    def _suggested(self, record: PlanRecord) -> str:
        return f"{office_file_name(record, self._workspace.as_of)}.xlsx"

    def _folder_kept(self, key: str) -> Path:
        remembered = Path(settings.load_text(key) or "-")
        return remembered if remembered.is_dir() else self._files.default_folder()

    def _preview(self, path: Path, incoming: Incoming, unit_name: str | None, year: int | None) -> None:
        if not self._workspace.store_open or self._workspace.read_only:
            self._preview_new_file(path, incoming, unit_name, year)
            return

        def preview(store: "Store", _tick: Ticker) -> "ImportPreview | str":
            from zidesk.db.operations.imports import preview_import

            try:
                return preview_import(store, incoming, unit_name, year)
            except (InvalidInputError, NotFoundError) as error:
                return str(error)

        def show_preview(result: "ImportPreview | str") -> None:
            if isinstance(result, str):
                self._ask_whose(path, incoming, result)
            else:
                self._confirm(path, result)

        self._workspace.run_long(f"Membandingkan {path.name} dengan rencana", preview, show_preview)

    def _confirm(self, path: Path, preview: "ImportPreview") -> None:
        from zidesk.db.operations.imports import apply_import
        from zidesk.ui.importing.import_preview import ImportPreviewDialog

        year = preview.comparison.merged().year
        target = f"{preview.unit.name}, rencana {year}" + ("" if preview.target else " (rencana baru)")
        dialog = ImportPreviewDialog(path.name, target, preview.comparison, self._window)
        accepted = bool(dialog.exec())
        keep_missing = not dialog.deletes_missing
        chosen = replace(preview, comparison=dialog.comparison)
        dialog.deleteLater()
        if not accepted:
            return
        self._workspace.run_long(
            f"Mengimpor {path.name}",
            lambda store, _tick: apply_import(store, chosen, path.name, keep_missing=keep_missing),
            self._tell_imported,
            writes=True,
        )

    def _tell_imported(self, outcome: "Outcome") -> None:
        if outcome.operation_id:
            self._messages.tell_change(f"{outcome.name}.", self._workspace)
        else:
            self._messages.tell(f"{outcome.name}.")

    def _preview_new_file(
        self, path: Path, incoming: Incoming, unit_name: str | None, year: int | None
    ) -> None:
        from zidesk.ui.importing.import_preview import ImportPreviewDialog

        try:
            unit, plan_year = new_file_target(incoming, unit_name, year)
        except InvalidInputError as error:
            self._ask_whose(path, incoming, str(error))
            return
        from zidesk.domain.importing.comparison import compare
        from zidesk.domain.plan.placing import placed

        dialog = ImportPreviewDialog(
            path.name,
            f"berkas baru untuk {unit.name}, rencana {plan_year}",
            compare(None, placed(incoming, unit, plan_year)),
            self._window,
        )
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        target = self._files.ask_new_path("Simpan berkas baru sebagai", file_name(unit)) if accepted else None
        if target is None:
            return

        def fill(store: "Store") -> "Outcome":
            from zidesk.db.operations.imports import apply_import, preview_import

            return apply_import(store, preview_import(store, incoming, unit.name, plan_year), path.name)

        self._workspace.create_file(target, fill)

    def _ask_whose(self, path: Path, incoming: Incoming, reason: str) -> None:
        record = self._workspace.record
        dialog = ImportTargetDialog(reason, self._workspace.units, incoming, record, self._window)
        accepted = bool(dialog.exec())
        unit_name, year = dialog.unit_name, dialog.chosen_year
        dialog.deleteLater()
        if accepted:
            self._preview(path, incoming, unit_name, year)


def new_file_target(incoming: Incoming, unit_name: str | None, year: int | None) -> tuple[Unit, int]:
    """Return the unit and year of the plan that a new file made from ``incoming`` holds.

    What the user names goes before what the source says. Raises ``InvalidInputError`` when neither says it.
    """
    if incoming.unit is not None and unit_name is None:
        unit = incoming.unit
    elif unit_name is not None:
        unit = named_unit(unit_name)
    else:
        raise InvalidInputError("Sumber tidak menyebut satuan kerjanya; isilah namanya di bawah ini.")
    plan_year = year if year is not None else incoming.plan.year
    if not plan_year:
        raise InvalidInputError("Sumber tidak menyebut tahun rencananya; isilah tahunnya di bawah ini.")
    return unit, plan_year
