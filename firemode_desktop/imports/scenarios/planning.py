"""A scenario workbook → a plan, held against the scenarios on record.

    plan = plan_scenarios(read_file("logic.xlsx"), design, around, today)

A file that has the flat list and matrices is read from the list; a matrix beside it that says something else is an
error, because nobody can tell which of the two was edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from firemode_desktop.domain import sequence, sequence_checks
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.design import Sequence as StepSequence
from firemode_desktop.domain.scenario_diff import compare
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.plan import PlannedScenario, ScenarioPlan
from firemode_desktop.imports.scenarios.reading import read_scenarios
from firemode_desktop.imports.scenarios.rows import ReadScenario, Survey
from firemode_desktop.imports.tables.problems import Problem, RowStatus


def plan_scenarios(
    workbook: Workbook,
    survey: Survey,
    mapping: ScenarioMapping | None = None,
    new_key: Callable[[], UUID] = uuid4,
) -> ScenarioPlan:
    """What an import of ``workbook`` would do. Whatever is wrong with the file is in the plan, all of it at once.

    ``mapping`` says how its matrices are read, where a person has said so; else they are recognised.
    """
    reading = read_scenarios(workbook, survey, mapping)
    against = _Against(survey, new_key)
    against.refuse_twice(reading.scenarios)
    planned = tuple(against.plan(one) for one in reading.scenarios)
    return ScenarioPlan(
        workbook.file_name,
        workbook.sha256,
        planned,
        (*reading.errors, *against.errors),
        (*reading.warnings, *against.warnings),
        reading.rows_read,
        workbook.sheets,
        reading.used,
        reading.mapping,
        reading.doubts,
    )


class _Against:
    """Holds what was read against the record, one scenario after the other."""

    def __init__(self, survey: Survey, new_key: Callable[[], UUID]) -> None:
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self._survey, self._new_key = survey, new_key
        self._known = {_key(one): one for one in survey.design}
        self._zones = {one.zone_id: one for one in survey.around.zones}

    def refuse_twice(self, found: Iterable[ReadScenario]) -> None:
        """One scenario on two sheets: nobody can tell which of them counts."""
        seen: dict[tuple[object, object, str], ReadScenario] = {}
        for one in found:
            other = seen.setdefault(one.key, one)
            if other.sheet != one.sheet:
                said = f"“{one.name}” of this zone stands on the sheet “{other.sheet}” too, in row {other.rows[0] + 1}."
                self._refuse(one, "scenario", "duplicate", said)
                one.bad = other.bad = True

    def plan(self, one: ReadScenario) -> PlannedScenario:
        """What becomes of one scenario of the file."""
        before = self._known.get(one.key)
        made = None if one.bad else self._made(one, before)
        if made is None:
            return self._planned(RowStatus.ERROR, one, None, before)
        changes = () if before is None else compare(before, made).sentences
        if before is not None and not changes:
            return self._planned(RowStatus.UNCHANGED, one, before, before)
        self._check(one, made)
        if before is None:
            return self._planned(RowStatus.NEW, one, made, None)
        return self._planned(RowStatus.CHANGED, one, made, before, changes)

    def _planned(
        self,
        status: RowStatus,
        one: ReadScenario,
        made: Scenario | None,
        before: Scenario | None,
        changes: tuple[str, ...] = (),
    ) -> PlannedScenario:
        place = f"{one.stair.name} · {one.zone.name}"
        return PlannedScenario(status, one.sheet, tuple(one.rows), place, one.name, made, before, changes)

    def _made(self, one: ReadScenario, before: Scenario | None) -> Scenario | None:
        """The draft that the file describes; a column the file does not have leaves what is on record."""
        kind = one.facts.get("type") or (before.scenario_type if before and "type" not in one.facts else None)
        trigger = one.facts.get("trigger_device_id") or (before.trigger if before else None)
        if kind is None:
            self._refuse(one, "type", "missing", "The type of a scenario is needed: annual, six_monthly or "
                         "baseline_commissioning.")  # fmt: skip
            return None
        if trigger is None or not one.steps:
            said = (
                "The device that triggers it is needed." if trigger is None else "A scenario needs at least one step."
            )
            self._refuse(one, "scenario", "missing" if trigger is None else "no_steps", said)
            return None
        of_type = one.facts.get("trigger_device_type", before.trigger_type if before else None)
        draft = before.draft(self._new_key()) if before else self._new(one)
        return replace(
            draft,
            name=one.name if before is None else before.name,
            scenario_type=kind,
            trigger=trigger,
            trigger_type=of_type,
            sequence=StepSequence(tuple(one.steps)),
        )

    def _refuse(self, one: ReadScenario, name: str, code: str, message: str) -> None:
        self.errors.append(one.problem(name if name in one.spots else "scenario", name, code, message))

    def _new(self, one: ReadScenario) -> Scenario:
        zone = self._zones[one.zone.id]
        return Scenario(
            self._new_key(), zone.stair_id, zone.stair, zone.zone_id, zone.zone, one.name, "", "", floors=zone.floors
        )

    def _check(self, one: ReadScenario, made: Scenario) -> None:
        """What keeps a scenario from being published does not keep it from being a draft; it is said."""
        for found in sequence_checks.problems(made.sequence.steps, self._survey.around.equipment):
            draft = " It can be a draft, but is not published like this." if found.level is sequence.Level.ERROR else ""
            about = found.step_order if found.step_order in one.spots else "scenario"
            name = "component_id" if found.step_order else "scenario"
            self.warnings.append(one.problem(about, name, found.code, f"{found.message}{draft}"))


def _key(one: Scenario) -> tuple[object, object, str]:
    return one.stair_id, one.zone_id, " ".join(one.name.split()).casefold()
