"""One month ticked, with its durable commit, against what the disk itself takes to keep a page."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import fsync_seconds, make_example, milliseconds, percentile

_TOGGLES = 1000


def measure(folder: Path) -> Iterator[str]:
    """Toggle months through the window's own workspace; the aim is p99 under 16 ms plus the disk's fsync."""
    from PySide6.QtWidgets import QApplication

    from zidesk.db.operations.months import plan_months
    from zidesk.db.store import Store
    from zidesk.ui.shell.application import make_application
    from zidesk.ui.shell.main_window import MainWindow

    file = folder / "a.zidesk"
    make_example(file)
    disk = fsync_seconds(folder)

    with Store.open(file) as store:
        record = store.load_record(store.plans()[0].id)
        ids = [path.action.id for path in record.plan.actions()]
        storage = []
        for number in range(_TOGGLES):
            start = time.perf_counter()
            plan_months(store, [(ids[number % len(ids)], number % 12 + 1)], number // len(ids) % 2 == 0)
            storage.append(time.perf_counter() - start)

    app = make_application()
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    window.open_at_start(file)
    while window.workspace.record is None or window.workspace.is_busy:
        app.processEvents()
    shown = []
    for number in range(_TOGGLES):
        cell = [(ids[number % len(ids)], number % 12 + 1)]
        planned = number // len(ids) % 2 == 0
        start = time.perf_counter()
        window.workspace.run(lambda store, cell=cell, planned=planned: plan_months(store, cell, planned))
        QApplication.processEvents()
        shown.append(time.perf_counter() - start)
    window.close()
    app.processEvents()

    fsync = percentile(disk, 0.5)
    slow = percentile(disk, 0.99)
    yield f"disk, 16 KiB write and fsync: p50 {milliseconds(fsync)}, p99 {milliseconds(slow)}"
    for name, taken in (
        ("operation with durable commit", storage),
        ("the same in the window, repainted", shown),
    ):
        p50, p99 = percentile(taken, 0.5), percentile(taken, 0.99)
        yield f"{name}: p50 {milliseconds(p50)}, p99 {milliseconds(p99)}, {p50 / fsync:.1f} times the fsync"
    yield "aim: p99 under 16 ms plus the disk's own fsync"
