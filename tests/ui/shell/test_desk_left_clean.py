"""The fixtures that every test relies on do what they say."""

import sys
import textwrap
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QSettings

pytest_plugins = ["pytester"]

LEFTOVERS = {
    "a window": (
        """
        from PySide6.QtWidgets import QWidget
        KEPT = []
        def test_it():
            KEPT.append(QWidget(objectName="tertinggal"))
        """,
        "the test left behind: QWidget 'tertinggal'",
    ),
    "a timer": (
        """
        from PySide6.QtCore import QTimer
        KEPT = []
        def test_it():
            KEPT.append(QTimer())
            KEPT[0].start(100_000)
        """,
        "the test left behind: timer of",
    ),
    "a Qt thread": (
        """
        from PySide6.QtCore import QThread
        KEPT = []
        def test_it():
            KEPT.append(QThread(objectName="pekerja"))
            KEPT[0].start()
        def teardown_module():
            KEPT[0].quit()
            KEPT[0].wait()
        """,
        "the test left behind: thread 'pekerja'",
    ),
    "a Python thread": (
        """
        import threading
        STOP = threading.Event()
        def test_it():
            threading.Thread(target=STOP.wait, name="pekerja").start()
        def teardown_module():
            STOP.set()
        """,
        "the test left a thread running: pekerja",
    ),
    "a warning of Qt's": (
        """
        from PySide6.QtCore import qWarning
        def test_it():
            qWarning("tidak wajar")
        """,
        "tidak wajar",
    ),
}


@pytest.mark.parametrize(("source", "said"), LEFTOVERS.values(), ids=LEFTOVERS.keys())
def test_a_test_that_leaves_something_behind_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str, said: str
) -> None:
    root = Path(__file__).parents[3]
    for part in ("tests/conftest.py", "tests/ui/conftest.py", "pyproject.toml"):
        copy = pytester.path / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text((root / part).read_text(encoding="utf-8"), encoding="utf-8")
    (pytester.path / "tests/ui/test_it.py").write_text(textwrap.dedent(source), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(root))
    result = pytester.run(sys.executable, "-m", "pytest", "tests/ui", timeout=60)
    assert result.ret == 1
    assert said in result.stdout.str()


def test_settings_and_folders_belong_to_this_test_alone(user_folder: Path) -> None:
    QSettings().setValue("jejak", "ada")
    QSettings().sync()
    assert Path(QSettings().fileName()).is_relative_to(user_folder)
    assert Path(platformdirs.user_data_dir("zidesk")).is_relative_to(user_folder)


def test_the_next_test_does_not_see_the_settings_of_the_one_before() -> None:
    assert not QSettings().contains("jejak")
