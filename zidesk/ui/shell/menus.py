"""The menu bar: every command of the window, its shortcut, and when it can be used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from zidesk.domain.plan.lock import is_signed, may_become
from zidesk.domain.plan.model import PlanStatus
from zidesk.printing.documents import kinds
from zidesk.ui.files.exchange_flows import ExchangeFlows
from zidesk.ui.files.file_flows import FileFlows
from zidesk.ui.look import icons, theme
from zidesk.ui.plan_making.plan_flows import PlanFlows
from zidesk.ui.self_test.self_test_flow import SelfTestFlow
from zidesk.ui.shell import settings
from zidesk.ui.shell.page import MenuGroups, Page, PageKind
from zidesk.ui.shell.workspace import Workspace

_SHARED = "Sunting"
"""The menu in which the commands of the page on screen stand alone: each page may have its own *Salin*."""


class WindowCommands(Protocol):
    """What the menus call: the window, and what it consists of."""

    workspace: Workspace
    files: FileFlows
    plans: PlanFlows
    exchange: ExchangeFlows
    self_test: SelfTestFlow

    def undo(self) -> None:
        """Undo."""

    def redo(self) -> None:
        """Redo."""

    def focus_search(self) -> None:
        """Go to the search box."""

    def find_next(self) -> None:
        """Go to the next thing found."""

    def go_back(self) -> None:
        """Show what was shown before."""

    def show_page(self, name: str) -> None:
        """Show a page."""

    def print_document(self, kind: kinds.DocumentKind) -> None:
        """Show the pages of a document, to be printed."""

    def save_document_pdf(self, kind: kinds.DocumentKind) -> None:
        """Show the pages of a document, to be saved as PDF."""

    def change_document_settings(self) -> None:
        """Ask how the office wants its documents."""

    def show_history(self) -> None:
        """List the latest operations."""

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""

    def show_about(self) -> None:
        """Say what this program is."""

    def close(self) -> bool:
        """Close the window."""


class Menus:
    """Builds the menu bar of a window and keeps its actions' state."""

    def __init__(
        self, commands: WindowCommands, window: QWidget, bar: QMenuBar, pages: Sequence[PageKind]
    ) -> None:
        self._commands = commands
        self._window = window
        self._bar = bar
        self._with_file: list[QAction] = []
        self._with_plan: list[QAction] = []
        self._for_writing: list[QAction] = []
        self._of_pages: dict[Page, dict[str, QActionGroup]] = {}
        self._shown: Page | None = None
        self.by_title: dict[str, QMenu] = {}
        self._file_menu()
        self._edit_menu()
        self._plan_menu()
        self._evidence_menu()
        self._document_menu()
        self._help_menu()
        self._page_shortcuts(pages)

    def add_page(self, page: Page) -> None:
        """Put a page's own commands into the menus, off until it is shown."""
        groups = page.commands()
        self._of_pages[page] = {title: _switch(page, actions) for title, actions in groups.items()}
        self._insert(groups)
        self._switch_page(page, on=False)

    def show_page(self, page: Page | None) -> None:
        """Turn the commands of ``page`` on and those of every other one off; ``None`` turns all off."""
        self._shown = page
        for other in self._of_pages:
            self._switch_page(other, on=other is page)
        self.refresh()

    def _switch_page(self, page: Page, *, on: bool) -> None:
        for title, switch in self._of_pages[page].items():
            switch.setEnabled(on)
            if title == _SHARED:
                switch.setVisible(on)

    def _insert(self, groups: MenuGroups) -> None:
        """Insert actions before what the window has in a menu, in the shared one after it."""
        for title, lists in groups.items():
            menu = self.by_title[title]
            existing = menu.actions()
            before = existing[0] if existing and title != _SHARED else None
            for actions in lists:
                if title == _SHARED:
                    menu.addSeparator()
                    menu.addActions(list(actions))
                    continue
                for action in actions:
                    menu.insertAction(before, action) if before is not None else menu.addAction(action)
                if before is not None:
                    menu.insertSeparator(before)
                else:
                    menu.addSeparator()

    def refresh(self) -> None:
        """Enable what can be used now, and name what would be undone and redone."""
        workspace = self._commands.workspace
        for action in self._with_file:
            action.setEnabled(workspace.store_open)
        for action in self._with_plan:
            action.setEnabled(workspace.record is not None)
        searching = workspace.store_open and self._shown is not None and bool(self._shown.search_hint)
        for action in (self.find, self.find_next):
            action.setEnabled(searching)
        for action in self._for_writing:
            action.setEnabled(workspace.record is not None and not workspace.read_only)
        record = workspace.record
        if record is not None and is_signed(record.plan.status):
            self.adopt.setEnabled(False)
        if record is None or not may_become(record.plan, PlanStatus.DRAF):
            self.take_back.setEnabled(False)
        _name(self.undo, "Urun&gkan", workspace.undo_name)
        _name(self.redo, "U&langi", workspace.redo_name)

    def _menu(self, label: str) -> QMenu:
        menu = self._bar.addMenu(label)
        menu.setToolTipsVisible(True)
        self.by_title[label.replace("&", "")] = menu
        return menu

    def _add(
        self,
        menu: QMenu,
        label: str,
        call: Callable[[], object],
        *,
        icon: str = "",
        keys: str | QKeySequence.StandardKey | Sequence[str] = "",
        lists: Iterable[list[QAction]] = (),
    ) -> QAction:
        action = QAction(label, self._window)
        if icon:
            action.setIcon(icons.icon(icon))
        if isinstance(keys, str | QKeySequence.StandardKey):
            action.setShortcut(QKeySequence(keys))
        else:
            action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: call())
        menu.addAction(action)
        for actions in lists:
            actions.append(action)
        return action

    def _file_menu(self) -> None:
        commands, plan, file = self._commands, [self._with_plan], [self._with_file]
        menu = self._menu("&Berkas")
        self._add(menu, "Rencana &baru…", commands.files.ask_new_plan, icon="file-plus", keys="Ctrl+N")
        self._add(menu, "B&uka…", commands.files.ask_open, icon="folder-open", keys="Ctrl+O")
        examples = menu.addMenu(icons.icon("book-open"), "Buka &contoh")
        for label, name in (("Kab. Batang Hari", "batanghari-2026"), ("Provinsi Jambi", "jambi-2026")):
            self._add(examples, label, partial(commands.files.open_example, name))
        self._recent = menu.addMenu(icons.icon("history"), "Berkas te&rakhir")
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._add(
            menu, "&Simpan salinan…", commands.files.save_copy, icon="save", keys="Ctrl+Shift+S", lists=file
        )
        menu.addSeparator()
        self._add(menu, "&Impor…", commands.exchange.ask_import, icon="upload", keys="Ctrl+I")
        self._add(
            menu,
            "&Ekspor Excel",
            commands.exchange.export_workbook,
            icon="file-spreadsheet",
            keys="Ctrl+E",
            lists=plan,
        )
        self._add(menu, "Ekspor &JSON", commands.exchange.export_json, icon="download", lists=plan)
        self._add(menu, "&Kirim ke provinsi", commands.exchange.send_to_province, icon="send", lists=plan)
        menu.addSeparator()
        first = kinds.KINDS[0]
        self._printing = (
            self._add(
                menu,
                f"Cetak {first.title}…",
                partial(commands.print_document, first),
                icon="printer",
                keys="Ctrl+P",
                lists=plan,
            ),
            self._add(
                menu,
                f"Simpan P&DF {first.plain_title}…",
                partial(commands.save_document_pdf, first),
                icon="file-text",
                lists=plan,
            ),
        )
        menu.addSeparator()
        self._add(menu, "Tutu&p", commands.files.close_file, icon="x", keys="Ctrl+W", lists=file)
        self._add(menu, "Kelu&ar", commands.close, icon="log-out", keys="Ctrl+Q")

    def _fill_recent(self) -> None:
        self._recent.clear()
        for entry in settings.recent_files():
            action = self._recent.addAction(entry.path.name)
            action.setToolTip(str(entry.path))
            action.setEnabled(entry.exists)
            action.triggered.connect(lambda _checked=False, path=entry.path: self._open_recent(path))
        if self._recent.isEmpty():
            self._recent.addAction("Belum ada").setEnabled(False)

    def _open_recent(self, path: Path) -> None:
        self._commands.files.open_path(path)

    def _edit_menu(self) -> None:
        commands = self._commands
        menu = self._menu("&Sunting")
        self.undo = self._add(menu, "Urun&gkan", self._commands.undo, icon="undo", keys="Ctrl+Z")
        self.redo = self._add(
            menu, "U&langi", self._commands.redo, icon="redo", keys=("Ctrl+Y", "Ctrl+Shift+Z")
        )
        self._add(
            menu,
            "&Riwayat perubahan",
            self._commands.show_history,
            icon="history",
            lists=[self._with_file],
        )
        menu.addSeparator()
        self.find = self._add(menu, "&Cari…", commands.focus_search, icon="search", keys="Ctrl+F")
        self.find_next = self._add(menu, "Cari &berikutnya", commands.find_next, icon="search", keys="F3")
        self.back = self._add(
            menu, "Ke&mbali ke tempat sebelumnya", commands.go_back, icon="chevron-left", keys="Alt+Left"
        )
        self.back.setEnabled(False)

    def _plan_menu(self) -> None:
        commands = self._commands
        menu = self._menu("&Rencana")
        plans, writing = commands.plans, [self._for_writing]
        self._add(menu, "&Identitas rencana…", plans.edit_identity, icon="building", lists=writing)
        self.adopt = self._add(menu, "T&etapkan…", plans.adopt, icon="lock", lists=writing)
        self.take_back = self._add(
            menu, "Kembalikan ke d&raf…", plans.take_back, icon="lock-open", lists=writing
        )
        menu.addSeparator()
        self._add(menu, "Hapus re&ncana…", plans.delete, icon="trash", lists=writing)

    def _evidence_menu(self) -> None:
        menu = self._menu("B&ukti")
        self._add(
            menu,
            "&Ekspor bundel",
            self._commands.exchange.export_bundle,
            icon="folder-output",
            lists=[self._with_plan],
        )

    def _document_menu(self) -> None:
        menu = self._menu("&Naskah")
        menu.addActions(self._printing)
        menu.addSeparator()
        for kind in kinds.KINDS[1:]:
            show = partial(self._commands.print_document, kind)
            self._add(menu, f"Cetak {kind.title}…", show, icon="printer", lists=[self._with_plan])
        menu.addSeparator()
        change = self._commands.change_document_settings
        self._add(menu, "S&etelan naskah…", change, icon="settings", lists=[self._for_writing])

    def _help_menu(self) -> None:
        commands = self._commands
        menu = self._menu("Ban&tuan")
        self._add(menu, "&Pintasan papan ketik", commands.show_shortcuts, icon="keyboard", keys="F1")
        schemes = menu.addMenu(icons.icon("sun"), "T&ampilan")
        group = QActionGroup(schemes)
        for scheme in theme.Scheme:
            action = self._add(schemes, theme.SCHEME_LABELS[scheme], partial(theme.choose_scheme, scheme))
            action.setCheckable(True)
            action.setChecked(theme.scheme() is scheme)
            group.addAction(action)
        menu.addSeparator()
        self._add(menu, "&Uji diri…", commands.self_test.run, icon="shield-check")
        self._add(menu, "&Tentang zidesk", commands.show_about, icon="info")

    def _page_shortcuts(self, pages: Sequence[PageKind]) -> None:
        for kind in pages:
            action = QAction(f"Bagian {kind.title}", self._window)
            action.setShortcut(QKeySequence(kind.shortcut))
            action.triggered.connect(partial(self._commands.show_page, kind.name))
            self._window.addAction(action)
            self._with_file.append(action)


def _name(action: QAction, verb: str, operation: str | None) -> None:
    action.setEnabled(operation is not None)
    # The list of shortcuts names the command, not what it would do just now.
    action.setIconText(verb.replace("&", ""))
    action.setText(f"{verb} {operation.replace('&', '&&')}" if operation else verb)


def _switch(page: Page, groups: Iterable[Sequence[QAction]]) -> QActionGroup:
    """Return what turns actions off and on again, each as it is or was meant to be meanwhile."""
    switch = QActionGroup(page)
    switch.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
    for action in _with_submenus(action for actions in groups for action in actions):
        switch.addAction(action)
    return switch


def _with_submenus(actions: Iterable[QAction]) -> Iterator[QAction]:
    for action in actions:
        yield action
        # After QAction.menu(), PySide would take the menu for gone.
        menu = QMenu.menuInAction(action)
        if isinstance(menu, QMenu):
            yield from _with_submenus(menu.actions())
