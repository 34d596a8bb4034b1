"""A decree as rows of its tables."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from zidesk.db.reading.rows import ids_parameter, in_ids
from zidesk.db.reading.tree import Values, is_id
from zidesk.db.reading.values import Stored, stored_values
from zidesk.db.tables import table
from zidesk.domain.decree.fields import BLOCK_FIELDS, CLAUSE_FIELDS, DECREE_FIELDS, SECTION_FIELDS
from zidesk.domain.decree.model import ClausePart, Decree
from zidesk.domain.plan.fields import Field
from zidesk.domain.plan.model import new_id

DECREE_ORDER = ("decree", "clause", "section", "block")
"""The tables of a decree, parents before children."""


class DecreeRows:
    """The rows of one plan's decree, by table; a blank decree has none.

    ``taken`` holds, by table, the ids that may not be used; what has one of those gets a new one.
    """

    def __init__(self, decree: Decree, plan_id: str, taken: Mapping[str, set[str]] | None = None) -> None:
        self._taken = {name: set(ids) for name, ids in (taken or {}).items()}
        self.rows: dict[str, list[Values]] = {name: [] for name in DECREE_ORDER}
        if decree.is_blank:
            return
        self.rows["decree"].append({"plan_id": plan_id, **stored_values(DECREE_FIELDS, decree)})
        for part in ClausePart:
            for position, clause in enumerate(decree.clauses(part)):
                self._add("clause", clause.id, position, CLAUSE_FIELDS, clause, plan_id=plan_id, part=part)
        for position, section in enumerate(decree.sections):
            section_id = self._add("section", section.id, position, SECTION_FIELDS, section, plan_id=plan_id)
            for place, block in enumerate(section.blocks):
                self._add(
                    "block",
                    block.id,
                    place,
                    BLOCK_FIELDS,
                    block,
                    section_id=section_id,
                    kind=block.kind,
                    level=block.level,
                )

    def _add(
        self, name: str, wanted: str, position: int, fields: Iterable[Field], thing: object, **columns: Stored
    ) -> str:
        taken = self._taken.setdefault(name, set())
        row_id = wanted if is_id(wanted) and wanted not in taken else new_id()
        taken.add(row_id)
        self.rows[name].append(
            {"id": row_id, "position": position, **columns, **stored_values(fields, thing)}
        )
        return row_id


def taken_decree_ids(connection: Connection, decree: Decree) -> dict[str, set[str]]:
    """Return, by table, those ids of the decree's parts that rows already have."""
    wanted = {
        "clause": {clause.id for part in ClausePart for clause in decree.clauses(part)},
        "section": {section.id for section in decree.sections},
        "block": {block.id for section in decree.sections for block in section.blocks},
    }
    found: dict[str, set[str]] = {}
    for name, ids in wanted.items():
        query = select(table(name).c.id).where(in_ids(table(name).c.id))
        found[name] = set(connection.execute(query, ids_parameter(ids)).scalars())
    return found
