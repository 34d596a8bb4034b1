"""Every page of the window, in the order of the navigation; a page is made when it is first shown.

A further page is a class that derives from ``Page``, a function here that makes it, and a line in ``PAGES``.
"""

from zidesk.ui.shell.page import DECREE, EVIDENCE, PLAN, Page, PageKind
from zidesk.ui.shell.workspace import Workspace


def _plan(workspace: Workspace) -> Page:
    from zidesk.ui.plan import PlanView

    return PlanView(workspace)


def _evidence(workspace: Workspace) -> Page:
    from zidesk.ui.evidence.evidence_page import EvidencePage

    return EvidencePage(workspace)


def _decree(workspace: Workspace) -> Page:
    from zidesk.ui.naskah.naskah_page import NaskahPage

    return NaskahPage(workspace)


PAGES = (
    PageKind(PLAN, "Rencana", "list-tree", "Ctrl+1", _plan),
    PageKind(EVIDENCE, "Bukti", "paperclip", "Ctrl+2", _evidence),
    PageKind(DECREE, "Naskah", "file-text", "Ctrl+3", _decree),
)
