"""Evidence files of the rows on screen: attach them, take them off; ``copies`` opens and saves."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from zidesk.domain.errors import KnownError
from zidesk.domain.names.doubtful_files import doubts, why_doubtful
from zidesk.domain.plan.model import Evidence
from zidesk.domain.schedule.dates import MONTH_NAMES
from zidesk.domain.ticker import Ticker
from zidesk.ui.evidence.brought import Brought
from zidesk.ui.evidence.evidence_copies import EvidenceCopies
from zidesk.ui.plan.sheet.drops import evidence_target
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.sheet import Sheet
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store

_NO_TARGET = "Bukti dilampirkan pada langkah aksi; pilih dahulu langkah aksinya atau sel bulannya."
_NAMED = 8
"""Most things that a sentence or question names one by one."""

Target = tuple[str, int]
"""An action's id and a month (1-12), or 0 for the whole year."""


class EvidenceCommands(QObject):
    """Commands on evidence; copying into the file runs as long work.

    ``noticed`` tells what a command did that can be undone; ``attached_to_open_months`` the same, with the
    (action id, month) cells that got a file and are not marked as done.
    """

    noticed = Signal(str)
    attached_to_open_months = Signal(str, object)

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

    def take_to_selection(self, brought: Brought) -> None:
        """Attach what was pasted to the selected rows or month cells."""
        self.take(brought, self.targets())

    def take_to_cell(self, brought: Brought, row: Row | None, column: int) -> None:
        """Attach what was dropped to the cell it was dropped on."""
        target = evidence_target(row, column)
        self.take(brought, [target] if target is not None else [])

    def take(self, brought: Brought, targets: Sequence[Target]) -> None:
        """Attach the files or the picture; say what to do with what is no file yet, and what was left out."""
        if brought.files:
            left_out = (
                f"Yang tidak ikut: {_listed(brought.links)}. {brought.promised}" if brought.links else ""
            )
            self.attach(brought.files, targets, left_out)
        elif brought.picture is not None:
            self._attach_picture(brought.picture, targets)
        elif brought.promised:
            self._workspace.refused.emit(brought.promised)

    def attach(self, paths: Sequence[Path], targets: Sequence[Target], left_out: str = "") -> None:
        """Copy files into the open file as evidence of ``targets``; those that prove nothing are asked about.

        ``left_out`` says what was brought with them and is not attached.
        """
        if not targets:
            self._workspace.refused.emit(_NO_TARGET)
            return
        if any(why_doubtful(path.name) for path in paths):
            # A question within a drop would hold up the program that the files are dragged from.
            QTimer.singleShot(0, self, lambda: self._attach_after_question(paths, targets, left_out))
        else:
            self._attach_files(paths, targets, left_out)

    def _attach_after_question(self, paths: Sequence[Path], targets: Sequence[Target], left_out: str) -> None:
        lines = doubts(path.name for path in paths)
        if not self._may_attach(lines):
            paths = [path for path in paths if why_doubtful(path.name) is None]
            left_out = " ".join([f"{_count(len(lines))} tidak ikut dilampirkan.", left_out]).strip()
        if paths:
            self._attach_files(paths, targets, left_out)

    def _attach_files(self, paths: Sequence[Path], targets: Sequence[Target], left_out: str) -> None:
        def work(store: "Store", ticker: Ticker) -> "Outcome":
            from zidesk.db.operations import evidence

            return evidence.attach_files(store, paths, targets, ticker)

        what = paths[0].name if len(paths) == 1 else _count(len(paths))
        self._run(what, work, targets, left_out)

    def _attach_picture(self, picture: QImage, targets: Sequence[Target]) -> None:
        if not targets:
            self._workspace.refused.emit(_NO_TARGET)
            return
        name = f"Tangkapan layar {datetime.now().astimezone():%Y-%m-%d %H.%M.%S}.png"

        def work(store: "Store", ticker: Ticker) -> "Outcome":
            from zidesk.db.operations import evidence

            with tempfile.TemporaryDirectory(prefix="zidesk-", ignore_cleanup_errors=True) as folder:
                path = Path(folder) / name
                if not picture.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
                    raise KnownError(
                        "Gambar dari papan klip tidak dapat disimpan sementara; periksalah ruang kosong di "
                        "cakram, atau simpan gambarnya sebagai berkas lalu seret ke sini."
                    )
                return evidence.attach_files(store, [path], targets, ticker)

        self._run(name, work, targets)

    def _run(
        self,
        what: str,
        work: Callable[["Store", Ticker], "Outcome"],
        targets: Sequence[Target],
        left_out: str = "",
    ) -> None:
        def tell(_outcome: object) -> None:
            undone = [(row_id, month) for row_id, month in targets if self._is_not_done(row_id, month)]
            if undone:
                months = _listed([MONTH_NAMES[month] for month in dict.fromkeys(m for _, m in undone)])
                rows = [self._model.row_by_id(row_id) for row_id in dict.fromkeys(i for i, _ in undone)]
                named = rows[0].named if len(rows) == 1 and rows[0] is not None else _rows(len(rows))
                sentence = f"{what} dilampirkan pada {named}, {months}, yang belum ditandai terlaksana."
                self.attached_to_open_months.emit(f"{sentence} {left_out}".strip(), undone)
            elif left_out:
                self.noticed.emit(f"{what} dilampirkan. {left_out}")

        self._workspace.run_long(f"Melampirkan {what}", work, tell, writes=True)

    def _is_not_done(self, row_id: str, month: int) -> bool:
        row = self._model.row_by_id(row_id)
        return (
            bool(month) and row is not None and row.action is not None and not row.action.cell(month).realized
        )

    def _may_attach(self, lines: Sequence[str]) -> bool:
        return confirmed(
            self._window,
            "Bukan bukti?",
            f"{_count(len(lines)).capitalize()} ini tampaknya tidak membuktikan apa pun. Lampirkan juga?",
            "\n".join(lines[:_NAMED]) + ("\n…" if len(lines) > _NAMED else ""),
            do="Lampirkan juga",
            leave="Jangan lampirkan",
        )

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

    def take_off(self, file: Evidence, targets: Sequence[tuple[str, int]]) -> None:
        """Take a file off actions; the file itself stays among the evidence."""

        def work(store: "Store") -> "Outcome":
            from zidesk.db.operations import evidence

            return evidence.unlink_evidence(store, file.id, targets)

        self._workspace.run(work)


def _count(number: int) -> str:
    return f"{number} berkas"


def _rows(number: int) -> str:
    return f"{number} langkah aksi"


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
