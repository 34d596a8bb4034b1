"""Pages: what a page declares reaches the window, and no command acts on a page that is not shown."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.driving import choose_menu, click, come_back, entry, open_in
from zidesk.db.history.outcome import ChangeKind, Outcome
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import silent
from zidesk.ui.plan import PlanView
from zidesk.ui.plan.sheet.row_filter import FilterName
from zidesk.ui.shell.help_dialogs import shortcuts_of
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.shell.page import Location, MenuGroups, Page, PageKind
from zidesk.ui.shell.pages import PAGES
from zidesk.ui.shell.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class MadeUpPage(Page):
    """A page as a further one would be written."""

    search_hint = "Cari yang dibuat-buat"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.heard: list[Outcome] = []
        self.done: list[str] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)
        self.own = self._action("Lakukan", "Ctrl+Shift+F9")
        self.copy = self._action("Salin", "")
        self.idle = self._action("Belum dapat", "Ctrl+Shift+F10")
        self.idle.setEnabled(False)
        self.inner = QMenu("Lainnya", self)
        self.inner.addAction(self._action("Di dalam", "Ctrl+Shift+F11"))

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda: self.done.append(text))
        self.addAction(action)
        return action

    def commands(self) -> MenuGroups:
        return {"Rencana": [[self.own, self.idle], [self.inner.menuAction()]], "Sunting": [[self.copy]]}

    def find(self, text: str) -> None:
        self.done.append(f"cari {text}")

    def find_next(self) -> None:
        self.done.append("berikutnya")

    def show_file(self) -> None:
        self.done.append("berkas")

    def show_plan(self) -> None:
        self.done.append("rencana")

    def hear(self, outcome: Outcome) -> None:
        self.heard.append(outcome)

    def location(self) -> Location:
        return Location(item=self.field.text())

    def go_to(self, location: Location) -> None:
        if location.item:
            self.field.setText(location.item)


KINDS = (*PAGES, PageKind("buatan", "Buatan", "home", "Ctrl+9", MadeUpPage))


@pytest.fixture
def window(qtbot: QtBot, example_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with a further page; every page was shown once, and the first is."""
    (tmp_path / "undangan.pdf").write_bytes(b"undangan")
    with Store.open(example_file) as store:
        first = next(store.load_record(store.plans()[0].id).plan.actions()).action.id
        attach_files(store, [tmp_path / "undangan.pdf"], [(first, 1)], silent)
    made = MainWindow(KINDS)
    made.resize(1280, 700)
    made.show()
    qtbot.waitExposed(made)
    open_in(made, qtbot, example_file)
    come_back(made, qtbot)
    for kind in reversed(KINDS):
        made.pages.show_page(kind.name)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> MadeUpPage:
    """The further page, shown, with nothing asked of it yet."""
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    shown = window.shown_page
    assert isinstance(shown, MadeUpPage)
    shown.done.clear()
    return shown


def plan_view(window: MainWindow) -> PlanView:
    view = window.plan_view
    assert isinstance(view, PlanView)
    return view


def flattened(actions: Iterable[QAction]) -> Iterator[QAction]:
    for action in actions:
        yield action
        menu = QMenu.menuInAction(action)
        if isinstance(menu, QMenu):
            yield from flattened(menu.actions())


def commands_of(page: Page) -> list[QAction]:
    return list(
        flattened(action for groups in page.commands().values() for group in groups for action in group)
    )


def walk_all_menus(window: MainWindow) -> list[QAction]:
    return list(flattened(action for menu in window.menus.by_title.values() for action in menu.actions()))


def choose_something(window: MainWindow) -> None:
    """Choose a row of the plan and the one file, so that every command would have something to act on."""
    window.pages.show_page("rencana")
    view = plan_view(window)
    view.sheet.go_to(view.model.index_of(next(row for row in view.model.root.descend() if row.action), 1))
    window.pages.show_page("bukti")
    evidence = window.pages.current
    assert evidence is not None
    table = evidence.table
    place = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("shown", [kind.name for kind in KINDS])
def test_no_command_of_a_page_that_is_not_shown_can_be_given_by_menu_or_by_key(
    window: MainWindow, shown: str
) -> None:
    choose_something(window)
    window.pages.show_page(shown)
    assert window.shown_page is not None
    window.shown_page.setFocus()
    in_menus = walk_all_menus(window)
    triggered: list[QAction] = []
    foreign = []
    for kind in KINDS:
        other = window.pages.page(kind.name)
        assert other is not None
        commands = commands_of(other)
        assert set(commands) <= set(in_menus)
        if kind.name == shown:
            assert any(command.isEnabled() for command in commands)
        else:
            foreign += commands
    before = window.workspace.store.history()
    for command in foreign:
        command.triggered.connect(partial(triggered.append, command))
        assert not command.isEnabled(), command.text()
        command.trigger()
    assert window.workspace.store.history() == before
    for command in foreign:
        for keys in command.shortcuts():
            combination = keys[0]
            QTest.keyClick(
                QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers()
            )
    assert triggered == []


def test_no_command_of_any_page_can_be_given_on_the_start_page(window: MainWindow) -> None:
    choose_something(window)
    window.files.close_file()
    assert window.shown_page is None
    for kind in KINDS:
        page = window.pages.page(kind.name)
        assert page is not None
        assert [command.text() for command in commands_of(page) if command.isEnabled()] == []


def test_a_command_that_was_disabled_stays_so_when_its_page_is_shown_again(
    window: MainWindow, page: MadeUpPage
) -> None:
    assert page.own.isEnabled()
    assert not page.idle.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    page.own.setEnabled(False)
    page.idle.setEnabled(True)
    assert not page.idle.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    assert not page.own.isEnabled()
    assert page.idle.isEnabled()


def test_a_page_has_its_place_in_navigation_menus_and_the_list_of_shortcuts(
    window: MainWindow, page: MadeUpPage
) -> None:
    item = window.pages.navigation.currentItem()
    assert item.text() == "Buatan"
    assert item.toolTip() == "Buatan (Ctrl+9)"
    assert item.isSelected()
    keys = {name: keys for keys, name in shortcuts_of(window)}
    assert keys["Bagian Buatan"] == "Ctrl+9"
    choose_menu(window, "Rencana", "Lakukan")
    choose_menu(window, "Rencana", "Lainnya", "Di dalam")
    choose_menu(window, "Sunting", "Salin")
    assert page.done == ["Lakukan", "Di dalam", "Salin"]


def test_only_the_shown_page_s_commands_stand_in_the_menu_that_all_share(
    window: MainWindow, page: MadeUpPage
) -> None:
    def shown() -> list[QAction]:
        return [action for action in window.menus.by_title["Sunting"].actions() if action.isVisible()]

    assert entry(shown(), "Salin") is page.copy
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert entry(shown(), "Salin") is plan_view(window).actions_by_name.copy


def test_searching_belongs_to_the_page_on_screen(window: MainWindow, page: MadeUpPage) -> None:
    box = window.chooser.search
    assert box.accessibleName() == "Cari yang dibuat-buat"
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert window.shown_page is page
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, "ab")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert page.done == ["cari a", "cari ab", "berikutnya", "berikutnya"]
    assert plan_view(window).searched == ""
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert box.text() == ""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(box, "rapat")
    assert plan_view(window).searched == "rapat"
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    assert box.text() == "ab"
    assert page.done[4:] == []
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert page.searched == ""
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.field


def test_a_page_without_search_turns_the_box_off(
    window: MainWindow, page: MadeUpPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MadeUpPage, "search_hint", "")
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    assert not window.chooser.search.isEnabled()
    assert not window.menus.find.isEnabled()
    assert not window.menus.find_next.isEnabled()


def test_the_box_keeps_no_word_that_no_longer_filters(window: MainWindow, qtbot: QtBot) -> None:
    view = plan_view(window)
    box = window.chooser.search
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(box, "bendera")
    qtbot.waitUntil(view.show_all.isVisible)
    click(view.show_all)
    assert box.text() == ""
    assert view.model.filter.is_open


@pytest.mark.parametrize("kind", ChangeKind)
@pytest.mark.parametrize("shown", [kind.name for kind in KINDS])
def test_every_operation_reaches_every_page(
    window: MainWindow, page: MadeUpPage, shown: str, kind: ChangeKind
) -> None:
    window.pages.show_page(shown)
    outcome = Outcome("Terima berkas", 99, {kind: frozenset({"x"})})
    window.workspace.run(lambda _store: outcome)
    assert page.heard == [outcome]


def test_another_plan_and_another_file_reach_every_page(
    window: MainWindow, page: MadeUpPage, qtbot: QtBot, province_file: Path
) -> None:
    page.search("kata")
    page.done.clear()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    open_in(window, qtbot, province_file)
    qtbot.waitUntil(lambda: window.workspace.path == province_file)
    assert page.done == ["cari ", "berkas", "rencana"]
    assert page.searched == ""
    window.workspace.choose_plan(window.workspace.plans[-1].id)
    assert page.done[3:] == ["rencana"]
    window.files.close_file()
    assert page.done[4:] == ["berkas", "rencana"]


def test_a_row_gone_to_from_elsewhere_can_be_gone_back_from(window: MainWindow, page: MadeUpPage) -> None:
    view = plan_view(window)
    rows = [row for row in view.model.root.descend() if row.action is not None]
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    view.sheet.reveal(rows[3])
    view.set_filter(FilterName.WITHOUT_EVIDENCE)
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    page.field.setText("satu")
    page.wanted.emit(Location("rencana", item=rows[20].id))
    assert window.shown_page is view
    assert view.sheet.current_row() is rows[20]
    assert view.model.is_shown(rows[20])
    view.sheet.take_focus()
    page.field.setText("dua")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)
    assert window.shown_page is page
    assert page.field.text() == "satu"
    assert window.pages.navigation.currentItem().text() == "Buatan"
    while window.menus.back.isEnabled():
        QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert not window.pages.can_go_back


def test_a_count_in_the_status_line_can_be_gone_back_from(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    click(window.status.late)
    view = plan_view(window)
    assert window.shown_page is view
    assert view.model.filter.name is FilterName.LATE
    come = window.pages.page("bukti")
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.shown_page is come


def test_there_is_no_way_back_into_another_file(
    window: MainWindow, page: MadeUpPage, qtbot: QtBot, province_file: Path
) -> None:
    assert window.menus.back.isEnabled()
    window.files.open_path(province_file)
    qtbot.waitUntil(lambda: window.workspace.path == province_file)
    assert not window.menus.back.isEnabled()


def test_the_chosen_row_stays_chosen_through_page_change_and_refresh(window: MainWindow) -> None:
    view = plan_view(window)
    rows = [row for row in view.model.root.descend() if row.action is not None]
    view.sheet.go_to(view.model.index_of(rows[5], 4))
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    area = view.model.root.children[0].id
    assert window.workspace.run(lambda store: edit_node(store, NodeKind.AREA, area, text="LAIN"))
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert view.sheet.current_row() is rows[5]
    assert view.sheet.current_column() == 4
