"""The background worker: results, errors, progress and cancelling arrive in the GUI thread."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from zidesk.domain.errors import CancelledError
from zidesk.domain.ticker import Ticker
from zidesk.ui.shell.tasks import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner("uji")
    yield made
    made.close()


def test_a_result_is_delivered_in_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[object] = []

    def work(_tick: Ticker) -> int:
        return threading.get_ident()

    runner.start(work, lambda ident: told.extend([ident, threading.get_ident()]), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] != threading.get_ident()
    assert told[1] == threading.get_ident()
    assert runner.idle


def test_all_tasks_run_in_the_same_thread_one_after_another(qtbot: QtBot, runner: TaskRunner) -> None:
    idents: list[int] = []
    for _ in range(5):
        runner.start(lambda _tick: threading.get_ident(), idents.append, pytest.fail)
    qtbot.waitUntil(lambda: len(idents) == 5)
    assert len(set(idents)) == 1


def test_an_error_is_delivered_and_the_worker_goes_on(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[object] = []

    def work(_tick: Ticker) -> None:
        raise ValueError("rusak")

    runner.start(work, pytest.fail, told.append)
    runner.start(lambda _tick: "hidup", told.append, pytest.fail)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], ValueError)
    assert told[1] == "hidup"


def test_progress_is_told_and_its_end_is_never_left_out(qtbot: QtBot, runner: TaskRunner) -> None:
    steps: list[tuple[int, int]] = []
    over: list[object] = []

    def work(tick: Ticker) -> None:
        for done in range(1, 1001):
            tick(done, 1000)

    runner.start(work, over.append, over.append, lambda done, total: steps.append((done, total)))
    qtbot.waitUntil(lambda: len(over) == 1)
    assert over == [None]
    assert steps[-1] == (1000, 1000)
    assert len(steps) < 100


def test_a_cancelled_task_fails_with_cancelled_error(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[object] = []

    def work(tick: Ticker) -> None:
        while True:
            tick(0, 0)

    task = runner.start(work, pytest.fail, told.append)
    task.cancel()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert isinstance(told[0], CancelledError)


def test_closing_stops_running_work_and_calls_nobody_back(qtbot: QtBot, runner: TaskRunner) -> None:
    started = threading.Event()

    def work(tick: Ticker) -> None:
        started.set()
        while True:
            tick(0, 0)

    runner.start(work, pytest.fail, pytest.fail)
    started.wait(5)
    runner.close()
    qtbot.wait(20)
    assert runner.idle
