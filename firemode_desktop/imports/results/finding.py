"""Which test of a session a row is of: by its identifier, or by what it says of place, case and kind.

Every word of a row has to fit, and one test alone may be left; a near miss is suggested, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.tables.layout import key
from firemode_desktop.imports.tables.places import natural_form
from firemode_desktop.imports.tables.values import Bad

SUGGESTIONS = 50
"""So many near misses are looked for in a file: a file that is all wrong is not answered for ever."""
_PARTS = re.compile(r"\s*[,;/|·–—]\s*|\s+-\s+")
_KINDS: Mapping[MeasurementType, tuple[str, ...]] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: ("pressure", "pressures", "differential_pressure", "dp"),
    MeasurementType.AIR_VELOCITY: ("velocity", "air_velocities", "airflow", "air_flow"),
    MeasurementType.DOOR_OPENING_FORCE: ("force", "door_force", "opening_force", "door_opening_force"),
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: ("ce", "c_e", "cause_and_effect", "sequence"),
    MeasurementType.INTERFACE_TEST: ("interface",),
    MeasurementType.SOUND_PRESSURE_LEVEL: ("noise", "sound", "sound_level"),
    MeasurementType.PRESSURE_RESTORATION_TIME: ("restoration", "restoration_time"),
    MeasurementType.DOOR_LATCHING: ("latching", "latch"),
    MeasurementType.FAN_OPERATION: ("fan", "fans"),
}
_NAMED = ("stair", "floor", "location", "door", "doorway", "door_scenario")
"""Columns that hold the name of something."""
_SAID = (*_NAMED, "door_configuration", "pressurization_active", "measurement_type")


class Finder:
    """The tests of a session by everything a row may say of them."""

    def __init__(self, tests: Mapping[str, Test]) -> None:
        self._tests = tests
        self._suggestions_left = SUGGESTIONS
        self._by: dict[tuple[str, Any], set[str]] = {}
        self._names: dict[str, dict[str, str]] = {column: {} for column in _NAMED}
        for identifier, test in tests.items():
            for column, form in _forms(test):
                self._by.setdefault((column, form), set()).add(identifier)
            for column, name in _names(test):
                self._names[column].setdefault(natural_form(name), name)

    def by_identifier(self, text: str) -> str | None:
        """The identifier as the session spells it; ``None`` when it is no test of it."""
        name = text.strip().upper()
        return name if name in self._tests else None

    def unknown(self, text: str) -> Bad:
        """Why an identifier is none."""
        name = text.strip().upper()
        near = self._near(name, self._tests)
        hint = f" Did you mean {near}?" if near else ""
        return Bad("unknown_identifier", f"{name[:100]} is not a test of this session.{hint}", near)

    def by_place(self, told: Mapping[str, Any], unit: str = "") -> str | Bad:
        """The one test of which everything in ``told`` (column → content) is true.

        ``unit`` is the one that stands above the readings: it leaves the tests that are measured in it.
        """
        found = set(self._tests)
        for column, content in told.items():
            fitting = self._fitting(column, content)
            if not fitting:
                return self._no_such(column, str(content))
            found &= fitting
        if unit and len(found) > 1:
            found = {name for name in found if self._tests[name].unit == unit} or found
        said = ", ".join(_shown(column, content) for column, content in told.items())
        if not found:
            return Bad("unknown_test", f"This session has no test of which all of this is true: {said}.")
        return found.pop() if len(found) == 1 else self._ambiguous(said, sorted(found), told)

    def _fitting(self, column: str, content: Any) -> set[str]:
        if column == "measurement_type":
            return self._by.get((column, key(str(content))), set())
        if column not in _NAMED:
            return self._by.get((column, content), set())
        whole = self._by.get((column, natural_form(str(content))))
        if whole is not None or column != "location":
            return whole or set()
        parts = [self._by.get((column, natural_form(part)), set()) for part in _PARTS.split(str(content)) if part]
        return set.intersection(*parts) if parts else set()

    def _no_such(self, column: str, content: str) -> Bad:
        near = ""
        if column in _NAMED:
            form = self._near(natural_form(content), self._names[column])
            near = self._names[column].get(form, "")
        hint = f" Did you mean “{near}”?" if near else ""
        what = column.replace("_", " ").replace("measurement type", "kind of test")
        return Bad(f"unknown_{column}", f"No test of this session is of the {what} “{content[:80]}”.{hint}", near)

    def _near(self, text: str, names: Iterable[str]) -> str:
        self._suggestions_left -= 1
        if self._suggestions_left < 0 or len(text) > 100:
            return ""
        found = get_close_matches(text, names, n=1, cutoff=0.8)
        return found[0] if found else ""

    def _ambiguous(self, said: str, found: list[str], told: Mapping[str, Any]) -> Bad:
        tests = [self._tests[name] for name in found]
        asked = [
            column
            for column in _SAID
            if column not in (*told, "location") and len({getattr(test, column) for test in tests}) > 1
        ]
        more = f" and {len(found) - 2} more" if len(found) > 2 else ""
        which = f"Say in a column “{asked[0]}” which is meant, or write" if asked else "Write"
        listed = f"{', '.join(found[:2])}{more}"
        return Bad("ambiguous_test", f"{said} fits {len(found)} tests: {listed}. {which} the identifier.")


def kind_named(text: str) -> bool:
    """Whether a word is a kind of test: ``Pressure``, ``Door force``."""
    return key(text) in _ALL_KINDS


def _kind_words(kind: MeasurementType) -> tuple[str, ...]:
    return kind.value, key(kind.label), *_KINDS[kind]


_ALL_KINDS = frozenset(word for kind in MeasurementType for word in _kind_words(kind))


def _names(test: Test) -> Iterator[tuple[str, str]]:
    """Column and name, for everything of a test that has one."""
    for column in ("stair", "floor", "door", "doorway", "door_scenario"):
        if name := getattr(test, column):
            yield column, name
    for place in (test.stair, test.floor, test.door, test.doorway, test.zone, test.location_id, test.scenario):
        if place:
            yield "location", place


def _forms(test: Test) -> Iterator[tuple[str, Any]]:
    """Column and content, for everything that may be said of a test; names in their natural form."""
    for column, name in _names(test):
        form = natural_form(name)
        yield column, form
        if bare := form.removeprefix({"stair": "stair", "floor": "level"}.get(column, "")):
            yield column, bare
    stair = natural_form(test.stair)
    for place in (test.floor, test.door, test.doorway, test.zone, test.location_id):
        if place:
            yield "location", stair + natural_form(place)
            yield "location", natural_form(place) + stair
    for word in _kind_words(MeasurementType(test.measurement_type)):
        yield "measurement_type", word
    yield "door_configuration", test.door_configuration
    yield "pressurization_active", test.pressurization_active


def _shown(column: str, content: Any) -> str:
    if column == "pressurization_active":
        return "fan running" if content else "fan stopped"
    return f"“{str(content).strip()[:60]}”"
