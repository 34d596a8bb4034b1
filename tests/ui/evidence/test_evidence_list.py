"""The list of evidence follows operations file by file: what is chosen stays chosen, and little is read."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.driving import open_in
from zidesk.db.operations.evidence import attach_files, edit_evidence, link_evidence, trash_evidence
from zidesk.db.operations.nodes import delete_nodes, edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind
from zidesk.domain.ticker import silent
from zidesk.ui.evidence.evidence_page import EvidencePage
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.shell.page import Location

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = [f"berkas {number}.pdf" for number in range(12)]


@pytest.fixture
def rows(example_file: Path, tmp_path: Path) -> list[str]:
    """The ids of the plan's actions; the first twelve have a file each."""
    with Store.open(example_file) as store:
        record = store.load_record(store.plans()[0].id)
        ids = [path.action.id for path in record.plan.actions()]
        for number, name in enumerate(NAMES):
            (tmp_path / name).write_bytes(name.encode())
            attach_files(store, [tmp_path / name], [(ids[number], 1)], silent)
    return ids


@pytest.fixture
def page(empty_window: MainWindow, qtbot: QtBot, example_file: Path, rows: list[str]) -> EvidencePage:
    open_in(empty_window, qtbot, example_file)
    QTest.keyClick(empty_window, Qt.Key.Key_2, CONTROL)
    shown = empty_window.shown_page
    assert isinstance(shown, EvidencePage)
    return shown


def names(page: EvidencePage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def chosen(page: EvidencePage) -> list[str]:
    return sorted(index.data() for index in page.table.selectionModel().selectedRows())


def choose(page: EvidencePage, *wanted: str) -> None:
    """Click on files, the second and later ones with Ctrl."""
    for number, name in enumerate(wanted):
        place = page.table.visualRect(page.model.index(names(page).index(name), 0)).center()
        held = CONTROL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, held, place)


def id_of(store: Store, name: str) -> str:
    return next(file.evidence.id for file in store.evidence_files() if file.evidence.name == name)


CHANGES: dict[str, Callable[[EvidencePage, list[str], Path], object]] = {
    "a file comes": lambda page, rows, folder: page._workspace.run(
        lambda store: attach_files(store, [_new(folder)], [(rows[2], 3)], silent)
    ),
    "a file goes": lambda page, _rows, _folder: page._workspace.run(
        lambda store: trash_evidence(store, [id_of(store, NAMES[7])])
    ),
    "a chosen file gets another name": lambda page, _rows, _folder: page._workspace.run(
        lambda store: edit_evidence(store, id_of(store, NAMES[3]), name="zzz.pdf")
    ),
    "a row gets another text": lambda page, rows, _folder: page._workspace.run(
        lambda store: edit_node(store, NodeKind.ACTION, rows[3], text="Lain")
    ),
    "a row goes": lambda page, rows, _folder: page._workspace.run(
        lambda store: delete_nodes(store, [(NodeKind.ACTION, rows[3])])
    ),
    "everything is read again": lambda page, _rows, _folder: page.show_file(),
    "the page was left": lambda page, _rows, _folder: _leave_and_return(page),
}


def _new(folder: Path) -> Path:
    path = folder / "aaa.pdf"
    path.write_bytes(b"baru")
    return path


def _leave_and_return(page: EvidencePage) -> None:
    window = page.window()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    page._workspace.run(lambda store: edit_evidence(store, id_of(store, NAMES[9]), name="aa.pdf"))
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)


@pytest.mark.parametrize("change", CHANGES)
def test_several_chosen_files_stay_chosen(
    page: EvidencePage, rows: list[str], tmp_path: Path, change: str
) -> None:
    choose(page, NAMES[1], NAMES[3], NAMES[11])
    before = chosen(page)
    assert len(before) == 3
    CHANGES[change](page, rows, tmp_path)
    expected = [name if name != NAMES[3] or "another name" not in change else "zzz.pdf" for name in before]
    assert chosen(page) == sorted(expected)
    assert page.actions_by_name["Buang"].isEnabled()
    assert not page.actions_by_name["Buka"].isEnabled()


def test_an_edit_that_changes_no_evidence_reads_none(
    page: EvidencePage, rows: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    for name in ("evidence_files", "evidence_files_of"):
        monkeypatch.setattr(Store, name, lambda *asked, **_named: read.append(asked) or ())
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    assert page._workspace.run(lambda store: edit_node(store, NodeKind.ACTION, rows[3], text="Lain"))
    assert page._workspace.undo()
    assert (read, resets) == ([], [])


def test_one_changed_file_is_read_alone(page: EvidencePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "evidence_files", lambda *_asked: pytest.fail("the whole list was read"))
    workspace = page._workspace
    wanted = page.model.file(4).evidence.id
    assert workspace.run(lambda store: edit_evidence(store, wanted, name="Notulen.pdf"))
    assert "Notulen.pdf" in names(page)
    assert workspace.undo()
    assert "Notulen.pdf" not in names(page)


@pytest.mark.parametrize("seed", range(4))
def test_the_list_is_after_any_operations_what_reading_it_whole_gives(
    page: EvidencePage, rows: list[str], tmp_path: Path, seed: int
) -> None:
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model)
    chance = random.Random(seed)  # noqa: S311 - which operations come is no secret
    workspace = page._workspace
    if seed % 2:
        page.search("berkas")
    for step in range(25):
        ids = [page.model.file(row).evidence.id for row in range(page.model.rowCount())]
        some = chance.choice(ids) if ids else ""
        path = tmp_path / f"baru {chance.randrange(100)}.pdf"
        path.write_bytes(str(step).encode())
        target = [(chance.choice(rows), chance.randrange(13))]
        operations = [
            lambda store, path=path, target=target: attach_files(store, [path], target, silent),
            lambda _store: None,
        ]
        if some:
            name = chance.choice(["Surat {}.pdf", "berkas {}.pdf"]).format(step)
            operations += [
                lambda store, some=some, name=name: edit_evidence(store, some, name=name),
                lambda store, some=some: trash_evidence(store, [some]),
                lambda store, some=some, target=target: link_evidence(store, some, target),
            ]
        operation = chance.choice(operations)
        if chance.random() < 0.25:
            workspace.undo() if workspace.undo_name else None
        elif chance.random() < 0.1:
            workspace.redo()
        else:
            workspace.run(operation)
        fresh = workspace.store.evidence_files()
        found = [file for file in fresh if "berkas" in file.evidence.name or not page.searched]
        assert [page.model.file(row) for row in range(page.model.rowCount())] == found
        assert page.model.total_size == sum(file.evidence.size for file in fresh)
        assert page.model.file_count == len(fresh)


def test_searching_narrows_the_list_and_says_when_nothing_is_left(page: EvidencePage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    choose(page, NAMES[11])
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "berkas 1")
    assert names(page) == ["berkas 1.pdf", "berkas 10.pdf", "berkas 11.pdf"]
    assert chosen(page) == ["berkas 11.pdf"]
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert chosen(page) == ["berkas 1.pdf"]
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert chosen(page) == ["berkas 10.pdf"]
    QTest.keyClicks(QApplication.focusWidget(), "xyz")
    assert page.empty.text() == "Tidak ada bukti yang memuat “berkas 1xyz”."
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert page.summary.text().startswith("12 berkas")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(names(page)) == 12


def test_a_file_that_a_search_hides_can_be_gone_to(page: EvidencePage) -> None:
    wanted = page.model.file(5).evidence.id
    page.search("berkas 11")
    page.go_to(Location(item=wanted))
    assert page.searched == ""
    assert chosen(page) == ["berkas 5.pdf"]
    assert page.location() == Location(item=wanted)
