"""Getting ready to write in the background: after the plan is shown, in nobody's way."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.environment import checkout_environment
from zidesk.cli import main

OFFSCREEN = "This plugin does not support"
# In a process of its own, because here everything is imported already.
_START = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings
from zidesk.ui.open_file.lanes import Lane
from zidesk.ui.shell.application import make_application
from zidesk.ui.shell.main_window import MainWindow

def until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

def click():
    from zidesk.db.operations import months
    action = next(workspace.record.plan.actions()).action
    month = next(month for month in range(1, 13) if month not in action.planned_months)
    assert workspace.run(lambda store: months.plan_months(store, [(action.id, month)], True))
    assert month in next(workspace.record.plan.actions()).action.planned_months
    assert workspace.undo()
    assert next(workspace.record.plan.actions()).action == action

app = make_application()
window = MainWindow()
window.show()
workspace = window.workspace
workspace.opened.connect(lambda: print("sqlalchemy" in sys.modules))
window.open_at_start(Path(sys.argv[1]))
"""
_MEANWHILE = """
class Slow:
    reached = False

    @classmethod
    def find_spec(cls, name, path, target=None):
        if name == "sqlmodel":
            assert threading.current_thread() is not threading.main_thread()
            cls.reached = True
            time.sleep(0.3)

sys.meta_path.insert(0, Slow)
until(lambda: Slow.reached)
"""
_END = """
window.close()
app.processEvents()
assert threading.enumerate() == [threading.main_thread()]
"""
_STORIES = {
    "the libraries are there a moment after the plan": """
until(lambda: "zidesk.db.operations.imports" in sys.modules and workspace.lanes.is_idle(Lane.FILE))
click()
""",
    "a click in the middle waits for them": _MEANWHILE + "click()",
    "the window closes in the middle": _MEANWHILE,
    "the window closes before": "until(lambda: workspace.store_open)",
    "the plan is changed before": """
until(lambda: workspace.store_open)
click()
until(lambda: "zidesk.db.operations.imports" in sys.modules and workspace.lanes.is_idle(Lane.FILE))
""",
}


@pytest.mark.parametrize("story", _STORIES)
def test_writing_is_prepared_in_the_background(story: str, tmp_path: Path) -> None:
    file = tmp_path / "a.zidesk"
    assert main(["contoh", "batanghari-2026", str(file)]) == 0
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _START + _STORIES[story] + _END, file],
        env=checkout_environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if not line.startswith(OFFSCREEN)]
    assert (done.returncode, done.stdout, complaints) == (0, "False\n", [])
    assert main(["periksa", str(file)]) == 0
