"""``firemode calendar``: due calibrations and due tests as a file that any calendar takes in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk, write_beside


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``calendar``."""
    calendar = groups.add_parser("calendar", parents=[common], help="due calibrations and tests as an .ics file")
    calendar.add_argument("--building", required=True, metavar="NAME")
    calendar.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.ics")
    calendar.set_defaults(command=write)


def write(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the calendar of a building."""
    from firemode_desktop.exports.icalendar import icalendar
    from firemode_desktop.services import calendars, catalogue

    def job(session: Any) -> Any:
        return calendars.due_calendar(session, catalogue.building_named(session, chosen.building).id, desk.now())

    found = desk.run(job)
    write_beside(chosen.output, icalendar(found))
    document = {
        "building": chosen.building,
        "file": str(chosen.output),
        "sentence": found.sentence,
        "events": [
            {"uid": one.uid, "day": one.day, "summary": one.summary, "category": one.category.value.lower()}
            for one in found.events
        ],
    }
    return Answer(document, f"{found.sentence}\nWrote {chosen.output}.")
