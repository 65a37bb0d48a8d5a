"""A matrix → scenarios: the rows are causes, the columns effects, the cells say when.

What a sheet does not say and the mapping does not either is a doubt: an error of code ``asked`` whose ``about`` an
answer can be given to (``SheetMapping.answered``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from firemode_desktop.domain.baselines import Place
from firemode_desktop.domain.cells import EXAMPLES, CellEffect, parse_cell
from firemode_desktop.domain.design import ZonePlace
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.matrix import SHORTEST_WATCH, Effect, sequence_of, watched_until
from firemode_desktop.domain.numbers import Flag
from firemode_desktop.domain.scenario_forms import CAUSE
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, as_read
from firemode_desktop.imports.scenarios.effects import LEFT_OUT, HeadedEffect, headed
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.scenarios.recognising import Known
from firemode_desktop.imports.scenarios.rows import Doubt, ReadScenario, Spot
from firemode_desktop.imports.scenarios.turning import turned
from firemode_desktop.imports.scenarios.unread import Unread, is_heading_row
from firemode_desktop.imports.scenarios.vocabulary import CLOCKS, as_grammar, folded, is_bare, of_day, vocabulary
from firemode_desktop.imports.tables.places import natural_form
from firemode_desktop.imports.tables.problems import Problem, at_cell, of_sheet
from firemode_desktop.imports.tables.values import Bad, Noted, Reader, Ways, calculated, spoilt

_NO_DAY = date(2000, 1, 1)
_KINDS = ("alarm", "fan", "damper", "sensor", "detector", "actuator")
_ACTIONS = {
    "alarm": ("activate",),
    "fan": ("start", "stop"),
    "damper": ("open", "close"),
    "sensor": ("reach_setpoint",),
    "detector": ("activate",),
    "actuator": ("open", "close", "release"),
}
_COLUMNS = {column.name: column for column in CAUSE}


class Matrix:
    """Reads one sheet as its mapping says."""

    def __init__(self, sheet: Sheet, mapping: SheetMapping, known: Known, zones: Sequence[ZonePlace]) -> None:
        self.mapping, self.doubts = mapping, list[Doubt]()
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.scenarios: list[ReadScenario] = []
        self._sheet = turned(sheet) if mapping.transposed else sheet
        self._known, self._zones = known, zones
        self._asked: dict[str, Doubt] = {}
        self._tolerance = decimal_of(mapping.tolerance)
        self._anchors = self._sheet.anchors()
        self.effects = headed(self._sheet, mapping, known)
        self._marks = frozenset[str]()
        self._readers = {name: Reader(column, _NO_DAY, Ways()) for name, column in _COLUMNS.items()}
        self.rows = tuple(row for row in range(mapping.first_row, mapping.last_row + 1) if self._is_cause(row))
        self._marks = self._marks_of()
        self._read()
        unread = Unread(self._sheet, mapping, self.rows, (effect.column for effect in self.effects))
        self.errors += unread.errors
        self.warnings += unread.warnings
        self.doubts = list(self._asked.values())

    def _read(self) -> None:
        self._ask_about_heads()
        seen: dict[tuple[object, object, str], ReadScenario] = {}
        for row in self.rows:
            one = self._cause(row)
            if one is None:
                continue
            if (other := seen.get(one.key)) is not None:
                said = f"“{one.name}” of this zone stands in row {other.rows[0] + 1} already; a cause has one row."
                self._refuse(row, self._column("scenario"), "scenario", "duplicate", said)
                one.bad = other.bad = True
            seen[one.key] = one
            self.scenarios.append(one)

    # Where things stand.

    def _told(self, row: int, column: int) -> Spot:
        """A place of the sheet as the file has it."""
        return (column, row) if self.mapping.transposed else (row, column)

    @property
    def file_rows(self) -> tuple[int, ...]:
        """The rows of the file (from 0) in which causes stand; all that are used where causes stand across."""
        if not self.mapping.transposed:
            return self.rows
        return tuple(range(max((len(row) for row in self._sheet.rows), default=0)))

    @property
    def file_columns(self) -> tuple[int, ...]:
        """The columns of the file (from 0) that are read."""
        if self.mapping.transposed:
            return self.rows
        return (*self.mapping.columns.values(), *(effect.column for effect in self.effects))

    def _problem(self, row: int, column: int | None, name: str | None, code: str, message: str) -> Problem:
        if column is None:
            return at_cell(self._sheet.name, self._told(row, 0)[0], None, name, None, code, message)
        return at_cell(self._sheet.name, *self._told(row, column), name, self._sheet.at(row, column), code, message)

    def _refuse(self, row: int, column: int | None, name: str | None, code: str, message: str) -> None:
        self.errors.append(self._problem(row, column, name, code, message))

    def _column(self, name: str) -> int | None:
        return self.mapping.columns.get(name, self.mapping.columns.get("trigger_device_id"))

    def _is_cause(self, row: int) -> bool:
        telling = (self.mapping.columns.get(name) for name in ("trigger_device_id", "scenario"))
        named = any(column is not None and self._at(row, column) is not None for column in telling)
        return named and not is_heading_row(self._sheet, row, self.mapping.columns.values())

    def _at(self, row: int, column: int) -> Value:
        """A cell of a cause; one merged over several rows says the same of each."""
        return self._sheet.at(*self._anchors.get((row, column), (row, column)))

    @property
    def _wrong(self) -> int:
        """So many errors and questions so far; a question that was asked before counts again."""
        return len(self.errors) + sum(doubt.count for doubt in self._asked.values())

    # What only a person can tell.

    def _ask(self, about: str, question: str, row: int, column: int | None, **more: object) -> None:
        known = self._asked.get(about)
        if known is not None:
            self._asked[about] = replace(known, count=known.count + 1)
            return
        problem = self._problem(row, column, None, "asked", question)
        self.errors.append(problem)
        self._asked[about] = Doubt(self._sheet.name, about, question, problem.cell, **more)  # type: ignore[arg-type]

    def _ask_about_heads(self) -> None:
        row = self.mapping.heads.get("component_id", 0)
        for effect in self.effects:
            if "component_type" in effect.lacks:
                said = f"What is {effect.component}? It is not in the equipment register, and no row names its type."
                self._ask(f"type:{effect.component}", said, row, effect.column, choices=(*_KINDS, LEFT_OUT))
            elif "expected_action" in effect.lacks:
                said = f"What does “{effect.component}” do, like every {effect.kind} here? No row above says it."
                choices = _ACTIONS.get(effect.kind, ())
                self._ask(f"given:action {effect.kind}", said, row, effect.column, choices=choices)
        self._ask_about_stair()

    def _ask_about_stair(self) -> None:
        found = self._known.causes.stair(self.mapping.stair)
        if "stair" not in self.mapping.columns and isinstance(found, Bad):
            why = f" {found.message}" if self.mapping.stair else ""
            said = f"Which stair is the sheet “{self._sheet.name}” of?{why}"
            choices = self._known.stairs
            self._asked["stair"] = Doubt(self._sheet.name, "stair", said, None, choices=choices, only=True)
            self.errors.append(of_sheet(self._sheet.name, "asked", said))

    # A cause.

    def _cause(self, row: int) -> ReadScenario | None:
        before = self._wrong
        stair = self._stair(row)
        zone = None if stair is None else self._zone(row, stair)
        name = self._fact(row, "scenario") or self._fact(row, "trigger_device_id")
        if stair is None or zone is None or name is None:
            return None
        one = ReadScenario(self._sheet.name, stair, zone, name, [self._told(row, 0)[0]])
        self._take_facts(row, one)
        self._take_effects(row, one)
        one.bad = self._wrong > before or any(effect.lacks for effect in self.effects)
        return one

    def _stair(self, row: int) -> Place | None:
        if "stair" not in self.mapping.columns:
            found = self._known.causes.stair(self.mapping.stair)
            return found if isinstance(found, Place) else None
        text = self._fact(row, "stair")
        return (
            None if text is None else self._place(row, self._column("stair"), "stair", self._known.causes.stair(text))
        )

    def _zone(self, row: int, stair: Place) -> Place | None:
        if "zone" in self.mapping.columns:
            text = self._fact(row, "zone")
            return (
                None
                if text is None
                else self._place(row, self._column("zone"), "zone", self._known.causes.zone(text, stair))
            )
        if "floor" in self.mapping.columns:
            return self._zone_of_floor(row, stair)
        return self._zone_told(row, stair)

    def _zone_told(self, row: int, stair: Place) -> Place | None:
        """The zone that a person said the whole sheet is of; asked again where the stair has no such zone."""
        told = self.mapping.given.get("zone", "")
        found = self._known.causes.zone(told, stair) if told else None
        if isinstance(found, Place):
            return found
        said = "No column says it." if found is None else found.message
        choices = tuple(zone.zone for zone in self._zones if zone.stair_id == stair.id)
        question = f"Which zone are the causes of this sheet in? {said}"
        self._ask("given:zone", question, row, None, proposed=told, choices=choices)
        return None

    def _zone_of_floor(self, row: int, stair: Place) -> Place | None:
        column = self.mapping.columns["floor"]
        floor = as_read(self._at(row, column))
        found = [
            zone
            for zone in self._zones
            if zone.stair_id == stair.id and natural_form(floor) in map(natural_form, zone.floors)
        ]
        if len(found) != 1:
            said = f"No zone of {stair.name} has the floor “{floor}”; write the zone."
            self._refuse(row, column, "floor", "unknown_floor", said)
            return None
        return Place(found[0].zone_id, found[0].zone, stair.id)

    def _place(self, row: int, column: int | None, name: str, found: Place | Bad) -> Place | None:
        if isinstance(found, Bad):
            problem = self._problem(row, column, name, found.code, found.message)
            self.errors.append(replace(problem, meant=found.meant))
            return None
        return found

    def _fact(self, row: int, name: str) -> str | None:
        """A fact of a cause as text; what cannot stand is said."""
        column = self.mapping.columns.get(name)
        if column is None:
            return None
        found = self._readers[name][self._at(row, column)]
        if isinstance(found, Bad):
            if found.code != "missing" or name in ("stair", "zone"):
                problem = self._problem(row, column, name, found.code, found.message)
                self.errors.append(replace(problem, meant=found.meant))
            return None
        value: str | None = found.value if isinstance(found, Noted) else found
        return value

    def _take_facts(self, row: int, one: ReadScenario) -> None:
        for name in ("type", "trigger_device_id", "trigger_device_type"):
            if name in self.mapping.columns:
                one.facts[name] = self._fact(row, name)
                self._note(row, one, name, self.mapping.columns[name])
            elif self._is_given(name):
                one.facts[name] = self.mapping.given[name]
        column = self._column("scenario")
        if column is not None:
            self._note(row, one, "scenario", column)
        if "type" not in one.facts:
            said = "Of which type are the causes of this sheet? No column says it."
            self._ask("given:type", said, row, column, choices=_COLUMNS["type"].choices, only=True)

    def _is_given(self, name: str) -> bool:
        """Whether a person has said it for the whole sheet, as one of the choices where there are some."""
        told = self.mapping.given.get(name)
        return bool(told) and not isinstance(self._readers[name][told], Bad)

    def _note(self, row: int, one: ReadScenario, about: str, column: int) -> None:
        spot = self._told(row, column)
        one.spots[about], one.cells[spot] = spot, self._sheet.at(row, column)

    # Its effects.

    def _take_effects(self, row: int, one: ReadScenario) -> None:
        texts = {effect: self._text(row, effect.column) for effect in self.effects}
        found = {effect: text for effect, text in texts.items() if text is not None and not effect.lacks}
        cells = self._cells(row, found, SHORTEST_WATCH)
        until = watched_until(sequence_of(cells))
        if until != SHORTEST_WATCH:
            cells = self._cells(row, found, until)
        columns = {effect.effect: effect.column for effect in reversed(self.effects)}
        one.steps.extend(sequence_of(cells))
        for step in one.steps:
            spot = self._told(row, columns[Effect.of(step)])
            one.spots.setdefault(step.step_order, spot)
            one.cells[spot] = self._sheet.at(row, columns[Effect.of(step)])

    def _cells(
        self, row: int, texts: Mapping[HeadedEffect, str], until: Decimal
    ) -> dict[Effect, tuple[CellEffect, ...]]:
        """The cells of a row; a bare ``!`` lasts until the last window of what must happen."""
        found: dict[Effect, tuple[CellEffect, ...]] = {}
        for effect, text in texts.items():
            told = self._cell(row, effect, text, until)
            found[effect.effect] = (*found.get(effect.effect, ()), *told)
        return found

    def _cell(self, row: int, effect: HeadedEffect, text: str, until: Decimal) -> tuple[CellEffect, ...]:
        try:
            told = parse_cell(text, usual_tolerance=self._tolerance, until=until)
        except Invalid as error:
            code = str(error.details[0]["code"]) if error.details and "code" in error.details[0] else "cell"
            self._say(self.errors, self._problem(row, effect.column, effect.words, code, error.message))
            return ()
        if any(Flag.DECIMAL_COMMA in each.flags for each in told):
            said = f"“{text}” is written with a decimal comma; it was read as {told[0].delay} ± {told[0].tolerance} s."
            self._say(self.warnings, self._problem(row, effect.column, effect.words, "text_number", said))
        return told

    @staticmethod
    def _say(where: list[Problem], problem: Problem) -> None:
        """Once, however often the cell is looked at."""
        if problem not in where:
            where.append(problem)

    def _head(self, column: int) -> str:
        return next(one.words for one in self.effects if one.column == column)

    def _text(self, row: int, column: int) -> str | None:
        """What a cell says, in our grammar; ``None`` for no effect, and for what has to be asked or refused first."""
        cell: Value = self._sheet.at(row, column)
        if isinstance(cell, Marked):
            if bad := spoilt(cell):
                self._refuse(row, column, self._head(column), bad.code, bad.message)
                return None
            self._say(self.warnings, self._problem(row, column, self._head(column), "formula", calculated(cell)))
            cell = cell.value
        if isinstance(cell, date):
            said = f"{as_read(cell)} is a date that a spreadsheet has made of what was typed. {EXAMPLES}."
            self._refuse(row, column, self._head(column), "date", said)
            return None
        text = as_read(cell).strip()
        return self._meant(row, column, text) if text else None

    def _meant(self, row: int, column: int, text: str) -> str | None:
        """By the words that a person has explained, those of everybody, and times as others write them."""
        words = {folded(word): meant for word, meant in self.mapping.words.items()}
        told = words.get(folded(text))
        if told is not None:
            return self._time(row, column, told, of=text) if told else None
        if folded(text) in vocabulary().nothing:
            return None
        if text in self._marks:
            self._ask_about_word(row, column, text)
            return None
        return self._time(row, column, text)

    def _marks_of(self) -> frozenset[str]:
        """``1``, where no cell has another number: it marks effects and is no time."""
        cells = (self._sheet.at(row, effect.column) for row in self.rows for effect in self.effects)
        texts = {as_read(cell).strip() for cell in cells}
        numbers = {text for text in texts if any(character.isdigit() for character in text)}
        return frozenset(numbers) if numbers == {"1"} else frozenset()

    def _time(self, row: int, column: int, text: str, of: str = "") -> str | None:
        """In our grammar; ``of`` is the word that a person has explained by it. What cannot be told is asked."""
        told = of_day(text, self.mapping.given.get("clock", ""))
        if told == "":
            said = f"A spreadsheet has made “{text}” a time of the day. What was typed?"
            self._ask("given:clock", said, row, column, choices=CLOCKS, only=True)
            return None
        told = told or as_grammar(text)
        if told is not None and is_bare(told) and self._tolerance is None:
            said = f"“{text}” has no tolerance. Which tolerance, in seconds, do times without one have?"
            self._ask("tolerance", said, row, column, proposed=self.mapping.tolerance)
            return None
        if told is not None or self._can_be_read(text):
            return told or text
        if not of and any(character.isdigit() for character in text):
            return text
        self._ask_about_word(row, column, of or text, text if of else "")
        return None

    @staticmethod
    def _can_be_read(text: str) -> bool:
        try:
            parse_cell(text, usual_tolerance=Decimal(1), until=Decimal(1))
        except Invalid:
            return False
        return True

    def _ask_about_word(self, row: int, column: int, text: str, told: str = "") -> None:
        said = (
            f"What does “{text}” in a cell mean? Write it as a time with its tolerance, such as 5±5; blank: no effect."
        )
        proposed = told or ("!" if folded(text) in vocabulary().forbids else "")
        self._ask(f"word:{text.upper()}", said, row, column, proposed=proposed)


def decimal_of(text: str) -> Decimal | None:
    """The tolerance of a mapping in seconds, as ``2``, ``± 2`` or ``2 s``; ``None`` where none can be read."""
    match = re.fullmatch(r"(?:±|\+/-)?\s*([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s*(?:s|sec|seconds)?\.?", text.strip())
    return Decimal(match[1].replace(",", ".")) if match else None
