"""The pilot building's annual session, approved, and with its report issued: made once for tests that roll back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import generating, issuing, people, pilot, testing
from firemode_desktop.services.issuing import Report
from tests.conftest import _filled, _rolled_back, _url_of
from tests.services.conftest import NOW

DAY = NOW.date()
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"


@dataclass(frozen=True)
class House:
    """The pilot building in a database, two people and an annual session."""

    building_id: UUID
    engineer: UUID
    supervisor: UUID
    session_id: UUID
    report: Report | None = None
    engine: Engine | None = None


def instrument(session: Session, serial: str) -> UUID:
    return session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == serial)).one()


def take(session: Session, session_id: UUID, by: UUID, identifier: str, **given: Any) -> None:
    result = testing.Result(identifier, measured_at=AT, **given)
    testing.record(session, session_id, [result], by=by, at=NOW)


def issue(session: Session, visit: UUID, by: UUID) -> Report:
    return issuing.issue(lambda job: job(session), lambda job: job(session, by), visit)


def photograph(folder: Path) -> testing.EvidenceFile:
    """A photograph in the store of a folder."""
    (folder / "display.jpg").write_bytes(b"\xff\xd8\xff\xe0 a manometer")
    return testing.EvidenceFile(EvidenceFolder(folder / "store").add(folder / "display.jpg"), "display.jpg", AT)


def _annual(session: Session) -> House:
    """An annual session, not yet begun."""
    engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
    supervisor = people.add_user(session, "supervisor", "Supervisor One", "supervisor")
    building_id = pilot.seed_pilot(session, engineer, NOW)
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    visit = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    return House(building_id, engineer, supervisor, visit)


def _approved(session: Session, folder: Path) -> House:
    """The same with one failing pressure, everything else skipped, approved."""
    house = _annual(session)
    file, manometer = photograph(folder), instrument(session, "SN-12345")
    take(
        session, house.session_id, house.engineer, PRESSURE, value=Decimal("18.2"), instrument_id=manometer,
        evidence=(file, file),
    )  # fmt: skip
    left = [test.identifier for test in testing.show(session, house.session_id).tests if test.status == "pending"]
    results = [testing.Result(name, status="skipped", notes="No access.", measured_at=AT) for name in left]
    testing.record(session, house.session_id, results, by=house.engineer, at=NOW)
    testing.submit(session, house.session_id, by=house.engineer)
    testing.approve(session, house.session_id, by=house.supervisor, note="Level-8 first.")
    return house


def _issued(session: Session, folder: Path) -> House:
    """The same with its report."""
    house = _approved(session, folder)
    return replace(house, report=issue(session, house.session_id, house.supervisor))


@contextmanager
def _kept(server_url: str, template: str, fill: Callable[[Session], House]) -> Iterator[House]:
    with _filled(server_url, "house", template, fill) as (name, house):
        engine = create_engine(_url_of(server_url, name))
        yield replace(house, engine=engine)
        engine.dispose()


@pytest.fixture(scope="session")
def begun(server_url: str, template_database: str) -> Iterator[House]:
    """With the annual session, not yet begun."""
    with _kept(server_url, template_database, _annual) as house:
        yield house


@pytest.fixture(scope="session")
def reviewed(server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With the annual session approved."""
    with _kept(server_url, template_database, partial(_approved, folder=tmp_path_factory.mktemp("reviewed"))) as house:
        yield house


@pytest.fixture(scope="session")
def sealed(server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With its report issued."""
    with _kept(server_url, template_database, partial(_issued, folder=tmp_path_factory.mktemp("sealed"))) as house:
        yield house


@pytest.fixture
def house(request: pytest.FixtureRequest) -> House:
    """The building as far as the test asks for it."""
    asked = request.fixturenames
    return request.getfixturevalue(  # type: ignore[no-any-return]
        "sealed" if "report" in asked else "reviewed" if "approved" in asked else "begun"
    )


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    """A session that is rolled back."""
    assert house.engine is not None
    with _rolled_back(house.engine) as session:
        yield session


@pytest.fixture
def building_id(house: House) -> UUID:
    return house.building_id


@pytest.fixture
def engineer(house: House) -> UUID:
    """Who records."""
    return house.engineer


@pytest.fixture
def supervisor(house: House) -> UUID:
    """Who reviews."""
    return house.supervisor


@pytest.fixture
def session_id(house: House) -> UUID:
    """The annual session."""
    return house.session_id


@pytest.fixture
def file(tmp_path: Path) -> testing.EvidenceFile:
    """The photograph, in a store of this test."""
    return photograph(tmp_path)


@pytest.fixture
def approved(house: House, file: testing.EvidenceFile) -> UUID:
    """The session with one failing pressure, everything else skipped, approved; its photograph in this test's store."""
    return house.session_id


@pytest.fixture
def report(house: House) -> Report:
    """The report of the approved session, issued."""
    assert house.report is not None
    return house.report
