"""The views at the left of the window; adding one is one line in ``SECTIONS``."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from zidesk.ui.shell.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Section:
    """A view: its name in the sidebar, its icon, and how its page is made when it is first shown."""

    title: str
    icon: str
    make: Callable[[Workspace], QWidget]


def _plan(workspace: Workspace) -> QWidget:
    from zidesk.ui.plan import PlanView

    return PlanView(workspace)


def _evidence(workspace: Workspace) -> QWidget:
    from zidesk.ui.evidence.evidence_page import EvidencePage

    return EvidencePage(workspace)


SECTIONS = (
    Section("Rencana", "list-tree", _plan),
    Section("Bukti", "paperclip", _evidence),
)
