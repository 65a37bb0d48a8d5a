"""What the page of cause and effect asks the services, as jobs; each hands back frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from firemode_desktop.domain.design import Scenario, Unsaved
from firemode_desktop.services import scenarios
from firemode_desktop.services.scenarios import Desk, Observation, Version


def desk(building_id: UUID, session: Any) -> Desk:
    """The scenarios of a building with all they refer to."""
    return scenarios.desk(session, building_id)


def observed(scenario_id: UUID, session: Any) -> Observation | None:
    """What the latest session saw of a version."""
    return scenarios.observation(session, scenario_id)


def save(unsaved: Unsaved, by: UUID, at: datetime, session: Any) -> Sequence[Scenario]:
    """Write drafts and delete those that are not wanted any more, in one transaction."""
    for one in unsaved.discarded:
        scenarios.discard(session, one.key, one.row_version, by=by)
    return scenarios.save(session, unsaved.drafts, by=by, at=at)


def versions(scenario_id: UUID, session: Any) -> Sequence[Version]:
    """Every version of the scenario that one of them belongs to."""
    return scenarios.history(session, scenario_id)
