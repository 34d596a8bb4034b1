"""What an operation did, read from its change rows: which things changed, in which plans."""

import json
import sqlite3
from collections.abc import Mapping

from zidesk.db.history.outcome import ChangeKind, Outcome
from zidesk.db.history.recording import one_line

KINDS = {
    "unit": ChangeKind.UNIT,
    "setting": ChangeKind.SETTING,
    "team_member": ChangeKind.TEAM,
    "plan": ChangeKind.PLAN,
    "decree": ChangeKind.DECREE,
    "clause": ChangeKind.DECREE,
    "section": ChangeKind.SECTION,
    "block": ChangeKind.SECTION,
    "waiver": ChangeKind.WAIVER,
    "document": ChangeKind.DOCUMENT,
    "regulation": ChangeKind.REGULATION,
    "regulation_amendment": ChangeKind.REGULATION,
    "area": ChangeKind.AREA,
    "component": ChangeKind.COMPONENT,
    "indicator": ChangeKind.INDICATOR,
    "action": ChangeKind.ACTION,
    "action_month": ChangeKind.MONTH,
    "requirement": ChangeKind.REQUIREMENT,
    "evidence": ChangeKind.EVIDENCE,
    "evidence_link": ChangeKind.LINK,
    "remark": ChangeKind.REMARK,
    "receipt": ChangeKind.RECEIPT,
    "import_mapping": ChangeKind.MAPPING,
    "meeting": ChangeKind.MEETING,
    "participant": ChangeKind.MEETING,
    "decision": ChangeKind.MEETING,
    "assessment": ChangeKind.ASSESSMENT,
    "answer": ChangeKind.ASSESSMENT,
    "answer_evidence": ChangeKind.ASSESSMENT,
    "precondition": ChangeKind.ASSESSMENT,
    "question_text": ChangeKind.QUESTION,
    "question_served": ChangeKind.SERVED,
}
"""What a change of each tracked table is to the user."""
_WITH_IDS_OF = {
    ChangeKind.MONTH: ChangeKind.ACTION,
    ChangeKind.REQUIREMENT: ChangeKind.ACTION,
    ChangeKind.LINK: ChangeKind.ACTION,
    ChangeKind.REMARK: ChangeKind.ACTION,
    ChangeKind.SERVED: ChangeKind.INDICATOR,
    ChangeKind.DECREE: ChangeKind.PLAN,
    ChangeKind.WAIVER: ChangeKind.PLAN,
    ChangeKind.DOCUMENT: ChangeKind.PLAN,
}
_PARENTS = {
    ChangeKind.ACTION: ChangeKind.INDICATOR,
    ChangeKind.INDICATOR: ChangeKind.COMPONENT,
    ChangeKind.COMPONENT: ChangeKind.AREA,
    ChangeKind.AREA: ChangeKind.PLAN,
    ChangeKind.SECTION: ChangeKind.PLAN,
    ChangeKind.MEETING: ChangeKind.PLAN,
}
_SUBJECTS = "SELECT DISTINCT table_name, subject_id FROM change WHERE operation_id = ? AND id > ?"
_PARENTS_NOW = "SELECT id, {parent}_id FROM {child} WHERE id IN (SELECT value FROM json_each(?))"
_PARENTS_RECORDED = """
SELECT json_extract("before", '$.{parent}_id') FROM change
WHERE operation_id = ? AND table_name = '{child}' AND "before" IS NOT NULL
UNION
SELECT json_extract("after", '$.{parent}_id') FROM change
WHERE operation_id = ? AND table_name = '{child}' AND "after" IS NOT NULL
"""


def read_outcome(
    connection: sqlite3.Connection,
    operation_id: int,
    name: str,
    since: int = 0,
    created: tuple[str, ...] = (),
) -> Outcome:
    """Return what the operation's change rows after number ``since`` say that it changed."""
    subjects = connection.execute(_SUBJECTS, (operation_id, since)).fetchall()
    if not subjects:
        return Outcome(one_line(name), created=created)
    changed: dict[ChangeKind, set[str]] = {}
    for table_name, subject in subjects:
        changed.setdefault(KINDS[table_name], set()).add(subject)
    return Outcome(
        one_line(name),
        operation_id,
        {kind: frozenset(ids) for kind, ids in changed.items()},
        _plans_of(connection, operation_id, changed),
        created,
    )


def _plans_of(
    connection: sqlite3.Connection, operation_id: int, changed: Mapping[ChangeKind, set[str]]
) -> frozenset[str]:
    """Walk from the changed rows up to their plans, through the history where a row is gone or moved."""
    wanted = {kind: set(changed.get(kind, ())) for kind in (*_PARENTS, ChangeKind.PLAN)}
    for kind, whose in _WITH_IDS_OF.items():
        wanted[whose].update(changed.get(kind, ()))
    for child, parent in _PARENTS.items():
        if not wanted[child]:
            continue
        names = {"child": child.value, "parent": parent.value}
        rows = connection.execute(_PARENTS_NOW.format(**names), (json.dumps(list(wanted[child])),)).fetchall()
        wanted[parent].update(row[1] for row in rows)
        if child in changed or len(rows) < len(wanted[child]):
            recorded = connection.execute(_PARENTS_RECORDED.format(**names), (operation_id, operation_id))
            wanted[parent].update(row[0] for row in recorded)
    return frozenset(wanted[ChangeKind.PLAN])
