"""The menu bar: every command of the window, its shortcut, and when it can be used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from zidesk.domain.plan.lock import is_signed
from zidesk.printing.documents import kinds
from zidesk.ui.look import icons, theme
from zidesk.ui.shell import settings
from zidesk.ui.shell.sections import SECTIONS

if TYPE_CHECKING:
    from zidesk.ui.shell.main_window import MainWindow

ActionGroups = Mapping[str, Sequence[Sequence[QAction]]]
"""A view's own actions by menu title ("Sunting", "Rencana", "Bukti"), in groups with a line between."""


class Menus:
    """Builds the menu bar of ``window`` and keeps its actions' state."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._with_file: list[QAction] = []
        self._with_plan: list[QAction] = []
        self._for_writing: list[QAction] = []
        self.by_title: dict[str, QMenu] = {}
        self._file_menu()
        self._edit_menu()
        self._plan_menu()
        self._evidence_menu()
        self._document_menu()
        self._help_menu()
        self._section_shortcuts()

    def add_view_actions(self, groups: ActionGroups) -> None:
        """Put a view's own actions into the menus, before or after what the window has there."""
        for title, lists in groups.items():
            menu = self.by_title[title]
            existing = menu.actions()
            before = existing[0] if existing and title != "Sunting" else None
            for actions in lists:
                if title == "Sunting":
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
        workspace = self._window.workspace
        for action in self._with_file:
            action.setEnabled(workspace.store_open)
        for action in self._with_plan:
            action.setEnabled(workspace.record is not None)
        for action in self._for_writing:
            action.setEnabled(workspace.record is not None and not workspace.read_only)
        record = workspace.record
        if record is not None and is_signed(record.plan.status):
            self.adopt.setEnabled(False)
        _name(self.undo, "Urun&gkan", workspace.undo_name)
        _name(self.redo, "U&langi", workspace.redo_name)

    def _menu(self, label: str) -> QMenu:
        menu = self._window.menuBar().addMenu(label)
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
        window, plan, file = self._window, [self._with_plan], [self._with_file]
        menu = self._menu("&Berkas")
        self._add(menu, "Rencana &baru…", window.files.ask_new_plan, icon="file-plus", keys="Ctrl+N")
        self._add(menu, "B&uka…", window.files.ask_open, icon="folder-open", keys="Ctrl+O")
        examples = menu.addMenu(icons.icon("book-open"), "Buka &contoh")
        for label, name in (("Kab. Batang Hari", "batanghari-2026"), ("Provinsi Jambi", "jambi-2026")):
            self._add(examples, label, partial(window.files.open_example, name))
        self._recent = menu.addMenu(icons.icon("history"), "Berkas te&rakhir")
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._add(
            menu, "&Simpan salinan…", window.files.save_copy, icon="save", keys="Ctrl+Shift+S", lists=file
        )
        menu.addSeparator()
        self._add(menu, "&Impor…", window.exchange.ask_import, icon="upload", keys="Ctrl+I")
        self._add(
            menu,
            "&Ekspor Excel",
            window.exchange.export_workbook,
            icon="file-spreadsheet",
            keys="Ctrl+E",
            lists=plan,
        )
        self._add(menu, "Ekspor &JSON", window.exchange.export_json, icon="download", lists=plan)
        self._add(menu, "&Kirim ke provinsi", window.exchange.send_to_province, icon="send", lists=plan)
        menu.addSeparator()
        first = kinds.KINDS[0]
        self._printing = (
            self._add(
                menu,
                f"Cetak {first.title}…",
                partial(window.print_document, first),
                icon="printer",
                keys="Ctrl+P",
                lists=plan,
            ),
            self._add(
                menu,
                f"Simpan P&DF {first.plain_title}…",
                partial(window.save_document_pdf, first),
                icon="file-text",
                lists=plan,
            ),
        )
        menu.addSeparator()
        self._add(menu, "Tutu&p", window.files.close_file, icon="x", keys="Ctrl+W", lists=file)
        self._add(menu, "Kelu&ar", window.close, icon="log-out", keys="Ctrl+Q")

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
        self._window.files.open_path(path)

    def _edit_menu(self) -> None:
        menu = self._menu("&Sunting")
        self.undo = self._add(menu, "Urun&gkan", self._window.undo, icon="undo", keys="Ctrl+Z")
        self.redo = self._add(
            menu, "U&langi", self._window.redo, icon="redo", keys=("Ctrl+Y", "Ctrl+Shift+Z")
        )
        self._add(
            menu,
            "&Riwayat perubahan",
            self._window.show_history,
            icon="history",
            lists=[self._with_file],
        )
        menu.addSeparator()
        self._add(
            menu, "&Cari…", self._window.focus_search, icon="search", keys="Ctrl+F", lists=[self._with_plan]
        )

    def _plan_menu(self) -> None:
        window = self._window
        menu = self._menu("&Rencana")
        plans, writing = window.plans, [self._for_writing]
        self._add(menu, "&Identitas rencana…", plans.edit_identity, icon="building", lists=writing)
        self.adopt = self._add(menu, "T&etapkan…", plans.adopt, icon="lock", lists=writing)
        menu.addSeparator()
        self._add(menu, "Hapus re&ncana…", plans.delete, icon="trash", lists=writing)

    def _evidence_menu(self) -> None:
        menu = self._menu("B&ukti")
        self._add(
            menu,
            "&Ekspor bundel",
            self._window.exchange.export_bundle,
            icon="folder-output",
            lists=[self._with_plan],
        )

    def _document_menu(self) -> None:
        menu = self._menu("&Naskah")
        menu.addActions(self._printing)
        menu.addSeparator()
        for kind in kinds.KINDS[1:]:
            show = partial(self._window.print_document, kind)
            self._add(menu, f"Cetak {kind.title}…", show, icon="printer", lists=[self._with_plan])

    def _help_menu(self) -> None:
        window = self._window
        menu = self._menu("Ban&tuan")
        self._add(menu, "&Pintasan papan ketik", window.show_shortcuts, icon="keyboard", keys="F1")
        schemes = menu.addMenu(icons.icon("sun"), "T&ampilan")
        group = QActionGroup(schemes)
        for scheme in theme.Scheme:
            action = self._add(schemes, theme.SCHEME_LABELS[scheme], partial(theme.choose_scheme, scheme))
            action.setCheckable(True)
            action.setChecked(theme.scheme() is scheme)
            group.addAction(action)
        menu.addSeparator()
        self._add(menu, "&Uji diri…", window.self_test.run, icon="shield-check")
        self._add(menu, "&Tentang zidesk", window.show_about, icon="info")

    def _section_shortcuts(self) -> None:
        for number, section in enumerate(SECTIONS):
            action = QAction(f"Bagian {section.title}", self._window)
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            action.triggered.connect(partial(self._window.show_section, number))
            self._window.addAction(action)
            self._with_file.append(action)


def _name(action: QAction, verb: str, operation: str | None) -> None:
    action.setEnabled(operation is not None)
    # The list of shortcuts names the command, not what it would do just now.
    action.setIconText(verb.replace("&", ""))
    action.setText(f"{verb} {operation.replace('&', '&&')}" if operation else verb)
