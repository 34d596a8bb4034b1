"""Rows of the plan as rows of the formal table, for the clipboard, and back.

Columns: No, Komponen, Indikator, Langkah aksi, Bukti, the twelve months, Target; then, beyond the formal
table, person in charge, the schedule's own wording and what else an action says. As in the table, No and
Komponen stand on a component's first row, Indikator on an indicator's first row, and an area has a row of
its own: numeral, name.
"""

from collections.abc import Iterator, Sequence

from zidesk.domain.errors import InvalidInputError
from zidesk.domain.plan.fields import ACTION_FIELDS, by_name
from zidesk.domain.plan.model import (
    MONTHS,
    Action,
    Area,
    Component,
    Indicator,
    MonthCell,
    Node,
    NodeKind,
    with_children,
)
from zidesk.domain.plan.numbering import roman

FORMAL_WIDTH = 18
"""Columns of the formal table, from No to Target."""

MARK = "√"
_MARKS = frozenset("√✓✔vx1●○")
_FIRST_MONTH = 5
_FIELDS = by_name(ACTION_FIELDS)
_BEFORE, _AFTER = ("text", "evidence_text"), ("target_percent", "person_in_charge", "schedule_text")
_OTHERS = [name for name in _FIELDS if name not in (*_BEFORE, *_AFTER)]
_PLACES = {
    **{name: place for place, name in enumerate(_BEFORE, _FIRST_MONTH - len(_BEFORE))},
    **{name: place for place, name in enumerate((*_AFTER, *_OTHERS), FORMAL_WIDTH - 1)},
}
"""The columns of an action's fields, counted from 0."""
_WIDTH = max(_PLACES.values()) + 1
_KINDS = tuple(NodeKind)


def parse_mark(text: str) -> bool | None:
    """Return whether a month's cell is marked; ``None`` for a text that is no mark and not empty."""
    stripped = text.strip().lower()
    if not stripped:
        return False
    return True if stripped.rstrip("?!+").lstrip("+") in _MARKS or stripped == "!" else None


def rows_of(nodes: Sequence[tuple[Node, int]]) -> list[list[str]]:
    """Return the table rows of nodes, each given with its number among its siblings, counted from 1."""
    return [row for node, number in nodes for row in _node_rows(node, number)]


def _node_rows(node: Node, number: int) -> Iterator[list[str]]:
    match node:
        case Area():
            yield [roman(number), node.text, *[""] * (_WIDTH - 2)]
            for index, component in enumerate(node.components, start=1):
                yield from _node_rows(component, index)
        case Component():
            first = [str(number), node.text]
            rows = [row for indicator in node.indicators for row in _node_rows(indicator, 0)]
            for row in rows or [[""] * _WIDTH]:
                yield first + row[2:]
                first = ["", ""]
        case Indicator():
            rows = [row for action in node.actions for row in _node_rows(action, 0)]
            for index, row in enumerate(rows or [[""] * _WIDTH]):
                yield [*row[:2], node.text if index == 0 else "", *row[3:]]
        case Action():
            row = [""] * _WIDTH
            for name, place in _PLACES.items():
                row[place] = _FIELDS[name].told(getattr(node, name))
            for month in node.planned_months:
                row[_FIRST_MONTH + month - 1] = MARK
            yield row


def nodes_of(rows: Sequence[Sequence[str]], kind: NodeKind) -> tuple[NodeKind, list[Node]]:
    """Return the nodes that table rows hold, and their kind: that of the first row's leftmost text.

    Rows of one or two columns are texts (and evidence) of ``kind``. Raises ``InvalidInputError`` for rows
    that cannot be read: of another width, beginning in the middle of a component that is followed by others,
    with a target or a month's mark that is not known.
    """
    filled = [list(row) for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise InvalidInputError("Papan klip kosong; salin dahulu baris yang akan ditempel.")
    width = max(len(row) for row in filled)
    if width < FORMAL_WIDTH:
        return kind, [_short(row, kind) for row in filled]
    return _Reader().read([row + [""] * (_WIDTH - len(row)) for row in filled])


def _short(row: list[str], kind: NodeKind) -> Node:
    texts = [cell.strip() for cell in row]
    if any(texts[2:]) or (kind is not NodeKind.ACTION and any(texts[1:])):
        raise InvalidInputError(
            "Bentuk tabel di papan klip tidak dikenali; salin seluruh kolom tabel dari No sampai Target, "
            "atau satu kolom teks saja."
        )
    match kind:
        case NodeKind.AREA:
            return Area(texts[0])
        case NodeKind.COMPONENT:
            return Component(texts[0])
        case NodeKind.INDICATOR:
            return Indicator(texts[0])
        case NodeKind.ACTION:
            return Action(texts[0], texts[1] if len(texts) > 1 else "")


class _Reader:
    """Builds nodes from table rows; the innermost list that is open takes the next node."""

    def __init__(self) -> None:
        self._open: dict[NodeKind, list[Node]] = {}
        self._top: NodeKind | None = None

    def read(self, rows: list[list[str]]) -> tuple[NodeKind, list[Node]]:
        for number, row in enumerate(rows, start=1):
            for kind, node in self._nodes_in(row, number):
                self._put(kind, node, number)
        if self._top is None:
            raise InvalidInputError("Tidak ada baris rencana di papan klip; salin dahulu baris tabelnya.")
        self._close(self._top)
        return self._top, self._open[self._top]

    def _nodes_in(self, row: list[str], number: int) -> Iterator[tuple[NodeKind, Node]]:
        if row[0].strip() and not any(cell.strip() for cell in row[2:]) and _is_numeral(row[0]):
            yield NodeKind.AREA, Area(row[1].strip())
            return
        if row[0].strip() or row[1].strip():
            yield NodeKind.COMPONENT, Component(row[1].strip())
        if row[2].strip():
            yield NodeKind.INDICATOR, Indicator(row[2].strip())
        if any(cell.strip() for cell in row[_PLACES["text"] :]):
            yield NodeKind.ACTION, _action(row, number)

    def _put(self, kind: NodeKind, node: Node, number: int) -> None:
        if self._top is None:
            self._top = kind
        if _KINDS.index(kind) < _KINDS.index(self._top):
            raise InvalidInputError(
                f"Baris {number} yang ditempel memulai bagian yang lebih tinggi daripada baris pertamanya; "
                "salin mulai dari awal bagian itu."
            )
        self._close(kind)
        if kind is not self._top and kind.parent is not None and not self._open.get(kind.parent):
            raise InvalidInputError(
                f"Baris {number} yang ditempel tidak mempunyai induk; salin bersama baris di atasnya."
            )
        self._open.setdefault(kind, []).append(node)

    def _close(self, kind: NodeKind) -> None:
        """Move what is open below ``kind`` into the last node of the level above it."""
        for below in reversed(_KINDS[_KINDS.index(kind) + 1 :]):
            waiting = self._open.pop(below, None)
            if waiting:
                above = below.parent
                if above is None:
                    raise AssertionError(below)
                self._open[above][-1] = with_children(self._open[above][-1], tuple(waiting))


def _is_numeral(text: str) -> bool:
    return bool(text.strip()) and set(text.strip().upper().rstrip(".")) <= set("IVXLCDM")


def _action(row: list[str], number: int) -> Action:
    months = []
    for month in MONTHS:
        marked = parse_mark(row[_FIRST_MONTH + month - 1])
        if marked is None:
            raise InvalidInputError(
                f"Tanda “{row[_FIRST_MONTH + month - 1].strip()}” pada baris {number} yang ditempel "
                f"tidak dikenali; pakailah {MARK} atau kosong untuk bulan."
            )
        if marked:
            months.append(MonthCell(month, planned=True))
    said = {name: _FIELDS[name].typed(row[place]) for name, place in _PLACES.items()}
    return Action(**said, months=tuple(months))
