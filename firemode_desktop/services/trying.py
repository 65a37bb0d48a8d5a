"""The pilot building with its baselines and expected tests, for whoever wants to try the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from firemode_desktop import paths
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.services import generating, importing, pilot

FREQUENCIES = ("annual", "six_monthly", "monthly")
Tell = Callable[[int, int, str], None]


def pilot_to_try(run: Callable[[Callable[[Any], Any]], Any], *, by: UUID, at: datetime, tell: Tell) -> UUID:
    """Write the pilot building, import its baselines from the shipped workbook, generate its tests; the building.

    The same steps, through the same importer, that a person takes. Each step is a transaction of its own.

    Raises:
        Refused: the pilot building exists already.
    """
    steps = 2 + len(FREQUENCIES)
    tell(0, steps, "registers")
    building_id: UUID = run(lambda session: pilot.seed_pilot(session, by, at))
    tell(1, steps, "baselines from the workbook")
    workbook = read_file(paths.resources() / "pilot-baseline.xlsx")
    survey = run(lambda session: importing.survey(session, building_id, at.date()))
    plan, batch_id = plan_import(workbook, survey), uuid4()
    run(lambda session: importing.apply(session, plan, batch_id=batch_id, by=by))
    for number, frequency in enumerate(FREQUENCIES, 2):
        tell(number, steps, f"expected tests, {frequency.replace('_', '-')}")
        run(_generator(building_id, frequency, at))
    tell(steps, steps, "done")
    return building_id


def _generator(building_id: UUID, frequency: str, at: datetime) -> Callable[[Any], Any]:
    return lambda session: generating.generate(session, building_id, frequency, today=at.date(), at=at)
