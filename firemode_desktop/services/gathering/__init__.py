"""From the database to the frozen values of a report."""

from __future__ import annotations

from firemode_desktop.services.gathering.whole import gather, report_number

__all__ = ["gather", "report_number"]
