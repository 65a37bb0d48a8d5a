"""Rule sets: the limits of one edition for one kind of system. Data of ``rulesets.toml``, checked on load.

A set is a value; adopting it writes its rules as versions from a day on (``services.rules.adopt``). A file of a
contractor's own has the same form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from firemode_desktop.domain.checks import Limits, plain, to_decimal
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import DefectClassification, MeasurementType, Severity, Word

RULESETS_FILE = "rulesets.toml"


class System(Word):
    """What a rule set is for."""

    STAIR_PRESSURISATION = "stair_pressurisation"
    LIFT_SHAFT_PRESSURISATION = "lift_shaft_pressurisation"
    ZONE_PRESSURISATION = "zone_pressurisation"


@dataclass(frozen=True, slots=True)
class SetRule:
    """One limit of a set: inclusive, in its unit, with the document it is from."""

    code: str
    measurement_type: str
    limits: Limits
    severity: str
    defect_classification: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One edition for one kind of system; at most one rule for each kind of measurement."""

    name: str
    title: str
    system: System
    version: str
    source: str
    rules: tuple[SetRule, ...]
    note: str = ""

    def rule_for(self, measurement_type: str) -> SetRule | None:
        """The rule for that kind of measurement; None where the set does not judge it."""
        return next((rule for rule in self.rules if rule.measurement_type == measurement_type), None)


@dataclass(frozen=True, slots=True)
class LimitChange:
    """What becomes of the limits of one kind of measurement; None is *not judged*. ``tests`` are those expected."""

    measurement_type: str
    before: Limits | None
    after: Limits | None
    tests: int = 0

    @property
    def sentence(self) -> str:
        """``Pressure differential: 20 to 80 Pa → at least 12.5 Pa (104 expected tests)``."""
        words = f"{MeasurementType(self.measurement_type).label}: {said(self.before)} → {said(self.after)}"
        return f"{words} ({self.tests} expected {'test' if self.tests == 1 else 'tests'})" if self.tests else words


def said(limits: Limits | None) -> str:
    """A limit in words, also where there is none to hold a reading against, or no rule at all."""
    if limits is None:
        return "not judged"
    return "judged without a number" if limits.open else str(limits)


def changes(
    before: Mapping[str, Limits], after: Mapping[str, Limits], tests: Mapping[str, int]
) -> tuple[LimitChange, ...]:
    """Where limits by kind of measurement differ, in the order of the kinds; ``tests`` counts those expected."""
    return tuple(
        LimitChange(kind, before.get(kind), after.get(kind), tests.get(kind, 0))
        for kind in MeasurementType.values()
        if before.get(kind) != after.get(kind)
    )


def load_rulesets(folder: Path) -> tuple[RuleSet, ...]:
    """The sets that ship with the program, in the file's order, the default first."""
    return parse_rulesets((folder / RULESETS_FILE).read_text(encoding="utf-8"), RULESETS_FILE)


def parse_rulesets(text: str, source: str) -> tuple[RuleSet, ...]:
    """The sets of a TOML text. Raises ``Invalid`` that names the file, the key and what is right."""
    root = Table.parse(text, source)
    root.only("set")
    sets = tuple(map(_set, root.tables("set")))
    twice = [name for name, count in Counter(one.name for one in sets).items() if count > 1]
    twice += [code for code, count in Counter(r.code for one in sets for r in one.rules).items() if count > 1]
    if twice:
        raise Invalid(f"{source}: “{twice[0]}” stands there twice; sets and codes are named once.", twice)
    return sets


def find(sets: Sequence[RuleSet], name: str) -> RuleSet:
    """The set called so, in any case. Raises ``Missing`` that names those there are."""
    for one in sets:
        if one.name.casefold() == name.strip().casefold():
            return one
    raise Missing(f"There is no rule set “{name}”; there are: {', '.join(one.name for one in sets)}.")


def _set(table: Table) -> RuleSet:
    table.only("id", "title", "system", "version", "source", "note", "rule")
    rules = tuple(map(_rule, table.tables("rule")))
    kinds = [rule.measurement_type for rule in rules]
    if len(set(kinds)) != len(kinds):
        raise table.wrong("rule", "must name each kind of measurement once")
    return RuleSet(
        name=_short(table, "id", 100),
        title=table.text("title"),
        system=System(table.one_of("system", System.values())),
        version=_short(table, "version", 50),
        source=table.text("source"),
        rules=rules,
        note=table.text("note", required=False) or "",
    )


def _rule(table: Table) -> SetRule:
    table.only("code", "measurement", "minimum", "maximum", "unit", "severity", "class", "says", "source")
    return SetRule(
        code=_short(table, "code", 50),
        measurement_type=table.one_of("measurement", MeasurementType.values()),
        limits=_limits(table),
        severity=table.one_of("severity", Severity.values()),
        defect_classification=table.one_of("class", DefectClassification.values()),
        says=table.text("says"),
        source=_short(table, "source", 100),
    )


def _short(table: Table, key: str, length: int) -> str:
    text: str = table.text(key)
    if len(text) > length:
        raise table.wrong(key, f"may have {length} characters")
    return text.strip()


def _limits(table: Table) -> Limits:
    low, high = _limit(table, "minimum"), _limit(table, "maximum")
    unit = table.text("unit", required=low is not None or high is not None) or ""
    if low is not None and high is not None and low > high:
        raise table.wrong("minimum", f"must not be above the maximum of {plain(high)}")
    return Limits(low, high, unit)


def _limit(table: Table, key: str) -> Decimal | None:
    """A limit is written as text (``"12.5"``), so that it is the number that was meant and no nearby fraction."""
    text = table.text(key, required=False)
    if text is None:
        return None
    try:
        value = to_decimal(text)
    except Invalid as error:
        raise table.wrong(key, 'must be a number in quotes, such as "12.5"') from error
    if abs(value) >= 10_000_000 or value.as_tuple().exponent < -3:  # type: ignore[operator]  # finite: a number
        raise table.wrong(key, "may have 7 digits before the point and 3 after it")
    return value
