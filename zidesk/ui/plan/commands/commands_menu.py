"""The view's commands as actions: for the menus Sunting, Rencana and Bukti, and for the context menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from zidesk.domain.plan.model import NodeKind
from zidesk.domain.schedule.wording import PATTERNS
from zidesk.ui.look.icons import icon
from zidesk.ui.plan.commands.cell_commands import CellCommands
from zidesk.ui.plan.commands.clipboard_commands import ClipboardCommands
from zidesk.ui.plan.commands.evidence_commands import EvidenceCommands
from zidesk.ui.plan.commands.row_commands import RowCommands
from zidesk.ui.plan.sheet import columns
from zidesk.ui.plan.sheet.plan_model import PlanModel
from zidesk.ui.plan.sheet.sheet import Sheet

Keys = str | QKeySequence.StandardKey | Sequence[str]


@dataclass(frozen=True, slots=True)
class Commands:
    """What the actions call."""

    rows: RowCommands
    cells: CellCommands
    clipboard: ClipboardCommands
    evidence: EvidenceCommands
    realize: Callable[[], None]


class CommandActions(QObject):
    """Makes every action once; their shortcuts work while the sheet has the keys."""

    def __init__(self, commands: Commands, model: PlanModel, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._sheet = sheet
        self._rows = commands.rows
        rows, cells, clipboard = commands.rows, commands.cells, commands.clipboard
        add = self._action
        self.add_above = add("Tambah di &atas", rows.add_above, "add-above", "Ctrl+Shift+Insert")
        self.add_below = add("Tambah di &bawah", rows.add_below, "add-below", ("Insert", "Ctrl++", "Ctrl+="))
        self.add_inside = add("Tambah di da&lam", rows.add_inside, "add-inside", "Ctrl+Insert")
        self.duplicate = add("&Gandakan", rows.duplicate, "copy-plus", "Ctrl+Shift+D")
        self.move_up = add("Pindah ke a&tas", rows.move_up, "arrow-up", "Alt+Up")
        self.move_down = add("Pindah ke ba&wah", rows.move_down, "arrow-down", "Alt+Down")
        self.delete = add("&Hapus baris", rows.delete, "trash", "Ctrl+-")
        self.fill_down = add("Isi ke ba&wah", cells.fill_down, "chevron-down", "Ctrl+D")
        self.cut = add("P&otong", clipboard.cut, "scissors", QKeySequence.StandardKey.Cut)
        self.copy = add("&Salin", clipboard.copy, "copy", QKeySequence.StandardKey.Copy)
        self.paste = add("&Tempel", clipboard.paste, "clipboard-paste", QKeySequence.StandardKey.Paste)
        self.edit = add("S&unting isi", self._edit, "pencil", ())
        self.clear = add("&Kosongkan sel", cells.clear, "eraser", "Del")
        self.attach = add("&Lampirkan berkas…", commands.evidence.ask_and_attach, "paperclip", "Ctrl+L")
        self.realize = add("Tan&dai terlaksana", commands.realize, "check", "Ctrl+T")
        self.levels = {
            kind: add(
                f"Bentangkan sampai &{number} {columns.KIND_NAMES[kind]}",
                partial(sheet.expansion.expand_to, kind),
                "expand" if kind is NodeKind.ACTION else "collapse",
                # As in Word's outline.
                f"Alt+Shift+{number}",
            )
            for number, kind in enumerate(NodeKind, start=1)
        }
        self.level_menu = QMenu("&Bentangkan dan ciutkan", sheet)
        self.level_menu.setIcon(icon("expand"))
        self.level_menu.addActions(list(self.levels.values()))
        self.patterns = [
            add(name, partial(cells.set_pattern, months), "calendar-days", ())
            for name, months in PATTERNS.items()
        ]
        self.patterns.append(add("Kosongkan jadwal", lambda: cells.set_pattern(frozenset()), "eraser", ()))
        self.pattern_menu = QMenu("Pola &jadwal", sheet)
        self.pattern_menu.setIcon(icon("calendar-days"))
        self.pattern_menu.addActions(self.patterns)
        self.refresh()

    def menu_groups(self) -> dict[str, list[list[QAction]]]:
        """Return the actions by menu title, in groups with a line between."""
        return {
            "Sunting": [[self.cut, self.copy, self.paste, self.fill_down, self.edit, self.clear]],
            "Rencana": [
                [self.add_above, self.add_below, self.add_inside, self.duplicate],
                [self.move_up, self.move_down, self.delete],
                [self.pattern_menu.menuAction(), self.realize],
                [self.level_menu.menuAction()],
            ],
            "Bukti": [[self.attach]],
        }

    def context_menu(self) -> QMenu:
        """Return a menu of what can be done with the current cell; the caller deletes it."""
        menu = QMenu(self._sheet)
        row = self._sheet.current_row()
        if row is not None and row.action is not None:
            menu.addActions([self.realize, self.attach])
            menu.addSeparator()
        menu.addActions([self.add_above, self.add_below, self.add_inside, self.duplicate])
        menu.addSeparator()
        menu.addActions([self.move_up, self.move_down, self.delete])
        menu.addSeparator()
        menu.addMenu(self.pattern_menu)
        menu.addSeparator()
        menu.addActions([self.edit, self.clear, self.cut, self.copy, self.paste, self.fill_down])
        return menu

    def refresh(self) -> None:
        """Enable what can be done with the current cell."""
        model, row = self._model, self._sheet.current_row()
        editable = model.may_edit_plan
        some = row is not None
        is_action = row is not None and row.kind is NodeKind.ACTION
        for action in (self.duplicate, self.delete, self.add_above, self.fill_down):
            action.setEnabled(editable and some)
        self.add_below.setEnabled(editable and bool(model.plan_id) and (some or not model.root.children))
        self.add_inside.setEnabled(editable and some and not is_action)
        if row is not None and row.kind is not None and row.kind.child is not None:
            self.add_inside.setText(f"Tambah {columns.KIND_NAMES[row.kind.child]} di da&lam")
        else:
            self.add_inside.setText("Tambah di da&lam")
        for action, step in ((self.move_up, -1), (self.move_down, 1)):
            action.setEnabled(self._rows.can_move(step))
        self.pattern_menu.setEnabled(editable and some)
        self.clear.setEnabled(some and model.may_edit(self._sheet.current_column()))
        self.cut.setEnabled(self.clear.isEnabled())
        self.edit.setEnabled(some and self._sheet.can_edit(self._sheet.selection.currentIndex()))
        self.copy.setEnabled(some)
        self.paste.setEnabled(bool(model.plan_id) and not model.read_only)
        self.attach.setEnabled(is_action and not model.read_only)
        # On a row above actions it says what to choose: a shortcut that does nothing leaves one guessing.
        self.realize.setEnabled(some and not model.read_only)

    def _edit(self) -> None:
        self._sheet.edit(self._sheet.selection.currentIndex())

    def _action(self, label: str, call: Callable[[], object], icon_name: str, keys: Keys) -> QAction:
        action = QAction(icon(icon_name), label, self)
        if isinstance(keys, str | QKeySequence.StandardKey):
            action.setShortcut(QKeySequence(keys))
        else:
            action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self._sheet.addAction(action)
        return action
