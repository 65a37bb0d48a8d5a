"""What the matrix shows of one cause, worked out once for each value of it: never while a cell is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from firemode_desktop.domain.cells import times_text
from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.matrix import Effect, carried, cells_of
from firemode_desktop.domain.sequence import Level, Problem, Step
from firemode_desktop.ui.language import plain, tr

Problems = tuple[Problem, ...]
UNMARKED = frozenset({"unknown_component", "tolerance_clipped"})
"""Not marked in every cell: the first is marked once, in the head of the column; 0±2 is what every panel has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell for the eye: the text of its chip (empty: a dot), the line below, whether it differs from the record."""

    text: str = ""
    caption: str = ""
    must_not: bool = False
    changed: bool = False
    level: Level | None = None
    slip: bool = False
    """What was typed and cannot be read; ``told`` says why."""
    told: str = ""
    """All of it in words, for the tooltip and for a screen reader."""


class CauseRow:
    """A scenario with its cells as they are, as they are on record, and what is wrong with them."""

    def __init__(self, one: Scenario, record: Scenario | None, find: Callable[[Scenario], Problems]) -> None:
        self.scenario, self.record = one, record
        self._find = find
        self.cells = cells_of(one.sequence)
        self.recorded = cells_of(record.sequence) if record is not None else {}
        self.words = f"{one.zone} {one.trigger} {one.trigger_type or ''} {one.name}".replace("_", " ").casefold()
        self._shown: dict[Effect, Shown] = {}

    @property
    def problems(self) -> Problems:
        """What is wrong with the scenario; looked for when it is shown first."""
        return self._find(self.scenario)

    @cached_property
    def level(self) -> Level | None:
        """The worst that is wrong with the scenario."""
        return _worst(tuple(each for each in self.problems if each.code != "tolerance_clipped"))

    @property
    def title(self) -> str:
        """``Zone-3 · SD-L8-01``."""
        return f"{self.scenario.zone} · {self.scenario.trigger}"

    @property
    def second(self) -> str:
        """``smoke detector · Fire floor 8``."""
        kind = (self.scenario.trigger_type or "trigger").replace("_", " ")
        return f"{kind} · {self.scenario.name}"

    @property
    def mark(self) -> str:
        """``v2`` as it is on record, ``v3 draft``."""
        return (
            f"v{self.scenario.version}"
            if not self.scenario.is_draft
            else tr("v{version} draft", version=self.scenario.version)
        )

    def shown(self, effect: Effect) -> Shown:
        """What the cell of an effect shows."""
        found = self._shown.get(effect)
        if found is None:
            found = self._shown[effect] = self._look(effect)
        return found

    def is_changed(self, effect: Effect) -> bool:
        """Whether the cell differs from the record; what merely got another number does not."""
        if self.record is None:
            return False
        now, before = self.cells.get(effect, ()), self.recorded.get(effect, ())
        ours = self.scenario.sequence
        return now != before and carried(now, ours, ours) != carried(before, self.record.sequence, ours)

    def _look(self, effect: Effect) -> Shown:
        steps = self.cells.get(effect, ())
        changed = self.is_changed(effect)
        if not steps and not changed:
            return Shown(told=tr("{title}: {effect} is not part of it", title=self.title, effect=effect.words))
        was = self._was(effect) if changed else ""
        orders = {step.step_order for step in steps}
        wrong = tuple(each for each in self.problems if each.step_order in orders and each.code not in UNMARKED)
        forbidden = bool(steps) and all(step.must_not for step in steps)
        return Shown(
            chip_text(steps),
            was or _caption(steps),
            forbidden,
            changed,
            _worst(wrong),
            told="\n".join(
                (
                    f"{self.title}: {effect.words}",
                    *(step_told(step, self.scenario.sequence) for step in steps),
                    *((tr("On record: {was}", was=was.removeprefix("was ")),) if was else ()),
                    *(each.message for each in wrong),
                )
            ),
        )

    def _was(self, effect: Effect) -> str:
        before = self.recorded.get(effect, ())
        if not before:
            return "new"
        text = chip_text(before).removesuffix(" s")
        return (
            tr("was {words}", words=text)
            if text != chip_text(self.cells.get(effect, ())).removesuffix(" s")
            else "changed"
        )


def chip_text(steps: tuple[Step, ...]) -> str:
    """``3±2 s``, ``must not``, ``3±2; 60±5 s``; empty without steps."""
    if not steps:
        return ""
    if all(step.must_not for step in steps):
        return tr("must not")
    return "; ".join(tr("must not") if step.must_not else times_text(step) for step in steps) + " s"


def step_told(step: Step, sequence: Sequence) -> str:
    """``Step 3: 5 s ± 2 s (3 to 7 s), after FAN-01-A start, on standby power – note``."""
    window = tr("{earliest} to {latest} s", earliest=plain(step.earliest), latest=plain(step.latest))
    if step.must_not:
        told = tr("Step {step_order}: must not happen from {window}", step_order=step.step_order, window=window)
    else:
        delay, tolerance = plain(step.expected_delay_seconds), plain(step.tolerance_seconds)
        told = tr(
            "Step {step_order}: {delay} s ± {tolerance} s ({window})",
            step_order=step.step_order,
            delay=delay,
            tolerance=tolerance,
            window=window,
        )
    names = {each.step_order: each.words for each in sequence}
    after = ", ".join(
        names.get(number, tr("step {number}, which does not exist", number=number)) for number in step.depends_on
    )
    parts = [told, *((tr("after {after}", after=after),) if after else ())]
    if step.power != "normal":
        parts.append(tr("on {power} power", power=step.power))
    return ", ".join(parts) + (f" – {step.note}" if step.note else "")


def _caption(steps: tuple[Step, ...]) -> str:
    first = steps[0]
    if len(steps) == 1 and first.must_not:
        return f"{plain(first.earliest)}–{plain(first.latest)} s"
    return tr("standby power") if any(step.power == "standby" for step in steps) else ""


def _worst(problems: tuple[Problem, ...]) -> Level | None:
    levels = {each.level for each in problems}
    return next((level for level in (Level.ERROR, Level.WARNING) if level in levels), None)
