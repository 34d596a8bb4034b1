"""The detail panel's part about a row above actions: its text and its roll-up."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zidesk.domain.plan.model import NodeKind
from zidesk.domain.schedule.dates import MONTH_NAMES, format_percent
from zidesk.ui.plan.panel.panel_writer import PanelWriter
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.widgets.text_field import Field


class HeadingPart(QWidget):
    """Edits the text of an area, component or indicator and says how far the work below it is."""

    def __init__(self, writer: PanelWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._kind = NodeKind.AREA
        self.text = Field("Area", self._store, lines=True)
        self.roll_up = QLabel()
        self.roll_up.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 3)
        side = QVBoxLayout()
        side.addWidget(self.roll_up)
        side.addStretch(1)
        row.addLayout(side, 2)

    def show_row(self, row: Row, model: PlanModel, *, locked: bool, reason: str) -> None:
        """Show a row above actions."""
        if row.kind is None:
            return
        self._kind = row.kind
        name = columns.KIND_NAMES[row.kind].capitalize()
        self.text.label.setText(name)
        self.text.editor.setAccessibleName(name)
        self.text.show_value(row.id, row.text)
        self.text.set_locked(locked=locked, reason=reason)
        progress = row.progress(model.year, model.as_of)
        span = row.span()
        lines = [f"{sum(1 for _ in row.actions())} langkah aksi"]
        if span is not None:
            lines.append(f"Jadwal: {MONTH_NAMES[span[0]]} sampai {MONTH_NAMES[span[1]]}")
        if progress.planned:
            lines.append(
                f"Capaian: {format_percent(progress.ratio)} "
                f"({progress.realized} dari {progress.planned} bulan terencana)"
            )
            lines.append(f"Bukti: {progress.evidenced}/{progress.planned}")
        lines.append(f"Terlambat: {progress.late}; tanpa bukti: {progress.without_evidence}")
        self.roll_up.setText("\n".join(lines))

    def _store(self, node_id: str, text: str) -> str | None:
        return self._writer.edit_node(self._kind, node_id, text=text.strip())
