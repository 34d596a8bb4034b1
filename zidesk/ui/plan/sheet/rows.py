"""The rows of the sheet: one ``Row`` per node of the plan, with what its cells show worked out once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from zidesk.domain.figures.progress import CellState, Progress, cell_state, months_proven_early, progress_of
from zidesk.domain.plan.fields import ACTION_FIELDS, DONE_FIELDS, said_texts
from zidesk.domain.plan.model import MONTHS, Action, Area, Component, Indicator, Node, NodeKind
from zidesk.domain.plan.numbering import code, roman
from zidesk.domain.schedule.dates import format_percent
from zidesk.ui.plan.sheet import columns

MARKS = {
    CellState.EMPTY: "",
    CellState.PLANNED: "○",
    CellState.LATE: "!",
    CellState.DONE: "✔",
    CellState.DONE_WITHOUT_EVIDENCE: "✔?",
    CellState.DONE_UNPLANNED: "+✔",
    CellState.DONE_UNPLANNED_WITHOUT_EVIDENCE: "+✔?",
}
"""A cell's state as text."""
FILE_MARK = "∙"
"""Behind the mark of a month that has a file though it is not marked as done."""

NO_STATES = (CellState.EMPTY,) * 12


class Row:
    """One node on the sheet.

    ``children`` are all of them, ``shown`` those that the filter lets through; ``number`` and ``place``
    count from 0 in these two. ``node`` keeps its own children only as far as it was when it was loaded:
    ``seen_subtree`` gives the present ones. ``memberships`` are the filters an action belongs to, once
    worked out. The root has no kind and no node.
    """

    __slots__ = (
        "_cells",
        "_haystack",
        "_progress",
        "_span",
        "_states",
        "children",
        "id",
        "key",
        "kind",
        "label",
        "memberships",
        "node",
        "number",
        "parent",
        "place",
        "shown",
    )

    def __init__(self, key: int) -> None:
        self.key = key
        self.id = ""
        self.kind: NodeKind | None = None
        self.node: Node | None = None
        self.parent: Row | None = None
        self.children: list[Row] = []
        self.shown: list[Row] = []
        self.number = 0
        self.place = 0
        self.label = ""
        self.forget()

    def set_node(self, kind: NodeKind, node: Node) -> None:
        """Show ``node``; what was worked out from the former one is forgotten."""
        self.kind = kind
        self.node = node
        self.id = node.id
        self.label = " ".join(node.text.split())
        self.forget()

    def forget(self) -> None:
        """Forget what was worked out from the node, its children or the date."""
        self._cells: tuple[str, ...] | None = None
        self._states: tuple[CellState, ...] | None = None
        self._progress: Progress | None = None
        self._span: tuple[int, int] | bool | None = False
        self._haystack: str | None = None
        self.memberships: frozenset[str] | None = None

    @property
    def action(self) -> Action | None:
        """The action this row shows, ``None`` for a row above actions."""
        return self.node if isinstance(self.node, Action) else None

    @property
    def text(self) -> str:
        """The node's text with its line breaks."""
        return self.node.text if self.node is not None else ""

    @property
    def prefix(self) -> str:
        """The number in front of the text: Roman for areas, plain for components, else empty."""
        if self.kind is NodeKind.AREA:
            return roman(self.number + 1)
        if self.kind is NodeKind.COMPONENT:
            return str(self.number + 1)
        return ""

    @property
    def code(self) -> str:
        """The row's code: "V.4.2.1"."""
        return code(tuple(row.number for row in reversed(list(self.lineage()))))

    @property
    def named(self) -> str:
        """The row as sentences name it: "I.3.1.1 “Rapat evaluasi”"."""
        return (
            f"{self.code} “{columns.shortened(self.label)}”" if self.label else f"{self.code} tanpa tulisan"
        )

    def lineage(self) -> Iterator["Row"]:
        """Yield this row and the rows above it, up to its area."""
        row: Row | None = self
        while row is not None and row.kind is not None:
            yield row
            row = row.parent

    def descend(self) -> Iterator["Row"]:
        """Yield this row and everything below it in reading order, shown or not."""
        yield self
        for child in self.children:
            yield from child.descend()

    def actions(self) -> Iterator["Row"]:
        """Yield the action rows at or below this row, shown or not."""
        return (row for row in self.descend() if row.kind is NodeKind.ACTION)

    def seen(self) -> Iterator["Row"]:
        """Yield this row and everything below it that the filter lets through, in reading order."""
        yield self
        for child in self.shown:
            yield from child.seen()

    def hidden_count(self) -> int:
        """Return how many rows below this one the filter hides."""
        return sum(1 for _ in self.descend()) - sum(1 for _ in self.seen())

    def seen_subtree(self) -> Node:
        """Return the node with those of its present children that the filter lets through."""
        below = tuple(child.seen_subtree() for child in self.shown)
        match self.node:
            case Area():
                return replace(self.node, components=below)  # type: ignore[arg-type]  # a child is one level down
            case Component():
                return replace(self.node, indicators=below)  # type: ignore[arg-type]  # likewise
            case Indicator():
                return replace(self.node, actions=below)  # type: ignore[arg-type]  # likewise
            case Action():
                return self.node
        raise AssertionError(self.id)

    def progress(self, year: int, as_of: date) -> Progress:
        """Return the roll-up at or below this row."""
        if self._progress is None:
            if isinstance(self.node, Action):
                self._progress = progress_of(self.node, year, as_of)
            else:
                below = (child.progress(year, as_of) for child in self.children)
                self._progress = sum(below, Progress())
        return self._progress

    def states(self, year: int, as_of: date) -> tuple[CellState, ...]:
        """Return the states of January to December; empty ones for a row above actions."""
        if self._states is None:
            action = self.action
            if action is None or not action.months:
                self._states = NO_STATES
            else:
                self._states = tuple(cell_state(action, month, year, as_of) for month in MONTHS)
        return self._states

    def proven_early(self) -> frozenset[int]:
        """Return the months that have a file of their own and are not marked as done."""
        return months_proven_early(self.node) if isinstance(self.node, Action) else frozenset()

    def span(self) -> tuple[int, int] | None:
        """Return the first and last planned month at or below this row, ``None`` without any."""
        if isinstance(self._span, bool):
            if isinstance(self.node, Action):
                months = self.node.planned_months
                self._span = (min(months), max(months)) if months else None
            else:
                spans = [span for child in self.children if (span := child.span()) is not None]
                self._span = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
        return self._span

    def cells(self, year: int, as_of: date) -> tuple[str, ...]:
        """Return what the row's cells show as text, by column."""
        if self._cells is None:
            progress = self.progress(year, as_of)
            action = self.action
            target = person = ""
            if action is not None:
                target = "" if action.target_percent is None else f"{action.target_percent}%"
                person = " ".join(action.person_in_charge.split())
            prefix = self.prefix
            early = self.proven_early()
            self._cells = (
                f"{prefix}  {self.label}" if prefix else self.label,
                *(
                    MARKS[state] + (FILE_MARK if month in early else "")
                    for month, state in zip(MONTHS, self.states(year, as_of), strict=True)
                ),
                target,
                format_percent(progress.ratio),
                f"{progress.evidenced}/{progress.planned}" if progress.planned else "",
                person,
            )
        return self._cells

    def share(self, year: int, as_of: date) -> Fraction | None:
        """Return the progress as a share of 0 to 1, ``None`` when nothing is planned."""
        return self.progress(year, as_of).ratio

    def haystack(self) -> str:
        """Return everything a search looks at: the texts of this row and of the rows above it, folded."""
        if self._haystack is None:
            above = self.parent.haystack() if self.parent is not None else ""
            self._haystack = "\n".join((above, *self.own_texts())).casefold()
        return self._haystack

    def own_texts(self) -> Iterator[str]:
        """Yield every text of the row itself that a search looks at."""
        action = self.action
        if action is None:
            yield self.text
            return
        yield from said_texts(ACTION_FIELDS, action)
        for cell in action.months:
            yield from said_texts(DONE_FIELDS, cell)
        for remark in action.remarks:
            yield remark.text


def editable_columns(row: Row) -> tuple[int, ...]:
    """Return the columns of ``row`` that hold a text a user may type."""
    if row.kind is NodeKind.ACTION:
        return (columns.TEXT, columns.TARGET, columns.PERSON)
    return (columns.TEXT,)
