"""The list of what is wrong stays as short as can be looked through, however much is wrong."""

from __future__ import annotations

from firemode_desktop.imports.baselines.repairs import Repair
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.ui.importing.causes import grouped
from firemode_desktop.ui.importing.problems import SHOWN, entries


def lines(count: int) -> list[str]:
    """The list for so many different words, each of which could be read as another."""
    words = [f"Levle-{number}" for number in range(count)]
    problems = [
        Problem("Pressure", row, "floor", f"B{row}", word, "unknown_floor", f"There is no floor “{word}”.")
        for row, word in enumerate(words, start=2)
    ]
    offered = [Repair("unknown_floor", "floor", 1, f"Read “{word}” as Level-1", FileMapping()) for word in words]
    return [entry.text for entry in entries(grouped(problems, offered))]


def test_that_a_cause_lists_as_many_repairs_and_cells_as_can_be_looked_through() -> None:
    assert len(lines(SHOWN)) == 1 + 2 * SHOWN
    many = lines(SHOWN + 1_200)
    assert len(many) == 1 + 2 * (SHOWN + 1)
    assert many[SHOWN + 1] == "and 1,200 more repairs, offered once some of these are made"
    assert many[-1] == "and 1,200 more of this kind"
