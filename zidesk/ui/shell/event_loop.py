"""The event loop, and what PySide does to errors that are raised in overrides of Qt's functions.

PySide6 6.9 takes the process down when CPython's own code raises, say, a KeyError there: before Python 3.12
the error is then still a bare text, and PySide takes it for an exception. While another exception is being
handled, Python makes a whole one at once.
"""

import re

from PySide6.QtWidgets import QApplication

_PREFIX = re.compile(r"(Error calling Python override of [\w:]+\(\): )+")


class _LoopRunsError(Exception):
    """Is being handled as long as the event loop runs."""


def run_event_loop(app: QApplication) -> int:
    """Run the event loop until the application ends; return its exit status."""
    try:
        raise _LoopRunsError  # noqa: TRY301 - what matters is that it is being handled below
    except _LoopRunsError:
        return app.exec()


def forget_event_loop(error: BaseException) -> None:
    """Take what ``run_event_loop`` handles out of the errors that led to ``error``."""
    while error.__context__ is not None:
        if isinstance(error.__context__, _LoopRunsError):
            error.__context__ = None
            return
        error = error.__context__


def own_words(error: BaseException) -> str:
    """Return what ``error`` says, without the English words that PySide puts before it in an override."""
    return _PREFIX.sub("", str(error))
