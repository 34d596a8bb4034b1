"""How an entry is painted: a grip, its label, its text as tall as it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zidesk.ui.look.theme import colors
from zidesk.ui.naskah.entry_model import EntryModel, EntryRow, label_letters
from zidesk.ui.naskah.marked_document import TEXT_MARGIN, new_document, put_text
from zidesk.ui.widgets.style_options import item_fields

_PADDING = 3
_GRIP = 14
_LEAST_LABEL_CHARACTERS = 3
_MOST_LABEL_CHARACTERS = 18
_KEPT_DOCUMENTS = 80
_KEPT_HEIGHTS = 20_000


class EntryDelegate(QStyledItemDelegate):
    """Paints entries; ``edited`` and ``edited_height`` say which one an editor covers, and how tall it is."""

    def __init__(self, view: QListView, model: EntryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._documents: dict[tuple[str, int], QTextDocument] = {}
        self._heights: dict[tuple[str, int], int] = {}
        self._label_width = 0
        self.edited = ""
        self.edited_height = 0
        self.drafts: dict[str, str] = {}
        model.modelReset.connect(self.measure_labels)
        model.dataChanged.connect(lambda *_: self.measure_labels())

    def measure_labels(self) -> None:
        """Give the labels as much room as the longest needs."""
        metrics = self._view.fontMetrics()
        letter = metrics.averageCharWidth()
        wanted = metrics.horizontalAdvance(label_letters(self._model.rows)) + letter
        self._label_width = min(
            max(wanted, _LEAST_LABEL_CHARACTERS * letter), _MOST_LABEL_CHARACTERS * letter
        )

    def forget(self) -> None:
        """Measure everything anew: the font or the colours changed."""
        self._documents.clear()
        self._heights.clear()
        self.measure_labels()

    def text_rect(self, row: EntryRow, rect: QRect) -> QRect:
        """Return where the text of an entry stands within the rectangle of its row."""
        left = min(_GRIP + row.depth * self._label_width, max(_GRIP, rect.width() // 2))
        return rect.adjusted(left, _PADDING, -_PADDING, -_PADDING)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that the text needs in the view's width."""
        row = self._model.rows[index.row()]
        width = self._view.viewport().width()
        if row.id == self.edited:
            return QSize(width, max(self.edited_height, self._line()) + 2 * _PADDING)
        text = self.drafts.get(row.id, row.text)
        text_width = self.text_rect(row, QRect(0, 0, width, 0)).width()
        return QSize(width, max(self._height(text, text_width), self._line()) + 2 * _PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        row = self._model.rows[index.row()]
        fields = item_fields(option)
        rect, palette = fields.rect, self._view.palette()
        selected = bool(fields.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colors().selection)
        text_rect = self.text_rect(row, rect)
        painter.save()
        if selected:
            self._paint_grip(painter, rect)
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        if row.is_item:
            painter.setPen(colors().accent if row.own_label else muted)
            label_rect = QRect(text_rect)
            label_rect.setRight(text_rect.left() - 1)
            label_rect.setLeft(text_rect.left() - self._label_width)
            label_rect.translate(0, round(TEXT_MARGIN))
            label = painter.fontMetrics().elidedText(
                row.label, Qt.TextElideMode.ElideRight, self._label_width - 2
            )
            painter.drawText(label_rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, label)
        if row.id != self.edited:
            text = self.drafts.get(row.id, row.text)
            if text.strip():
                self._paint_text(painter, text, text_rect)
            else:
                painter.setPen(muted)
                margin = round(TEXT_MARGIN)
                where = text_rect.adjusted(margin, margin, 0, 0)
                painter.drawText(where, Qt.AlignmentFlag.AlignTop, "(kosong)")
        painter.restore()

    def _paint_grip(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors().muted)
        middle = rect.top() + self._line() // 2 + _PADDING
        for dx in (4, 8):
            for dy in (-4, 0, 4):
                painter.drawEllipse(rect.left() + dx, middle + dy - 1, 2, 2)

    def _paint_text(self, painter: QPainter, text: str, rect: QRect) -> None:
        painter.translate(rect.topLeft())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self._view.palette())
        context.palette = palette  # type: ignore[attr-defined]  # the stub lacks its fields
        self._document(text, rect.width()).documentLayout().draw(painter, context)

    def _document(self, text: str, width: int) -> QTextDocument:
        document = self._documents.pop((text, width), None)
        if document is None:
            document = new_document(self._view.font())
            put_text(document, text)
            document.setTextWidth(width)
            if len(self._documents) >= _KEPT_DOCUMENTS:
                del self._documents[next(iter(self._documents))]
        self._documents[text, width] = document
        return document

    def _height(self, text: str, width: int) -> int:
        height = self._heights.get((text, width))
        if height is None:
            if len(self._heights) >= _KEPT_HEIGHTS:
                self._heights.clear()
            height = round(self._document(text, width).size().height() + 0.5)
            self._heights[text, width] = height
        return height

    def _line(self) -> int:
        return round(self._view.fontMetrics().height() + 2 * TEXT_MARGIN)
