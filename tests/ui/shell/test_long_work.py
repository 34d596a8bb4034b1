"""Long work: progress and cancel, closing the window meanwhile, and a file that somebody else has open."""

import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, choose_menu, click, entry, open_in
from zidesk.db.operations.months import plan_months
from zidesk.db.store import Store
from zidesk.domain.ticker import Ticker
from zidesk.ui.shell.main_window import MainWindow
from zidesk.ui.widgets.progress_dialog import ProgressDialog

HOLDER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from zidesk.db.store import Store
    with Store.open(Path(sys.argv[1])):
        print("terbuka", flush=True)
        sys.stdin.readline()
    """
)


@pytest.fixture
def window(empty_window: MainWindow) -> MainWindow:
    return empty_window


@pytest.fixture
def other_process(example_file: Path) -> Iterator["subprocess.Popen[str]"]:
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(example_file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "terbuka"
        yield process
        if process.poll() is None:
            process.communicate("\n", timeout=20)


def endless(_store: Store, tick: Ticker) -> None:
    while True:
        tick(3, 10)
        threading.Event().wait(0.002)


def test_cancelled_work_changes_nothing_and_the_window_goes_on(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    workspace = window.workspace
    before = workspace.record
    seen: list[int] = []

    def cancel(dialog: ProgressDialog) -> None:
        assert dialog.windowTitle() == "Mengerjakan sesuatu"
        seen.append(dialog.bar.value())
        click(dialog.cancel_button)

    answers = Answers().expect(ProgressDialog, cancel)
    workspace.run_long("Mengerjakan sesuatu", endless, pytest.fail, writes=True)
    assert workspace.is_busy
    qtbot.waitUntil(lambda: not workspace.is_busy)
    assert answers.done
    assert seen == [300]
    assert not window.messages.isVisible()
    assert workspace.record == before
    assert before is not None
    action_id = next(before.plan.actions()).action.id
    assert workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True))


def test_escape_cancels_too(window: MainWindow, qtbot: QtBot, example_file: Path) -> None:
    open_in(window, qtbot, example_file)
    answers = Answers().expect(ProgressDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    window.workspace.run_long("Bekerja", endless)
    qtbot.waitUntil(lambda: not window.workspace.is_busy)
    assert answers.done


def test_an_operation_during_long_work_is_refused_at_once(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    workspace = window.workspace
    release = threading.Event()
    workspace.run_long("Bekerja", lambda _store, _tick: release.wait(10))
    assert workspace.undo() is None
    assert "Masih ada pekerjaan" in window.messages.text
    release.set()
    qtbot.waitUntil(lambda: not workspace.is_busy)


def test_closing_the_window_during_work_asks_and_may_wait(
    window: MainWindow, qtbot: QtBot, example_file: Path
) -> None:
    open_in(window, qtbot, example_file)
    workspace = window.workspace
    workspace.run_long("Bekerja", endless)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Tunggu")))
    window.close()
    assert answers.done
    assert window.isVisible()
    assert workspace.is_busy
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Hentikan dan tutup")))
    window.close()
    assert answers.done
    assert not window.isVisible()
    assert not workspace.store_open
    Store.open(example_file).close()


def test_a_file_open_elsewhere_can_be_read_as_a_copy_but_not_changed(
    window: MainWindow, qtbot: QtBot, example_file: Path, other_process: "subprocess.Popen[str]"
) -> None:
    sentences: list[str] = []

    def take_copy(box: QMessageBox) -> None:
        sentences.append(box.informativeText())
        click(button(box, "Buka salinan baca-saja"))

    answers = Answers().expect(QMessageBox, take_copy)
    window.open_at_start(example_file)
    qtbot.waitUntil(lambda: window.workspace.record is not None, timeout=15_000)
    assert answers.done
    for word in ("sedang dibuka", "di komputer", "sejak"):
        assert word in sentences[0]
    workspace = window.workspace
    assert workspace.read_only
    assert "salinan baca-saja" in window.windowTitle()
    assert window.read_only_bar.isVisible()
    assert not entry(window.menus.by_title["Rencana"].actions(), "Tetapkan…").isEnabled()
    assert workspace.record is not None
    action_id = next(workspace.record.plan.actions()).action.id
    assert workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True)) is None
    assert "baca-saja" in window.messages.text
    other_process.communicate("\n", timeout=20)
    click(button(window.read_only_bar, "Coba buka berkas asli"))
    qtbot.waitUntil(lambda: not workspace.read_only and workspace.record is not None)
    assert not window.read_only_bar.isVisible()


def test_a_file_open_elsewhere_can_be_tried_again(
    window: MainWindow, qtbot: QtBot, example_file: Path, other_process: "subprocess.Popen[str]"
) -> None:
    def release_and_retry(box: QMessageBox) -> None:
        other_process.communicate("\n", timeout=20)
        click(button(box, "Coba lagi"))

    answers = Answers().expect(QMessageBox, release_and_retry)
    window.open_at_start(example_file)
    qtbot.waitUntil(lambda: window.workspace.record is not None, timeout=15_000)
    assert answers.done
    assert not window.workspace.read_only


def test_giving_up_on_a_file_open_elsewhere_shows_the_start_page(
    window: MainWindow, qtbot: QtBot, example_file: Path, other_process: "subprocess.Popen[str]"
) -> None:
    answers = Answers().expect(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    window.open_at_start(example_file)
    qtbot.waitUntil(lambda: answers.done and not window.workspace.is_busy, timeout=15_000)
    assert window.start_page.isVisible()
    assert not window.workspace.store_open


def test_a_failed_open_leaves_the_file_before_open(
    window: MainWindow, qtbot: QtBot, example_file: Path, tmp_path: Path
) -> None:
    open_in(window, qtbot, example_file)
    broken = tmp_path / "rusak.zidesk"
    broken.write_bytes(example_file.read_bytes()[:5000])
    answers = Answers().expect_file(broken)
    choose_menu(window, "Berkas", "Buka…")
    qtbot.waitUntil(window.messages.isVisible)
    assert answers.done
    assert window.workspace.path == example_file
    assert window.workspace.record is not None
