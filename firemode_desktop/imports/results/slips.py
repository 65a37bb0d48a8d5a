"""Readings that look as if they were taken in another unit, held against the others of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from firemode_desktop.domain.physics import slip_in_words, unit_slip
from firemode_desktop.domain.reading import Test
from firemode_desktop.imports.tables.columns import Columns

_Alike = tuple[str, str, str | bool | None]


def warn_of_slips(columns: Columns, names: Sequence[str | None], tests: Mapping[str, Test]) -> None:
    """A warning at each reading that another unit would explain; its neighbours are those of its stair and case.

    Where the file has no other reading of the kind, the baselines of the session stand for them. A test that stands in
    the file more than once is refused and is no neighbour: thousands of one test would be held against each other.
    """
    times = Counter(names)
    alike: dict[_Alike, dict[int, Decimal]] = {}
    values = columns.values.get("measured_value", [None] * len(names))
    for index, (name, value) in enumerate(zip(names, values, strict=True)):
        if name is not None and value is not None and times[name] == 1:
            alike.setdefault(_alike(tests[name]), {})[index] = value
    for kind, read in alike.items():
        baselines = [t.baseline_value for t in tests.values() if _alike(t) == kind and t.baseline_value is not None]
        for index, value in read.items():
            others = [other for at, other in read.items() if at != index]
            slip = unit_slip(value, kind[0], others or baselines)
            if slip is not None:
                columns.warn(index, "measured_value", "unit_slip", slip_in_words(slip))


def _alike(test: Test) -> _Alike:
    case = test.pressurization_active if test.pressurization_active is not None else test.door_configuration
    return test.measurement_type, test.stair, case
