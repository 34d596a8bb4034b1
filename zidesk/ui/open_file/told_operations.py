"""Operations whose refusal comes back as its sentence, to be shown where the text was typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.db.store import Store


class ToldOperations:
    """Runs operations of the open file."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sentence = ""

    def run(self, work: Callable[["Store"], "Outcome"]) -> str | None:
        """Run an operation; return ``None``, or the sentence with which it was refused."""
        self._sentence = ""
        self._workspace.refused.connect(self._hear)
        try:
            outcome = self._workspace.run(work)
        finally:
            self._workspace.refused.disconnect(self._hear)
        return self._sentence or "Belum tersimpan; coba lagi." if outcome is None else None

    def _hear(self, sentence: str) -> None:
        self._sentence = sentence
