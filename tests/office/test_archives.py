"""Archiving a building on an office server: whose deed it is, and what a raw client may."""

from __future__ import annotations

from pathlib import Path

import psycopg2
import pytest

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services.building_desk import Archiving, BuildingDesk
from tests.office.conftest import Worked

ME = "(SELECT id FROM users WHERE username = session_user)"
OTHER = "(SELECT id FROM users WHERE username <> session_user AND active LIMIT 1)"
ARCHIVE = (
    "UPDATE buildings SET decommissioned_on = '2020-01-01'; "
    "INSERT INTO building_archives (building_id, archived_by, reason, file_name, file_sha256, audit_head, records, "
    "files, files_missing) SELECT b.id, {by}, 'x', 'x.zip', repeat('0a', 32), encode(h.hash, 'hex'), 1, 1, 0 "
    "FROM buildings AS b, audit_head AS h"
)


@pytest.mark.parametrize(
    ("who", "statement", "refused"),
    [
        ("engineer", ARCHIVE.format(by=ME), "permission denied"),
        ("supervisor", ARCHIVE.format(by=OTHER), "was changed after this file was written"),
        ("supervisor", ARCHIVE.format(by=OTHER).partition("; ")[2], "is in service"),
        ("supervisor", "SELECT audit_link()", "permission denied"),
        ("supervisor", "UPDATE building_archives SET reason = 'x'", "permission denied"),
        ("supervisor", "ALTER TABLE audit_entries DISABLE TRIGGER guard_archived", "must be owner"),
    ],
)
def test_what_a_raw_client_may(worked: Worked, who: str, statement: str, refused: str) -> None:
    client = worked.office.client(who)
    try:
        with pytest.raises(psycopg2.Error, match=refused):
            client.cursor().execute(statement)
    finally:
        client.rollback()
        client.close()


def test_that_an_engineer_archives_nothing_and_a_supervisor_nothing_in_service(worked: Worked, tmp_path: Path) -> None:
    ((building,),) = worked.office.admin("SELECT id FROM buildings")
    ids = {who: worked.office.admin("SELECT id FROM users WHERE username = %s", worked.office.username(who))[0][0]
           for who in ("engineer", "supervisor")}  # fmt: skip
    for who, refused in (("engineer", "Only a supervisor or administrator"), ("supervisor", "is in service")):
        database = worked.office.database(who)
        desk = BuildingDesk(lambda database=database: database, tmp_path / "nothing")
        asked = Archiving(building, tmp_path / "b.zip", "Sold.", ids[who], out_since=None)
        with pytest.raises(FiremodeError, match=refused):
            desk.archive(asked, lambda *_: None)
    made = desk.export(building, tmp_path / "b.zip", lambda *_: None)
    assert made.missing
    assert made.records > 1000


def test_that_somebody_who_sees_one_building_alone_exports_none(worked: Worked, tmp_path: Path) -> None:
    """The chain of the log could not be followed in such a file."""
    limited = worked.office.admin(
        "INSERT INTO building_limits (user_id) SELECT id FROM users WHERE username = %s RETURNING user_id",
        worked.office.username("engineer"),
    )
    try:
        database = worked.office.database("engineer")
        desk = BuildingDesk(lambda: database, tmp_path)
        ((building,),) = worked.office.admin("SELECT id FROM buildings")
        with pytest.raises(FiremodeError, match="Only somebody who sees all buildings can export one"):
            desk.export(building, tmp_path / "b.zip", lambda *_: None)
    finally:
        worked.office.admin("UPDATE building_limits SET limited = false WHERE user_id = %s RETURNING 1", *limited[0])
