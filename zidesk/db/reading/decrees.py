"""Reading a plan's decree: its signers, clauses and narrative, a fixed number of queries."""

import sqlite3
from collections import defaultdict

from zidesk.db.reading.values import columns, loader
from zidesk.domain.decree.fields import BLOCK_FIELDS, CLAUSE_FIELDS, DECREE_FIELDS, SECTION_FIELDS
from zidesk.domain.decree.model import (
    BlockKind,
    ClausePart,
    ClauseText,
    Decree,
    NarrativeBlock,
    NarrativeSection,
)

_DECREE = f"SELECT {columns(DECREE_FIELDS, 'decree')} FROM decree WHERE plan_id = ?"  # noqa: S608
_CLAUSES = (
    f"SELECT part, clause.id, {columns(CLAUSE_FIELDS, 'clause')} FROM clause "  # noqa: S608
    "WHERE plan_id = ? ORDER BY position, clause.id"
)
_SECTIONS = (
    f"SELECT section.id, {columns(SECTION_FIELDS, 'section')} FROM section "  # noqa: S608
    "WHERE plan_id = ? ORDER BY position, section.id"
)
_BLOCKS = (
    f"SELECT section_id, block.id, kind, level, {columns(BLOCK_FIELDS, 'block')} "  # noqa: S608
    "FROM block JOIN section ON section.id = section_id "
    "WHERE plan_id = ? ORDER BY block.position, block.id"
)
_load_decree, _load_clause = loader(DECREE_FIELDS), loader(CLAUSE_FIELDS)
_load_section, _load_block = loader(SECTION_FIELDS), loader(BLOCK_FIELDS)


def read_decree(connection: sqlite3.Connection, plan_id: str) -> Decree:
    """Return what the decree of a plan says, a blank one where the file holds none."""
    row = connection.execute(_DECREE, (plan_id,)).fetchone()
    clauses: dict[str, list[ClauseText]] = defaultdict(list)
    for part, id_, *said in connection.execute(_CLAUSES, (plan_id,)):
        clauses[part].append(ClauseText(**_load_clause(said), id=id_))
    blocks: dict[str, list[NarrativeBlock]] = defaultdict(list)
    for section_id, id_, kind, level, *said in connection.execute(_BLOCKS, (plan_id,)):
        blocks[section_id].append(
            NarrativeBlock(**_load_block(said), kind=BlockKind(kind), level=level, id=id_)
        )
    sections = tuple(
        NarrativeSection(**_load_section(said), blocks=tuple(blocks[id_]), id=id_)
        for id_, *said in connection.execute(_SECTIONS, (plan_id,))
    )
    return Decree(
        **(_load_decree(row) if row is not None else {}),
        considering=tuple(clauses[ClausePart.CONSIDERING]),
        recalling=tuple(clauses[ClausePart.RECALLING]),
        noting=tuple(clauses[ClausePart.NOTING]),
        deciding=tuple(clauses[ClausePart.DECIDING]),
        sections=sections,
    )
