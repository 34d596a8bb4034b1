"""What differs between two sets of rows, found by their keys and written so that no row lacks its parent."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, update

from zidesk.db.reading.tree import Values
from zidesk.db.tables import table


class RowChanges:
    """What differs, table by table; ``order`` names the tables, parents before children."""

    def __init__(
        self,
        order: Sequence[str],
        before: Mapping[str, list[Values]],
        after: Mapping[str, list[Values]],
    ) -> None:
        self._order = tuple(order)
        self.inserted: dict[str, list[Values]] = {}
        self.updated: dict[str, list[tuple[Values, Values]]] = {}
        self.deleted: dict[str, list[Values]] = {}
        for name in self._order:
            keys = [column.name for column in table(name).primary_key]
            old = {tuple(row[key] for key in keys): row for row in before[name]}
            new = {tuple(row[key] for key in keys): row for row in after[name]}
            self.inserted[name] = [row for key, row in new.items() if key not in old]
            self.deleted[name] = [row for key, row in old.items() if key not in new]
            self.updated[name] = [
                (old[key], row) for key, row in new.items() if key in old and old[key] != row
            ]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any(any(rows.values()) for rows in (self.inserted, self.updated, self.deleted))

    def write(self, connection: Connection) -> None:
        """Write the differences."""
        for name in self._order:
            if self.inserted[name]:
                connection.execute(insert(table(name)), self.inserted[name])
        for name in self._order:
            for _, row in self.updated[name]:
                connection.execute(update(table(name)).where(_key_of(name, row)).values(row))
        for name in reversed(self._order):
            for row in self.deleted[name]:
                connection.execute(delete(table(name)).where(_key_of(name, row)))


def _key_of(name: str, row: Values) -> Any:
    return and_(*(column == row[column.name] for column in table(name).primary_key))
