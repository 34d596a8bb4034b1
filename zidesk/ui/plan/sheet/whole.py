"""The sheet as its parts know it, so that they need not know the module that puts them together."""

from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QSplitter, QTreeView

from zidesk.ui.plan.sheet.painting import SheetPainter
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.stroke import Stroke


class KeyTaker(Protocol):
    """What takes the sheet's keys."""

    def handle(self, event: QKeyEvent) -> bool:
        """Act on a key; ``False`` when it means nothing on the sheet."""


class DropTaker(Protocol):
    """What follows a drag over the sheet."""

    line: Row | None
    above: bool

    def hot_columns(self, row: Row) -> tuple[int, ...]:
        """Return the columns of ``row`` that dropped files would go to."""

    def start_drag(self, view: QTreeView) -> None:
        """Let the user drag the selected rows."""

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept what can be dropped."""

    def move(self, view: QTreeView, event: QDragMoveEvent) -> None:
        """Mark where it would go."""

    def leave(self) -> None:
        """Show nothing any more."""

    def drop(self, view: QTreeView, event: QDropEvent) -> None:
        """Drop it."""


class SeenRows(Protocol):
    """The selection as rows that are seen."""

    def rows(self) -> list[Row]:
        """Return the rows whose text cell is selected."""

    def top_rows(self) -> list[Row]:
        """Return the rows a row command is about."""


class WholeSheet(Protocol):
    """The sheet: its two views, what is current and selected, and what can be done with cells."""

    model: PlanModel
    painter: SheetPainter
    stroke: Stroke | None

    @property
    def tree(self) -> QTreeView:
        """The text column."""

    @property
    def grid(self) -> QTreeView:
        """Months and figures."""

    @property
    def splitter(self) -> QSplitter:
        """What the two views share the width in."""

    @property
    def selection(self) -> QItemSelectionModel:
        """The selection that both views share."""

    @property
    def keyboard(self) -> KeyTaker:
        """What takes the keys."""

    @property
    def seen(self) -> SeenRows:
        """What commands act on."""

    @property
    def drops(self) -> DropTaker:
        """What follows drags."""

    @property
    def rows_dropped(self) -> SignalInstance:
        """Rows were dropped: ids, parent id, position."""

    @property
    def evidence_dropped(self) -> SignalInstance:
        """Evidence was dropped: what was brought, row or ``None``, column."""

    @property
    def folding_changed(self) -> SignalInstance:
        """Rows were opened or closed."""

    @property
    def menu_requested(self) -> SignalInstance:
        """A menu is wanted at a global point."""

    def width(self) -> int:
        """Return how wide the sheet is."""

    def has_focus(self) -> bool:
        """Whether keys go to the sheet."""

    def focus_moved(self) -> None:
        """Show whether keys go to the sheet."""

    def repaint_views(self) -> None:
        """Paint both views again."""

    def current_row(self) -> Row | None:
        """Return the row of the current cell."""

    def current_column(self) -> int:
        """Return the column of the current cell, -1 if there is none."""

    def go_to(self, index: QModelIndex, *, extend: bool = False) -> None:
        """Make a cell the current one."""

    def toggle_selected(self, index: QModelIndex) -> None:
        """Add a cell to the selection or take it away."""

    def select_all(self) -> None:
        """Select every cell that is not in a collapsed row."""

    def selected_columns(self, row: Row) -> tuple[int, ...]:
        """Return the selected columns of a row."""

    def forget_selected(self) -> None:
        """Work out anew which cells show as selected."""

    def first_index(self) -> QModelIndex:
        """Return the first cell of the first row."""

    def last_index(self) -> QModelIndex:
        """Return the first cell of the last row that is not in a collapsed one."""

    def begin_stroke(self, index: QModelIndex) -> bool:
        """Begin to paint months."""

    def continue_stroke(self, index: QModelIndex) -> None:
        """Paint on."""

    def end_stroke(self) -> None:
        """Commit what was painted."""

    def cancel_stroke(self) -> bool:
        """Forget what was painted."""

    def can_edit(self, index: QModelIndex) -> bool:
        """Whether a text can be typed into a cell."""

    def edit(self, index: QModelIndex, typed: str | None = None) -> None:
        """Open the editor of a cell."""
