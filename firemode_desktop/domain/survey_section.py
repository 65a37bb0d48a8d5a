"""The building of a ``Survey`` cut open: its stairs and floors in service at their heights, with their doors."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.section import Level, Section, Shaft, risen, usual_storey


def section_of(survey: Survey) -> Section:
    """Stairs in natural order, floors from the bottom up; heights that the register does not tell are assumed."""
    stairs = sorted((one for one in survey.stairs if one.serves(survey.today)), key=lambda one: natural_key(one.name))
    levels = _levels(survey)
    mine = [levels.get(stair.id, []) for stair in stairs]
    usual = usual_storey(mine)
    shafts = (
        Shaft(stair.id, stair.name, risen(stair.name, own, usual)) for stair, own in zip(stairs, mine, strict=True)
    )
    return Section(survey.building_id, survey.building, tuple(shafts))


def _levels(survey: Survey) -> dict[UUID, list[Level]]:
    """The floors of each stair from the bottom up."""
    doors: dict[UUID | None, list[str]] = defaultdict(list)
    for door in survey.doors:
        if door.serves(survey.today):
            doors[door.floor_id].append(door.name)
    found: dict[UUID, list[Level]] = defaultdict(list)
    for floor in sorted(survey.floors, key=lambda floor: (floor.number or 0, natural_key(floor.name))):
        if floor.serves(survey.today):
            names = tuple(sorted(doors[floor.id], key=natural_key))
            found[floor.stair_id].append(Level(floor.name, floor.number or 0, floor.height_m, names, floor.id))
    return found
