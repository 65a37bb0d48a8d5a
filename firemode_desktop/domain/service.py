"""When something is in service: until the day before it is decommissioned; a planned day changes nothing yet."""

from __future__ import annotations

from datetime import date


def in_service(decommissioned_on: date | None, day: date) -> bool:
    """Whether it is in service on ``day``; ``decommissioned_on`` is the first day out of service, None while open."""
    return decommissioned_on is None or day < decommissioned_on
