"""Judging again what is on record: the same reading by the same basis gives the same result; nothing is rewritten.

A result carries what it rested on (``domain.basis``), so it is judged again from the record alone, whatever became of
rules, certificates, names and drift limits since. What has changed since is told beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.amendments import RESULT, Given
from firemode_desktop.domain.basis import as_tested, context_of, day_of
from firemode_desktop.domain.outcome import Check
from firemode_desktop.domain.reading import Context, Reading, Test
from firemode_desktop.domain.verdict import ValidationResult, validate
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import TestInstance
from firemode_desktop.models.documents import plain
from firemode_desktop.services.testing.bench import Bench, load, recorded, stored_reading


@dataclass(frozen=True, slots=True)
class Recheck:
    """One completed test judged again: whether all of its stored result came out again, and what did not.

    ``since`` says what would be judged otherwise by today's registers; the record stands all the same.
    """

    identifier: str
    verdict: str
    is_compliant: bool | None
    same: bool
    differences: tuple[str, ...] = ()
    since: tuple[str, ...] = ()


def validate_session(session: Session, session_id: UUID) -> tuple[Recheck, ...]:
    """Judge every completed test again from its record alone, and every correction from its own; nothing is rewritten.

    One pass in a fixed number of statements.
    """
    return rechecked(load(session, session_id))


def rechecked(bench: Bench) -> tuple[Recheck, ...]:
    """The same of a session that is loaded already."""
    done = (instance for instance in bench.instances if instance.status == InstanceStatus.COMPLETED)
    return tuple(recheck for instance in done for recheck in _rechecks(bench, instance))


def judge_again(bench: Bench, instance: TestInstance, *, accepted: bool = False) -> ValidationResult:
    """The result that stands for a completed test, from its record; with ``accepted`` as if its instrument was fit."""
    test, context, taken = _on_record(bench, instance, bench.stands(instance))
    return validate(replace(test, instrument_accepted=accepted), taken, context)


def _rechecks(bench: Bench, instance: TestInstance) -> Iterator[Recheck]:
    yield _recheck(bench, instance, recorded(instance), instance.scoped_identifier)
    made = [one for one in bench.corrections(instance) if one.field == RESULT]
    for number, amendment in enumerate(made, start=1):
        yield _recheck(bench, instance, amendment.given, f"{instance.scoped_identifier} (amendment {number})")


def _on_record(bench: Bench, instance: TestInstance, given: Given) -> tuple[Test, Context, Reading]:
    """A test with what its result rested on. A result of an older version kept no basis: the registers tell it."""
    stored = given.validation_result or {}
    basis = stored.get("basis")
    test = replace(bench.test(instance), instrument_accepted=False)
    taken = stored_reading(bench, instance, given)
    if not basis:
        return test, bench.context(instance, given.required_instrument_id), taken
    context = context_of(basis, stored["decision_rule"])
    return as_tested(basis, test), context, replace(taken, day=day_of(basis))


def _recheck(bench: Bench, instance: TestInstance, given: Given, identifier: str) -> Recheck:
    test, context, taken = _on_record(bench, instance, given)
    again = validate(test, taken, context)
    differences = tuple(_differences(given, again))
    return Recheck(
        identifier=identifier,
        verdict=again.verdict.value,
        is_compliant=again.is_compliant,
        same=not differences,
        differences=differences,
        since=tuple(_since(bench, instance, given, again)),
    )


def _differences(given: Given, again: ValidationResult) -> Iterator[str]:
    """In words: in what the stored result differs from the one that its record gives."""
    columns = {
        "is_compliant": (given.is_compliant, again.is_compliant),
        "verdict": (given.verdict, again.verdict.value),
        "deviation_from_baseline_pct": (given.deviation_from_baseline_pct, again.deviation_from_baseline_pct),
    }
    for name, (was, now) in columns.items():
        if was != now:
            yield f"{name.replace('_', ' ')}: recorded {_said(was)}, judged again {_said(now)}"
    stored = plain(dict(given.validation_result or {}))
    if not stored.get("basis"):
        return  # a result of an older version: its checks were others, and what they rested on was not kept
    fresh = plain(again.to_dict())
    for name in stored:
        if name == "checks":
            yield from _check_differences(stored[name], fresh[name])
        elif name not in columns and stored[name] != fresh.get(name):
            yield f"{name.replace('_', ' ')}: recorded {_said(stored[name])}, judged again {_said(fresh.get(name))}"


def _check_differences(stored: list[Mapping[str, Any]], fresh: list[Mapping[str, Any]]) -> Iterator[str]:
    """Check by check, each with its numbers; a check that only one of the two has is a difference as well."""
    for place in range(max(len(stored), len(fresh))):
        was, now = (checks[place] if place < len(checks) else None for checks in (stored, fresh))
        if was != now:
            code = (was or now or {}).get("code")
            yield f"check {code}: recorded {_checked(was)}, judged again {_checked(now)}"


def _since(bench: Bench, instance: TestInstance, given: Given, again: ValidationResult) -> Iterator[str]:
    """What today's registers would judge otherwise: check by check where the outcome or the words changed."""
    context = bench.context(instance, given.required_instrument_id)
    test = replace(bench.test(instance), instrument_accepted=False)
    today = validate(test, stored_reading(bench, instance, given), context)
    then = {(check.code, number): check for check, number in _numbered(again.checks)}
    for check, number in _numbered(today.checks):
        before = then.get((check.code, number))
        if before is not None and (before.result, before.message) != (check.result, check.message):
            yield f"{check.code}: “{before.message}” By today's registers: “{check.message}”"


def _numbered(checks: Sequence[Check]) -> Iterator[tuple[Check, int]]:
    """Each check with the how manieth of its code it is: a sequence may have several steps that were not seen."""
    seen: Counter[str] = Counter()
    for check in checks:
        yield check, seen[check.code]
        seen[check.code] += 1


def _said(value: object) -> str:
    return "nothing" if value is None else str(value)


def _checked(check: Mapping[str, Any] | None) -> str:
    return "nothing" if check is None else f"{check['result']} (“{check['message']}”)"
