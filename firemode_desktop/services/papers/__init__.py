"""The papers beside the compliance report: what each needs, how it is gathered and drawn, what its file is called.

``PAPERS[name].gather(session, asked)`` is the body of one transaction that only reads; what it hands back is frozen, so
``PAPERS[name].render(paper, tell)`` runs outside any. The same paper gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.models import Building, TestSession
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.papers import baseline as baseline_paper
from firemode_desktop.reports.papers import calibration as calibration_paper
from firemode_desktop.reports.papers import condition as condition_paper
from firemode_desktop.reports.papers import notice as notice_paper
from firemode_desktop.reports.papers import worksheet as worksheet_paper
from firemode_desktop.reports.papers.frame import Head
from firemode_desktop.services.catalogue import zone_of
from firemode_desktop.services.papers import baseline, calibration, condition, notice, worksheet


class Need(StrEnum):
    """What a paper is asked for by."""

    SESSION = "session"
    BUILDING = "building"
    FAULTS = "faults"
    STAIR = "stair"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper is wanted: of what, of which day (None: the day on site at ``at``), when it is asked."""

    at: datetime
    by: UUID | None = None
    """Who writes it: a letter names that person."""
    session_id: UUID | None = None
    building_id: UUID | None = None
    fault_ids: tuple[UUID, ...] = ()
    stair: str = ""
    day: date | None = None


class Paper(Protocol):
    """What was gathered for a paper."""

    @property
    def head(self) -> Head:
        """Its head."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper; of ``needs`` one must be given, ``takes`` may be."""

    name: str
    title: str
    needs: tuple[Need, ...]
    takes: tuple[Need, ...]
    gather: Callable[[Session, Asked], Paper]
    render: Callable[[Any, Tell | None], bytes]
    signed: bool = False
    """Whether it names who writes it, so that ``Asked.by`` must be given."""

    def file_name(self, paper: Paper) -> str:
        """A name for the file, e.g. ``baseline-collins-tower-2026-05-04.pdf``."""
        words = re.sub(r"[^\w]+", "-", paper.head.building.lower()).strip("-")[:60].strip("-")
        return f"{self.name}-{words or 'building'}-{paper.head.day.isoformat()}.pdf"


def _worksheet(session: Session, asked: Asked) -> Paper:
    visit = session.get(TestSession, asked.session_id) if asked.session_id else None
    if visit is None:
        raise Missing("There is no such session.", [str(asked.session_id)])
    return worksheet.gather(session, visit.id, _day(session.get_one(Building, visit.building_id), asked))


def _notice(session: Session, asked: Asked) -> Paper:
    if asked.by is None:
        raise Invalid("Say who writes the notice.")
    if asked.session_id is not None:
        return notice.of_session(session, asked.session_id, by=asked.by, at=asked.at)
    return notice.of_faults(session, asked.fault_ids, by=asked.by, at=asked.at)


def _condition(session: Session, asked: Asked) -> Paper:
    building = _building(session, asked)
    today = asked.at.astimezone(zone_of(building)).date()
    return condition.gather(session, building, asked.day or today, today)


def _baseline(session: Session, asked: Asked) -> Paper:
    building = _building(session, asked)
    return baseline.gather(session, building, _day(building, asked), asked.stair)


def _calibration(session: Session, asked: Asked) -> Paper:
    building = _building(session, asked) if asked.building_id else None
    return calibration.gather(session, building, _day(building, asked))


def _building(session: Session, asked: Asked) -> Building:
    if asked.building_id is None:
        raise Invalid("Say which building.")
    building = session.get(Building, asked.building_id)
    if building is None:
        raise Missing("There is no such building.", [str(asked.building_id)])
    return building


def _day(building: Building | None, asked: Asked) -> date:
    """The day that was asked for, else the day at ``at``: the building's, or that of whoever asks."""
    return asked.day or (asked.at.astimezone(zone_of(building)) if building else asked.at).date()


PAPERS: Mapping[str, PaperKind] = {
    one.name: one
    for one in (
        PaperKind("worksheet", worksheet.TITLE, (Need.SESSION,), (), _worksheet, worksheet_paper.render),
        PaperKind("condition", condition.TITLE, (Need.BUILDING,), (Need.DAY,), _condition, condition_paper.render),
        PaperKind(
            "notice", "Notice of defects", (Need.FAULTS, Need.SESSION), (), _notice, notice_paper.render, signed=True
        ),
        PaperKind(
            "baseline", baseline.TITLE, (Need.BUILDING,), (Need.STAIR, Need.DAY), _baseline, baseline_paper.render
        ),
        PaperKind(
            "calibration", calibration.TITLE, (), (Need.BUILDING, Need.DAY), _calibration, calibration_paper.render
        ),
    )
}
