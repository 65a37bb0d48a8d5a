"""What is said of the database and its folders."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, head
from firemode_desktop.services import keeping, rules


def test_that_the_database_is_described_with_what_was_put_aside(database_url: str) -> None:
    name = str(make_url(database_url).database)
    aside = f"{name}_before_20260504_101112"
    admin = create_engine(make_url(database_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    database = Database(database_url)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {aside}")
        try:
            found = database.run(keeping.facts)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {aside}")
            database.close()
    admin.dispose()
    assert (found.name, found.revision, found.head) == (name, head(), head())
    assert found.size_bytes > 1_000_000
    assert found.connections >= 1
    assert [kept.name for kept in found.kept] == [aside]
    assert found.server_version.split(".")[0].isdecimal()
    assert (found.kept[0].size_bytes or 0) > 1_000_000


def test_that_a_folder_is_counted_with_what_lies_below_it(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "one.jpg").write_bytes(b"x" * 700)
    (tmp_path / "two.txt").write_bytes(b"y" * 300)
    assert keeping.folder(tmp_path) == keeping.FolderFacts(tmp_path, 2, 1000)
    assert keeping.folder(tmp_path / "missing").files == 0


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (15_881_919, "15.9 MB"),
        (99_950_000, "100 MB"),
        (999_400_000, "999 MB"),
        (999_500_000, "1.0 GB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_that_bytes_are_shown_in_three_figures(count: int, shown: str) -> None:
    assert keeping.show_bytes(count) == shown


def test_that_a_version_of_a_rule_holds_from_its_first_day_until_it_is_superseded(
    session: Session, building_id: UUID, supervisor: UUID
) -> None:
    rules.supersede(session, "SP-01", "v2", date(2026, 7, 1), {}, by=supervisor)
    new, old = (one for one in rules.versions(session) if one.code == "SP-01")
    assert (new.version, old.superseded_date) == ("v2", date(2026, 7, 1))
    assert [old.holds(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [True, False]
    assert [new.holds(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [False, True]
    assert [one.state(date(2026, 6, 30)) for one in (new, old)] == ["from 1 Jul 2026", "in force"]
    assert [one.state(date(2026, 7, 1)) for one in (new, old)] == ["in force", "superseded"]
    assert str(new.limits) == "20 to 80 Pa"
