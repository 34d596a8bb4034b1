"""The program's icons: one line-drawn set, tinted with the palette so that every scheme shows them well.

An icon draws itself from its SVG at the size and device pixel ratio asked for, in the colour that the palette
has at that moment. Nothing has to be told when the palette or the screen changes.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from zidesk.resource_path import resource_path

APPLICATION_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QIcon:
    """Return the icon kept in ``resources/icons/<name>.svg``, in the palette's colour of ``role``.

    Disabled icons take the role's disabled colour. Raises FileNotFoundError for a name that does not exist.
    """
    _svg(name)
    return QIcon(_TintedEngine(name, role))


def paint_icon(painter: QPainter, name: str, rect: QRect, color: QColor) -> None:
    """Paint the icon ``name`` in ``color``, centred in ``rect`` (logical pixels), as large as fits."""
    side = min(rect.width(), rect.height())
    corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    painter.drawPixmap(corner, icon_pixmap(name, side, ratio, color))


def icon_pixmap(name: str, side: int, ratio: float, color: QColor) -> QPixmap:
    """Return the icon ``name`` in ``color``, ``side`` logical pixels wide at ``ratio`` device pixels each."""
    pixels = max(1, round(side * ratio))
    key = f"zidesk-{name}-{pixels}-{ratio}-{color.name()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    tinted = _svg(name).replace(b"currentColor", color.name().encode())
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def application_icon() -> QIcon:
    """Return the program's own mark in every size that title bars and task bars ask for."""
    mark = QIcon()
    for size in APPLICATION_ICON_SIZES:
        mark.addFile(str(resource_path("icons", f"zidesk-{size}.png")), QSize(size, size))
    return mark


@cache
def _svg(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


class _TintedEngine(QIconEngine):
    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._role)

    def key(self) -> str:
        return "zidesk"

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_icon(painter, self._name, rect, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        return icon_pixmap(self._name, min(size.width(), size.height()), scale, self._color(mode))

    def _color(self, mode: QIcon.Mode) -> QColor:
        # Selected rows and active menu entries have a soft background here, on which text keeps its colour.
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        return QGuiApplication.palette().color(group, self._role)
