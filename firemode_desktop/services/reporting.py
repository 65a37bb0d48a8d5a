"""Reports and charts of a session: read once, drawn from frozen values."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.charts.data import Profile, Summary
from firemode_desktop.charts.doorways import doorway_grids
from firemode_desktop.charts.export import to_bytes
from firemode_desktop.charts.profile import pressure_profile
from firemode_desktop.charts.style import style
from firemode_desktop.charts.summary import summary_chart
from firemode_desktop.domain.identifiers import slug
from firemode_desktop.reports import compliance
from firemode_desktop.reports.charted import doorways_of, profile_of, summary_of
from firemode_desktop.reports.data import ReportData, StairFacts
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.verdicts import Findings
from firemode_desktop.services.gathering import gather, report_number

__all__ = [
    "compliance_report",
    "gather",
    "pressure_profile_of",
    "report_number",
    "session_charts",
    "session_summary",
]


def compliance_report(session: Session, session_id: UUID, tell: Tell | None = None) -> bytes:
    """The compliance report of a session as a PDF file; a draft, with a watermark, until the session is approved.

    To keep a transaction short, ``gather`` in one job and ``reports.compliance.render`` outside it give the same bytes.

    Raises:
        Missing: there is no such session.
    """
    return compliance.render(gather(session, session_id), tell)


def session_summary(session: Session, session_id: UUID) -> Summary:
    """How many tests of each measurement stand how, for a chart."""
    data = gather(session, session_id)
    return summary_of(Findings(data), data.visit.name)


def pressure_profile_of(session: Session, session_id: UUID, stair_name: str) -> Profile | None:
    """The pressure profile of a stair in a session, for a chart; ``None`` where no pressure was to be measured."""
    data = gather(session, session_id)
    stair = next((stair for stair in data.stairs if stair.name == stair_name), StairFacts(stair_name))
    return profile_of(Findings(data), stair)


def session_charts(session: Session, session_id: UUID, format: str = "png") -> dict[str, bytes]:
    """The charts of a session as files: ``summary``, and each stair's ``pressure-stair-a`` and ``velocity-stair-a``."""
    return charts_of(gather(session, session_id), format)


def charts_of(data: ReportData, format: str = "png") -> dict[str, bytes]:
    """The charts that go with a report, by name, as png, svg or pdf."""
    findings, look = Findings(data), style("light")
    title = f"{data.building.name} · {data.visit.name}"
    charts = {"summary": to_bytes(summary_chart(summary_of(findings, title), look), format, title)}
    for stair in data.stairs:
        name = slug(stair.name).lower()
        profile = profile_of(findings, stair)
        if profile is not None:
            about = f"{title} · {stair.name} · pressure"
            charts[f"pressure-{name}"] = to_bytes(pressure_profile(profile, look), format, about)
        for number, grids in enumerate(doorways_of(findings, stair, title=f"{stair.name} · air velocity"), start=1):
            ending = f"-{number}" if number > 1 else ""
            about = f"{title} · {stair.name} · air velocity"
            charts[f"velocity-{name}{ending}"] = to_bytes(doorway_grids(grids, look), format, about)
    return charts
