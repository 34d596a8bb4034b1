"""Lanes of background work: what waits in one lane never holds up another.

PDFium may be called from one thread at a time only: lanes that use it take turns by
``zidesk.ui.printing.pdfium``, page by page.
"""

from enum import StrEnum

from PySide6.QtCore import QObject

from zidesk.ui.shell.tasks import TaskRunner


class Lane(StrEnum):
    """What a lane is for; each has a thread of its own, once something was started in it.

    FILE: long reading and writing that the user waits for. WATCH: looks at the file on disk, which may wait
    for a drive. PREVIEW: pages and pictures to be seen now. THUMBNAILS: small pictures, whenever there is
    time. COPY: whole copies of the file while the user works on.
    """

    FILE = "file"
    WATCH = "watch"
    PREVIEW = "preview"
    THUMBNAILS = "thumbnails"
    COPY = "copy"


class Lanes(QObject):
    """One runner for each lane, made when it is first asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runners: dict[Lane, TaskRunner] = {}

    def __getitem__(self, lane: Lane) -> TaskRunner:
        """Return the runner of a lane."""
        if lane not in self._runners:
            self._runners[lane] = TaskRunner(lane, self)
        return self._runners[lane]

    def is_idle(self, lane: Lane) -> bool:
        """Whether nothing waits or runs in a lane."""
        return lane not in self._runners or self._runners[lane].idle

    def stop(self, *kept: Lane) -> None:
        """Cancel everything in every lane but ``kept`` and wait for its end; no callback comes afterwards."""
        stopping = [runner for lane, runner in self._runners.items() if lane not in kept]
        for runner in stopping:
            runner.cancel_all()
        for runner in stopping:
            runner.close()
