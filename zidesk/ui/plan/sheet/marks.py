"""The marks of month cells, drawn as paths once per state and scale and kept as pixmaps."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from zidesk.domain.figures.progress import CellState
from zidesk.ui.look.colors import Colors

_CHECK = ((0.22, 0.54), (0.42, 0.74), (0.80, 0.28))


def mark_pixmap(state: CellState, side: int, ratio: float, shown: Colors) -> QPixmap:
    """Return the mark of a state, ``side`` logical pixels square at ``ratio`` device pixels each.

    Each state has its own shape: ring, bar with dot, check; a question mark beside it where evidence is
    missing, a plus where it was not planned.
    """
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match state:
        case CellState.PLANNED:
            _ring(painter, side, shown.planned)
        case CellState.LATE:
            _exclamation(painter, side, shown.late)
        case CellState.DONE:
            _check(painter, side, shown.done)
        case CellState.DONE_WITHOUT_EVIDENCE:
            _check(painter, side, shown.done_unproven, shift=-0.2)
            _letter(painter, side, "?", shown.done_unproven, left=False)
        case CellState.DONE_UNPLANNED:
            _check(painter, side, shown.done, shift=0.08)
            _letter(painter, side, "+", shown.done, left=True)
        case CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE:
            _check(painter, side, shown.done_unproven, shift=-0.12)
            _letter(painter, side, "?", shown.done_unproven, left=False)
            _letter(painter, side, "+", shown.done_unproven, left=True)
    painter.end()
    return pixmap


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _ring(painter: QPainter, side: int, color: QColor) -> None:
    painter.setPen(_pen(color, side * 0.1))
    inset = side * 0.27
    painter.drawEllipse(QRectF(inset, inset, side - 2 * inset, side - 2 * inset))


def _check(painter: QPainter, side: int, color: QColor, shift: float = 0.0) -> None:
    painter.setPen(_pen(color, side * 0.13))
    path = QPainterPath()
    (x, y), *rest = _CHECK
    path.moveTo((x + shift) * side, y * side)
    for x, y in rest:
        path.lineTo((x + shift) * side, y * side)
    painter.drawPath(path)


def _exclamation(painter: QPainter, side: int, color: QColor) -> None:
    painter.setPen(_pen(color, side * 0.16))
    painter.drawLine(QPointF(side * 0.5, side * 0.2), QPointF(side * 0.5, side * 0.54))
    painter.drawPoint(QPointF(side * 0.5, side * 0.78))


def _letter(painter: QPainter, side: int, letter: str, color: QColor, *, left: bool) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(7, round(side * 0.66)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(color)
    half = side * 0.5
    area = (
        QRectF(-side * 0.04, 0, half, half)
        if left
        else QRectF(side * 0.56, side * 0.36, side * 0.46, side * 0.66)
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letter)
