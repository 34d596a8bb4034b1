"""The main window: start page or pages, the line of messages, menus, and what closing means."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zidesk.printing.documents.kinds import DocumentKind
from zidesk.ui.evidence.brought import brought_by
from zidesk.ui.files.exchange_flows import ExchangeFlows
from zidesk.ui.files.file_flows import FileFlows
from zidesk.ui.look import icons
from zidesk.ui.plan_making.plan_flows import PlanFlows
from zidesk.ui.printing.print_dialog import PrintChoice
from zidesk.ui.self_test.self_test_flow import SelfTestFlow
from zidesk.ui.shell import settings
from zidesk.ui.shell.help_dialogs import AboutDialog, HistoryDialog, ShortcutsDialog
from zidesk.ui.shell.menus import Menus
from zidesk.ui.shell.page import PLAN, Page, PageKind, PrintedPages
from zidesk.ui.shell.page_area import PageArea
from zidesk.ui.shell.pages import PAGES
from zidesk.ui.shell.plan_chooser import PlanChooser
from zidesk.ui.shell.start_page import StartPage
from zidesk.ui.shell.status_line import StatusLine
from zidesk.ui.shell.top_bar import TopBar
from zidesk.ui.shell.undo_question import may_undo
from zidesk.ui.shell.workspace import Workspace
from zidesk.ui.widgets.committing import commit_editor
from zidesk.ui.widgets.common import MessageKind, resize_within_screen
from zidesk.ui.widgets.editor_undo import EditorUndo, can_redo, can_undo
from zidesk.ui.widgets.floating_message import FloatingMessageBar
from zidesk.ui.widgets.message_bar import WindowMessageBar
from zidesk.ui.widgets.question import confirmed

if TYPE_CHECKING:
    from zidesk.ui.printing.print_flow import PrintFlow

_GEOMETRY = "jendela/tempat"
_SOURCES = (".xlsx", ".json")


class MainWindow(QMainWindow):
    """Everything the user sees; owns the workspace. ``pages`` are all that the navigation leads to."""

    def __init__(self, pages: Sequence[PageKind] = PAGES) -> None:
        super().__init__()
        self.workspace = Workspace(self)
        self.workspace.show_dialogs_over(self)
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        resize_within_screen(self, 1280, 700)
        self.read_only_bar = WindowMessageBar()
        self.no_plan_bar = WindowMessageBar()
        self.messages = FloatingMessageBar(self)
        self.start_page = StartPage()
        self.pages = PageArea(self.workspace, pages)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        self.stack.addWidget(self.pages)
        self.status = StatusLine(self.workspace)
        self.chooser = PlanChooser(self.workspace)
        self.files = FileFlows(self.workspace, self, self.messages)
        self.plans = PlanFlows(self.workspace, self, self.messages)
        self.exchange = ExchangeFlows(self.workspace, self, self.messages, self.files)
        self.self_test = SelfTestFlow(self.workspace, self)
        top_bar = TopBar(self.chooser)
        self.setMenuBar(top_bar)
        self.menus = Menus(self, self, top_bar, pages)
        self._lay_out(top_bar.least_width())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._editor_undo = EditorUndo(app, self)
        self._connect()
        self._restore_geometry()
        self._refresh()

    @property
    def plan_view(self) -> Page | None:
        """The Rencana page, ``None`` before a file was opened."""
        return self.pages.page(PLAN)

    @property
    def shown_page(self) -> Page | None:
        """The page on screen, ``None`` while the start page is."""
        return self.pages.current if self.stack.currentWidget() is self.pages else None

    def open_at_start(self, path: Path | None) -> None:
        """Open ``path``, else the file that was open when the program was last closed."""
        wanted = path or settings.last_file()
        if wanted is None:
            return
        if path is None and not wanted.is_file():
            settings.forget_last_file()
            return
        self.stack.setCurrentWidget(self.pages)
        self.pages.show_page(PLAN)
        self.files.open_path(wanted)

    def undo(self) -> None:
        """Undo in the editor that has the focus, else in the file."""
        editor = QApplication.focusWidget()
        if can_undo(editor):
            editor.undo()  # type: ignore[union-attr]  # can_undo accepts text editors only
        elif self._may_undo():
            self.workspace.undo()

    def redo(self) -> None:
        """Redo in the editor that has the focus, else in the file."""
        editor = QApplication.focusWidget()
        if can_redo(editor):
            editor.redo()  # type: ignore[union-attr]  # can_redo accepts text editors only
        else:
            self.workspace.redo()

    def focus_search(self) -> None:
        """Go to the search box, which belongs to the page on screen."""
        self.chooser.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chooser.search.selectAll()

    def find_next(self) -> None:
        """Go to the next thing found on the page on screen."""
        if self.shown_page is not None:
            self.shown_page.find_next()

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if self.workspace.store_open:
            self.pages.show_page(name)

    def go_back(self) -> None:
        """Show what was shown before the last way to another page or row."""
        commit_editor()
        self.pages.go_back()

    def print_document(self, kind: DocumentKind) -> None:
        """Show the pages of a document, to be printed."""
        self._print(kind, PrintChoice.PRINT)

    def save_document_pdf(self, kind: DocumentKind) -> None:
        """Show the pages of a document, to be saved as PDF."""
        self._print(kind, PrintChoice.SAVE_PDF)

    def change_document_settings(self) -> None:
        """Ask how the office wants its documents; one undo step."""
        from zidesk.ui.printing.settings_flow import change_document_settings

        change_document_settings(self.workspace, self)

    def show_shortcuts(self) -> None:
        """List the keyboard shortcuts."""
        _show(ShortcutsDialog(self))

    def show_history(self) -> None:
        """List the latest operations of the file."""
        commit_editor()
        _show(HistoryDialog(self.workspace.store.history(500), self))

    def show_about(self) -> None:
        """Say what this program is."""
        _show(AboutDialog(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take .zidesk files and tables, and what is no file yet, to say so; pages take other files."""
        data = event.mimeData()
        if dropped_file(data) is not None or (self.workspace.store_open and brought_by(data).promised):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped .zidesk file, or import a dropped table."""
        path = dropped_file(event.mimeData())
        event.acceptProposedAction()
        if path is None:
            self._refused(brought_by(event.mimeData()).promised)
            return
        if path.suffix.lower() == ".zidesk":
            self.files.open_path(path)
        else:
            self.exchange.import_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; only running work is asked about."""
        if self.workspace.is_busy and not self._may_stop_work():
            event.ignore()
            return
        commit_editor()
        if not self.files.may_leave():
            event.ignore()
            return
        settings.save_bytes(_GEOMETRY, self.saveGeometry())
        self.workspace.shut_down()
        event.accept()

    def _lay_out(self, least_width: int) -> None:
        central = QWidget()
        column = QVBoxLayout(central)
        # A window's layout asks its menu bar for a least height only.
        column.addStrut(least_width)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.read_only_bar)
        column.addWidget(self.no_plan_bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        page, workspace = self.start_page, self.workspace
        page.example_chosen.connect(self.files.open_example)
        page.new_chosen.connect(self.files.ask_new_plan)
        page.open_chosen.connect(self.files.ask_open)
        page.import_chosen.connect(self.exchange.ask_import)
        page.recent_chosen.connect(self.files.open_path)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._refresh)
        workspace.busy.connect(self._work_changed)
        workspace.state_changed.connect(self._refresh)
        workspace.refused.connect(self._refused)
        self.status.wanted.connect(self.pages.go_to)
        self.chooser.search.textChanged.connect(self._search)
        self.chooser.search.next_wanted.connect(self.find_next)
        self.chooser.search.left.connect(self._focus_page)
        self.pages.page_made.connect(self._add_page)
        self.pages.page_shown.connect(self._page_changed)
        self.pages.way_back_changed.connect(lambda: self.menus.back.setEnabled(self.pages.can_go_back))
        self.stack.currentChanged.connect(self._page_changed)

    def _opened(self) -> None:
        self.messages.hide()
        self.pages.show_page(PLAN)
        self.pages.forget_way_back()
        if self.workspace.read_only and self.workspace.path is not None:
            path = self.workspace.path
            self.read_only_bar.tell(
                f"Salinan baca-saja dari {path.name}: isinya dapat dilihat, dicetak, dan diekspor, "
                "tetapi tidak diubah.",
                [("Coba buka berkas asli", lambda: self.files.open_path(path))],
                kind=MessageKind.WARNING,
                lasting=True,
            )
        else:
            self.read_only_bar.hide()
        self._refresh()
        self._focus_page()

    def _refresh(self) -> None:
        workspace = self.workspace
        if not workspace.store_open and not workspace.is_busy:
            self.read_only_bar.hide()
            self.pages.forget_way_back()
            self.start_page.refresh()
            self.stack.setCurrentWidget(self.start_page)
        elif workspace.store_open:
            self.stack.setCurrentWidget(self.pages)
        self._tell_of_no_plan()
        name = workspace.path.name if workspace.path is not None else ""
        suffix = " (salinan baca-saja)" if workspace.read_only else ""
        self.setWindowTitle(f"{name}{suffix} — zidesk" if name else "zidesk")
        self.menus.refresh()

    def _tell_of_no_plan(self) -> None:
        workspace = self.workspace
        if not workspace.store_open or workspace.record is not None:
            self.no_plan_bar.hide()
            return
        redo = [(f"Ulangi {workspace.redo_name}", workspace.redo)] if workspace.redo_name else []
        make = [("Rencana baru…", self.files.ask_new_plan), ("Impor…", self.exchange.ask_import)]
        self.no_plan_bar.tell("Berkas ini tidak berisi rencana.", [*redo, *make], lasting=True)

    def _work_changed(self, busy: bool) -> None:
        if not busy:
            self._refresh()

    def _refused(self, sentence: str) -> None:
        self.messages.tell(sentence, kind=MessageKind.WARNING)

    def _add_page(self, page: Page) -> None:
        self.menus.add_page(page)
        page.searched_changed.connect(self._show_searched)
        page.pages_sent.connect(self._send_pages)

    def _page_changed(self) -> None:
        page = self.shown_page
        self.menus.show_page(page)
        self.chooser.show_search(page.search_hint if page is not None else "")
        self._show_searched()

    def _show_searched(self) -> None:
        page = self.shown_page
        if page is not None and page.searched != self.chooser.search.text():
            self.chooser.search.setText(page.searched)

    def _search(self, text: str) -> None:
        if self.shown_page is not None:
            self.shown_page.search(text)

    def _focus_page(self) -> None:
        if self.shown_page is not None:
            self.shown_page.setFocus()

    def _print(self, kind: DocumentKind, favourite: PrintChoice) -> None:
        self._print_flow().ask(kind, favourite)

    def _send_pages(self, pages: PrintedPages) -> None:
        self._print_flow().send(pages)

    def _print_flow(self) -> "PrintFlow":
        from zidesk.ui.printing.print_flow import PrintFlow

        return PrintFlow(self.workspace, self, self.messages, self.exchange)

    def _may_undo(self) -> bool:
        workspace = self.workspace
        # Busy, the workspace refuses by itself, and the store must not be asked.
        entry = workspace.store.undo_entry if workspace.undo_name and not workspace.is_busy else None
        return entry is None or may_undo(self, entry)

    def _may_stop_work(self) -> bool:
        return confirmed(
            self,
            "Pekerjaan belum selesai",
            "Masih ada pekerjaan yang berjalan. Hentikan pekerjaan itu dan tutup zidesk?",
            do="Hentikan dan tutup",
            leave="Tunggu",
        )

    def _restore_geometry(self) -> None:
        geometry = settings.load_bytes(_GEOMETRY)
        if geometry is not None:
            self.restoreGeometry(geometry)


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one .zidesk file or table in a drop, ``None`` for anything else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (".zidesk", *_SOURCES) else None


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
