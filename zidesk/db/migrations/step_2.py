"""Step 2: a place for all that an office keeps, and a history that witnesses and can be merged. Frozen.

Tables that got columns are made anew. Operations get ids that two copies of a file agree on; those that were
undone get the undo that format 1 did not record.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from zidesk.db.history.chain import NOTHING, digest_of, seal, uid_of_old, uid_of_upgrade
from zidesk.db.history.outcome import OperationKind

_OLD_OPERATIONS = "SELECT id, name, at, os_user, host, state FROM temp.carried ORDER BY id"
_CHANGES = """
SELECT table_name, subject_id, "before", "after" FROM change WHERE operation_id = ? ORDER BY id
"""
_ADD_OPERATION = """
INSERT INTO operation
    (id, name, at, os_user, host, state, kind, uid, parent_uid, replays_id, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_CHANGE = """
INSERT INTO change (operation_id, table_name, subject_id, "before", "after") VALUES (?, ?, ?, NULL, ?)
"""
_NAME = "Perbarui susunan berkas"
_LONG_AGO = "2026-01-01T00:00:00+00:00"
_SECTIONS = """
SELECT section.id, section.plan_id, section.position, section.title, carried_section.text
FROM section JOIN temp.carried_section USING (id) ORDER BY section.id
"""


def _carried_out(table: str) -> tuple[str, ...]:
    copied = f"CREATE TEMP TABLE carried AS SELECT * FROM {table}"  # noqa: S608 - our own names
    return copied, f"DROP TABLE {table}"


def _carried_in(table: str, columns: str, *, dropped: bool = True) -> tuple[str, ...]:
    copied = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM temp.carried"  # noqa: S608 - our own names
    return (copied, "DROP TABLE temp.carried") if dropped else (copied,)


def chain_operations(connection: sqlite3.Connection) -> None:
    """Give the operations of format 1 their ids and digests."""
    parent, digest = "", NOTHING
    operations = connection.execute(_OLD_OPERATIONS).fetchall()
    for number, name, at, user, host, state in operations:
        changes = connection.execute(_CHANGES, (number,)).fetchall()
        made = (name, at, user, host)
        uid = uid_of_old(parent, made, changes)
        digest = digest_of(digest, (uid, parent, OperationKind.EDIT, "", *made), changes)
        values = (number, *made, state, OperationKind.EDIT, uid, parent, None, digest)
        connection.execute(_ADD_OPERATION, values)
        parent = uid


def upgrade(connection: sqlite3.Connection) -> None:
    """Record in the history what this step did, and the undos that brought the old one where it is.

    What can still be redone is undone after that, as it was: only something new takes it away.
    """
    sections = connection.execute(_SECTIONS).fetchall()
    if not sections and connection.execute("SELECT 1 FROM operation").fetchone() is None:
        return
    _record_undos(connection, "abandoned")
    # Narrative that somebody put there has no history: undo cannot go behind it.
    kind = OperationKind.BOUNDARY if sections else OperationKind.UPGRADE
    operation_id = _add_operation(connection, kind)
    _carry_narrative(connection, operation_id, sections)
    seal(connection, operation_id)
    _record_undos(connection, "undone")


def _record_undos(connection: sqlite3.Connection, state: str) -> None:
    query = "SELECT id FROM operation WHERE state = ? ORDER BY id DESC"
    for (number,) in connection.execute(query, (state,)).fetchall():
        seal(connection, _add_operation(connection, OperationKind.UNDO, number))


def _add_operation(connection: sqlite3.Connection, kind: OperationKind, replays_id: int | None = None) -> int:
    newest = connection.execute("SELECT id, uid, at FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    number, parent, at = newest or (0, "", _LONG_AGO)
    name, replays_uid = _NAME, ""
    if replays_id is not None:
        query = "SELECT name, uid FROM operation WHERE id = ?"
        name, replays_uid = connection.execute(query, (replays_id,)).fetchone()
    uid = uid_of_upgrade(parent, kind, replays_uid)
    values = (number + 1, name, at, "", "", "done", kind, uid, parent, replays_id, NOTHING)
    connection.execute(_ADD_OPERATION, values)
    return int(number) + 1


def _carry_narrative(
    connection: sqlite3.Connection, operation_id: int, sections: Iterable[tuple[str, str, int, str, str]]
) -> None:
    """Make each line of a section's text a paragraph, and say so in the history."""

    def record(table: str, subject: str, row: Mapping[str, object]) -> None:
        after = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        connection.execute(_ADD_CHANGE, (operation_id, table, subject, after))

    for section_id, plan_id, position, title, text in sections:
        section = {"id": section_id, "plan_id": plan_id, "position": position, "title": title, "label": None}
        record("section", section_id, section)
        lines = [line for line in text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            block = {
                "id": sha256(f"{section_id} {number}".encode()).hexdigest()[:32],
                "section_id": section_id,
                "position": number,
                "kind": "paragraph",
                "level": 0,
                "label": None,
                "text": line,
            }
            columns, places = ", ".join(block), ", ".join("?" * len(block))
            connection.execute(
                f"INSERT INTO block ({columns}) VALUES ({places})",  # noqa: S608 - our own names
                tuple(block.values()),
            )
            record("block", section_id, block)


STATEMENTS: tuple[str | Callable[[sqlite3.Connection], object], ...] = (
    """
    CREATE TABLE import_mapping (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        shape TEXT NOT NULL,
        meaning TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(name) <= 300),
        CHECK (length(shape) <= 100000 AND length(meaning) <= 100000)
    )
     WITHOUT ROWID,
     STRICT
    """,
    *_carried_out("operation"),
    """
    CREATE TABLE operation (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        os_user TEXT NOT NULL,
        host TEXT NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        uid TEXT NOT NULL,
        parent_uid TEXT NOT NULL,
        replays_id INTEGER,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(name) <= 300 AND length(os_user) <= 300 AND length(host) <= 300),
        CHECK (at IS NULL OR (datetime(at) IS NOT NULL AND at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND at >= '0001')),
        CHECK (state IN ('done', 'undone', 'abandoned')),
        CHECK (kind IN ('edit', 'undo', 'redo', 'boundary', 'upgrade')),
        CHECK (length(uid) = 32 AND uid NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
        UNIQUE (uid),
        FOREIGN KEY(replays_id) REFERENCES operation (id)
    )
     STRICT
    """,
    chain_operations,
    "DROP TABLE temp.carried",
    """
    CREATE TABLE question_text (
        question INTEGER NOT NULL,
        text TEXT NOT NULL,
        options TEXT NOT NULL,
        PRIMARY KEY (question),
        CHECK (question BETWEEN 1 AND 127),
        CHECK (length(text) <= 10000 AND length(options) <= 10000)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE regulation (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        year INTEGER NOT NULL,
        title TEXT NOT NULL,
        gazette TEXT NOT NULL,
        gazette_supplement TEXT NOT NULL,
        certainty TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(kind) <= 300 AND length(number) <= 300 AND length(gazette) <= 300 AND
            length(gazette_supplement) <= 300),
        CHECK (year BETWEEN 1945 AND 2100),
        CHECK (length(title) <= 10000 AND length(note) <= 10000),
        CHECK (certainty IN ('sure', 'likely', 'unsure'))
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE assessment (
        id TEXT NOT NULL,
        unit_id TEXT NOT NULL,
        year INTEGER NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (year BETWEEN 2000 AND 2100),
        UNIQUE (unit_id, year),
        FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    *_carried_out("evidence"),
    """
    CREATE TABLE evidence (
        id TEXT NOT NULL,
        sha256 TEXT,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        document_date TEXT,
        description TEXT NOT NULL,
        added_at TEXT,
        address TEXT DEFAULT '' NOT NULL,
        restricted INTEGER DEFAULT 0 NOT NULL,
        replaces_id TEXT,
        trashed_at TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(name) <= 300 AND length(media_type) <= 300),
        CHECK (added_at IS NULL OR (datetime(added_at) IS NOT NULL AND added_at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND added_at >= '0001')),
        CHECK (length(description) <= 10000 AND length(address) <= 10000),
        CHECK (document_date IS NULL OR (date(document_date) IS document_date AND document_date >=
            '0001')),
        CHECK ((sha256 IS NULL) = (address <> '')),
        CHECK (restricted BETWEEN 0 AND 1),
        CHECK (trashed_at IS NULL OR (datetime(trashed_at) IS NOT NULL AND trashed_at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND trashed_at >= '0001')),
        FOREIGN KEY(sha256) REFERENCES content (sha256) ON DELETE NO ACTION,
        FOREIGN KEY(replaces_id) REFERENCES evidence (id) ON DELETE SET NULL
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX evidence_replaces ON evidence (replaces_id)
    """,
    """
    CREATE INDEX evidence_sha256 ON evidence (sha256)
    """,
    *_carried_in("evidence", "id, sha256, name, media_type, document_date, description, added_at"),
    """
    CREATE TABLE regulation_amendment (
        regulation_id TEXT NOT NULL,
        amending_id TEXT NOT NULL,
        PRIMARY KEY (regulation_id, amending_id),
        FOREIGN KEY(regulation_id) REFERENCES regulation (id) ON DELETE CASCADE,
        FOREIGN KEY(amending_id) REFERENCES regulation (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX regulation_amendment_amending ON regulation_amendment (amending_id)
    """,
    """
    CREATE TABLE setting (
        unit_id TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (unit_id, name),
        CHECK (length(name) <= 300),
        CHECK (length(value) <= 10000),
        FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE team_member (
        id TEXT NOT NULL,
        unit_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        nip TEXT NOT NULL,
        job TEXT NOT NULL,
        role TEXT NOT NULL,
        area INTEGER,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(name) <= 300 AND length(nip) <= 300 AND length(job) <= 300 AND length(role) <= 300),
        CHECK (area BETWEEN 1 AND 6),
        FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX team_member_unit ON team_member (unit_id)
    """,
    """
    CREATE TABLE answer (
        assessment_id TEXT NOT NULL,
        question INTEGER NOT NULL,
        side TEXT NOT NULL,
        answer TEXT NOT NULL,
        zero_case TEXT NOT NULL,
        note TEXT NOT NULL,
        address TEXT NOT NULL,
        PRIMARY KEY (assessment_id, question, side),
        CHECK (question BETWEEN 1 AND 127),
        CHECK (side IN ('unit', 'tpi', 'final')),
        CHECK (length(answer) <= 300 AND length(zero_case) <= 300),
        CHECK (length(note) <= 10000 AND length(address) <= 10000),
        FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE answer_evidence (
        assessment_id TEXT NOT NULL,
        question INTEGER NOT NULL,
        evidence_id TEXT NOT NULL,
        PRIMARY KEY (assessment_id, question, evidence_id),
        CHECK (question BETWEEN 1 AND 127),
        FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE,
        FOREIGN KEY(evidence_id) REFERENCES evidence (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX answer_evidence_evidence ON answer_evidence (evidence_id)
    """,
    *_carried_out("clause"),
    """
    CREATE TABLE clause (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        part TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        label TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (part IN ('considering', 'recalling', 'noting', 'deciding')),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        CHECK (length(label) <= 300),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX clause_plan ON clause (plan_id)
    """,
    *_carried_in("clause", "id, plan_id, part, position, text"),
    """
    CREATE TABLE decree (
        plan_id TEXT NOT NULL,
        place TEXT NOT NULL,
        signer_capacity TEXT NOT NULL,
        signer_name TEXT NOT NULL,
        certifier_capacity TEXT NOT NULL,
        certifier_title TEXT NOT NULL,
        certifier_name TEXT NOT NULL,
        stipulating TEXT,
        annex_title TEXT,
        PRIMARY KEY (plan_id),
        CHECK (length(place) <= 300 AND length(signer_capacity) <= 300 AND length(signer_name) <= 300 AND
            length(certifier_capacity) <= 300 AND length(certifier_title) <= 300 AND
            length(certifier_name) <= 300),
        CHECK (length(stipulating) <= 10000 AND length(annex_title) <= 10000),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE document (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        added_at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(kind) <= 300 AND length(name) <= 300 AND length(media_type) <= 300),
        CHECK (added_at IS NULL OR (datetime(added_at) IS NOT NULL AND added_at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND added_at >= '0001')),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE,
        FOREIGN KEY(sha256) REFERENCES content (sha256) ON DELETE NO ACTION
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX document_plan ON document (plan_id)
    """,
    """
    CREATE INDEX document_sha256 ON document (sha256)
    """,
    """
    CREATE TABLE meeting (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        period TEXT NOT NULL,
        held_on TEXT,
        time TEXT NOT NULL,
        place TEXT NOT NULL,
        agenda TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(period) <= 300 AND length(place) <= 300 AND length(time) <= 300),
        CHECK (held_on IS NULL OR (date(held_on) IS held_on AND held_on >= '0001')),
        CHECK (length(agenda) <= 10000 AND length(note) <= 10000),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX meeting_plan ON meeting (plan_id)
    """,
    """
    CREATE TABLE precondition (
        assessment_id TEXT NOT NULL,
        name TEXT NOT NULL,
        met INTEGER NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (assessment_id, name),
        CHECK (length(name) <= 300),
        CHECK (met BETWEEN 0 AND 1),
        CHECK (length(note) <= 10000),
        FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    *_carried_out("section"),
    """
    CREATE TABLE section (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        label TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(title) <= 300 AND length(label) <= 300),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX section_plan ON section (plan_id)
    """,
    *_carried_in("section", "id, plan_id, position, title", dropped=False),
    "ALTER TABLE temp.carried RENAME TO carried_section",
    """
    CREATE TABLE waiver (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        code TEXT NOT NULL,
        place TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason TEXT NOT NULL,
        made_on TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(code) <= 300 AND length(place) <= 300),
        CHECK (length(subject) <= 10000 AND length(reason) <= 10000),
        CHECK (made_on IS NULL OR (date(made_on) IS made_on AND made_on >= '0001')),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX waiver_plan ON waiver (plan_id)
    """,
    """
    CREATE TABLE block (
        id TEXT NOT NULL,
        section_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        level INTEGER NOT NULL,
        label TEXT,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (kind IN ('paragraph', 'item')),
        CHECK (level BETWEEN 0 AND 9),
        CHECK (length(label) <= 300),
        CHECK (length(text) <= 100000),
        FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX block_section ON block (section_id)
    """,
    """
    CREATE TABLE participant (
        id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        job TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(name) <= 300 AND length(job) <= 300),
        FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX participant_meeting ON participant (meeting_id)
    """,
    *_carried_out("action"),
    """
    CREATE TABLE action (
        id TEXT NOT NULL,
        indicator_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        evidence_text TEXT NOT NULL,
        target_percent INTEGER,
        person_in_charge TEXT NOT NULL,
        schedule_text TEXT,
        note TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000 AND length(evidence_text) <= 10000 AND length(note) <= 10000),
        CHECK (target_percent BETWEEN 0 AND 100),
        CHECK (length(person_in_charge) <= 300 AND length(schedule_text) <= 300),
        FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX action_indicator ON action (indicator_id)
    """,
    *_carried_in(
        "action",
        "id, indicator_id, position, text, evidence_text, target_percent, person_in_charge, schedule_text",
    ),
    """
    CREATE TABLE question_served (
        indicator_id TEXT NOT NULL,
        question INTEGER NOT NULL,
        PRIMARY KEY (indicator_id, question),
        CHECK (question BETWEEN 1 AND 127),
        FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    *_carried_out("action_month"),
    """
    CREATE TABLE action_month (
        action_id TEXT NOT NULL,
        month INTEGER NOT NULL,
        planned INTEGER NOT NULL,
        realized_on TEXT,
        percent INTEGER,
        obstacle TEXT NOT NULL,
        follow_up TEXT NOT NULL,
        note TEXT NOT NULL,
        due_day INTEGER,
        PRIMARY KEY (action_id, month),
        CHECK (month BETWEEN 1 AND 12),
        CHECK (planned BETWEEN 0 AND 1),
        CHECK (realized_on IS NULL OR (date(realized_on) IS realized_on AND realized_on >= '0001')),
        CHECK (percent BETWEEN 0 AND 100),
        CHECK (length(obstacle) <= 10000 AND length(follow_up) <= 10000 AND length(note) <= 10000),
        CHECK (due_day BETWEEN 1 AND 31),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    *_carried_in(
        "action_month", "action_id, month, planned, realized_on, percent, obstacle, follow_up, note"
    ),
    """
    CREATE TABLE decision (
        id TEXT NOT NULL,
        meeting_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        action_id TEXT,
        text TEXT NOT NULL,
        person TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        CHECK (length(person) <= 300),
        CHECK (due_on IS NULL OR (date(due_on) IS due_on AND due_on >= '0001')),
        CHECK (done_on IS NULL OR (date(done_on) IS done_on AND done_on >= '0001')),
        FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE SET NULL
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX decision_action ON decision (action_id)
    """,
    """
    CREATE INDEX decision_meeting ON decision (meeting_id)
    """,
    *_carried_out("remark"),
    """
    CREATE TABLE remark (
        id TEXT NOT NULL,
        action_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        made_on TEXT,
        answered INTEGER NOT NULL,
        thread_id TEXT,
        side TEXT DEFAULT 'provinsi' NOT NULL,
        verdict TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        CHECK (made_on IS NULL OR (date(made_on) IS made_on AND made_on >= '0001')),
        CHECK (answered BETWEEN 0 AND 1),
        CHECK (side IN ('provinsi', 'satker')),
        CHECK (verdict IN ('', 'lengkap', 'perlu perbaikan')),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE,
        FOREIGN KEY(thread_id) REFERENCES remark (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX remark_action ON remark (action_id)
    """,
    """
    CREATE INDEX remark_thread ON remark (thread_id)
    """,
    *_carried_in("remark", "id, action_id, position, text, made_on, answered"),
    """
    CREATE TABLE requirement (
        id TEXT NOT NULL,
        action_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        monthly INTEGER NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        CHECK (monthly BETWEEN 0 AND 1),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX requirement_action ON requirement (action_id)
    """,
    *_carried_out("evidence_link"),
    """
    CREATE TABLE evidence_link (
        action_id TEXT NOT NULL,
        evidence_id TEXT NOT NULL,
        month INTEGER NOT NULL,
        requirement_id TEXT,
        PRIMARY KEY (action_id, evidence_id, month),
        CHECK (month BETWEEN 0 AND 12),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE,
        FOREIGN KEY(evidence_id) REFERENCES evidence (id) ON DELETE CASCADE,
        FOREIGN KEY(requirement_id) REFERENCES requirement (id) ON DELETE SET NULL
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX evidence_link_evidence ON evidence_link (evidence_id)
    """,
    """
    CREATE INDEX evidence_link_requirement ON evidence_link (requirement_id)
    """,
    *_carried_in("evidence_link", "action_id, evidence_id, month"),
    upgrade,
    "DROP TABLE temp.carried_section",
)
