"""A made-up visit to the pilot building as it would come back from site: a results workbook, photographs beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.exports.results import EffectLine, ResultLine, results_workbook
from firemode_desktop.models import TestInstance
from firemode_desktop.services import testing
from firemode_desktop.services.demo.pictures import picture
from firemode_desktop.services.demo.readings import DemoReading, readings

WORKBOOK = "site-visit.xlsx"


@dataclass(frozen=True)
class Visit:
    """What has to be known of a session to make its readings up; sequences and asked-for evidence by identifier."""

    tests: tuple[testing.ShownTest, ...]
    day: date
    sequences: Mapping[str, Sequence[Mapping[str, Any]]]
    asked: Mapping[str, Sequence[Mapping[str, Any]]]

    def write(self, folder: Path, zone: ZoneInfo, half_years_ago: int = 0) -> Path:
        """The workbook with the results of every test that is still to do; photographs of all tests lie beside it.

        ``half_years_ago`` is that of ``readings``: before the annual session of the demonstration nothing failed.
        """
        kinds = {test.identifier: test for test in self.tests}
        lines = []
        for reading in readings(self.tests, self.sequences, self.day, zone, half_years_ago):
            test = kinds[reading.identifier]
            line = _line(reading, test, self._photographs(folder, reading, test))
            if test.status == InstanceStatus.PENDING:
                lines.append(line)
        return put(folder / WORKBOOK, results_workbook(lines))

    def _photographs(self, folder: Path, reading: DemoReading, test: testing.ShownTest) -> tuple[str, ...]:
        names = []
        for number, prompt in enumerate(self.asked[reading.identifier], start=1):
            if prompt.get("mandatory"):
                names.append(f"{reading.identifier}-{number}.png")
                shown = reading.shown if number == 1 else test.floor or test.stair
                put(folder / names[-1], picture(reading.identifier, str(prompt.get("description", "")), shown))
        return tuple(names)


def seen(session: Session, session_id: UUID) -> Visit:
    """The session with all that its readings are made up from."""
    shown = testing.show(session, session_id)
    assert shown.summary.scheduled_for is not None
    columns = (TestInstance.scoped_identifier, TestInstance.expected_sequence, TestInstance.evidence_prompts)
    rows = session.execute(select(*columns).where(TestInstance.session_id == session_id)).all()
    return Visit(
        shown.tests,
        shown.summary.scheduled_for,
        {identifier: steps or [] for identifier, steps, _ in rows},
        {identifier: prompts or [] for identifier, _, prompts in rows},
    )


def put(path: Path, content: bytes) -> Path:
    """Write a file, its folder first where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _line(reading: DemoReading, test: testing.ShownTest, photographs: tuple[str, ...]) -> ResultLine:
    return ResultLine(
        reading.identifier,
        test.measurement_type,
        value=reading.value,
        points=reading.points,
        measured_at=reading.measured_at.replace(tzinfo=None),
        instrument_serial=reading.instrument_serial,
        result_observed=reading.result_observed,
        environment=reading.environment,
        evidence=photographs,
        effects=tuple(
            EffectLine(e.component_id, e.action, e.step_order, e.delay_seconds) for e in reading.observed or ()
        ),
    )
