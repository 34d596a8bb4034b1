"""Small widgets that several views share."""

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolButton,
    QWidget,
)

from zidesk.ui.look.colors import Colors
from zidesk.ui.look.icons import icon, icon_pixmap
from zidesk.ui.look.theme import colors


def icon_button(icon_name: str, name: str) -> QToolButton:
    """Return a flat button that shows an icon; its name stands in the tooltip and for screen readers."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setAutoRaise(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


class MessageKind(Enum):
    """How much a message bar's sentence matters; the value is the name of its icon."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MessageBar(QFrame):
    """One sentence across the view, with an icon that says how much it matters and a button to close it.

    Hidden until ``show_message``. Screen readers are told each new sentence. ``closed`` is emitted when the
    user closes the bar.
    """

    closed = Signal()
    _shown_scheme: Colors | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = MessageKind.INFO
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._mark = QLabel()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setAutoRaise(True)
        self._close.setToolTip("Tutup pesan ini")
        self._close.setAccessibleName("Tutup pesan")
        self._close.clicked.connect(self._close_clicked)
        row = QHBoxLayout(self)
        gap = self.fontMetrics().height() // 3
        row.setContentsMargins(2 * gap, gap // 2, gap, gap // 2)
        row.addWidget(self._mark)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is or was last shown."""
        return self._sentence.text()

    @property
    def kind(self) -> MessageKind:
        """The kind of the sentence that is or was last shown."""
        return self._kind

    def show_message(self, text: str, kind: MessageKind = MessageKind.INFO) -> None:
        """Show ``text`` (one plain sentence) instead of the one shown before."""
        self._kind = kind
        self._sentence.setText(text)
        self.setAccessibleName(text)
        self._tint()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a scheme that was changed."""
        # Tinting sends this event again; and a style sheet that comes later takes a tint back.
        if event.type() == QEvent.Type.PaletteChange and self._shown_scheme is not None:
            tinted = self.palette().color(QPalette.ColorRole.Window) == self._colors()[0]
            if not tinted or self._shown_scheme != colors():
                self._tint()
        super().changeEvent(event)

    def _colors(self) -> tuple[QColor, QColor]:
        shown = colors()
        return {
            MessageKind.INFO: (shown.info, shown.info_text),
            MessageKind.WARNING: (shown.warning, shown.warning_text),
            MessageKind.ERROR: (shown.error, shown.error_text),
        }[self._kind]

    def _tint(self) -> None:
        shown = colors()
        background, text = self._colors()
        self._shown_scheme = shown
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, background)
        palette.setColor(QPalette.ColorRole.WindowText, text)
        self.setPalette(palette)
        side = self.fontMetrics().height()
        self._mark.setPixmap(icon_pixmap(self._kind.value, side, self.devicePixelRatioF(), text))
        self._close.setIconSize(QSize(side, side))

    def _close_clicked(self) -> None:
        self.hide()
        self.closed.emit()


class DateEdit(QDateEdit):
    """A date that Tab leaves at once, as on Windows; arrows go from the day to the month and the year."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next field instead of the next part of the date."""
        return QWidget.focusNextPrevChild(self, forward)


def dress_table(table: QTableView, name: str) -> None:
    """Give a list of rows the program's look: rows as wholes, no grid, headings above their texts.

    ``name`` is what screen readers call it.
    """
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, or as much of it as its screen has room for with a title bar and frame.

    Sizes are in logical pixels: a laptop at 150% has 911 by 512.
    """
    room = window.screen().availableSize()
    frame = window.fontMetrics().height()
    window.resize(min(width, room.width() - frame), min(height, room.height() - 3 * frame))


_HEADING_SCALE = {1: 1.5, 2: 1.2}


class HeadingLabel(QLabel):
    """A heading, larger and bolder than the application's font: level 1 for a page, 2 for a part of it."""

    def __init__(self, text: str, level: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        font = QFont(QApplication.font())
        scale = _HEADING_SCALE[level]
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * scale)
        else:
            font.setPixelSize(round(font.pixelSize() * scale))
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
