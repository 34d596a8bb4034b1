"""The commands on entries of the decree: made once, for menus, keys, buttons and right-click."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from zidesk.domain.decree.parts import entries
from zidesk.ui.look import icons
from zidesk.ui.naskah.decree_writer import DecreeWriter
from zidesk.ui.naskah.entry_operations import EntryOperations
from zidesk.ui.naskah.part_editor import PartEditor


class PartActions(QObject):
    """Actions on the chosen entries of a part editor; they follow what is chosen."""

    def __init__(self, editor: PartEditor, operations: EntryOperations, writer: DecreeWriter) -> None:
        super().__init__(editor)
        self._editor = editor
        self._writer = writer
        self._block_buttons: list[QToolButton] = []
        self._on = True
        add = self._action
        self.add_below = add("Tambah di &bawah", lambda: operations.add(1), "add-below", "Insert", "Ctrl+=")
        self.add_above = add("Tambah di &atas", lambda: operations.add(0), "add-above", "Ctrl+Shift+Insert")
        self.delete = add("&Hapus butir", operations.delete, "trash", "Ctrl+-")
        self.move_up = add("Pindah ke a&tas", lambda: operations.move_by(-1), "arrow-up", "Alt+Up")
        self.move_down = add("Pindah ke ba&wah", lambda: operations.move_by(1), "arrow-down", "Alt+Down")
        self.outwards = add(
            "Tingkat ke &luar", lambda: operations.shift(-1), "indent-decrease", "Alt+Shift+Left"
        )
        self.inwards = add(
            "Tingkat ke &dalam", lambda: operations.shift(1), "indent-increase", "Alt+Shift+Right"
        )
        self.turn = add("&Paragraf atau butir", operations.turn, "list-ordered", "Ctrl+Shift+L")
        self.bold = add("T&ebal (Ctrl+B)", editor.list.editor.toggle_bold, "bold")
        self.italic = add("&Miring (Ctrl+I)", editor.list.editor.toggle_italic, "italic")
        self.reference = add(
            "Sisipkan &rujukan Menimbang", operations.insert_reference, "link", "Ctrl+Shift+R"
        )
        self.relabel = add("Ubah pe&nomoran…", operations.relabel, "pencil")
        self.compute = add("Nomori &otomatis", operations.compute_label, "refresh-cw")
        editor.chosen.connect(self.refresh)
        editor.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.list.customContextMenuRequested.connect(self._show_menu)
        # In the editor, Del is a key of the text.
        self._delete_key = QAction(editor.list)
        self._delete_key.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self._delete_key.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete_key.triggered.connect(self.delete.trigger)
        editor.list.addAction(self._delete_key)
        self.refresh()

    @property
    def groups(self) -> Sequence[Sequence[QAction]]:
        """Every action, in groups for a menu."""
        return (
            (self.add_below, self.add_above, self.delete, self.move_up, self.move_down),
            (self.outwards, self.inwards, self.turn),
            (self.bold, self.italic, self.reference, self.relabel, self.compute),
        )

    def switch(self, *, on: bool) -> None:
        """Turn everything off while no list is shown, and on again."""
        self._on = on
        self.refresh()

    def bar(self) -> QWidget:
        """Return a row of buttons for the actions."""
        holder = QFrame()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, group in enumerate(self.groups):
            if number:
                row.addSpacing(10)
            for action in group:
                if action is self.compute:
                    continue
                button = QToolButton()
                button.setDefaultAction(action)
                button.setAutoRaise(True)
                # The keys stay in the text.
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.addWidget(button)
                if action in (self.outwards, self.inwards, self.turn):
                    self._block_buttons.append(button)
        row.addStretch(1)
        return holder

    def refresh(self) -> None:
        """Turn on what can be done with what is chosen."""
        editor, part = self._editor, self._editor.part
        free = self._on and not editor.locked
        rows = editor.list.chosen_rows()
        count = len(editor.list.entries.rows)
        found = entries(self._writer.decree, part)
        own = any(found[row].label is not None for row in rows if row < len(found))
        editing = bool(editor.list.edited)
        for action, possible in (
            (self.add_below, True),
            (self.add_above, True),
            (self.delete, bool(rows)),
            (self.move_up, bool(rows) and rows[0] > 0),
            (self.move_down, bool(rows) and rows[-1] < count - 1),
            (self.outwards, bool(rows) and part.holds_blocks),
            (self.inwards, bool(rows) and part.holds_blocks),
            (self.turn, bool(rows) and part.holds_blocks),
            (self.bold, editing),
            (self.italic, editing),
            (self.reference, editing),
            (self.relabel, len(rows) == 1 and editor.list.entries.rows[rows[0]].is_item),
            (self.compute, own),
        ):
            action.setEnabled(free and possible)
        for button in self._block_buttons:
            button.setVisible(part.holds_blocks)

    def _action(self, text: str, call: Callable[[], object], icon: str, *keys: str) -> QAction:
        action = QAction(icons.icon(icon), text, self._editor)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self._editor.addAction(action)
        return action

    def _show_menu(self, position: QPoint) -> None:
        view = self._editor.list
        if not view.indexAt(position).isValid():
            return
        menu = QMenu(view)
        for group in self.groups:
            menu.addActions([action for action in group if action.isEnabled()])
            menu.addSeparator()
        menu.exec(view.viewport().mapToGlobal(position))
        menu.deleteLater()
