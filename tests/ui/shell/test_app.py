"""The whole program in a process of its own: it shows the file it was given and ends with status 0."""

import subprocess
import sys
import textwrap
from pathlib import Path

from zidesk.db.operations.plans import add_plan
from zidesk.db.store import Store
from zidesk.exchange.examples import read_example

SCRIPT = textwrap.dedent(
    """
    import gc, sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from zidesk.ui.shell import app

    class Watched(app.MainWindow):
        def __init__(self):
            super().__init__()
            self.workspace.record_changed.connect(lambda: QTimer.singleShot(0, self.leave))

        def leave(self):
            print(self.windowTitle(), self.status.steps.text(), gc.isenabled())
            self.close()

    app.MainWindow = Watched
    sys.exit(app.run(Path(sys.argv[1])))
    """
)


def test_the_program_opens_its_file_and_ends_when_its_window_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "Rencana.zidesk"
    example = read_example("jambi-2026")
    assert example.unit is not None
    with Store.create(path) as store:
        add_plan(store, example.unit, example.plan)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Rencana.zidesk — zidesk 70 langkah aksi, True"
    assert "Traceback" not in done.stderr
    Store.open(path).close()


FAILING = textwrap.dedent(
    """
    import os, sys
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication
    from zidesk.domain.errors import KnownError
    from zidesk.ui.shell import app
    from zidesk.ui.shell.errors_dialog import BugDialog

    class Failing(app.MainWindow):
        def __init__(self):
            super().__init__()
            self.told = []
            tell = self.messages.tell
            self.messages.tell = lambda text, **options: (self.told.append(text), tell(text, **options))
            QTimer.singleShot(0, self.fail)
            QTimer.singleShot(40_000, lambda: os._exit(9))

        def event(self, event):
            if event.type() is QEvent.Type.User:
                [][0]
            if event.type() is QEvent.Type.MaxUser:
                raise KnownError("Tidak dapat; ulangilah.")
            return super().event(event)

        def fail(self):
            for kind in (QEvent.Type.User, QEvent.Type.MaxUser):
                QApplication.postEvent(self, QEvent(kind))
            self.leave()

        def leave(self):
            dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, BugDialog)]
            if not dialogs or not self.told or self.workspace.is_busy:
                QTimer.singleShot(50, self.leave)
                return
            (dialog,) = dialogs
            print("list index out of range" in dialog.report, "LoopRuns" in dialog.report)
            print(*self.told)
            dialog.close()
            self.close()

    app.MainWindow = Failing
    sys.exit(app.run(None))
    """
)


def test_an_error_from_python_itself_in_an_override_is_reported_and_the_window_stays(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAILING],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["True False", "Tidak dapat; ulangilah."]
    assert "IndexError" in done.stderr
