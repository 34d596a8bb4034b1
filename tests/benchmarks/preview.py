"""The live preview of a 30-page decree: the first pages, pages after an edit, memory over 200 edits."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.measuring import MEBIBYTE, milliseconds, percentile

_SECTIONS = 5
_FIRST_VIEWS = 5
_EDITS = 200
_TIMED_EDITS = 30


def measure(folder: Path) -> Iterator[str]:
    """Show the page of a 30-page decree and type in it; first pages in 0.5 s, after an edit in 0.3 s."""
    from zidesk.db.operations.plans import add_plan
    from zidesk.db.store import Store
    from zidesk.domain.decree.model import ClausePart
    from zidesk.domain.decree.parts import DecreePart
    from zidesk.domain.ticker import silent
    from zidesk.exchange.examples import read_example
    from zidesk.printing.documents.kinds import kind_named
    from zidesk.printing.setting.options import PrintOptions
    from zidesk.ui.naskah.naskah_page import NaskahPage
    from zidesk.ui.naskah.page_making import page_maker
    from zidesk.ui.shell.application import make_application
    from zidesk.ui.shell.main_window import MainWindow

    file = folder / "a.zidesk"
    example = read_example("batanghari-2026")
    assert example.unit is not None
    decree = example.plan.decree
    longer = replace(decree, sections=decree.sections * _SECTIONS)
    with Store.create(file) as store:
        add_plan(store, example.unit, replace(example.plan, decree=longer))

    app = make_application()
    window = MainWindow()
    window.resize(1366, 768)
    window.show()

    def wait(done: Callable[[], bool]) -> float:
        start = time.perf_counter()
        while not done():
            app.processEvents()
            time.sleep(0.001)
        return time.perf_counter() - start

    window.open_at_start(file)
    wait(lambda: window.workspace.record is not None and not window.workspace.is_busy)
    window.pages.show_page("naskah")
    page = window.shown_page
    assert isinstance(page, NaskahPage)
    preview = page.preview

    def is_shown() -> bool:
        return preview.is_current and preview.view.is_fresh

    cold = wait(is_shown)
    firsts = []
    for _ in range(_FIRST_VIEWS):
        record = window.workspace.record
        preview.show_record(None)
        preview.show_record(record)
        firsts.append(wait(is_shown))
    yield f"{preview.view.pages} pages, the first ever: {milliseconds(cold)}, fonts loaded with it"
    yield f"the first of an opened document: p50 {milliseconds(percentile(firsts, 0.5))} (aim: under 500 ms)"

    record = window.workspace.record
    assert record is not None
    kind = kind_named("keputusan")
    work = page_maker(kind, record, PrintOptions())
    start = time.process_time()
    for _ in range(_FIRST_VIEWS):
        work(silent)
    alone = (time.process_time() - start) / _FIRST_VIEWS
    yield f"making the pages alone: {milliseconds(alone)} of processor time"

    page.outline.part_chosen.emit(DecreePart(ClausePart.CONSIDERING))
    view = page.editor.list
    view.edit_entry(view.entries.rows[1].id)
    wait(is_shown)
    taken, before = [], 0
    for edit in range(_EDITS):
        if edit == _TIMED_EDITS:
            gc.collect()
            before = _resident()
        view.editor.insertPlainText("kata " if edit % 2 else "lain ")
        start = time.perf_counter()
        wait(lambda: not preview.is_current)
        wait(is_shown)
        taken.append(time.perf_counter() - start)
        if edit % 10 == 9:
            view.commit()
    gc.collect()
    grown = (_resident() - before) / MEBIBYTE
    yield (
        f"after an edit, with its pause: p50 {milliseconds(percentile(taken, 0.5))}, "
        f"p90 {milliseconds(percentile(taken, 0.9))} (aim: under 300 ms)"
    )
    yield f"memory over the next {_EDITS - _TIMED_EDITS} edits: {grown:+.1f} MiB (aim: flat)"
    window.close()
    app.processEvents()


def _resident() -> int:
    """Return the memory of this process in bytes, 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0
    return int(status.read_text().split()[1]) * 4096
