"""What was approved and what was issued, kept whole: a report that left the house can be held against its original.

``sealed_contents`` is the canonical text whose SHA-256 a session froze at approval; ``issued_reports`` are the files of
its report, one a revision, each with the text of all it says. Neither is ever changed, and the database works out
every hash itself.

Revision ID: 022_issued_reports
Revises: 021_readings_in_time
Create Date: 2026-11-23 08:10:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "022_issued_reports"
down_revision = "021_readings_in_time"
branch_labels = None
depends_on = None

TABLES = {
    "sealed_contents": """
        session_id uuid PRIMARY KEY REFERENCES test_sessions (id),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        content text NOT NULL,
        sha256 varchar(64) NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ck_sealed_content_sha256 CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))""",
    "issued_reports": """
        report_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        session_id uuid NOT NULL REFERENCES test_sessions (id),
        number varchar(100) NOT NULL,
        revision integer NOT NULL,
        seal varchar(64) NOT NULL,
        replaces varchar(64),
        record text NOT NULL,
        record_sha256 varchar(64) NOT NULL,
        program_version varchar(50) NOT NULL,
        pages integer NOT NULL,
        file bytea NOT NULL,
        file_sha256 varchar(64) NOT NULL,
        issued_by uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_issued_report_revision UNIQUE (session_id, revision),
        CONSTRAINT uq_issued_report_seal UNIQUE (seal),
        CONSTRAINT ck_issued_report_revision CHECK (revision >= 0),
        CONSTRAINT ck_issued_report_pages CHECK (pages >= 1),
        CONSTRAINT ck_issued_report_record CHECK (record_sha256 = encode(sha256(convert_to(record, 'UTF8')), 'hex')),
        CONSTRAINT ck_issued_report_file CHECK (file_sha256 = encode(sha256(file), 'hex'))""",
    "signed_copies": """
        file_sha256 varchar(64) PRIMARY KEY,
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        report_id uuid NOT NULL REFERENCES issued_reports (report_id),
        signer text NOT NULL,
        signed_by uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ck_signed_copy_sha256 CHECK (file_sha256 ~ '^[0-9a-f]{64}$')""",
}
#: A PDF file is compressed already: it is stored as it is, beside the row.
STORED = "ALTER TABLE issued_reports ALTER COLUMN file SET STORAGE EXTERNAL"
INDEXES = [
    "CREATE INDEX idx_issued_reports_number ON issued_reports (number)",
    "CREATE INDEX idx_issued_reports_file ON issued_reports (file_sha256)",
    "CREATE INDEX idx_issued_reports_building ON issued_reports (building_id)",
    "CREATE INDEX idx_sealed_contents_building ON sealed_contents (building_id)",
    "CREATE INDEX idx_signed_copies_report ON signed_copies (report_id)",
    "CREATE INDEX idx_signed_copies_building ON signed_copies (building_id)",
]

FUNCTIONS = """
CREATE FUNCTION guard_issue() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    visit test_sessions;
BEGIN
    SELECT * INTO visit FROM test_sessions WHERE id = NEW.session_id FOR SHARE;
    IF visit.status IS DISTINCT FROM 'approved' THEN
        PERFORM guard_refuse('Only the report of an approved session is issued.', 'guard_issue');
    END IF;
    IF visit.report_revision <> NEW.revision THEN
        PERFORM guard_refuse(format('The report of this session stands at revision %s; revision %s cannot be issued.',
            visit.report_revision, NEW.revision), 'guard_issue');
    END IF;
    RETURN NEW;
END $$
"""

KEPT = {
    "sealed_contents": "What was approved stays on record as it was.",
    "issued_reports": "A report that was issued stays on record as it was.",
    "signed_copies": "A signed copy of a report stays on record.",
}
OF_SESSION = "same_building('session_id', 'test_sessions', 'id', '')"
SAME = {
    "sealed_contents": OF_SESSION,
    "issued_reports": OF_SESSION,
    "signed_copies": "same_building('report_id', 'issued_reports', 'report_id', '')",
}


def triggers(table: str) -> dict[str, tuple[str, str, str]]:
    kept = KEPT[table]
    found = {
        "guard_no_change": ("BEFORE UPDATE", "ROW", f"guard_no_change('{kept}')"),
        "guard_no_delete": ("BEFORE DELETE", "ROW", f"guard_no_delete('{kept}')"),
        "guard_no_truncate": ("BEFORE TRUNCATE", "STATEMENT", f"guard_no_delete('{kept}')"),
        "record_time": ("BEFORE INSERT", "ROW", "record_time()"),
        "same_building": ("BEFORE INSERT", "ROW", SAME[table]),
    }
    if table == "issued_reports":
        found["guard_issue"] = ("BEFORE INSERT", "ROW", "guard_issue()")
    return found


def upgrade() -> None:
    for table, definition in TABLES.items():
        op.execute(f"CREATE TABLE {table} ({definition})")
    op.execute(STORED)
    for index in INDEXES:
        op.execute(index)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTIONS)
    for table in TABLES:
        for name, (when, each, call) in triggers(table).items():
            op.execute(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {call}")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{list(TABLES)})")
    op.execute("DROP FUNCTION guard_issue() CASCADE")
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
