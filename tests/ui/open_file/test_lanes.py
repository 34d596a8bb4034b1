"""Lanes: what waits in one never holds up another, and nothing is left of any when the file is closed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.driving import Answers, button, click, open_in
from zidesk.db.operations.evidence import attach_files
from zidesk.db.operations.months import plan_months
from zidesk.db.store import Store
from zidesk.domain.ticker import Ticker, silent
from zidesk.ui.evidence.evidence_copies import EvidenceCopies
from zidesk.ui.open_file.lanes import Lane, Lanes
from zidesk.ui.printing.page_preview import render_page
from zidesk.ui.shell.main_window import MainWindow

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 200]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.stop()


def endless(tick: Ticker) -> None:
    while True:
        tick(0, 0)
        threading.Event().wait(0.002)


@pytest.mark.parametrize("held", Lane)
def test_work_in_one_lane_holds_up_no_other(qtbot: QtBot, lanes: Lanes, held: Lane) -> None:
    release = threading.Event()
    lanes[held].start(lambda _tick: release.wait(20), lambda _: None, pytest.fail)
    others = [lane for lane in Lane if lane is not held]
    done: list[Lane] = []
    for lane in others:
        lanes[lane].start(lambda _tick, lane=lane: lane, done.append, pytest.fail)
    qtbot.waitUntil(lambda: len(done) == len(others))
    assert not lanes.is_idle(held)
    assert all(map(lanes.is_idle, others))
    release.set()


def test_pages_are_rendered_in_two_lanes_at_once(qtbot: QtBot, lanes: Lanes) -> None:
    sizes: list[tuple[int, int]] = []
    for _ in range(20):
        for lane in (Lane.PREVIEW, Lane.THUMBNAILS):
            lanes[lane].start(
                lambda _tick: render_page(PDF, 0, 50),
                lambda page: sizes.append((page.image.width(), page.image.height())),
                pytest.fail,
            )
    qtbot.waitUntil(lambda: len(sizes) == 40)
    assert set(sizes) == {(50, 100)}


def test_stopping_ends_every_lane_but_those_kept_and_calls_nobody_back(qtbot: QtBot, lanes: Lanes) -> None:
    for lane in Lane:
        lanes[lane].start(endless, pytest.fail, pytest.fail)
    lanes.stop(Lane.FILE)
    assert [lane for lane in Lane if not lanes.is_idle(lane)] == [Lane.FILE]
    names = {thread.name for thread in threading.enumerate() if thread.name.startswith("zidesk-")}
    assert names == {"zidesk-file"}
    lanes.stop()
    qtbot.wait(20)


def test_the_window_closes_with_work_in_every_lane(window: MainWindow) -> None:
    for lane in Lane:
        window.workspace.run_behind(lane, lambda _store, tick: endless(tick), pytest.fail)
    answers = Answers().expect(QMessageBox, lambda box: click(button(box, "Hentikan dan tutup")))
    window.close()
    assert answers.done
    assert not window.workspace.store_open
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("zidesk-")]


def test_the_user_goes_on_while_the_file_is_read_behind(window: MainWindow) -> None:
    workspace = window.workspace
    workspace.run_behind(Lane.THUMBNAILS, lambda _store, tick: endless(tick), pytest.fail)
    assert not workspace.is_busy
    assert workspace.record is not None
    action_id = next(workspace.record.plan.actions()).action.id
    assert workspace.run(lambda store: plan_months(store, [(action_id, 12)], planned=True))


@pytest.mark.parametrize("ending", ["another file", "the same window", "the program"])
def test_leaving_a_file_takes_its_copies_of_evidence_and_its_background_work_along(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    opened: list[Path] = []

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    workspace = window.workspace
    path = workspace.path
    assert path is not None
    assert workspace.record is not None
    action_id = next(workspace.record.plan.actions()).action.id
    (tmp_path / "undangan.pdf").write_bytes(PDF)
    workspace.run(lambda store: attach_files(store, [tmp_path / "undangan.pdf"], [(action_id, 1)], silent))
    copies = EvidenceCopies(workspace, window)
    copies.open(workspace.store.evidence_files()[0].evidence)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == PDF
    workspace.run_behind(Lane.THUMBNAILS, lambda _store, tick: endless(tick), pytest.fail)
    if ending == "another file":
        other = tmp_path / "Lain.zidesk"
        Store.create(other).close()
        window.files.open_path(other)
        qtbot.waitUntil(lambda: workspace.path == other)
    elif ending == "the same window":
        window.files.close_file()
    else:
        window.close()
    assert not opened[0].exists()
    assert not opened[0].parent.parent.exists()
    assert workspace.lanes.is_idle(Lane.THUMBNAILS)
    Store.open(path).close()


def test_a_file_that_cannot_be_opened_leaves_the_work_on_the_one_before(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.workspace.run_behind(Lane.THUMBNAILS, lambda _store, tick: endless(tick), pytest.fail)
    (tmp_path / "rusak.zidesk").write_bytes(b"rusak")
    with qtbot.waitSignal(window.workspace.refused):
        window.files.open_path(tmp_path / "rusak.zidesk")
    assert not window.workspace.lanes.is_idle(Lane.THUMBNAILS)
    open_in(window, qtbot, window.workspace.path or tmp_path)
