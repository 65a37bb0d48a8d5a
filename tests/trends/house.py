"""The pilot building over the years: approved sessions with the readings that a test gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import generating, testing, trends
from tests.services.conftest import NOW

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
FORCE = "FORCE_STAIR-B_L2_D-LEVEL-2-STAIR-B_ACTIVE"
FIRST = date(2023, 5, 1)


class House:
    """Sessions of the pilot building, each with the readings that were given and the rest skipped."""

    def __init__(self, session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, folder: Path) -> None:
        self.session, self.building_id, self.engineer, self.supervisor = session, building_id, engineer, supervisor
        (folder / "display.jpg").write_bytes(b"\xff\xd8\xff\xe0 a display")
        stored = EvidenceFolder(folder / "store").add(folder / "display.jpg")
        self.file = testing.EvidenceFile(stored, "display.jpg", NOW)
        self.tools = {
            kind: session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == serial)).one()
            for kind, serial in (("PRESSURE", "SN-12345"), ("FORCE", "FG-21"))
        }
        self._for_every_year()
        generating.generate(session, building_id, "six_monthly", today=FIRST, at=NOW)

    def _for_every_year(self) -> None:
        """Certificates and rules that hold on every day of these tests; no rule is rewritten, one goes before it."""
        for key in self.tools.values():
            paper = models.CalibrationCertificate(
                instrument_id=key, cert_number=f"LONG-{key.hex[:6]}", calibration_date=date(2020, 1, 1),
                expiry_date=date(2030, 1, 1), calibration_authority="Laboratory",
            )  # fmt: skip
            self.session.add(paper)
        for rule in self.session.scalars(select(models.AS1851Rule)).all():
            columns = {column.key: getattr(rule, column.key) for column in rule.__mapper__.column_attrs}
            own = {"rule_id", "row_version", "created_at", "updated_at"}
            earlier = {name: value for name, value in columns.items() if name not in own}
            earlier |= {"version": "before", "effective_date": date(2020, 1, 1), "superseded_date": rule.effective_date}
            self.session.add(models.AS1851Rule(**earlier))
        self.session.flush()

    def visit(self, day: date, readings: dict[str, str], *, approve: bool = True) -> UUID:
        session_id = testing.create_session(
            self.session, self.building_id, "six_monthly", scheduled_for=day, by=self.engineer
        )
        at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
        results = [
            self._result(test.identifier, readings.get(test.identifier), at)
            for test in testing.show(self.session, session_id).tests
        ]
        testing.record(self.session, session_id, results, by=self.engineer, at=NOW)
        if approve:
            testing.submit(self.session, session_id, by=self.engineer)
            testing.approve(self.session, session_id, by=self.supervisor)
        return session_id

    def _result(self, identifier: str, value: str | None, at: datetime) -> testing.Result:
        if value is None:
            return testing.Result(identifier, status="skipped", notes="No access.", measured_at=at)
        tool = self.tools[identifier.split("_")[0]]
        return testing.Result(
            identifier, value=Decimal(value), measured_at=at, instrument_id=tool, evidence=(self.file, self.file)
        )

    def series(self, **asked: str) -> tuple[trends.Series, ...]:
        return trends.trend(self.session, self.building_id, **asked)


@pytest.fixture
def house(session: Session, building_id: UUID, engineer: UUID, supervisor: UUID, tmp_path: Path) -> House:
    return House(session, building_id, engineer, supervisor, tmp_path)


def years(house: House, values: list[str], identifier: str = PRESSURE) -> None:
    for place, value in enumerate(values):
        house.visit(FIRST + timedelta(days=183 * place), {identifier: value})
