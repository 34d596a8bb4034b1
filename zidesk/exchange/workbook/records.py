"""What the sheets beside the plan's table say of the actions, and such a sheet as a table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from zidesk.domain.importing.incoming import Place
from zidesk.domain.plan.model import Evidence, EvidenceLink, MonthCell, Remark
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.reading import find_titles, normalized
from zidesk.exchange.seen import Row, SheetCells

_HEAD_DEPTH = 20


@dataclass(slots=True)
class Records:
    """What the sheets say of the actions, by the actions' ids.

    ``places`` are those of the values of realisation and remarks, by the action's id and their keys;
    ``unread`` are the actions and months, 0 for all, of which something done could not be read; ``lacking``
    are the fields of months that there are no columns for.
    """

    cells: dict[str, dict[int, MonthCell]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, list[EvidenceLink]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[str, Evidence] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    unread: set[tuple[str, int]] = field(default_factory=set)
    lacking: frozenset[str] = frozenset()
    has_realization: bool = False
    has_remarks: bool = False


class RecordTable:
    """A sheet with one head row, found by its titles wherever the columns now stand."""

    def __init__(self, sheet: SheetCells, titles: Sequence[str], needed: Sequence[str]) -> None:
        found = find_titles(sheet.rows, {normalized(title) for title in needed}, _HEAD_DEPTH)
        self.sheet = sheet
        self.found = found is not None
        self.top, columns = found or (0, {})
        self.rows = [row for row in sheet.rows[self.top + 1 :] if not row.is_blank] if found else []
        self._columns = {title: columns.get(normalized(title)) for title in titles}

    def require(self, titles: Sequence[str]) -> None:
        """Raise ``CannotReadError`` where a column of ``titles`` was deleted: it would be read as emptied."""
        missing = [title for title in titles if self._columns[title] is None]
        if missing:
            raise CannotReadError(
                f"Kolom {', '.join(missing)} pada lembar {self.sheet.title} tidak ada lagi; kembalikan "
                "kolomnya atau ekspor ulang, lalu coba lagi."
            )

    @property
    def columns(self) -> set[int]:
        """The columns that have our titles."""
        return {column for column in self._columns.values() if column is not None}

    def column(self, title: str) -> int | None:
        """Return the column with ``title``."""
        return self._columns[title]

    def raw(self, row: Row, title: str) -> str:
        """Return the text of ``row`` under ``title``, without blanks around it."""
        return row.cell(self._columns[title]).text.strip()
