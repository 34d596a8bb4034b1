"""The tables that step 2 adds. Frozen."""

STATEMENTS = (
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
        table_title TEXT,
        PRIMARY KEY (plan_id),
        CHECK (length(place) <= 300 AND length(signer_capacity) <= 300 AND length(signer_name) <= 300 AND
            length(certifier_capacity) <= 300 AND length(certifier_title) <= 300 AND
            length(certifier_name) <= 300),
        CHECK (length(stipulating) <= 10000 AND length(annex_title) <= 10000 AND length(table_title)
            <= 10000),
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
)
