"""Step 1: the first released schema. Frozen: later changes are later steps."""

STATEMENTS = (
    """
    CREATE TABLE content (
        id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
        CHECK (size BETWEEN 0 AND 1099511627776),
        UNIQUE (sha256)
    )
     STRICT
    """,
    """
    CREATE TABLE operation (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        os_user TEXT NOT NULL,
        host TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(name) <= 300 AND length(os_user) <= 300 AND length(host) <= 300),
        CHECK (at IS NULL OR (datetime(at) IS NOT NULL AND at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND at >= '0001')),
        CHECK (state IN ('done', 'undone', 'abandoned'))
    )
     STRICT
    """,
    """
    CREATE TABLE recording (
        id INTEGER NOT NULL,
        operation_id INTEGER,
        replaying INTEGER NOT NULL,
        PRIMARY KEY (id),
        CHECK (id BETWEEN 1 AND 1),
        CHECK (replaying BETWEEN 0 AND 1)
    )
     STRICT
    """,
    """
    CREATE TABLE unit (
        id TEXT NOT NULL,
        level TEXT NOT NULL,
        name TEXT NOT NULL,
        province TEXT NOT NULL,
        seat TEXT NOT NULL,
        jdih TEXT NOT NULL,
        chair_name TEXT NOT NULL,
        certifier_title TEXT NOT NULL,
        certifier_name TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (level IN ('provinsi', 'kabupaten', 'kota')),
        CHECK (length(name) <= 300 AND length(province) <= 300 AND length(seat) <= 300 AND length(jdih)
            <= 300 AND length(chair_name) <= 300 AND length(certifier_title) <= 300 AND
            length(certifier_name) <= 300)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE change (
        id INTEGER NOT NULL,
        operation_id INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        "before" TEXT,
        "after" TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(operation_id) REFERENCES operation (id)
    )
     STRICT
    """,
    """
    CREATE INDEX change_operation ON change (operation_id)
    """,
    """
    CREATE TABLE content_chunk (
        content_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (content_id, number),
        CHECK (length(data) BETWEEN 1 AND 1048576),
        FOREIGN KEY(content_id) REFERENCES content (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE evidence (
        id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        document_date TEXT,
        description TEXT NOT NULL,
        added_at TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(name) <= 300 AND length(media_type) <= 300),
        CHECK (added_at IS NULL OR (datetime(added_at) IS NOT NULL AND added_at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND added_at >= '0001')),
        CHECK (length(description) <= 10000),
        CHECK (document_date IS NULL OR (date(document_date) IS document_date AND document_date >=
            '0001')),
        FOREIGN KEY(sha256) REFERENCES content (sha256) ON DELETE NO ACTION
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX evidence_sha256 ON evidence (sha256)
    """,
    """
    CREATE TABLE "plan" (
        id TEXT NOT NULL,
        unit_id TEXT NOT NULL,
        year INTEGER NOT NULL,
        schedule_style TEXT NOT NULL,
        status TEXT NOT NULL,
        decree_number TEXT NOT NULL,
        decree_date TEXT,
        title TEXT NOT NULL,
        revises_id TEXT,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (year BETWEEN 2000 AND 2100),
        CHECK (schedule_style IN ('grid', 'text')),
        CHECK (status IN ('draf', 'ditetapkan', 'diubah')),
        CHECK (length(decree_number) <= 300 AND length(title) <= 300),
        CHECK (decree_date IS NULL OR (date(decree_date) IS decree_date AND decree_date >= '0001')),
        FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE NO ACTION,
        FOREIGN KEY(revises_id) REFERENCES "plan" (id) ON DELETE SET NULL
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX plan_revises ON "plan" (revises_id)
    """,
    """
    CREATE INDEX plan_unit ON "plan" (unit_id)
    """,
    """
    CREATE TABLE area (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX area_plan ON area (plan_id)
    """,
    """
    CREATE TABLE clause (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        part TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (part IN ('considering', 'recalling', 'deciding')),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX clause_plan ON clause (plan_id)
    """,
    """
    CREATE TABLE receipt (
        id TEXT NOT NULL,
        unit_id TEXT NOT NULL,
        plan_id TEXT,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        received_at TEXT NOT NULL,
        summary TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(file_name) <= 300),
        CHECK (received_at IS NULL OR (datetime(received_at) IS NOT NULL AND received_at GLOB
            '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9][+-][0-9][0-9]:[0-9][0-9]'
            AND received_at >= '0001')),
        CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
        CHECK (length(summary) <= 10000),
        FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE,
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE SET NULL
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX receipt_plan ON receipt (plan_id)
    """,
    """
    CREATE INDEX receipt_unit ON receipt (unit_id)
    """,
    """
    CREATE TABLE section (
        id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(title) <= 300),
        CHECK (length(text) <= 100000),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX section_plan ON section (plan_id)
    """,
    """
    CREATE TABLE component (
        id TEXT NOT NULL,
        area_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        FOREIGN KEY(area_id) REFERENCES area (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX component_area ON component (area_id)
    """,
    """
    CREATE TABLE indicator (
        id TEXT NOT NULL,
        component_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        FOREIGN KEY(component_id) REFERENCES component (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX indicator_component ON indicator (component_id)
    """,
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
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000 AND length(evidence_text) <= 10000),
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
        PRIMARY KEY (action_id, month),
        CHECK (month BETWEEN 1 AND 12),
        CHECK (planned BETWEEN 0 AND 1),
        CHECK (realized_on IS NULL OR (date(realized_on) IS realized_on AND realized_on >= '0001')),
        CHECK (percent BETWEEN 0 AND 100),
        CHECK (length(obstacle) <= 10000 AND length(follow_up) <= 10000 AND length(note) <= 10000),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE evidence_link (
        action_id TEXT NOT NULL,
        evidence_id TEXT NOT NULL,
        month INTEGER NOT NULL,
        PRIMARY KEY (action_id, evidence_id, month),
        CHECK (month BETWEEN 0 AND 12),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE,
        FOREIGN KEY(evidence_id) REFERENCES evidence (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX evidence_link_evidence ON evidence_link (evidence_id)
    """,
    """
    CREATE TABLE remark (
        id TEXT NOT NULL,
        action_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        made_on TEXT,
        answered INTEGER NOT NULL,
        PRIMARY KEY (id),
        CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
        CHECK (position >= 0),
        CHECK (length(text) <= 10000),
        CHECK (made_on IS NULL OR (date(made_on) IS made_on AND made_on >= '0001')),
        CHECK (answered BETWEEN 0 AND 1),
        FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX remark_action ON remark (action_id)
    """,
    "INSERT INTO recording (id, operation_id, replaying) VALUES (1, NULL, 0)",
)
