"""A grid of 40,000 action rows, scrolled: frames a second at 1366 x 768."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.benchmarks.measuring import make_example, milliseconds, percentile

_ROWS = 40_000
_FRAMES = 300


def measure(folder: Path) -> Iterator[str]:
    """Open a plan of 40,000 rows in the window and scroll through it; the aim is 60 frames a second."""
    from PySide6.QtWidgets import QTreeView

    from zidesk.db.operations.plans import replace_plan
    from zidesk.db.store import Store
    from zidesk.domain.plan.model import Action, Plan
    from zidesk.ui.shell.application import make_application
    from zidesk.ui.shell.main_window import MainWindow

    def grown(plan: Plan) -> Plan:
        paths = list(plan.actions())
        many: dict[str, list[Action]] = {}
        number = count()
        while next(number) < _ROWS // len(paths):
            for path in paths:
                many.setdefault(path.indicator.id, []).append(replace(path.action, id=""))
        areas = tuple(
            replace(
                area,
                components=tuple(
                    replace(
                        component,
                        indicators=tuple(
                            replace(indicator, actions=tuple(many.get(indicator.id, ())))
                            for indicator in component.indicators
                        ),
                    )
                    for component in area.components
                ),
            )
            for area in plan.areas
        )
        return replace(plan, areas=areas)

    file = folder / "a.zidesk"
    make_example(file)
    with Store.open(file) as store:
        start = time.perf_counter()
        plan = grown(store.load_record(store.plans()[0].id).plan)
        replace_plan(store, plan, "Isi rencana besar")
        rows = sum(1 for _ in plan.actions())
        yield f"{rows} rows written in one operation: {time.perf_counter() - start:.1f} s"

    app = make_application()
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    start = time.perf_counter()
    window.open_at_start(file)
    while window.workspace.record is None or window.workspace.is_busy:
        app.processEvents()
    app.processEvents()
    yield f"opened and shown: {time.perf_counter() - start:.1f} s"
    view = max(window.findChildren(QTreeView), key=lambda tree: tree.verticalScrollBar().maximum())
    bar = view.verticalScrollBar()
    frames = []
    step = max(3, bar.maximum() // _FRAMES)
    for frame in range(_FRAMES):
        start = time.perf_counter()
        bar.setValue(frame * step)
        window.repaint()
        app.processEvents()
        frames.append(time.perf_counter() - start)
    window.close()
    app.processEvents()
    typical, slow = percentile(frames, 0.5), percentile(frames, 0.99)
    yield f"a frame: p50 {milliseconds(typical)}, p99 {milliseconds(slow)}"
    yield f"{1 / typical:.0f} frames a second, {1 / slow:.0f} at p99 (aim: 60)"
