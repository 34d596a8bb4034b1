"""Naskah: the decree's parts at the left, the editor of the chosen one, the pages that will be printed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zidesk.domain.decree.markup import plain_text
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.decree.parts import DecreePart, entries, entry_text, has_part, parts_of
from zidesk.domain.decree.starting import starting_decree
from zidesk.ui.look import icons
from zidesk.ui.naskah.decree_writer import DecreeWriter
from zidesk.ui.naskah.entry_operations import EntryOperations
from zidesk.ui.naskah.identity_form import IdentityForm
from zidesk.ui.naskah.outline import Outline
from zidesk.ui.naskah.page_making import MadePages
from zidesk.ui.naskah.part_actions import PartActions
from zidesk.ui.naskah.part_editor import PartEditor
from zidesk.ui.naskah.places import EntryPlace
from zidesk.ui.naskah.preview_pane import PreviewPane
from zidesk.ui.open_file.lanes import Lane
from zidesk.ui.printing.print_dialog import PrintChoice
from zidesk.ui.shell import settings
from zidesk.ui.shell.page import Location, MenuGroups, Page, PrintedPages
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.common import HeadingLabel

_PREVIEW_KEY = "naskah/pratinjau"
_OUTLINE_CHARACTERS = 28
_NARROW_OUTLINE_CHARACTERS = 17


@dataclass(frozen=True, slots=True)
class _Found:
    part: DecreePart
    entry_id: str
    start: int
    end: int


class NaskahPage(Page):
    """Follows the plan on screen; what is typed is shown in the preview at once and stored on a pause."""

    search_hint = "Cari dalam naskah"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._writer = DecreeWriter(workspace)
        self._part: DecreePart | None = None
        self._plan_id = ""
        self.outline = Outline()
        self.identity = IdentityForm(self._writer)
        self.editor = PartEditor(self._writer)
        self.operations = EntryOperations(self.editor, self._writer)
        self.actions_of_part = PartActions(self.editor, self.operations, self._writer)
        self.preview = PreviewPane(workspace.lanes[Lane.PREVIEW])
        self.lock = QLabel()
        self.lock.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.identity)
        self.stack.addWidget(self.editor)
        self.show_preview = self._action("&Pratinjau", "eye", "Ctrl+Shift+P")
        self.show_preview.setCheckable(True)
        self.show_preview.setChecked(settings.load_flag(_PREVIEW_KEY, default=True))
        self.start = self._action("&Mulai dari naskah baku", "book-open")
        self._lay_out()
        self.outline.part_chosen.connect(self._choose_part)
        self.editor.drafted.connect(lambda: self._make_pages(typing=True))
        self.editor.chosen.connect(self._follow)
        self.editor.start_wanted.connect(self._start)
        self.preview.pointed.connect(self._point)
        self.preview.sent.connect(self._send)
        for button in (self.preview.print_button, self.preview.save_button):
            button.pressed.connect(self.commit)
        self.show_preview.toggled.connect(self._toggle_preview)
        self.start.triggered.connect(lambda _checked=False: self._start())
        workspace.leaving.connect(self.commit)
        workspace.actions_changed.connect(lambda _actions: self._make_pages())
        workspace.closing.connect(self.preview.stop)
        self.preview.setVisible(self.show_preview.isChecked())
        self.show_plan()

    # --- what the window asks

    def commands(self) -> MenuGroups:
        """Return what can be done with the decree's parts."""
        return {"Naskah": [*self.actions_of_part.groups, [self.start, self.show_preview]]}

    def show_file(self) -> None:
        """Begin with the identity of another file's decree."""
        self.editor.list.forget_drafts()
        self._part = None

    def show_plan(self) -> None:
        """Show the decree of the plan on screen as it is stored now."""
        record = self._workspace.record
        plan_id = record.plan.id if record is not None else ""
        if plan_id != self._plan_id:
            self._plan_id = plan_id
            self.editor.list.close_editor()
        if self._part is not None and not has_part(self._writer.decree, self._part):
            self._part = DecreePart()
        self.outline.setEnabled(record is not None)
        self.stack.setEnabled(record is not None)
        self._show_part()
        self.start.setEnabled(
            not self._writer.lock_sentence
            and not any(self._writer.decree.clauses(part) for part in ClausePart)
        )
        self._make_pages()

    def find(self, text: str) -> None:
        """Go to the first place in clauses and narrative where ``text`` stands, from the current one on."""
        if text.strip():
            self._go_to_found(here=True)

    def find_next(self) -> None:
        """Go to the next place where the searched text stands."""
        self._go_to_found(here=False)

    def location(self) -> Location:
        """Return the part and the entry that is chosen."""
        if self._part is None:
            return Location()
        return Location(item=f"{_key(self._part)}/{self.editor.list.current_id()}")

    def go_to(self, location: Location) -> None:
        """Show a part, and choose an entry of it."""
        if not location.item or location.item == self.location().item:
            return
        key, _, entry_id = location.item.partition("/")
        part = next((part for part in parts_of(self._writer.decree) if _key(part) == key), None)
        if part is not None:
            self._go_to_part(part)
            self.editor.list.choose([entry_id])

    def commit(self) -> None:
        """Store what was typed and not yet stored."""
        self.identity.commit()
        self.editor.commit()

    # --- parts

    def _choose_part(self, part: DecreePart | None) -> None:
        self.commit()
        self._go_to_part(part)

    def _go_to_part(self, part: DecreePart | None) -> None:
        if part != self._part:
            self._part = part
            if part is not None:
                self.editor.show_part(part)
        self._show_part()
        self.preview.follow(EntryPlace(part))

    def _show_part(self) -> None:
        record, decree = self._workspace.record, self._writer.decree
        sentence = self._writer.lock_sentence
        self.lock.setText(sentence)
        self.lock.setVisible(bool(sentence))
        if record is not None:
            self.identity.show_record(record)
        if self._part is not None:
            self.editor.part = self._part
        self.editor.refresh()
        self.outline.show_decree(decree, self._part)
        self.stack.setCurrentWidget(self.identity if self._part is None else self.editor)
        self.actions_of_part.switch(on=self._part is not None)
        # Coming back from the search box, one goes on in what was found.
        listed = self._part is not None and self.editor.list.isVisibleTo(self)
        self.setFocusProxy(self.editor.list if listed else self.outline)

    def _start(self) -> None:
        record = self._workspace.record
        if record is None:
            return
        self.commit()
        self._writer.change("Mulai dari naskah baku", lambda _decree: starting_decree(record))
        if self._part is None:
            self._go_to_part(DecreePart(ClausePart.CONSIDERING))

    # --- the preview

    def _make_pages(self, *, typing: bool = False) -> None:
        record = self._workspace.record
        if record is not None:
            decree = self.editor.draft_of(record.plan.decree)
            if decree != record.plan.decree:
                record = replace(record, plan=replace(record.plan, decree=decree))
        self.preview.show_record(record, typing=typing)

    def _follow(self) -> None:
        entry_id = self.editor.list.current_id()
        if self._part is not None and entry_id and self.editor.list.chosen_rows():
            self.preview.follow(EntryPlace(self._part, entry_id))

    def _point(self, place: EntryPlace) -> None:
        """Go to what was clicked in the preview."""
        if place.part is not None and not has_part(self._writer.decree, place.part):
            return
        self.commit()
        self._go_to_part(place.part)
        if place.entry_id:
            self.editor.list.edit_entry(place.entry_id)

    def _send(self, made: MadePages, choice: PrintChoice) -> None:
        self.pages_sent.emit(PrintedPages(made.kind, made.record, made.options, made.pdf, choice))

    def _toggle_preview(self, shown: bool) -> None:
        self.preview.setVisible(shown)
        settings.save_flag(_PREVIEW_KEY, value=shown)

    # --- searching

    def _go_to_found(self, *, here: bool) -> None:
        found = list(_places_of(self._writer.decree, self.searched))
        if not found:
            return
        index = self._index_after_current(found, here=here)
        place = found[index]
        self._go_to_part(place.part)
        focus = self.editor.list.editor.hasFocus()
        self.editor.list.edit_entry(place.entry_id, place.end, anchor=place.start, focus=focus)

    def _index_after_current(self, found: list[_Found], *, here: bool) -> int:
        """Return the first place found from the cursor on, or after it; the first of all after the last."""
        parts = list(parts_of(self._writer.decree))
        order = {
            (part, entry.id): (number, row)
            for number, part in enumerate(parts)
            for row, entry in enumerate(entries(self._writer.decree, part))
        }
        if self._part is None:
            return 0
        at = order.get((self._part, self.editor.list.current_id()), (parts.index(self._part), -1))
        cursor = self.editor.list.editor.textCursor()
        editing = bool(self.editor.list.edited)
        offset = (cursor.selectionStart() if here else cursor.selectionStart() + 1) if editing else 0
        now = (*at, offset)
        return next(
            (
                index
                for index, place in enumerate(found)
                if (*order[place.part, place.entry_id], place.start) >= now
            ),
            0,
        )

    # --- looks

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(HeadingLabel("Naskah", level=2))
        self.bar = self.actions_of_part.bar()
        head.addWidget(self.bar, 1)
        toggle = QToolButton()
        toggle.setDefaultAction(self.show_preview)
        toggle.setAutoRaise(True)
        toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.addWidget(toggle)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.lock)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.outline, 0), (middle, 5), (self.preview, 4)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        letter = self.fontMetrics().averageCharWidth()
        self.outline.setMinimumWidth(_NARROW_OUTLINE_CHARACTERS * letter)
        self.splitter.setSizes([_OUTLINE_CHARACTERS * letter, 62 * letter, 58 * letter])
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.splitter, 1)

    def _action(self, text: str, icon: str, keys: str = "") -> QAction:
        action = QAction(icons.icon(icon), text, self)
        action.setShortcut(QKeySequence(keys))
        self.addAction(action)
        return action


def _key(part: DecreePart) -> str:
    return part.section_id or part.clauses or "lampiran"


def _places_of(decree: Decree, searched: str) -> Iterator[_Found]:
    """Yield where a text stands in the decree, capitals and spaces aside, in the order of print."""
    wanted = " ".join(searched.casefold().split())
    if not wanted:
        return
    for part in parts_of(decree):
        for entry in entries(decree, part):
            text = plain_text(entry_text(entry)).replace("\n", " ").lower()
            start = text.find(wanted)
            while start >= 0:
                yield _Found(part, entry.id, start, start + len(wanted))
                start = text.find(wanted, start + len(wanted))
