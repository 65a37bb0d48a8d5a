"""``firemode scenario sheet``: scenarios on paper, to be filled in on site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from firemode_desktop.reports.sheet.data import SiteSheet

ONE_OF = "Say which scenarios: their ids, --building (with --stair or --zone, or all of it), or --session."


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``scenario sheet``."""
    sheet = verbs.add_parser("sheet", parents=[common], help="site sheets of scenarios, as a PDF to fill in by hand")
    sheet.add_argument("scenarios", nargs="*", metavar="ID", type=identity, help="these scenarios")
    sheet.add_argument("--building", metavar="NAME", help="those in force in this building")
    sheet.add_argument("--stair", default="", metavar="NAME", help="of this stair alone")
    sheet.add_argument("--zone", default="", metavar="STAIR/ZONE", help="of this zone alone, e.g. Stair-A/Zone-3")
    sheet.add_argument("--session", metavar="ID", type=identity, help="those tested in this session, as copied into it")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    sheet.set_defaults(command=write_sheet)


def write_sheet(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the site sheets."""
    from firemode_desktop.reports.sheet.document import render

    _check(chosen)
    found = desk.run(lambda session: _sheets(session, chosen), deadline_s=LONG_S)
    content = render(found)
    write_beside(chosen.output, content)
    waiting = [sheet for sheet in found if sheet.watermark]
    document = {
        "file": str(chosen.output),
        "bytes": len(content),
        "scenarios": [str(sheet.scenario.key) for sheet in found],
        "not_for_testing": [str(sheet.scenario.key) for sheet in waiting],
    }
    many = "sheet" if len(found) == 1 else "sheets"
    text = f"Wrote {chosen.output}: {len(found)} {many}."
    return Answer(document, f"{text} Not for testing: {len(waiting)}." if waiting else text)


def _check(chosen: argparse.Namespace) -> None:
    """Just one way of saying which scenarios. Raises ``Invalid``."""
    ways = [bool(chosen.scenarios), chosen.building is not None, chosen.session is not None]
    if sum(ways) != 1:
        raise Invalid(ONE_OF)
    if (chosen.stair or chosen.zone) and chosen.building is None:
        raise Invalid("--stair and --zone need the building: add --building NAME.")
    if chosen.zone and "/" not in chosen.zone and not chosen.stair:
        raise Invalid(f"“{chosen.zone}” does not say which stair; write it as Stair-A/{chosen.zone}.")


def _sheets(session: Any, chosen: argparse.Namespace) -> tuple[SiteSheet, ...]:
    from firemode_desktop.services import catalogue, site_sheets

    if chosen.session is not None:
        return site_sheets.sheets_of_session(session, chosen.session)
    if chosen.scenarios:
        return site_sheets.sheets(session, chosen.scenarios)
    building = catalogue.building_named(session, chosen.building)
    stair, zone = _place(chosen)
    return site_sheets.sheets(session, site_sheets.scenarios_of(session, building.id, stair, zone))


def _place(chosen: argparse.Namespace) -> tuple[str, str]:
    """Stair and zone; a name of a stair may hold a slash itself where it is said by ``--stair``."""
    if not chosen.zone or chosen.stair:
        return chosen.stair, chosen.zone
    stair, _, zone = chosen.zone.rpartition("/")
    return stair.strip(), zone.strip()
