"""States of the page worth a picture: a design being edited, its views, its versions, and the rooms beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.sequence import Step

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.page import ScenariosPage


def pictures(page: ScenariosPage) -> Iterator[str]:
    """Bring the page into one state after the other; what was edited is taken back at the end."""
    from firemode_desktop.ui.scenarios import page as shown

    full = _fullest(page)
    if full is None:
        return
    page.studio.choose(full.key, (3,))
    page.studio.changed.emit()
    yield "observed"
    _edit(page)
    yield "edited"
    for mode in (shown.MATRIX, shown.TIMELINE, shown.STEPS):
        page.modes.choose(mode)
        yield shown.MODES[mode].lower()
    page.modes.choose(shown.BOTH)
    page.toggle_shelf()
    page.show_side(shown.SCENARIO)
    yield "components"
    page.toggle_shelf()
    page.show_side(shown.VERSIONS)
    yield "versions"
    page.versions.pages.setCurrentIndex(1)
    page.versions.signing.begin(page.versions.known)
    yield "signing"
    page.versions.pages.setCurrentIndex(2)
    page.versions.withdrawing.begin(page.versions.known)
    yield "withdrawing"
    page.versions.leave()
    page.show_compare()
    yield "compare"
    page.leave()
    page.stack.setIndex(0)
    page.start()
    yield "new"
    page.starting.close_()
    page.show_sheet()
    yield "sheet"
    page.import_file()
    yield "import"
    page.leave()
    page.modes.choose(shown.COVERAGE)
    yield "coverage"
    page.modes.choose(shown.BOTH)


def _fullest(page: ScenariosPage) -> Scenario | None:
    """A scenario with all its steps, from the middle of the building."""
    longest = max((len(one.sequence) for one in page.studio.design), default=0)
    full = [one for one in page.studio.design if len(one.sequence) == longest and longest]
    return full[(len(full) - 1) // 4] if full else None


def _edit(page: ScenariosPage) -> None:
    """A lift that comes down, an air handler that must not run, the sensor later and behind its fan."""
    sequence = page.studio.sequence.added(
        Step(0, "LIFT-01", "actuator", "return_to_ground", Decimal(20), Decimal(10), depends_on=(1,)),
        Step(0, "AHU-08", "fan", "run", Decimal(15), Decimal(15), must_not=True),
    )
    sequence = sequence.changed(4, expected_delay_seconds=Decimal(18), depends_on=(2,))
    page.studio.edit(sequence, "lift and air handler", then=(5,))
