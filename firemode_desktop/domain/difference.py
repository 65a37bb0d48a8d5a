"""What regenerating would change: templates that are there against tests that are expected, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from firemode_desktop.domain.expansion import CONTEXT_COLUMNS, UNRESOLVED, ExpectedTest, Resolved

ORDER = "sequence_order"


@dataclass(frozen=True, slots=True)
class ExistingTest:
    """A template that is not retired: its id and its columns by name (at least those of ``ExpectedTest.columns()``)."""

    template_id: UUID
    columns: Mapping[str, Any]

    @property
    def identifier(self) -> str:
        """Its scoped identifier."""
        return str(self.columns["scoped_identifier"])


@dataclass(frozen=True, slots=True)
class Added:
    """A test that has no template yet, with what the rules and baselines of the day say of it."""

    expected: ExpectedTest
    resolved: Resolved = UNRESOLVED

    @property
    def columns(self) -> Mapping[str, Any]:
        """The columns to write."""
        return _columns(self.expected, self.resolved)


@dataclass(frozen=True, slots=True)
class Changed:
    """A template that differs: for each column the old and the new value. Only these are written."""

    existing: ExistingTest
    expected: ExpectedTest
    columns: Mapping[str, tuple[Any, Any]]

    @property
    def only_moved(self) -> bool:
        """Whether nothing but its place in the walking order differs."""
        return set(self.columns) == {ORDER}


@dataclass(frozen=True, slots=True)
class Difference:
    """``moved`` are templates that only stand elsewhere in the walking order: to be written, not worth a line each."""

    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[Changed, ...] = ()
    retired: tuple[ExistingTest, ...] = ()
    unchanged: tuple[ExistingTest, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.added or self.changed or self.moved or self.retired)

    @property
    def digest(self) -> str:
        """The same for two differences that write the same: what was shown is known again when it is applied."""
        found = sha256()
        for line in sorted(map(repr, self._writes())):
            found.update(line.encode() + b"\n")
        return found.hexdigest()

    def _writes(self) -> Iterator[tuple[object, ...]]:
        yield from (("add", sorted(one.columns.items())) for one in self.added)
        yield from (("retire", one.template_id) for one in self.retired)
        for one in (*self.changed, *self.moved):
            yield "change", one.existing.template_id, sorted(one.columns.items())

    def to_dict(self) -> dict[str, int]:
        """The counts that ``firemode generate --json`` shows; a template that only moved counts as unchanged."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "retired": len(self.retired),
            "unchanged": len(self.unchanged) + len(self.moved),
        }


def difference(
    expected: Iterable[ExpectedTest],
    existing: Iterable[ExistingTest],
    resolved: Callable[[ExpectedTest], Resolved] = lambda _: UNRESOLVED,
) -> Difference:
    """Compare the expected tests with the templates of one building and frequency.

    A template is the same test when archetype, place and choice agree (a renamed floor changes it, it does not replace
    it), or else when its identifier does (a new version of a scenario). ``resolved`` gives further columns to compare
    and write: thresholds, baseline, setpoint.
    """
    wanted, found = tuple(expected), tuple(existing)
    if not found:
        return Difference(tuple(Added(test, resolved(test)) for test in wanted))
    matches = _match(wanted, found)
    added: list[Added] = []
    changed: list[Changed] = []
    unchanged: list[ExistingTest] = []
    for test in wanted:
        template, today = matches.there.get(test.place), resolved(test)
        if template is None:
            added.append(Added(test, today))
            continue
        differing = _differing(template.columns, _columns(test, today))
        if differing:
            changed.append(Changed(template, test, differing))
        else:
            unchanged.append(template)
    return Difference(
        tuple(added),
        tuple(change for change in changed if not change.only_moved),
        tuple(change for change in changed if change.only_moved),
        matches.left,
        tuple(unchanged),
    )


@dataclass(frozen=True, slots=True)
class _Matches:
    there: Mapping[tuple[object, ...], ExistingTest]
    left: tuple[ExistingTest, ...]


def _match(wanted: tuple[ExpectedTest, ...], existing: tuple[ExistingTest, ...]) -> _Matches:
    by_place = {test.place for test in wanted}
    there: dict[tuple[object, ...], ExistingTest] = {}
    spare: list[ExistingTest] = []
    for template in existing:
        place = _place(template.columns)
        if place in by_place and place not in there:
            there[place] = template
        else:
            spare.append(template)
    by_identifier = {template.identifier: template for template in spare}
    for test in wanted:
        if test.place not in there and test.scoped_identifier in by_identifier:
            there[test.place] = by_identifier.pop(test.scoped_identifier)
            spare.remove(there[test.place])
    return _Matches(there, tuple(spare))


def _columns(test: ExpectedTest, resolved: Resolved) -> dict[str, Any]:
    return {**test.columns(), **resolved.columns()}


def _place(columns: Mapping[str, Any]) -> tuple[object, ...]:
    """``ExpectedTest.place`` of a template's columns."""
    return tuple(columns[name] for name in ("archetype_id", *CONTEXT_COLUMNS))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (old.get(name), value) for name, value in new.items() if old.get(name) != value}
