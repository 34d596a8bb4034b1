"""How a file is laid out, for code that reads it: opening a file must not wait for SQLAlchemy's import."""

import sqlite3
from dataclasses import dataclass

from zidesk.domain.plan.model import NodeKind

TEXT_LIMIT = 10_000
"""Most characters in a text."""
NAME_LIMIT = 300
"""Most characters in a name."""
CHUNK_SIZE = 1 << 20
"""Most bytes in one chunk of content."""
TRACKED = {
    "unit": "id",
    "setting": "unit_id",
    "team_member": "unit_id",
    "plan": "id",
    "decree": "plan_id",
    "clause": "plan_id",
    "section": "id",
    "block": "section_id",
    "waiver": "plan_id",
    "document": "plan_id",
    "regulation": "id",
    "regulation_amendment": "regulation_id",
    "area": "id",
    "component": "id",
    "indicator": "id",
    "action": "id",
    "action_month": "action_id",
    "requirement": "action_id",
    "evidence": "id",
    "evidence_link": "action_id",
    "remark": "action_id",
    "receipt": "id",
    "import_mapping": "id",
    "meeting": "id",
    "participant": "meeting_id",
    "decision": "meeting_id",
    "assessment": "id",
    "answer": "assessment_id",
    "answer_evidence": "assessment_id",
    "precondition": "assessment_id",
    "question_text": "question",
    "question_served": "indicator_id",
}
"""The tables whose every change is recorded, and the column that names what changed to the user."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an open file's table; ``in_key``: of the primary key, ``refers``: to another table."""

    name: str
    is_text: bool
    nullable: bool
    in_key: bool
    refers: bool


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """Return the columns of a table of ours, in order; none if it does not exist."""
    rows = connection.execute(
        """
        SELECT name, type = 'TEXT', NOT "notnull", pk > 0,
            name IN (SELECT "from" FROM pragma_foreign_key_list(?1))
        FROM pragma_table_info(?1) ORDER BY cid
        """,
        (table,),
    )
    return tuple(Column(name, *map(bool, facts)) for name, *facts in rows)


def parent_column(kind: NodeKind) -> str:
    """Return the name of the column that holds a node's parent."""
    return f"{kind.parent or 'plan'}_id"
