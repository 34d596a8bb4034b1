"""What a page of the window is: what it declares, what the window asks it, and what it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from zidesk.domain.plan.model import PlanRecord
from zidesk.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from zidesk.db.history.outcome import Outcome
    from zidesk.printing.documents.kinds import DocumentKind
    from zidesk.printing.setting.options import PrintOptions
    from zidesk.ui.printing.print_dialog import PrintChoice

MenuGroups = Mapping[str, Sequence[Sequence[QAction]]]
"""Actions by the title of the menu they stand in ("Sunting", "Rencana", …), in groups with a line between."""


PLAN = "rencana"
EVIDENCE = "bukti"
DECREE = "naskah"
"""Names of pages that other parts of the window lead to."""


@dataclass(frozen=True, slots=True)
class Location:
    """Somewhere to go in the window: a page, and on it a thing by its id, seen through a filter.

    What is empty stays as it is; without a page it is somewhere on the page that says it.
    """

    page: str = ""
    item: str = ""
    filter: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """A document's pages as they are seen on a page, and what is to become of them."""

    kind: "DocumentKind"
    record: PlanRecord
    options: "PrintOptions"
    pdf: bytes
    choice: "PrintChoice"


class Page(QWidget):
    """A page; those that derive from it override what they have, and may be silent about the rest.

    ``wanted`` asks the window to go to a ``Location``; ``searched_changed`` tells what is searched for;
    ``pages_sent`` hands over a ``PrintedPages`` to be printed or saved.
    """

    wanted = Signal(object)
    searched_changed = Signal(str)
    pages_sent = Signal(object)
    search_hint = ""
    """What the search box is called on this page; a page without searches nothing."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._searched = ""
        workspace.opened.connect(self._begin)
        workspace.closed.connect(self._end)
        workspace.record_changed.connect(self.show_plan)
        workspace.changed.connect(self.hear)

    def commands(self) -> MenuGroups:
        """Return the page's own commands; the window asks once, and turns them off while it is not shown."""
        return {}

    @property
    def searched(self) -> str:
        """What is searched for on this page."""
        return self._searched

    def search(self, text: str) -> None:
        """Search for ``text``; an empty one ends the search."""
        if text != self._searched:
            self._searched = text
            self.find(text)
            self.searched_changed.emit(text)

    def find(self, text: str) -> None:
        """Show what ``text``, just typed, is found in."""

    def find_next(self) -> None:
        """Go to the next thing that was searched for, from the first again after the last."""

    def set_filter(self, name: str) -> None:
        """Show only what belongs to the filter of this name."""

    def show_file(self) -> None:
        """Show what another file holds, just opened, or nothing when it was closed."""

    def show_plan(self) -> None:
        """Show the plan that was chosen or loaded again, or none."""

    def hear(self, outcome: "Outcome") -> None:
        """Do what is due after an operation, undo or redo; the plan on screen follows by itself."""

    def location(self) -> Location:
        """Return where the user is on this page, to come back to."""
        return Location()

    def go_to(self, location: Location) -> None:
        """Show what ``location`` says, as far as it is still there."""

    def _begin(self) -> None:
        self.search("")
        self.show_file()

    def _end(self) -> None:
        self._begin()
        self.show_plan()


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page as the window announces it: how it is told from others, how to get there, how it is made."""

    name: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[Workspace], Page]
