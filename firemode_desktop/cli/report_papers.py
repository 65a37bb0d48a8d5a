"""``firemode report worksheet / notice / condition / baseline / calibration``: the other papers."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import day, fault_name, identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.services.papers import Asked, Paper


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add a verb for each paper."""
    worksheet = _verb(verbs, common, "worksheet", "a session's tests with boxes to write in, for the site")
    worksheet.add_argument("--session", required=True, metavar="ID", type=identity)
    notice = _verb(verbs, common, "notice", "the notice of defects to the owner, as a letter")
    notice.add_argument("--fault", nargs="+", action="extend", default=[], metavar="F-0012", type=fault_name)
    notice.add_argument("--session", metavar="ID", type=identity, help="all its critical defects that are open")
    condition = _verb(verbs, common, "condition", "twelve months of a building: due, done, found")
    condition.add_argument("--building", required=True, metavar="NAME")
    condition.add_argument("--until", dest="on", metavar="DATE", type=day, help="their last day, instead of today")
    baseline = _verb(verbs, common, "baseline", "the baseline in force on a day, as a certificate")
    baseline.add_argument("--building", required=True, metavar="NAME")
    baseline.add_argument("--stair", default="", metavar="NAME", help="of this stair alone")
    baseline.add_argument("--on", metavar="DATE", type=day, help="the day, instead of today")
    calibration = _verb(verbs, common, "calibration", "the instruments and until when their calibrations hold")
    calibration.add_argument("--building", metavar="NAME", help="its instruments and those that travel")
    calibration.add_argument("--on", metavar="DATE", type=day, help="the day, instead of today")


def _verb(verbs: Any, common: argparse.ArgumentParser, name: str, words: str) -> argparse.ArgumentParser:
    paper: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=words)
    paper.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    paper.set_defaults(command=partial(write, name))
    return paper


def write(name: str, desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Gather the paper in one transaction, draw it outside any, write the file whole or not at all."""
    from firemode_desktop.services.papers import PAPERS

    if name == "notice" and bool(chosen.fault) == (chosen.session is not None):
        raise Invalid("Say which faults: --fault F-0012 …, or --session ID for all its critical defects that are open.")
    kind, pages = PAPERS[name], 0

    def tell(done: int, of: int, text: str) -> None:
        nonlocal pages
        pages = of

    def gather(session: Session, by: UUID | None = None) -> Paper:
        return kind.gather(session, _asked(session, desk, chosen, by))

    paper = desk.act(gather, deadline_s=LONG_S) if kind.signed else desk.read(gather, deadline_s=LONG_S)
    content = kind.render(paper, tell)
    write_beside(chosen.output, content)
    document = {
        "success": True,
        "file": str(chosen.output),
        "bytes": len(content),
        "pages": pages,
        "paper": name,
        "building": paper.head.building,
        "as_of": paper.head.day.isoformat(),
    }
    return Answer(document, f"Wrote {chosen.output}: {kind.title}, {pages} {'page' if pages == 1 else 'pages'}.")


def _asked(session: Session, desk: Desk, chosen: argparse.Namespace, by: UUID | None) -> Asked:
    from firemode_desktop.services import catalogue, faults
    from firemode_desktop.services.papers import Asked

    building = getattr(chosen, "building", None)
    return Asked(
        desk.now(),
        by,
        session_id=getattr(chosen, "session", None),
        building_id=catalogue.building_named(session, building).id if building else None,
        fault_ids=tuple(faults.ids_of(session, getattr(chosen, "fault", []))),
        stair=getattr(chosen, "stair", ""),
        day=getattr(chosen, "on", None),
    )
