"""What the hidden zidesk sheet says of the rows as they were exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zidesk.domain.importing.row_values import is_known
from zidesk.domain.importing.told_fields import ToldFields, told_fields
from zidesk.domain.plan.model import Evidence, Node, NodeKind
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.seen import Row, SheetCells
from zidesk.exchange.workbook import layout
from zidesk.exchange.workbook.base import Base, read_base
from zidesk.exchange.workbook.row_state import read_state

_HEAD_DEPTH = 40
_MAX_DIGITS = 9


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A node as it was exported: ``parent`` is its parent's id, ``order`` its place in reading order.

    ``values`` are the fingerprints of all that it said, ``None`` if the sheet does not hold them (any more);
    ``said`` is the node itself, with the same exception.
    """

    kind: NodeKind
    id: str
    parent: str
    code: str
    text: str
    schedule: str
    order: int
    values: Mapping[str, str] | None = None
    said: Node | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """The plan as exported: its ids, its rows by id, and what the Identitas sheet said by field.

    ``moment`` names the point of the file's history, ``""`` where the values of rows were not kept; ``told``
    says which fields were exported;
    ``lost_states`` counts the rows whose values were kept and are not readable any more; ``lost_base``: the
    same of some row as it was; ``evidence`` are the files as they were, by id. Empty where
    the source is no export of ours.
    """

    plan_id: str = ""
    unit_id: str = ""
    revises_id: str = ""
    rows: Mapping[str, KnownRow] = field(default_factory=dict)
    identity: Mapping[str, str] = field(default_factory=dict)
    moment: str = ""
    told: ToldFields = field(default_factory=lambda: told_fields(None))
    lost_states: int = 0
    lost_base: bool = False
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The plan's year, if the source remembers it."""
        text = self.identity.get("year", "")
        return int(text) if _is_number(text) else None

    @property
    def is_whole(self) -> bool:
        """Whether no heading is missing over any row."""
        above = {self.plan_id, *self.rows}
        return all(known.parent in above for known in self.rows.values())

    def chain(self, row_id: str) -> tuple[str, ...]:
        """Return the ids from the area down to ``row_id``; ``()`` for an unknown id."""
        ids: list[str] = []
        known = self.rows.get(row_id)
        while known is not None and len(ids) < len(NodeKind):
            ids.append(known.id)
            known = self.rows.get(known.parent)
        return tuple(reversed(ids))

    def first_rows(self) -> dict[str, str]:
        """Return, by heading id, the id of the row that its label stood on: the first one under it."""
        first: dict[str, str] = {}
        for row_id in self.shown_ids():
            for heading in self.chain(row_id)[1:]:
                first.setdefault(heading, row_id)
        return first

    def shown_ids(self) -> list[str]:
        """Return the ids of the rows that the table showed: areas, and what has nothing under it."""
        parents = {known.parent for known in self.rows.values()}
        return [
            known.id for known in self.rows.values() if known.kind is NodeKind.AREA or known.id not in parents
        ]

    def by_code(self) -> dict[str, str]:
        """Return the ids of the actions by their codes as exported."""
        return {known.code: known.id for known in self.rows.values() if known.kind is NodeKind.ACTION}


def find_exported(sheets: Sequence[SheetCells], name: str) -> Exported | None:
    """Return what the hidden sheet among ``sheets`` says, ``None`` if the workbook ``name`` has none.

    Raises ``CannotReadError`` for an export of a newer zidesk.
    """
    for sheet in sorted(sheets, key=lambda sheet: sheet.title != layout.HIDDEN_SHEET):
        if sheet.rows and _pair(sheet.rows[0]) == (layout.KEY_FORMAT, layout.FORMAT):
            return _exported(sheet, name)
    return None


def _pair(row: Row) -> tuple[str, str]:
    return row.cell(1).text, row.cell(2).text


def _exported(sheet: SheetCells, name: str) -> Exported | None:
    heads = dict(map(_pair, sheet.rows[:_HEAD_DEPTH]))
    version = heads.get(layout.KEY_VERSION, "")
    if not _is_number(version):
        return None
    if int(version) > layout.VERSION:
        raise CannotReadError(
            f"Berkas {name} dibuat oleh zidesk yang lebih baru; perbarui zidesk di komputer ini."
        )
    if not heads.get(layout.KEY_PLAN):
        return None
    rows: dict[str, KnownRow] = {}
    kinds = {kind.value: kind for kind in NodeKind}
    has_states = heads.get(layout.KEY_STATES) == str(layout.STATES)
    state_column = layout.NODE_TITLES.index("keadaan")
    for order, row in enumerate(sheet.rows):
        kind = kinds.get(row.cell(1).text)
        row_id = row.cell(2).text
        if kind is not None and row_id and row_id not in rows:
            parent, code, text, schedule = (row.cell(column).text for column in (3, 4, 5, 6))
            state = [cell.text for cell in row.cells[state_column:]]
            values = read_state((row_id, parent, code), state) if has_states else None
            if values is not None:
                values = {key: mark for key, mark in values.items() if is_known(key)}
            rows[row_id] = KnownRow(kind, row_id, parent, code, text, schedule, order, values)
    prefix = f"{layout.KEY_IDENTITY} "
    listed: dict[str, dict[str, str]] = {}
    for row in sheet.rows:
        key, _, thing = row.cell(1).text.partition(" ")
        if key == layout.KEY_FIELDS:
            listed.setdefault(thing, {})[row.cell(2).text] = row.cell(3).text
    pieces = _base_pieces(sheet)
    states = {row_id: known.values for row_id, known in rows.items() if known.values is not None}
    base = read_base(pieces, heads[layout.KEY_PLAN], states, name) if pieces else Base()
    rows |= {row_id: replace(rows[row_id], said=said) for row_id, said in base.rows.items()}
    return Exported(
        plan_id=heads[layout.KEY_PLAN],
        unit_id=heads.get(layout.KEY_UNIT, ""),
        revises_id=heads.get(layout.KEY_REVISES, ""),
        rows=rows,
        lost_states=sum(known.values is None for known in rows.values()) if has_states else 0,
        moment=heads.get(layout.KEY_MOMENT, "") if has_states else "",
        told=told_fields(listed or None),
        evidence=base.evidence,
        lost_base=bool(pieces) and base.rows.keys() != states.keys(),
        identity={key.removeprefix(prefix): text for key, text in heads.items() if key.startswith(prefix)},
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MAX_DIGITS


def _base_pieces(sheet: SheetCells) -> list[str]:
    """Return the pieces of the base in order; a number that stands twice counts once."""
    numbered = {
        int(number): row.cell(3).text
        for row in sheet.rows
        if row.cell(1).text == layout.KEY_BASE and _is_number(number := row.cell(2).text)
    }
    return [numbered[number] for number in sorted(numbered)]
