"""A bug's report: a text file that the user can send on, with nothing of the plan in it."""

import platform
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import platformdirs

from zidesk import __version__


def report_text(error: BaseException, facts: Sequence[str] = (), operations: Sequence[str] = ()) -> str:
    """Return the report of an unexpected error, in Indonesian but for the traceback.

    ``facts`` are further lines on the surroundings, ``operations`` the names of the last operations.
    """
    lines = [
        f"zidesk {__version__}",
        f"Waktu: {datetime.now().astimezone().isoformat(timespec='seconds')}",
        f"Sistem: {platform.platform()}",
        f"Python {platform.python_version()}",
        *facts,
    ]
    if operations:
        lines += ["Operasi terakhir:", *(f"- {name}" for name in operations)]
    return "\n".join([*lines, "", "".join(traceback.format_exception(error)).rstrip(), ""])


def write_crash_report(error: BaseException) -> Path | None:
    """Write the report into the user's log folder, else the temporary one; ``None`` if neither takes it."""
    name = f"laporan-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    for folder in (platformdirs.user_log_path("zidesk", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(report_text(error), encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None
