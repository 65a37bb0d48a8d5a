"""Which sheet of a file is a matrix, and what its rows and columns are: a proposal with reasons.

Our own matrix names everything and is recognised whole. Of others' the headings are known words, the effects are found
by the equipment register; what the sheet does not say stays blank in the proposal and is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from firemode_desktop.domain.scenario_forms import ABOUT
from firemode_desktop.domain.sequence import known_actions, same_component, same_word
from firemode_desktop.imports.files.cells import Sheet, as_read
from firemode_desktop.imports.scenarios.causes import Causes
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.scenarios.remembering import fingerprint
from firemode_desktop.imports.scenarios.turning import turned
from firemode_desktop.imports.scenarios.vocabulary import vocabulary
from firemode_desktop.imports.tables.layout import HEADING_WITHIN, key
from firemode_desktop.imports.tables.values import Bad

HEAD_ROLES = ("component_id", "expected_action", "component_type")
FIRST_CAUSE = "first_row"
"""The role of the row in which the causes begin, for ``relaid``."""
_MOST_HEADS = 4
_KINDS = frozenset(
    ("alarm", "sensor", "fan", "damper", "detector", "actuator", "control_panel", "pressure_sensor", "door", "lift")
)


@dataclass(frozen=True, slots=True)
class Known:
    """What helps to recognise a matrix: the components of the register by name, where causes can be."""

    equipment: Mapping[str, str]
    causes: Causes
    stairs: tuple[str, ...]

    def is_component(self, text: str) -> bool:
        """Whether it is, or begins with, a component of the register."""
        return self.component_in(text) is not None

    def component_in(self, text: str) -> str | None:
        """The component that a heading is, or begins with: ``FAN-01 start`` → ``FAN-01``."""
        wanted = same_component(text)
        fitting = (
            name
            for name in self.equipment
            if wanted == name or (wanted.startswith(name) and not wanted[len(name)].isalnum())
        )
        return max(fitting, key=len, default=None)


def recognise(sheet: Sheet, known: Known) -> SheetMapping | None:
    """How a sheet would be read, or ``None`` for one that is no matrix. Causes down are looked for first."""
    if sheet.name == ABOUT:
        return None
    down = _recognise(sheet, known)
    if down is not None:
        return down
    across = _recognise(turned(sheet), known)
    return (
        None if across is None else replace(across, transposed=True, why={**across.why, "transposed": "causes across"})
    )


def _recognise(sheet: Sheet, known: Known) -> SheetMapping | None:
    heading, columns = _heading(sheet)
    if "trigger_device_id" not in columns and "scenario" not in columns:
        return None
    labels = _labelled_heads(sheet, heading, max(columns.values()))
    last = _last_of_cause(sheet, heading, columns, known)
    heads = labels or _found_heads(sheet, heading, last, known)
    if "component_id" not in heads:
        return None
    first = max([last, *(_label_column(sheet, row) for row in labels.values())]) + 1
    found = _effects(sheet, heads["component_id"], first)
    effects = tuple(column for column in found if column not in columns.values())
    rows = _rows(sheet, max(heading, *heads.values()) + 1, columns)
    if not labels and not (effects and rows):
        return None
    stair, why = _stair(sheet, heading, columns, known)
    return SheetMapping(
        sheet.name,
        columns,
        heads,
        effects,
        rows[0] if rows else 1,
        rows[-1] if rows else 0,
        stair=stair,
        why={"columns": f"the words of row {heading + 1}", **why},
        fingerprint=fingerprint(sheet, heading, columns.values()),
    )


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row that names most of what a cause is, and its columns; the first column of two with one meaning counts."""
    best: tuple[int, dict[str, int]] = (0, {})
    for row, cells in enumerate(sheet.rows[:HEADING_WITHIN]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            role = vocabulary().columns.get(key(cell)) if isinstance(cell, str) else None
            if role is not None:
                found.setdefault(role, column)
        if len(found) > max(1, len(best[1])):
            best = row, found
    return best


def _last_of_cause(sheet: Sheet, heading: int, columns: Mapping[str, int], known: Known) -> int:
    """The last column of the cause before the effects begin; a type or a remark may stand behind them."""
    rows = range(max(0, heading - _MOST_HEADS), min(heading + _MOST_HEADS, len(sheet.rows)))
    components = (
        column
        for row in rows
        for column, cell in enumerate(sheet.rows[row])
        if isinstance(cell, str) and column not in columns.values() and known.is_component(cell)
    )
    first = min(components, default=max(columns.values()) + 1)
    return max((column for column in columns.values() if column < first), default=max(columns.values()))


def _labelled_heads(sheet: Sheet, heading: int, last: int) -> dict[str, int]:
    """Head rows whose first cells say what they are, as in our own matrix."""
    found: dict[str, int] = {}
    for row in range(max(0, heading - _MOST_HEADS), heading + 1):
        for column in range(last + 1):
            role = vocabulary().heads.get(key(as_read(sheet.at(row, column))))
            if role is not None:
                found.setdefault(role, row)
    return found


def _label_column(sheet: Sheet, row: int) -> int:
    """The column in which a head row says what it is."""
    cells = sheet.rows[row]
    return next((at for at, cell in enumerate(cells) if key(as_read(cell)) in vocabulary().heads), 0)


def _found_heads(sheet: Sheet, heading: int, last: int, known: Known) -> dict[str, int]:
    """Head rows by what stands in them: components of the register, actions, types of equipment."""
    found: dict[str, int] = {}
    actions = {same_word(word) for word in known_actions(())} | {"reach_setpoint", "alarm", "ground", "recall", "trip"}
    scores: dict[str, dict[int, int]] = {"component_id": {}, "expected_action": {}, "component_type": {}}
    for row in range(max(0, heading - _MOST_HEADS), min(heading + _MOST_HEADS, len(sheet.rows))):
        texts = [as_read(cell) for cell in sheet.rows[row][last + 1 :] if isinstance(cell, str)]
        scores["component_id"][row] = sum(known.is_component(text) for text in texts)
        scores["expected_action"][row] = sum(same_word(text) in actions for text in texts)
        scores["component_type"][row] = sum(same_word(text) in _KINDS for text in texts)
    for role, by_row in scores.items():
        row, most = max(by_row.items(), key=lambda item: item[1], default=(0, 0))
        if most and row not in found.values():
            found[role] = row
    if "component_id" not in found and _texts(sheet, heading, last) > 1:
        found["component_id"] = heading
    return found


def _texts(sheet: Sheet, row: int, last: int) -> int:
    return sum(isinstance(cell, str) for cell in sheet.rows[row][last + 1 :])


def _effects(sheet: Sheet, row: int, first: int) -> tuple[int, ...]:
    """The columns of the effects: those headed by a component, one merged over several included."""
    anchors = sheet.anchors()
    width = max(len(cells) for cells in sheet.rows)
    return tuple(
        column
        for column in range(first, width)
        if as_read(sheet.at(*anchors.get((row, column), (row, column)))).strip()
    )


def _rows(sheet: Sheet, first: int, columns: Mapping[str, int]) -> list[int]:
    """The rows of causes: those in which something of a cause stands besides its place."""
    telling = [columns[role] for role in ("trigger_device_id", "scenario") if role in columns]
    return [
        row for row in range(first, len(sheet.rows)) if any(sheet.at(row, column) is not None for column in telling)
    ]


def _stair(sheet: Sheet, heading: int, columns: Mapping[str, int], known: Known) -> tuple[str, dict[str, str]]:
    """The stair of the whole sheet: by a cell above the heading, by the sheet's name, or because there is no other."""
    if "stair" in columns:
        return "", {}
    above = [as_read(cell) for row in sheet.rows[:heading] for cell in row if isinstance(cell, str)]
    above = above[1:] if above and key(above[0]) == "stair" else above
    for text, why in (*((text, "it stands above the table") for text in above), (sheet.name, "the sheet is called so")):
        found = known.causes.stair(text) if len(text) <= 80 else None
        if found is not None and not isinstance(found, Bad):
            return found.name, {"stair": why}
    if len(known.stairs) == 1:
        return known.stairs[0], {"stair": "the building has no other"}
    return "", {}


def relaid(sheet: Sheet, mapping: SheetMapping, role: str, place: int | None) -> SheetMapping:
    """With one row or column meaning something else; ``place`` counts from 0, ``None``: the sheet does not have it.

    ``role`` is a column of the cause, a row above the effects, or ``FIRST_CAUSE``. Effects and causes are found anew.
    """
    laid = turned(sheet) if mapping.transposed else sheet
    columns, heads, first_row = dict(mapping.columns), dict(mapping.heads), mapping.first_row
    if role == FIRST_CAUSE:
        first_row = mapping.first_row if place is None else place
    else:
        told = heads if role in HEAD_ROLES else columns
        told.pop(role, None)
        if place is not None:
            told[role] = place
    first_row = max(first_row, max(heads.values(), default=-1) + 1)
    edge = min(mapping.effects, default=len(columns))
    first = max((column for column in columns.values() if column < edge), default=-1) + 1
    row = heads.get("component_id")
    found = () if row is None else _effects(laid, row, first)
    causes = _rows(laid, first_row, columns)
    return replace(
        mapping,
        columns=columns,
        heads=heads,
        effects=tuple(column for column in found if column not in columns.values()),
        first_row=first_row,
        last_row=causes[-1] if causes else first_row - 1,
        why={**mapping.why, role: "told"},
    )
