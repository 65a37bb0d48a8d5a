"""How a matrix that is not ours is read: which row and column is what, and what its words mean. JSON both ways.

    {"format": "firemode-scenario-mapping", "version": 1, "sheets": [{"sheet": "C&E", "stair": "Stair-A",
     "columns": {"zone": "B", "scenario": "D", "trigger_device_id": "A"}, "heads": {"component_id": 3,
     "expected_action": 4}, "effects": ["F", "G"], "first_row": 5, "last_row": 40, "tolerance": "2",
     "words": {"X": "5±5", "N/A": ""}, "given": {"type": "annual"}}]}

Rows count from 1 and columns are letters, as a spreadsheet shows them; in a ``transposed`` sheet (causes across) they
are those of the sheet turned over. What is not said is asked: nothing here is ever guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import letters, position

FORMAT, VERSION = "firemode-scenario-mapping", 1


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read; rows and columns count from 0 here.

    ``columns`` are those of the cause by name (``stair``, ``zone``, ``floor``, ``scenario``, ``type``,
    ``trigger_device_id``, ``trigger_device_type``), ``heads`` the rows above the effects (``component_id``,
    ``expected_action``, ``component_type``). ``given`` stands for columns and heads that the sheet does not have.
    ``words`` are cells that are no times → how they would be written here (blank: no effect); ``tolerance`` belongs to
    times that are written without one. ``types`` are those of components that the register does not have. ``why`` says
    of what was proposed how it was found; ``fingerprint`` is what its headings are recognised by the next time.
    """

    sheet: str
    columns: Mapping[str, int] = field(default_factory=dict)
    heads: Mapping[str, int] = field(default_factory=dict)
    effects: tuple[int, ...] = ()
    first_row: int = 0
    last_row: int = 0
    transposed: bool = False
    stair: str = ""
    tolerance: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    def answered(self, about: str, answer: str) -> SheetMapping:
        """With the answer to one doubt: ``stair``, ``tolerance``, ``word:X``, ``given:type`` or ``type:FAN-9``."""
        kind, _, name = about.partition(":")
        if kind == "word":
            return replace(self, words={**self.words, name: answer})
        if kind == "given":
            return replace(self, given={**self.given, name: answer})
        if kind == "type":
            return replace(self, types={**self.types, name: answer})
        if kind == "tolerance":
            return replace(self, tolerance=answer)
        if kind != "stair":
            raise Invalid(f"A mapping of scenarios has no {about}.")
        return replace(self, stair=answer)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "sheet": self.sheet,
            "stair": self.stair,
            "transposed": self.transposed,
            "columns": {name: letters(column) for name, column in self.columns.items()},
            "heads": {name: row + 1 for name, row in self.heads.items()},
            "effects": [letters(column) for column in self.effects],
            "first_row": self.first_row + 1,
            "last_row": self.last_row + 1,
            "tolerance": self.tolerance,
            "words": dict(self.words),
            "given": dict(self.given),
            "types": dict(self.types),
            "why": dict(self.why),
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class ScenarioMapping:
    """How the sheets of a file are read; sheets that are not named are left out."""

    sheets: tuple[SheetMapping, ...] = ()

    def of(self, sheet: str) -> SheetMapping | None:
        """How a sheet is read, if it is."""
        return next((one for one in self.sheets if one.sheet == sheet), None)

    def put(self, one: SheetMapping) -> ScenarioMapping:
        """With another mapping of one sheet."""
        return ScenarioMapping(tuple(one if each.sheet == one.sheet else each for each in self.sheets))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"format": FORMAT, "version": VERSION, "sheets": [one.to_dict() for one in self.sheets]}

    def to_json(self) -> str:
        """As it is saved."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> ScenarioMapping:
        """From a saved file. Raises ``Invalid``."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Invalid(f"This is no mapping of scenarios: it is not JSON ({error}).") from error
        return cls.from_dict(found)

    @classmethod
    def from_dict(cls, found: object) -> ScenarioMapping:
        """From JSON's shape. Raises ``Invalid`` with what is wrong."""
        if not isinstance(found, Mapping) or found.get("format") != FORMAT or found.get("version") != VERSION:
            raise Invalid(f"This is no mapping of scenarios: “format” must be {FORMAT}, “version” {VERSION}.")
        sheets = found.get("sheets")
        if not isinstance(sheets, list):
            raise Invalid("A mapping of scenarios has a list “sheets”.")
        return cls(tuple(_sheet(one) for one in sheets))


def _sheet(found: object) -> SheetMapping:
    if not isinstance(found, Mapping) or not isinstance(found.get("sheet"), str):
        raise Invalid("Each of the “sheets” of a mapping names its “sheet”.")
    name = found["sheet"]
    try:
        return SheetMapping(
            name,
            {str(role): _column(at) for role, at in dict(found.get("columns", {})).items()},
            {str(role): int(row) - 1 for role, row in dict(found.get("heads", {})).items()},
            tuple(_column(at) for at in found.get("effects", ())),
            int(found.get("first_row", 1)) - 1,
            int(found.get("last_row", 1)) - 1,
            bool(found.get("transposed", False)),
            str(found.get("stair", "")),
            str(found.get("tolerance", "")),
            words=_texts(found.get("words", {})),
            given=_texts(found.get("given", {})),
            types=_texts(found.get("types", {})),
            why=_texts(found.get("why", {})),
            fingerprint=str(found.get("fingerprint", "")),
        )
    except (ValueError, TypeError) as error:
        raise Invalid(f"The mapping of “{name}” cannot be read: {error}.") from error


def _texts(found: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(found).items()}


def _column(at: object) -> int:
    """A column by its letters."""
    return position(f"{str(at).strip().upper()}1")[1]
