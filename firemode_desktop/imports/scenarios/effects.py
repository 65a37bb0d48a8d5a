"""What stands above the columns of a matrix: which component each effect is of, what it does, and what kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firemode_desktop.domain.matrix import Effect
from firemode_desktop.domain.sequence import REGISTER_TYPES, same_component, same_word
from firemode_desktop.imports.files.cells import Marked, Sheet, as_read
from firemode_desktop.imports.scenarios.mapping import SheetMapping
from firemode_desktop.imports.scenarios.recognising import Known

LEFT_OUT = "(no effect)"
"""The type that a person gives to a column which is no effect, such as remarks."""
_OF_REGISTER = {kind: word for word, kind in REGISTER_TYPES.items()}


@dataclass(frozen=True, slots=True)
class HeadedEffect:
    """One column of effects; ``lacks`` are the heads that nothing tells (``expected_action``, ``component_type``)."""

    column: int
    component: str
    action: str
    kind: str
    lacks: tuple[str, ...] = ()

    @property
    def effect(self) -> Effect:
        """As the matrix of the program knows it."""
        return Effect(self.component, self.kind, self.action)

    @property
    def words(self) -> str:
        """``FAN-01 start``."""
        return self.effect.words.strip()


def headed(sheet: Sheet, mapping: SheetMapping, known: Known) -> tuple[HeadedEffect, ...]:
    """The effects of a sheet from left to right."""
    anchors = sheet.anchors()

    def head(role: str, column: int) -> str:
        row = mapping.heads.get(role)
        if row is None:
            return ""
        cell = sheet.at(*anchors.get((row, column), (row, column)))
        return " ".join(as_read(cell.value if isinstance(cell, Marked) else cell).split())

    found = (
        _effect(column, {role: head(role, column) for role in _ROLES}, mapping, known) for column in mapping.effects
    )
    return tuple(one for one in found if one.kind != LEFT_OUT)


_ROLES = ("component_id", "expected_action", "component_type")


def _effect(column: int, heads: Mapping[str, str], mapping: SheetMapping, known: Known) -> HeadedEffect:
    component, action = _split(heads["component_id"], heads["expected_action"], known)
    registered = known.equipment.get(same_component(component))
    kind = heads["component_type"] or mapping.types.get(component, "") or _word(registered)
    action = action or mapping.given.get(f"action {kind}", "")
    told = {"expected_action": action, "component_type": kind}
    return HeadedEffect(column, component, action, kind, tuple(name for name, text in told.items() if not text))


def _split(component: str, action: str, known: Known) -> tuple[str, str]:
    """``FAN-01 START`` in one head is the component and what it does, where the register has FAN-01."""
    name = known.component_in(component)
    if name is None or len(name) == len(component):
        return component, action
    rest = component[len(name) :].strip(" -–:/_")
    return component[: len(name)], action or same_word(rest)


def _word(registered: str | None) -> str:
    """What steps call a kind of the register."""
    return "" if registered is None else _OF_REGISTER.get(registered, registered)
