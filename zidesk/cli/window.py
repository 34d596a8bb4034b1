"""The command without a verb: the window."""

import os
import sys
from pathlib import Path

from zidesk.domain.errors import KnownError


def open_window(path: Path | None) -> int:
    """Open the window, with ``path`` in it if given, and return when it is closed.

    Raises KnownError where this computer cannot show one: no screen, or system libraries missing.
    """
    if sys.platform.startswith("linux") and not _has_screen():
        raise KnownError(
            "Di sini tidak ada layar untuk jendela zidesk; pakailah perintahnya, lihat zidesk --help."
        )
    try:
        from zidesk.ui.shell.app import run
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise KnownError(
            f"Jendela zidesk belum dapat dibuka karena pustaka sistem belum terpasang ({error}); "
            "pasanglah paket yang disebut dalam README."
        ) from error
    return run(path)


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
