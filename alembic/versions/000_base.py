"""The five tables that the others build on: buildings, users, sessions, faults and instruments.

A database that has them already is adopted: see base_tables.sql.

Revision ID: 000_base
Revises:
Create Date: 2025-10-20 08:30:00.000000
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "000_base"
down_revision = None
branch_labels = None
depends_on = None

BASE_TABLES = Path(__file__).parents[1] / "base_tables.sql"

#: What the downgrade takes away, parents first.
KEPT = ["buildings", "users", "test_sessions", "faults", "instruments"]


def upgrade() -> None:
    op.execute(BASE_TABLES.read_text(encoding="utf-8"))
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    for table in reversed(KEPT):
        op.execute(f"SELECT firemode_archive.unmake_table('{table}')")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
