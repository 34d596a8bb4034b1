"""Simpan salinan goes on behind: edits go on, too, and leaving the file meanwhile is asked about."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, come_back
from zidesk.db.files import backup
from zidesk.db.operations.months import plan_months
from zidesk.db.store import Store
from zidesk.domain.ticker import Ticker
from zidesk.ui.open_file.lanes import Lane
from zidesk.ui.shell.main_window import MainWindow


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Copies wait until this is set, or until they are cancelled."""
    go_on = threading.Event()
    save = backup.save_copy

    def slow(store: Store, path: Path, ticker: Ticker) -> None:
        while not go_on.wait(0.005):
            ticker(0, 0)
        save(store, path, ticker)

    monkeypatch.setattr(backup, "save_copy", slow)
    yield go_on
    go_on.set()


def begin_copy(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    answers = Answers().expect_file(path)
    choose_menu(window, "Berkas", "Simpan salinan…")
    qtbot.waitUntil(lambda: answers.done)
    assert window.messages.text == f"Menyimpan salinan {path.name} …"
    come_back(window, qtbot)


def test_the_user_goes_on_while_a_copy_is_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, held: threading.Event
) -> None:
    path = tmp_path / "salinan.zidesk"
    begin_copy(window, qtbot, path)
    workspace = window.workspace
    assert not workspace.is_busy
    assert workspace.record is not None
    action_id = next(workspace.record.plan.actions()).action.id
    assert workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True))
    held.set()
    qtbot.waitUntil(lambda: window.messages.text == f"Salinan tersimpan: {path}")
    with Store.open(path) as copy:
        assert copy.load_record(copy.plans()[0].id) == workspace.record


def test_a_copy_can_be_cancelled_and_leaves_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, held: threading.Event
) -> None:
    before = set(tmp_path.iterdir())
    begin_copy(window, qtbot, tmp_path / "salinan.zidesk")
    click(button(window.messages, "Batalkan"))
    qtbot.waitUntil(lambda: window.workspace.lanes.is_idle(Lane.COPY))
    assert not window.messages.isVisible()
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("leave", ["file", "window"])
def test_leaving_the_file_while_it_is_copied_is_asked_about(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, held: threading.Event, leave: str
) -> None:
    path = window.workspace.path
    assert path is not None
    begin_copy(window, qtbot, tmp_path / "salinan.zidesk")
    go = window.files.close_file if leave == "file" else window.close
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Tunggu")))
    go()
    assert answers.done
    assert window.workspace.path == path
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Hentikan dan tutup")))
    go()
    assert answers.done
    assert not window.workspace.store_open
    assert not (tmp_path / "salinan.zidesk").exists()
    Store.open(path).close()
