"""The tables that step 2 makes anew with more columns. Frozen."""


def _carried_out(table: str) -> tuple[str, ...]:
    copied = f"CREATE TEMP TABLE carried AS SELECT * FROM {table}"  # noqa: S608 - our own names
    return copied, f"DROP TABLE {table}"


def _carried_in(table: str, columns: str, *, dropped: bool = True) -> tuple[str, ...]:
    copied = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM temp.carried"  # noqa: S608 - our own names
    return (copied, "DROP TABLE temp.carried") if dropped else (copied,)


STATEMENTS = (
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
)
