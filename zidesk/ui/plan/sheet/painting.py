"""How a row of the sheet is painted: one call per row and view, without asking the model cell by cell."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from zidesk.domain.figures.progress import CellState
from zidesk.domain.plan.model import NodeKind
from zidesk.ui.look.icons import icon_pixmap
from zidesk.ui.look.theme import colors
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.marks import mark_pixmap
from zidesk.ui.plan.sheet.rows import Row
from zidesk.ui.plan.sheet.wrapping import wrapped

_CENTER = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DEPTH = {kind: depth for depth, kind in enumerate(NodeKind)}
_NO_TEXT = {
    NodeKind.AREA: "(area baru, tekan F2 untuk menulis)",
    NodeKind.COMPONENT: "(komponen baru, tekan F2 untuk menulis)",
    NodeKind.INDICATOR: "(indikator baru, tekan F2 untuk menulis)",
    NodeKind.ACTION: "(langkah aksi baru, tekan F2 untuk menulis)",
}


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """Where a column stands in the viewport, in logical pixels."""

    number: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a row's painting depends on besides the row itself.

    ``selected`` are the selected columns, ``current`` is the current cell's column or ``None``, ``hot`` the
    columns that a drop would go to; ``states`` are those to show for January to December, ``early`` the
    months that have a file and are not marked as done.
    """

    texts: tuple[str, ...]
    states: tuple[CellState, ...]
    early: frozenset[int] = frozenset()
    selected: frozenset[int] | tuple[int, ...] = ()
    current: int | None = None
    focused: bool = False
    hot: tuple[int, ...] = ()
    expanded: bool = False


class SheetPainter:
    """Fonts, colours, measures and ready marks for one sheet; made anew when font or palette change."""

    def __init__(self, widget: QWidget) -> None:
        self.colors = colors()
        self.plain = QFont(widget.font())
        self.medium = QFont(self.plain)
        self.medium.setWeight(QFont.Weight.DemiBold)
        self.bold = QFont(self.plain)
        self.bold.setBold(True)
        self.italic = QFont(self.plain)
        self.italic.setItalic(True)
        metrics = QFontMetrics(self.plain)
        self.line = metrics.height()
        self.text_lines = 1
        self.header_height = self.line + max(8, round(self.line * 0.6))
        self.indent = round(self.line * 0.95)
        self.pad = max(4, round(self.line * 0.35))
        self.mark_side = round(self.line * 1.05)
        self.month_width = round(self.line * 1.5)
        self._metrics = {id(font): QFontMetrics(font) for font in self._fonts()}
        self._marks: dict[tuple[CellState, float], QPixmap] = {}
        self.month_now: int | None = None

    def _fonts(self) -> tuple[QFont, ...]:
        return (self.plain, self.medium, self.bold, self.italic)

    @property
    def row_height(self) -> int:
        """The one height that all rows have, in logical pixels."""
        return self.height_of_rows(self.text_lines)

    def height_of_rows(self, text_lines: int) -> int:
        """Return how high rows are whose texts have so many lines."""
        return text_lines * self.line + max(6, round(self.line * 0.45))

    def width_of(self, text: str) -> int:
        """Return the width of a text in the heading font, in logical pixels."""
        return self._metrics[id(self.bold)].horizontalAdvance(text)

    def text_left(self, row: Row) -> int:
        """Return where a row's text begins in the text column, after its arrow."""
        return (_DEPTH[row.kind] + 1) * self.indent + self.pad if row.kind is not None else 0

    def arrow_at(self, row: Row, x: int) -> bool:
        """Whether ``x`` (from the column's left edge) is on the arrow of ``row``."""
        if row.kind is None or not row.shown:
            return False
        left = _DEPTH[row.kind] * self.indent
        return left <= x < left + self.indent + self.pad

    def paint_tree_row(self, painter: QPainter, rect: QRect, row: Row, look: RowLook) -> None:
        """Paint a row of the text column: arrow, number, text that is elided where it is too long."""
        if row.kind is None:
            return
        background = self.colors.selection if columns.TEXT in look.selected else self._background(row)
        painter.fillRect(rect, background)
        self._bottom_line(painter, rect)
        if look.current is not None:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height() - 1, self.colors.accent)
        if row.shown:
            side = self.indent - 2
            name = "chevron-down" if look.expanded else "chevron-right"
            ratio = _ratio(painter)
            pixmap = icon_pixmap(name, side, ratio, self.colors.muted)
            top = rect.y() + (rect.height() - side) // 2
            painter.drawPixmap(QPoint(rect.x() + self.pad + _DEPTH[row.kind] * self.indent, top), pixmap)
        left = rect.x() + self.text_left(row)
        font = self._font(row)
        painter.setFont(font)
        painter.setPen(self.colors.text)
        prefix = row.prefix
        if prefix:
            width = max(self.width_of(prefix) + self.pad, self.line)
            painter.drawText(QRect(left, rect.y(), width, rect.height()), _LEFT, prefix)
            left += width + (self.pad if row.kind is NodeKind.AREA else 0)
        elif row.kind is NodeKind.INDICATOR or row.kind is NodeKind.ACTION:
            left += self._paint_code(painter, rect, left, row)
        room = rect.right() - left - self.pad
        label = row.label
        if not label:
            font = self.italic
            label = _NO_TEXT[row.kind]
            painter.setFont(font)
            painter.setPen(self.colors.muted)
        lines = wrapped(self._metrics[id(font)], label, room, self.text_lines)
        painter.drawText(QRect(left, rect.y(), room, rect.height()), _LEFT, "\n".join(lines))
        self._overlays(painter, rect, columns.TEXT, look)

    def _paint_code(self, painter: QPainter, rect: QRect, left: int, row: Row) -> int:
        """Paint the code of a row that other pages and the command line name by it; return its width."""
        width = self._metrics[id(self.plain)].horizontalAdvance(row.code) + self.pad
        painter.setPen(self.colors.muted)
        painter.drawText(QRect(left, rect.y(), width, rect.height()), _LEFT, row.code)
        painter.setPen(self.colors.text)
        return width

    def paint_grid_row(
        self, painter: QPainter, rect: QRect, shown: list[ShownColumn], row: Row, look: RowLook
    ) -> None:
        """Paint a row of the grid: months or the span bar, target, progress, evidence, person in charge."""
        background = self._background(row)
        painter.fillRect(rect, background)
        top, height = rect.y(), rect.height()
        is_action = row.kind is NodeKind.ACTION
        for place in shown:
            if place.number in look.selected:
                painter.fillRect(place.x, top, place.width, height, self.colors.selection)
            elif place.number == self.month_now and is_action:
                painter.fillRect(place.x, top, place.width, height, self.colors.current_month)
        self._lines(painter, rect, shown)
        painter.setFont(self._font(row))
        if is_action:
            self._paint_months(painter, rect, shown, look)
        else:
            self._paint_span(painter, rect, shown, row)
        # Most indicators have one action, and say the same as it does.
        painter.setPen(self.colors.muted if row.kind is NodeKind.INDICATOR else self.colors.text)
        for place in shown:
            if place.number > columns.LAST_MONTH:
                self._paint_text(painter, place, rect, row, look.texts[place.number])
        for place in shown:
            self._overlays(painter, QRect(place.x, top, place.width, height), place.number, look)

    def _paint_months(self, painter: QPainter, rect: QRect, shown: list[ShownColumn], look: RowLook) -> None:
        states = look.states
        ratio = _ratio(painter)
        drawn = False
        for place in shown:
            if columns.is_month(place.number):
                state = states[place.number - 1]
                if state is not CellState.EMPTY:
                    drawn = True
                    x = place.x + (place.width - self.mark_side) // 2
                    if place.number in look.early:
                        x -= self.mark_side // 4
                    painter.drawPixmap(
                        x, rect.y() + (rect.height() - self.mark_side) // 2, self._mark(state, ratio)
                    )
                if place.number in look.early:
                    drawn = True
                    self._paint_file_mark(painter, place, rect, alone=state is CellState.EMPTY)
        if not drawn and all(state is CellState.EMPTY for state in states):
            self._hint_no_schedule(painter, rect, shown)

    def _paint_file_mark(self, painter: QPainter, place: ShownColumn, rect: QRect, *, alone: bool) -> None:
        side = round(self.line * (0.8 if alone else 0.6))
        clip = icon_pixmap("paperclip", side, _ratio(painter), self.colors.planned)
        left, top = place.x + place.width - side - 1, rect.bottom() - side - 1
        if alone:
            left, top = place.x + (place.width - side) // 2, rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(left, top, clip)

    def _hint_no_schedule(self, painter: QPainter, rect: QRect, shown: list[ShownColumn]) -> None:
        months = [place for place in shown if columns.is_month(place.number)]
        if not months:
            return
        area = QRectF(
            months[0].x + self.pad,
            rect.y() + 3.5,
            months[-1].x + months[-1].width - months[0].x - 2 * self.pad,
            rect.height() - 8,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colors.done_unproven, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, 3, 3)
        painter.setFont(self.italic)
        painter.drawText(area, _CENTER, "belum ada jadwal")
        painter.restore()

    def _paint_span(self, painter: QPainter, rect: QRect, shown: list[ShownColumn], row: Row) -> None:
        span = row.span()
        if span is None:
            return
        by_number = {place.number: place for place in shown}
        first, last = by_number.get(span[0]), by_number.get(span[1])
        if first is None or last is None:
            return
        thick = {NodeKind.AREA: 0.42, NodeKind.COMPONENT: 0.32}.get(row.kind or NodeKind.AREA, 0.2)
        height = max(3.0, self.line * thick)
        left = first.x + self.pad
        bar = QRectF(
            left,
            rect.y() + (rect.height() - height) / 2,
            last.x + last.width - self.pad - left,
            height,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colors.bar)
        painter.drawRoundedRect(bar, height / 3, height / 3)
        painter.restore()

    def _paint_text(self, painter: QPainter, place: ShownColumn, rect: QRect, row: Row, text: str) -> None:
        area = QRect(place.x + 2, rect.y(), place.width - 4, rect.height())
        if place.number == columns.PERSON:
            area.adjust(self.pad - 2, 0, 0, 0)
            metrics = self._metrics[id(self._font(row))]
            painter.drawText(area, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()))
        elif text:
            painter.drawText(area, _CENTER, text)
        elif place.number == columns.TARGET and row.kind is NodeKind.ACTION:
            painter.setFont(self.italic)
            painter.setPen(self.colors.done_unproven)
            painter.drawText(area, _CENTER, "belum")
            painter.setFont(self._font(row))
            painter.setPen(self.colors.text)

    def _overlays(self, painter: QPainter, area: QRect, column: int, look: RowLook) -> None:
        if column in look.hot:
            painter.setPen(QPen(self.colors.accent, 2, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        if column == look.current:
            color = self.colors.accent if look.focused else self.colors.muted
            painter.setPen(QPen(color, 2 if look.focused else 1))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _lines(self, painter: QPainter, rect: QRect, shown: list[ShownColumn]) -> None:
        painter.setPen(self.colors.grid_line)
        for place in shown:
            painter.drawLine(place.x - 1, rect.top(), place.x - 1, rect.bottom())
        self._bottom_line(painter, rect)

    def _bottom_line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self.colors.grid_line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _mark(self, state: CellState, ratio: float) -> QPixmap:
        key = (state, ratio)
        pixmap = self._marks.get(key)
        if pixmap is None:
            pixmap = self._marks[key] = mark_pixmap(state, self.mark_side, ratio, self.colors)
        return pixmap

    def _background(self, row: Row) -> QColor:
        if row.kind is NodeKind.AREA:
            return self.colors.area_row
        if row.kind is NodeKind.COMPONENT:
            return self.colors.component_row
        return self.colors.zebra if row.kind is NodeKind.INDICATOR else self.colors.base

    def _font(self, row: Row) -> QFont:
        if row.kind is NodeKind.AREA:
            return self.bold
        return self.medium if row.kind is NodeKind.COMPONENT else self.plain


def _ratio(painter: QPainter) -> float:
    device = painter.device()
    return device.devicePixelRatio() if device is not None else 1.0
