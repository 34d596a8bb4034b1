"""The entries of one list of a decree: chosen, dragged, and edited in place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from zidesk.domain.decree.model import Decree
from zidesk.domain.decree.parts import DecreePart
from zidesk.ui.look.theme import colors
from zidesk.ui.naskah.entry_delegate import EntryDelegate
from zidesk.ui.naskah.entry_editor import EntryEditor
from zidesk.ui.naskah.entry_model import EntryModel
from zidesk.ui.naskah.marked_document import same_words

COMMIT_AFTER_MS = 1500
_SELECT = QItemSelectionModel.SelectionFlag
_SCROLL_EDGE = 24


class EntryList(QListView):
    """One editor goes from entry to entry; what is typed in it is stored when it leaves, and on a pause.

    ``store(entry_id, text)`` is called with a text that differs; it returns ``None`` when it was stored,
    else the sentence why not: then the text stays as a draft of its entry. ``drafted`` tells of typing,
    ``told`` of a sentence, ``moved`` of rows dragged to before a row, ``chosen`` of another choice.
    """

    drafted = Signal()
    told = Signal(str)
    moved = Signal(object, int)
    chosen = Signal()
    left_upwards = Signal()

    def __init__(self, store: Callable[[str, str], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._stored = ""
        self._locked = False
        self._writing = False
        self._pressed: tuple[QPoint, int] | None = None
        self._gap: int | None = None
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.painter_of_rows = EntryDelegate(self, self.entries)
        self.setItemDelegate(self.painter_of_rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Butir")
        self.editor = EntryEditor(self.viewport())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.commit)
        self.editor.document().contentsChanged.connect(self._typed)
        self.editor.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.editor.done.connect(self.commit)
        self.editor.cancelled.connect(self.take_back)
        self.editor.left.connect(self._leave)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place_editor())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    # --- what is shown

    def show_entries(self, decree: Decree, part: DecreePart, *, locked: bool) -> None:
        """Show a list as it is stored now; what was typed and not stored stays with its entry."""
        edited, chosen = self.edited, set(self.chosen_ids())
        current = self.current_id()
        focused = self.editor.hasFocus()
        self._locked = locked
        self.editor.setReadOnly(locked)
        self.editor.has_levels = part.holds_blocks
        self.entries.show_entries(decree, part)
        self._choose(chosen, current)
        row = self.entries.row_of(edited) if edited else None
        if row is None:
            self._close_editor()
            if focused:
                self.setFocus()
            return
        text = self.entries.rows[row].text
        # What is typed further than what was stored is kept.
        if not self._writing and not self.is_changed and not same_words(text, self.editor.marked):
            self._show_in_editor(text)
        self._stored = text
        self._fit_editor()
        self._place_editor()

    @property
    def edited(self) -> str:
        """The entry in the editor, empty when there is none."""
        return self.painter_of_rows.edited

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self.edited) and not same_words(self._stored, self.editor.marked)

    @property
    def draft(self) -> tuple[str, str] | None:
        """The entry whose text was typed and is not stored, and that text."""
        return (self.edited, self.editor.marked) if self.is_changed else None

    def chosen_rows(self) -> list[int]:
        """Return the chosen rows in order."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def chosen_ids(self) -> list[str]:
        """Return the chosen entries in order."""
        return [self.entries.rows[row].id for row in self.chosen_rows() if row < len(self.entries.rows)]

    def current_id(self) -> str:
        """Return the current entry, empty when there is none."""
        index = self.currentIndex()
        return self.entries.rows[index.row()].id if index.isValid() else ""

    def choose(self, entry_ids: list[str]) -> None:
        """Choose entries, the first of them as the current one."""
        self._choose(set(entry_ids), entry_ids[0] if entry_ids else "")

    # --- editing

    def edit_entry(
        self,
        entry_id: str,
        place: int | None = None,
        *,
        anchor: int | None = None,
        focus: bool = True,
    ) -> None:
        """Open the editor on an entry with the cursor at a place of its text, by default at the end."""
        row = self.entries.row_of(entry_id)
        if row is None:
            return
        if self.edited != entry_id:
            self.commit()
            self._close_editor()
            row = self.entries.row_of(entry_id)
            if row is None:
                return
            self._stored = self.entries.rows[row].text
            self.painter_of_rows.edited = entry_id
            self._show_in_editor(self.painter_of_rows.drafts.get(entry_id, self._stored))
            self._fit_editor()
            self.editor.show()
            self._fit_editor()
        self.choose([entry_id])
        last = self.editor.document().characterCount() - 1
        self.editor.put_cursor(last if place is None else place, anchor)
        self.scrollTo(self.entries.index(row))
        self._place_editor()
        if focus:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit()

    def commit(self) -> None:
        """Store what was typed, if it differs."""
        self._pause.stop()
        if self._writing or self._locked or not self.is_changed:
            return
        entry_id, text = self.edited, self.editor.marked
        self._writing = True
        sentence = self._store(entry_id, text)
        self._writing = False
        drafts = self.painter_of_rows.drafts
        if sentence is None:
            drafts.pop(entry_id, None)
            if self.edited == entry_id:
                self._stored = text
                # From here on Ctrl+Z is the file's: it takes back what was stored.
                self.editor.document().clearUndoRedoStacks()
        else:
            drafts[entry_id] = text
        self.told.emit(sentence or "")

    def take_back(self) -> None:
        """Show the stored text again; when it is shown already, leave the editor."""
        if self.is_changed and not self._locked:
            self.painter_of_rows.drafts.pop(self.edited, None)
            self._show_in_editor(self._stored)
            self._pause.stop()
            self.told.emit("")
            self.drafted.emit()
        else:
            self._close_editor()
            self.setFocus()

    def close_editor(self) -> None:
        """Store what was typed and leave the editor."""
        self.commit()
        self._close_editor()

    def forget_drafts(self) -> None:
        """Hold nothing of another plan."""
        self.painter_of_rows.drafts.clear()
        self._close_editor()

    # --- Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit on Enter and F2; Up before the first entry leads out."""
        current = self.current_id()
        if current and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_entry(current)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; held by its grip or label, it is dragged."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        held = event.button() is Qt.MouseButton.LeftButton and index.isValid()
        self._pressed = (at, index.row()) if held else None
        taken = held and not event.modifiers() and self._on_handle(at, index.row())
        if not (taken and self.selectionModel().isSelected(index)):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the chosen rows, or choose further ones."""
        at = event.position().toPoint()
        if self._gap is None and not self._drags(at):
            if self._pressed is None or not self._on_handle(*self._pressed):
                super().mouseMoveEvent(event)
            return
        bar = self.verticalScrollBar()
        if at.y() < _SCROLL_EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif at.y() > self.viewport().height() - _SCROLL_EDGE:
            bar.setValue(bar.value() + bar.singleStep())
        self._gap = self._gap_at(at)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let dragged rows go, or edit the text that was clicked."""
        pressed, gap = self._pressed, self._gap
        self._pressed = self._gap = None
        self.viewport().unsetCursor()
        if gap is not None:
            self.viewport().update()
            self.moved.emit(self.chosen_rows(), gap)
            return
        super().mouseReleaseEvent(event)
        if pressed is None or event.modifiers() or len(self.chosen_rows()) != 1:
            return
        at, row = pressed
        if row < len(self.entries.rows) and not self._on_handle(at, row):
            self.edit_entry(self.entries.rows[row].id)
            cursor = self.editor.cursorForPosition(at - self.editor.pos())
            self.editor.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on in the text that is being edited, unless a click chose something else."""
        super().focusInEvent(event)
        if self.edited and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.editor.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint where dragged rows would go."""
        super().paintEvent(event)
        if self._gap is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(colors().accent, 2))
        y = self._gap_y(self._gap)
        painter.drawLine(0, y, self.viewport().width(), y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self._fit_editor()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with another font or other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "editor"):
            self.painter_of_rows.forget()
            self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Keep the editor where its row is."""
        super().updateGeometries()
        if hasattr(self, "editor"):
            self.verticalScrollBar().setSingleStep(2 * self.fontMetrics().height())
            self._place_editor()

    # --- parts of the above

    def _typed(self) -> None:
        if not self.edited or self._writing:
            return
        if self.is_changed:
            self._pause.start(COMMIT_AFTER_MS)
        self.drafted.emit()

    def _show_in_editor(self, text: str) -> None:
        writing, self._writing = self._writing, True
        self.editor.show_text(text)
        self._writing = writing

    def _close_editor(self) -> None:
        self._pause.stop()
        if not self.edited:
            return
        self.painter_of_rows.edited = ""
        self._stored = ""
        focused = self.editor.hasFocus()
        self.editor.hide()
        if focused:
            self.setFocus()
        self._show_in_editor("")
        self.scheduleDelayedItemsLayout()
        self.chosen.emit()

    def _leave(self, direction: int) -> None:
        row = self.entries.row_of(self.edited)
        if row is None:
            return
        if row + direction < 0:
            self.left_upwards.emit()
        elif row + direction < len(self.entries.rows):
            self.edit_entry(self.entries.rows[row + direction].id, None if direction < 0 else 0)

    def _choose(self, entry_ids: set[str], current: str) -> None:
        selection = self.selectionModel()
        rows = [row for entry_id in entry_ids if (row := self.entries.row_of(entry_id)) is not None]
        at = self.entries.row_of(current) if current else None
        if at is not None:
            selection.setCurrentIndex(self.entries.index(at), _SELECT.NoUpdate)
        if sorted(rows) == self.chosen_rows():
            return
        selection.select(QModelIndex(), _SELECT.Clear)
        for row in rows:
            selection.select(self.entries.index(row), _SELECT.Select)

    def _grow(self) -> None:
        """Give the editor's row the height that its text has come to need."""
        if not self.edited:
            return
        height = round(self.editor.document().size().height() + 0.5)
        if height != self.painter_of_rows.edited_height:
            self.painter_of_rows.edited_height = height
            self.scheduleDelayedItemsLayout()

    def _fit_editor(self) -> None:
        """Let the editor break its lines where they are broken when they are painted."""
        row = self.entries.row_of(self.edited) if self.edited else None
        if row is not None:
            whole = QRect(0, 0, self.viewport().width(), 0)
            width = self.painter_of_rows.text_rect(self.entries.rows[row], whole).width()
            self.editor.resize(width, self.editor.height())
            self._grow()

    def _place_editor(self) -> None:
        row = self.entries.row_of(self.edited) if self.edited else None
        if row is None:
            return
        rect = self.visualRect(self.entries.index(row))
        if rect.isValid():
            self.editor.setGeometry(self.painter_of_rows.text_rect(self.entries.rows[row], rect))

    def _on_handle(self, at: QPoint, row: int) -> bool:
        rect = self.visualRect(self.entries.index(row))
        return at.x() < self.painter_of_rows.text_rect(self.entries.rows[row], rect).left()

    def _drags(self, at: QPoint) -> bool:
        if self._pressed is None or self._locked or not self._on_handle(*self._pressed):
            return False
        far = (at - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        return far and bool(self.chosen_rows())

    def _gap_at(self, at: QPoint) -> int:
        """Return the row before which something let go at ``at`` would stand."""
        for row in range(len(self.entries.rows)):
            if at.y() < self.visualRect(self.entries.index(row)).center().y():
                return row
        return len(self.entries.rows)

    def _gap_y(self, gap: int) -> int:
        if gap < len(self.entries.rows):
            return self.visualRect(self.entries.index(gap)).top()
        return self.visualRect(self.entries.index(gap - 1)).bottom() if gap else 1
