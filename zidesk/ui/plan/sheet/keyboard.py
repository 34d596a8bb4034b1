"""Keys on the sheet, as in Excel: the two views are one sheet of cells."""

from bisect import bisect_left

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.whole import WholeSheet

_KEY = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_RELEVANT = _CONTROL | _SHIFT | _ALT | Qt.KeyboardModifier.MetaModifier
_ENTER = (_KEY.Key_Return, _KEY.Key_Enter)
_STEPS = {
    _KEY.Key_Up: (-1, 0),
    _KEY.Key_Down: (1, 0),
    _KEY.Key_Left: (0, -1),
    _KEY.Key_Right: (0, 1),
}
MONTH_MARKS = frozenset("√✓✔vx1●○")
"""What marks a month when typed or pasted, in lower case."""


class Keyboard(QObject):
    """Moves the current cell and turns the remaining keys into wishes.

    ``toggled``: Space on months; ``cleared`` and ``cut``: Del and Ctrl+X where their commands are disabled,
    to be told why; ``marked``: a mark was typed on months.
    """

    toggled = Signal()
    cleared = Signal()
    cut = Signal()
    marked = Signal()

    def __init__(self, sheet: WholeSheet) -> None:
        super().__init__()
        self._sheet = sheet

    def handle(self, event: QKeyEvent) -> bool:
        """Act on a key; ``False`` when it means nothing on the sheet."""
        key = _KEY(event.key())
        modifiers = event.modifiers() & _RELEVANT
        extend = bool(modifiers & _SHIFT)
        control = bool(modifiers & _CONTROL)
        if modifiers & _ALT:
            return self._open_or_close(key)
        if key in _STEPS:
            self._arrow(key, extend=extend, control=control)
        elif key in (_KEY.Key_Home, _KEY.Key_End):
            self._home_end(key, extend=extend, control=control)
        elif key in (_KEY.Key_PageUp, _KEY.Key_PageDown):
            self.move(-self._page() if key == _KEY.Key_PageUp else self._page(), 0, extend=extend)
        elif key in (_KEY.Key_Tab, _KEY.Key_Backtab):
            self.move(0, -1 if key == _KEY.Key_Backtab else 1, wrap=True)
        elif key in _ENTER:
            self.move(-1 if extend else 1, 0)
        elif control:
            return self._control(key)
        else:
            return self._plain(key, event)
        return True

    def _control(self, key: Qt.Key) -> bool:
        if key == _KEY.Key_A:
            self._sheet.select_all()
        elif key == _KEY.Key_X and self._sheet.selection.currentIndex().isValid():
            self.cut.emit()
        else:
            return False
        return True

    def _plain(self, key: Qt.Key, event: QKeyEvent) -> bool:
        index = self._sheet.selection.currentIndex()
        if key == _KEY.Key_Escape:
            return self._sheet.cancel_stroke()
        if not index.isValid():
            return False
        if key == _KEY.Key_F2:
            self._sheet.edit(index)
        elif key == _KEY.Key_Delete:
            self.cleared.emit()
        elif key == _KEY.Key_Backspace:
            if self._sheet.can_edit(index):
                self._sheet.edit(index, typed="")
        elif key == _KEY.Key_Space and not self._sheet.can_edit(index):
            self.toggled.emit()
        elif event.text() and event.text().isprintable():
            self._type(index, event.text())
        else:
            return False
        return True

    def _type(self, index: QModelIndex, text: str) -> None:
        if self._sheet.can_edit(index):
            self._sheet.edit(index, typed=None if text == " " else text)
        elif not columns.is_month(index.column()):
            # Says why a locked text stays closed.
            self._sheet.edit(index)
        elif text.lower() in MONTH_MARKS:
            self.marked.emit()

    def _open_or_close(self, key: Qt.Key) -> bool:
        index = self._sheet.selection.currentIndex().siblingAtColumn(0)
        if key not in (_KEY.Key_Left, _KEY.Key_Right) or not index.isValid():
            return False
        self._sheet.tree.setExpanded(index, key == _KEY.Key_Right)
        return True

    def _arrow(self, key: Qt.Key, *, extend: bool, control: bool) -> None:
        d_rows, d_columns = _STEPS[key]
        if control:
            self._far(d_rows, d_columns, extend=extend)
        elif key == _KEY.Key_Left and self._sheet.current_column() == columns.TEXT and not extend:
            self._close_or_rise()
        else:
            self.move(d_rows, d_columns, extend=extend)

    def _close_or_rise(self) -> None:
        index = self._sheet.selection.currentIndex()
        if self._sheet.tree.isExpanded(index):
            self._sheet.tree.collapse(index)
        else:
            self._sheet.go_to(index.parent())

    def _far(self, d_rows: int, d_columns: int, *, extend: bool) -> None:
        index = self._sheet.selection.currentIndex()
        if d_columns:
            column = self._sheet.model.shown_columns[-1] if d_columns > 0 else 0
            self._sheet.go_to(index.siblingAtColumn(column), extend=extend)
        else:
            end = self._sheet.last_index() if d_rows > 0 else self._sheet.first_index()
            self._sheet.go_to(end.siblingAtColumn(index.column()), extend=extend)

    def _home_end(self, key: Qt.Key, *, extend: bool, control: bool) -> None:
        index = self._sheet.selection.currentIndex()
        if control:
            index = self._sheet.first_index() if key == _KEY.Key_Home else self._sheet.last_index()
        column = 0 if key == _KEY.Key_Home else self._sheet.model.shown_columns[-1]
        self._sheet.go_to(index.siblingAtColumn(column), extend=extend)

    def _page(self) -> int:
        return max(1, self._sheet.tree.viewport().height() // self._sheet.painter.row_height - 1)

    def move(self, d_rows: int, d_columns: int, *, extend: bool = False, wrap: bool = False) -> None:
        """Move the current cell; it stops at the edges, or goes on in the next row with ``wrap``."""
        index = self._sheet.selection.currentIndex()
        if not index.isValid():
            self._sheet.go_to(self._sheet.first_index())
            return
        shown = self._sheet.model.shown_columns
        place = bisect_left(shown, index.column()) + d_columns
        if wrap and not 0 <= place < len(shown):
            d_rows = 1 if place > 0 else -1
            place %= len(shown)
        column = shown[max(0, min(place, len(shown) - 1))]
        target = index.siblingAtColumn(0)
        step = self._sheet.tree.indexBelow if d_rows > 0 else self._sheet.tree.indexAbove
        for _ in range(abs(d_rows)):
            following = step(target)
            if not following.isValid():
                break
            target = following
        self._sheet.go_to(target.siblingAtColumn(column), extend=extend)
