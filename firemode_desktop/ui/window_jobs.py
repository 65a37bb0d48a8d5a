"""What the window itself asks of the database, as jobs for the background.

Services are imported by the worker that runs them: SQLAlchemy must not delay the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.background import Work
    from firemode_desktop.ui.workspace import Tools


def building_to_open(last: str, session: Any) -> UUID | None:
    from firemode_desktop.services import overview

    return overview.building_to_open(session, UUID(last) if last else None)


def name(building_id: UUID, session: Any) -> str:
    from firemode_desktop.services import archiving, overview

    archived = archiving.is_archived(session, building_id)
    return overview.building_name(session, building_id) + (tr(" · archived") if archived else "")


def badges(building_id: UUID, session: Any) -> dict[str, int]:
    from firemode_desktop.services import overview

    return overview.badges(session, building_id)


def create_building(values: dict[str, str | None], by: UUID, session: Any) -> UUID:
    from firemode_desktop.services import catalogue, people

    people.require(session, by, people.BUILDERS, tr("create a building"))
    return catalogue.create_building(session, values)


def pilot_building(tools: Tools, work: Work) -> UUID:
    from firemode_desktop.services import trying

    return trying.pilot_to_try(work.run, by=tools.person.id, at=tools.clock(), tell=work.tell)
