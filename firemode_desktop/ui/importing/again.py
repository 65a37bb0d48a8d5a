"""An import that was closed with something told or corrected in it can be taken up again while that is offered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.ui.importing.checking import Checked, Choices
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.wording import IMPORTED
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Kind, Notice

if TYPE_CHECKING:
    from firemode_desktop.ui.importing.panel import ImportPanel


@dataclass(frozen=True, slots=True)
class Kept:
    """An import as it was left: what was read, what was decided, and what was being told of the columns."""

    building_id: UUID
    checked: Checked
    choices: Choices
    told: FileMapping | None


def offer_again(panel: ImportPanel, building_id: UUID | None) -> None:
    """Offer to take up again what is about to be closed, where a person has put work into it."""
    if panel.checked is None or building_id is None or not panel.steps.undoText():
        return
    told = panel.mapping.mapping if panel.step is Step.MAPPING else None
    kept = Kept(building_id, panel.checked, panel.choices, told)
    said = tr(
        "{file} was closed; nothing was written. What you told and corrected is kept for now.",
        file=panel.checked.file.name,
    )
    offer = ((tr("Take it up again"), partial(panel.take_up, kept)),)
    panel.tools.notices.show(Notice(Kind.DONE, said, actions=offer, about=IMPORTED))
