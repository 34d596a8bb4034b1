"""The sheet's header: flat, of one height in both views, with the current month marked."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.painting import SheetPainter


class SheetHeader(QHeaderView):
    """Paints headings with the painter of the sheet; sections cannot be moved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.painter_of_sheet: SheetPainter | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(16)

    def sizeHint(self) -> QSize:
        """Return a size of the sheet's header height."""
        hint = super().sizeHint()
        if self.painter_of_sheet is not None:
            hint.setHeight(self.painter_of_sheet.header_height)
        return hint

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one heading."""
        look = self.painter_of_sheet
        if look is None or not rect.isValid():
            return
        current = logical == look.month_now
        painter.fillRect(rect, look.colors.current_month if current else look.colors.raised)
        painter.setPen(look.colors.grid_line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(look.bold if current else look.plain)
        painter.setPen(look.colors.text if current else look.colors.muted)
        left = logical in (columns.TEXT, columns.PERSON)
        flag = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        area = rect.adjusted(look.pad if left else 1, 0, -1, 0)
        text = painter.fontMetrics().elidedText(
            columns.HEADINGS[logical], Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, flag | Qt.AlignmentFlag.AlignVCenter, text)
