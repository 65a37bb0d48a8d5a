"""When a piece of evidence was captured: what the camera says, where that can be so, else what whoever adds it says."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from firemode_desktop.domain.dates import show_time

FIRST_YEAR = 2000
"""A camera whose clock was never set says 1970 or 1980."""


def captured(taken: datetime | None, said: datetime, zone: ZoneInfo, now: datetime) -> tuple[datetime, str | None]:
    """When it was captured, and a sentence where the camera's own time was not believed.

    ``taken`` is the camera's time; without an offset it is that of the building (``zone``). Nothing was photographed
    later than ``now``, and nothing before the year 2000: then what was ``said`` stands.
    """
    if taken is None:
        return said, None
    try:
        told = taken if taken.tzinfo is not None else taken.replace(tzinfo=zone)
        told.astimezone(UTC)
    except (OverflowError, ValueError):
        return said, "The camera's time is none; it is not believed."
    if told > now:
        return said, f"The camera says {show_time(told, zone)}, which was still to come; its clock is not believed."
    if told.astimezone(zone).year < FIRST_YEAR:
        return said, f"The camera says {show_time(told, zone)}; its clock was never set and is not believed."
    return told, None
