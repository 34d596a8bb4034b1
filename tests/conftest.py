"""What every test may rely on: no screen is needed, and the user's own folders are never touched."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Timing on a shared machine is no property of the code. In CI a failure must be the next run's failure too.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# Where platformdirs looks, on Linux and on Windows.
_USER_FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "WIN_PD_OVERRIDE_PERSONAL",
)
_THREAD_GRACE_SECONDS = 2.0
_number = count()


@pytest.fixture(scope="session")
def folders_of_all_users() -> Iterator[Path]:
    """The folder that holds a home of its own for every test."""
    with tempfile.TemporaryDirectory(prefix="zidesk-users-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def user_folder(folders_of_all_users: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for one test: settings, data and cache of the program land in it."""
    home = folders_of_all_users / str(next(_number))
    for name in _USER_FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + _THREAD_GRACE_SECONDS
    for thread in set(threading.enumerate()) - before:
        # A dummy stands for a thread that Python did not start; it stays listed after its end.
        if isinstance(thread, threading._DummyThread):
            continue
        thread.join(max(0.0, end - time.monotonic()))
        assert not thread.is_alive(), f"the test left a thread running: {thread.name}"
