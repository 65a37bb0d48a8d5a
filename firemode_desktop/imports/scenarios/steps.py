"""The flat step list of a file → scenarios: one row a step, the cause repeated in each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.baselines import Place
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.scenario_forms import OF_CAUSE
from firemode_desktop.domain.sequence import Step
from firemode_desktop.imports.scenarios.causes import Causes
from firemode_desktop.imports.scenarios.rows import ReadScenario
from firemode_desktop.imports.tables.columns import read_columns
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.values import Bad, Ways

FACTS = OF_CAUSE[3:]
"""What a cause says besides where it is and what it is called."""
_NUMBERS = re.compile(r"[1-9][0-9]{0,3}(?:[\s,;+&]+[1-9][0-9]{0,3})*")
_FORMULA_MARK = re.compile(r"'(?='*[=+\-@\t\r])")


class StepList:
    """Reads one table; ``scenarios`` in the order of the file, ``columns`` with all that is wrong with its cells."""

    def __init__(self, table: Table, causes: Causes, today: date, *, delimited: bool) -> None:
        self._causes, self._delimited = causes, delimited
        self.columns = read_columns(table, today, Ways(delimited=delimited))
        self._found: dict[tuple[object, object, str], ReadScenario] = {}
        for index in range(len(table.rows)):
            self._row(index)
        for one in self._found.values():
            self._number(one)

    @property
    def scenarios(self) -> tuple[ReadScenario, ...]:
        """The causes of the table with their steps."""
        return tuple(self._found.values())

    def _row(self, index: int) -> None:
        place = self._place(index)
        name = self._text(index, "scenario")
        if place is None or not name:
            return
        one = self._scenario(index, *place, name)
        self._compare_facts(index, one)
        step = self._step(index, one)
        if step is None or index in self.columns.bad:
            one.bad = True
        else:
            self._add(index, one, step)

    def _value(self, index: int, name: str) -> Any:
        values = self.columns.values.get(name)
        return None if values is None else values[index]

    def _text(self, index: int, name: str) -> str:
        """A text; the apostrophe that our CSV puts before what a spreadsheet would take for a formula is left out."""
        text = str(self._value(index, name) or "")
        return text[1:] if self._delimited and _FORMULA_MARK.match(text) else text

    # Which scenario.

    def _place(self, index: int) -> tuple[Place, Place] | None:
        """Stair and zone of a row; ``None`` where one cannot be told, which has been said."""
        if self._value(index, "stair") is None or self._value(index, "zone") is None:
            return None
        stair = self._known(index, "stair", self._causes.stair(self._text(index, "stair")))
        if stair is None:
            return None
        zone = self._known(index, "zone", self._causes.zone(self._text(index, "zone"), stair))
        return None if zone is None else (stair, zone)

    def _known(self, index: int, name: str, found: Place | Bad) -> Place | None:
        if isinstance(found, Bad):
            self.columns.refuse(index, name, found.code, found.message, found.meant)
            return None
        return found

    def _scenario(self, index: int, stair: Place, zone: Place, name: str) -> ReadScenario:
        table = self.columns.table
        new = ReadScenario(table.sheet.name, stair, zone, name, [])
        one = self._found.setdefault(new.key, new)
        if not one.rows:
            self._take_facts(index, one)
        one.rows.append(table.rows[index])
        return one

    def _take_facts(self, index: int, one: ReadScenario) -> None:
        for name in FACTS:
            if self.columns.has(name):
                one.facts[name] = self._fact(index, name)
                self._note(one, name, index, name)
        self._note(one, "scenario", index, "scenario")

    def _fact(self, index: int, name: str) -> str | None:
        return self._text(index, name) or None

    def _note(self, one: ReadScenario, about: str | int, index: int, column: str) -> None:
        spot = self.columns.table.spot(index, column)
        if spot is not None:
            one.spots[about], one.cells[spot] = spot, self.columns.table.sheet.at(*spot)

    def _compare_facts(self, index: int, one: ReadScenario) -> None:
        """The cause stands in every row of it; rows that say different things cannot both be right."""
        for name, first in one.facts.items():
            said = self._fact(index, name)
            if said != first and not self.columns.told(index, name):
                other = f"“{first}”" if first else "nothing"
                message = f"Row {one.rows[0] + 1} says {other} for the same scenario; write the same in all its rows."
                self.columns.refuse(index, name, "rows_disagree", message)

    # The step.

    def _step(self, index: int, one: ReadScenario) -> Step | None:
        needed = ("component_id", "component_type", "expected_action", "expected_delay_seconds", "tolerance_seconds")
        depends = self._depends(index)
        if depends is None or any(self._value(index, name) is None for name in needed):
            return None
        order = self._order(index, one)
        if order is None:
            return None
        return Step(
            order,
            self._text(index, "component_id"),
            self._text(index, "component_type"),
            self._text(index, "expected_action"),
            self._value(index, "expected_delay_seconds"),
            self._value(index, "tolerance_seconds"),
            must_not=bool(self._value(index, "must_not")),
            depends_on=depends,
            power=self._value(index, "power") or "normal",
            note=self._text(index, "note"),
        )

    def _order(self, index: int, one: ReadScenario) -> int | None:
        """The number that is written; 0 where none is, until the whole scenario is known."""
        number: Decimal | None = self._value(index, "step_order")
        if number is None:
            return 0
        if number != number.to_integral_value():
            self.columns.refuse(index, "step_order", "not_whole", f"{plain(number)} is not a whole number from 1.")
            return None
        return int(number)

    def _depends(self, index: int) -> tuple[int, ...] | None:
        text = self._text(index, "depends_on").strip()
        if not text:
            return ()
        if _NUMBERS.fullmatch(text) is None:
            message = f"“{text}” is not a list of step numbers; write them as 1; 2."
            self.columns.refuse(index, "depends_on", "not_step_numbers", message)
            return None
        return tuple(int(number) for number in re.findall(r"[0-9]+", text))

    def _add(self, index: int, one: ReadScenario, step: Step) -> None:
        one.steps.append(step)
        self._note(one, -len(one.steps), index, "component_id")

    # The numbers.

    def _number(self, one: ReadScenario) -> None:
        """Numbered as written; by the order of the rows where no row says a number; some and some not is an error."""
        written = [step.step_order for step in one.steps if step.step_order]
        if not written:
            one.steps[:] = [_with_order(step, number) for number, step in enumerate(one.steps, start=1)]
        elif len(written) < len(one.steps):
            place = next(place for place, step in enumerate(one.steps) if not step.step_order)
            self._refuse_number(one, place, "Number all steps of a scenario, or none of them.", "missing")
        for place, step in enumerate(one.steps):
            if step.step_order in [other.step_order for other in one.steps[:place]] and step.step_order:
                message = f"Step {step.step_order} stands twice in “{one.name}”."
                self._refuse_number(one, place, message, "duplicate_step")
        for place, step in enumerate(one.steps, start=1):
            if (spot := one.spots.pop(-place, None)) is not None:
                one.spots.setdefault(step.step_order, spot)

    def _refuse_number(self, one: ReadScenario, place: int, message: str, code: str) -> None:
        row = one.spots[-place - 1][0]
        self.columns.refuse(self.columns.table.rows.index(row), "step_order", code, message)
        one.bad = True


def _with_order(step: Step, order: int) -> Step:
    return replace(step, step_order=order)
