"""What tests with widgets may rely on: Indonesian, the program's look, empty settings, and a clean desk."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.domain.importing.comparison import Comparison
from zidesk.domain.plan.model import Level
from zidesk.domain.plan.template import blank_plan
from zidesk.exchange.examples import read_example
from zidesk.ui.importing.import_preview import ImportPreviewDialog
from zidesk.ui.look import theme
from zidesk.ui.shell import translation
from zidesk.ui.shell.main_window import MainWindow

_ANSWERED_WITHIN_S = 20
"""How long a modal dialog may stand in a test before it counts as one that nobody expected."""


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application as the program sets it up, once."""
    # The tests type into Qt's own file dialog; Windows' cannot be driven from here.
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    qapp.setOrganizationName("zidesk")
    qapp.setApplicationName("zidesk")
    translation.install(qapp)
    return qapp


@pytest.fixture(autouse=True)
def empty_settings(qapp: QApplication, user_folder: Path) -> None:
    """Settings that nobody has written yet, in a folder of this test's own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for file_format in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(file_format, scope, str(user_folder / "settings"))
    if theme.colors().dark or qapp.style().objectName() != "fusion" or not qapp.styleSheet():
        theme.apply(qapp)


@pytest.fixture(autouse=True)
def clean_desk(qapp: QApplication, empty_settings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a running thread behind."""
    started: list[weakref.ref[QTimer | QThread]] = []

    def note_starts(kind: type[QTimer | QThread]) -> None:
        start = kind.start

        def noted(self: Any, *args: Any) -> None:
            started.append(weakref.ref(self))
            start(self, *args)

        monkeypatch.setattr(kind, "start", noted)

    note_starts(QTimer)
    note_starts(QThread)
    yield
    leftovers = _leftovers(qapp, started)
    if leftovers:
        # Objects in reference cycles go only now; what then remains, somebody holds.
        gc.collect()
        leftovers = _leftovers(qapp, started)
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    assert not leftovers, f"the test left behind: {', '.join(leftovers)}"


@pytest.fixture(scope="session")
def unanswered(qapp: QApplication) -> Iterator[list[str]]:
    """The modal dialogs that stood too long without an answer; they are closed, so that nothing hangs."""
    found: list[str] = []
    looks: list[QWidget | None] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if looks and looks[-1] is not dialog:
            looks.clear()
        looks.append(dialog)
        if dialog is not None and len(looks) == _ANSWERED_WITHIN_S:
            found.append(_described(dialog))
            dialog.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1000)
    yield found
    timer.stop()


@pytest.fixture(autouse=True)
def nothing_unanswered(unanswered: list[str]) -> Iterator[None]:
    """Fail a test in which a dialog came up that nobody answered."""
    unanswered.clear()
    yield
    assert not unanswered, f"nobody answered: {', '.join(unanswered)}"


def _leftovers(qapp: QApplication, started: list[weakref.ref[QTimer | QThread]]) -> list[str]:
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [_described(widget) for widget in qapp.topLevelWidgets() if _counts(widget)]
    for reference in started:
        worker = reference()
        if worker is None or not isValid(worker):
            continue
        if isinstance(worker, QTimer) and worker.isActive():
            found.append(f"timer of {worker.parent()!r}")
        if isinstance(worker, QThread) and worker.isRunning():
            found.append(f"thread {worker.objectName()!r}")
    if QThreadPool.globalInstance().activeThreadCount():
        found.append("work in the global thread pool")
    return found


def _counts(widget: QWidget) -> bool:
    return widget.metaObject().className() != "QTipLabel"


def _described(widget: QWidget) -> str:
    return f"{widget.metaObject().className()} {widget.windowTitle() or widget.objectName()!r}"


@pytest.fixture
def example_file(tmp_path: Path) -> Path:
    """A file with the bundled plan of Batang Hari, closed."""
    path = tmp_path / "Rencana.zidesk"
    example = read_example("batanghari-2026")
    assert example.unit is not None
    with Store.create(path) as store:
        add_plan(store, example.unit, example.plan)
    return path


@pytest.fixture
def province_file(tmp_path: Path) -> Path:
    """A file of Provinsi Jambi 2026, and of Kabupaten Batang Hari 2026 and 2027; the last is empty."""
    path = tmp_path / "Provinsi.zidesk"
    jambi, batanghari = read_example("jambi-2026"), read_example("batanghari-2026")
    assert jambi.unit is not None
    assert batanghari.unit is not None
    with Store.create(path) as store:
        add_plan(store, jambi.unit, jambi.plan)
        added = add_plan(store, batanghari.unit, batanghari.plan)
        unit = next(unit for unit in store.units() if unit.level is Level.KABUPATEN)
        assert added.created
        add_plan(store, unit, blank_plan(2027))
    return path


@pytest.fixture
def empty_window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window with its start page."""
    made = MainWindow()
    made.resize(1280, 700)
    made.show()
    qtbot.waitExposed(made)
    # Before that, no shortcut reaches the window.
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def window(empty_window: MainWindow, example_file: Path, qtbot: QtBot) -> MainWindow:
    """The main window with the example open."""
    empty_window.open_at_start(example_file)
    qtbot.waitUntil(lambda: empty_window.workspace.record is not None)
    return empty_window


@pytest.fixture
def show_preview(qtbot: QtBot) -> Iterator[Callable[[Comparison], ImportPreviewDialog]]:
    """Opens the import preview of a comparison; closed after the test."""
    made: list[ImportPreviewDialog] = []

    def make(comparison: Comparison) -> ImportPreviewDialog:
        dialog = ImportPreviewDialog("x.xlsx", "Kabupaten X, rencana 2026", comparison)
        made.append(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    yield make
    for dialog in made:
        dialog.close()
        dialog.deleteLater()
