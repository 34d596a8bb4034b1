"""One item model over the plan on screen: what both views of the sheet, their delegates and tests read."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from html import escape
from itertools import count, product
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from zidesk.domain.figures.progress import describe_cell
from zidesk.domain.plan.fields import DONE_FIELDS, said_texts
from zidesk.domain.plan.lock import is_signed
from zidesk.domain.plan.model import Action, Evidence, Node, NodeKind, PlanRecord, ScheduleStyle, children
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.row_filter import FilterName, RowFilter, apply_filter, count_by_filter
from zidesk.ui.plan.sheet.rows import Row, editable_columns

ROWS_MIME = "application/x-zidesk-rows"
"""Mime type of rows on the clipboard or being dragged within this program: their ids, a line each."""

Index = QModelIndex | QPersistentModelIndex


def plain_index(index: Index) -> QModelIndex:
    """Return a persistent index as a plain one."""
    if isinstance(index, QModelIndex):
        return index
    return (
        index.model().index(index.row(), index.column(), index.parent()) if index.isValid() else QModelIndex()
    )


_Look = tuple[tuple[str, ...], tuple[int, int] | None]
"""What a row's cells show as text, and the months that its bar spans."""

_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_NONE = Qt.ItemFlag.NoItemFlags
# Views ask for flags several times a row, and putting an enum's members together takes Python long.
_FLAGS = {
    (leaf, editable, movable): _ENABLED
    | (Qt.ItemFlag.ItemNeverHasChildren if leaf else _NONE)
    | (Qt.ItemFlag.ItemIsEditable if editable else _NONE)
    | (Qt.ItemFlag.ItemIsDragEnabled if movable else _NONE)
    for leaf, editable, movable in product((False, True), repeat=3)
}
_KINDS = tuple(NodeKind)


class PlanModel(QAbstractItemModel):
    """Area > component > indicator > action; the columns are those of ``columns``.

    A row keeps its ``Row`` object, and with it every persistent index, through all changes that keep its
    id. ``rows_changed`` follows each change of rows, texts, months or date.
    """

    rows_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = count(1)
        self.root = Row(0)
        self._by_key: dict[int, Row] = {}
        self._by_id: dict[str, Row] = {}
        self._filter = RowFilter()
        self._pinned: frozenset[str] = frozenset()
        self.evidence: Mapping[str, Evidence] = {}
        self.plan_id = ""
        self.year = 0
        self.as_of = date.min
        self.locked = False
        self.read_only = False
        self.shown_columns = tuple(range(columns.COLUMN_COUNT))
        """The columns that apply to the plan, in their order."""
        self._style = ScheduleStyle.GRID

    @property
    def filter(self) -> RowFilter:
        """The filter in force."""
        return self._filter

    @property
    def month_now(self) -> int | None:
        """The month (1-12) of the "as of" date when it lies in the plan's year."""
        return self.as_of.month if self.as_of.year == self.year else None

    @property
    def may_edit_plan(self) -> bool:
        """Whether texts, schedule and targets may be changed."""
        return not (self.locked or self.read_only)

    def may_edit(self, column: int) -> bool:
        """Whether what a column shows may be changed: a signed plan still takes what no decree fixes."""
        field = columns.FIELDS.get(column)
        return not self.read_only if field is not None and not field.fixed else self.may_edit_plan

    def load(self, record: PlanRecord | None, as_of: date, *, read_only: bool) -> None:
        """Show ``record``; rows whose ids stay keep their indexes, so expansion and selection survive."""
        with self._changing_layout():
            former = self._by_id
            self._by_id = {}
            self._by_key = {}
            self.as_of = as_of
            self.read_only = read_only
            plan = record.plan if record is not None else None
            if plan is None or plan.id != self.plan_id:
                former = {}
                self._pinned = frozenset()
            self.plan_id = plan.id if plan is not None else ""
            self.year = plan.year if plan is not None else 0
            self.locked = plan is not None and is_signed(plan.status)
            self.evidence = record.evidence if record is not None else {}
            self._style = plan.schedule_style if plan is not None else ScheduleStyle.GRID
            self._adopt(self.root, children(plan) if plan is not None else (), NodeKind.AREA, former)
            self._apply_filter()
            self._choose_columns()

    def set_as_of(self, as_of: date) -> None:
        """Judge lateness at ``as_of``."""
        if as_of == self.as_of:
            return
        with self._changing_layout():
            self.as_of = as_of
            for row in self._by_key.values():
                row.forget()
            self._apply_filter()

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show only the rows that pass, with the rows above them."""
        if row_filter == self._filter and not self._pinned:
            return
        with self._changing_layout():
            self._filter = row_filter
            self._pinned = frozenset()
            self._apply_filter()

    def show_pinned(self, ids: Iterable[str]) -> None:
        """Keep these rows shown until the filter is chosen anew, as they are being worked on."""
        pinned = self._pinned | frozenset(ids)
        if self._filter.is_open or pinned == self._pinned:
            return
        with self._changing_layout():
            self._pinned = pinned
            self._apply_filter()

    def update_actions(self, actions: Iterable[Action]) -> None:
        """Show changed actions in their places; rows above them roll up anew."""
        changed = [(row, action) for action in actions if (row := self._by_id.get(action.id)) is not None]
        touched = dict.fromkeys(above for row, _action in changed for above in row.lineage())
        before = {row: self._look(row) for row in touched}
        for row in touched:
            row.forget()
        for row, action in changed:
            row.set_node(NodeKind.ACTION, action)
        self._choose_columns()
        if not self._filter.is_open:
            self._pinned |= {row.id for row in before if row.kind is NodeKind.ACTION}
        for row, look in before.items():
            if self.is_shown(row):
                for first, last in _changed_columns(look, self._look(row)):
                    self.dataChanged.emit(self.index_of(row, first), self.index_of(row, last))
        self.rows_changed.emit()

    def counts(self) -> dict[FilterName, int]:
        """Return how many actions belong to each filter."""
        return count_by_filter(self.root, self.year, self.as_of)

    def row_of(self, index: Index) -> Row | None:
        """Return the row an index stands for, ``None`` for an invalid one."""
        return self._by_key.get(index.internalId()) if index.isValid() else None

    def row_by_id(self, row_id: str) -> Row | None:
        """Return the row of a node, shown or not."""
        return self._by_id.get(row_id)

    def is_shown(self, row: Row) -> bool:
        """Whether the filter lets ``row`` through (its parents may still be collapsed)."""
        parent = row.parent
        return parent is not None and row.place < len(parent.shown) and parent.shown[row.place] is row

    def index_of(self, row: Row, column: int = 0) -> QModelIndex:
        """Return the index of a row, an invalid one when it is not shown."""
        if not self.is_shown(row):
            return QModelIndex()
        return self.createIndex(row.place, column, row.key)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Return the index of a child."""
        above = self._by_key.get(parent.internalId()) if parent.isValid() else self.root
        if above is None or parent.column() > 0 or not 0 <= column < columns.COLUMN_COUNT:
            return QModelIndex()
        if not 0 <= row < len(above.shown):
            return QModelIndex()
        return self.createIndex(row, column, above.shown[row].key)

    def parent(self, index: Index | None = None) -> Any:
        """Return the index of the row above; without an argument, the model's owner."""
        if index is None:
            return super().parent()
        row = self._by_key.get(index.internalId()) if index.isValid() else None
        if row is None or row.parent is None or row.parent.kind is None:
            return QModelIndex()
        return self.createIndex(row.parent.place, 0, row.parent.key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many children are shown."""
        if not parent.isValid():
            return len(self.root.shown)
        if parent.column() > 0:
            return 0
        row = self._by_key.get(parent.internalId())
        return len(row.shown) if row is not None else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns, the same on every level."""
        return columns.COLUMN_COUNT

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own default
        """Whether a row has rows below it."""
        return self.rowCount(parent) > 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        row = self.row_of(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        column = index.column()
        return _FLAGS[
            row.kind is NodeKind.ACTION,
            column in editable_columns(row) and self.may_edit(column),
            column == columns.TEXT and self.may_edit_plan,
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tooltip, text to edit, or words for screen readers."""
        row = self._by_key.get(index.internalId()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells(self.year, self.as_of)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self._text_to_edit(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.describe(row, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, or its full name as tooltip and for screen readers."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < columns.COLUMN_COUNT:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return columns.HEADINGS[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return columns.FULL_HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and columns.is_month(section):
            return Qt.AlignmentFlag.AlignCenter
        return None

    def mimeTypes(self) -> list[str]:
        """Return the type under which rows are dragged."""
        return [ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the dragged rows' ids."""
        rows = (self.row_of(index) for index in indexes if index.column() == columns.TEXT)
        data = QMimeData()
        data.setData(ROWS_MIME, "\n".join(row.id for row in rows if row is not None).encode())
        return data

    def describe(self, row: Row, column: int) -> str:
        """Return a cell in words, for screen readers."""
        if row.kind is None:
            return ""
        if column == columns.TEXT:
            return f"{columns.KIND_NAMES[row.kind].capitalize()} {row.code}: {row.label or 'belum ada teks'}"
        action = row.action
        if columns.is_month(column):
            if action is not None:
                return describe_cell(action, column, self.year, self.as_of)
            return self._describe_span(row, column)
        text = row.cells(self.year, self.as_of)[column]
        return f"{columns.FULL_HEADINGS[column].partition(':')[0]} {text or 'belum ada'}"

    def _describe_span(self, row: Row, month: int) -> str:
        span = row.span()
        inside = span is not None and span[0] <= month <= span[1]
        return f"{columns.FULL_HEADINGS[month]}, {'di dalam' if inside else 'di luar'} rentang jadwal"

    def _text_to_edit(self, row: Row, column: int) -> str:
        action = row.action
        if column == columns.TEXT:
            return row.text
        if action is not None and column == columns.PERSON:
            return action.person_in_charge
        return row.cells(self.year, self.as_of)[column]

    def _tooltip(self, row: Row, column: int) -> str | None:
        action = row.action
        if column == columns.TEXT:
            parts = [f"<b>{row.code}</b> {_html(row.text)}"]
            if action is not None and action.evidence_text:
                parts.append(f"<i>Bukti:</i> {_html(action.evidence_text)}")
            return "<qt>" + "<br>".join(parts) + "</qt>"
        if columns.is_month(column):
            if action is None:
                return None
            cell = action.cell(column)
            lines = map(_html, (self.describe(row, column), *said_texts(DONE_FIELDS, cell)))
            return "<qt>" + "<br>".join(lines) + "</qt>"
        if action is not None and column == columns.TARGET and action.target_percent is None:
            return "Target belum diisi"
        if action is not None and column == columns.PERSON and action.person_in_charge:
            return f"<qt>{_html(action.person_in_charge)}</qt>"
        return None

    def _adopt(self, parent: Row, nodes: Sequence[Node], kind: NodeKind, former: Mapping[str, Row]) -> None:
        below = kind.child
        rows = []
        for number, node in enumerate(nodes):
            row = former.get(node.id)
            if row is None or row.kind is not kind:
                row = Row(next(self._keys))
            row.set_node(kind, node)
            row.parent = parent
            row.number = number
            self._by_key[row.key] = row
            self._by_id[row.id] = row
            rows.append(row)
            if below is not None:
                self._adopt(row, children(node), below, former)
        parent.children = rows
        parent.forget()

    def _choose_columns(self) -> None:
        """Leave out targets where the plan is in words and has none, and persons where none is named."""
        actions = [row.action for row in self._by_key.values() if row.action is not None]
        hidden = set()
        if self._style is ScheduleStyle.TEXT and all(action.target_percent is None for action in actions):
            hidden.add(columns.TARGET)
        if not any(action.person_in_charge for action in actions):
            hidden.add(columns.PERSON)
        self.shown_columns = tuple(n for n in range(columns.COLUMN_COUNT) if n not in hidden)

    def _look(self, row: Row) -> _Look:
        return row.cells(self.year, self.as_of), None if row.kind is NodeKind.ACTION else row.span()

    def _apply_filter(self) -> None:
        apply_filter(self.root, self._filter, self._pinned, self.year, self.as_of)

    @contextmanager
    def _changing_layout(self) -> Any:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [(index.internalId(), index.column()) for index in before]
        yield
        after = [self._index_by_key(key, column) for key, column in places]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.rows_changed.emit()

    def _index_by_key(self, key: int, column: int) -> QModelIndex:
        row = self._by_key.get(key)
        if row is None or not all(self.is_shown(above) for above in row.lineage()):
            return QModelIndex()
        return self.createIndex(row.place, column, row.key)


def _changed_columns(before: _Look, after: _Look) -> list[tuple[int, int]]:
    """Return the first and last columns of each run of cells that look different.

    Views work out a rectangle for every cell of what they are told to paint again, so less is faster.
    """
    runs: list[tuple[int, int]] = []
    months = slice(columns.FIRST_MONTH, columns.LAST_MONTH + 1)
    # A span, and the words where there is no month at all, stretch over the cells.
    across = before[1] != after[1] or any(before[0][months]) != any(after[0][months])
    for column, (old, new) in enumerate(zip(before[0], after[0], strict=True)):
        moved = across and columns.is_month(column)
        if old == new and not moved:
            continue
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
