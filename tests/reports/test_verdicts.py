"""What the report says of a stair, and that nothing that was not shown counts as a pass."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.outcome import Check
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult, InstanceStatus, MeasurementType, Verdict
from firemode_desktop.reports.data import Acceptance, TestFacts
from firemode_desktop.reports.verdicts import (
    Findings,
    accepted,
    place,
    said,
    standing_of,
    standing_tests,
    verdict,
    why_missing,
    word_of,
)
from tests.reports.sample import P, floors, sample

GROUND, FIRST, *_ = floors(3)


def pressure(identifier: str = "PRESSURE_A", value: str | None = "44.1", **more: object) -> TestFacts:
    done = value is not None
    facts = TestFacts(
        identifier,
        P,
        "Stair-A",
        InstanceStatus.COMPLETED if done else InstanceStatus.PENDING,
        floor=GROUND,
        door_configuration="all_closed",
        value=Decimal(value) if value else None,
        is_compliant=True if done else None,
        verdict="pass" if done else None,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


FAILED = {"is_compliant": False, "verdict": "fail"}
EXPIRED = Check("instrument_calibration", CheckResult.FAIL, "SN-1 has no certificate that is valid on 2026-05-04.")


def test_that_a_stair_is_compliant_only_when_every_test_was_carried_out_and_passed() -> None:
    assert verdict("Stair-A", [pressure(), pressure()]).outcome is Outcome.COMPLIANT
    assert verdict("Stair-A", [pressure(), pressure(value=None)]).outcome is Outcome.NOT_DEMONSTRATED
    assert verdict("Stair-A", [pressure(), pressure(value="18.2", **FAILED)]).outcome is Outcome.NOT_COMPLIANT
    assert verdict("Stair-A", []).outcome is Outcome.NOT_DEMONSTRATED


@pytest.mark.parametrize(
    "status", [InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS, InstanceStatus.SKIPPED, InstanceStatus.FAILED]
)
def test_that_nothing_but_a_completed_test_demonstrates_anything(status: InstanceStatus) -> None:
    test = pressure(value=None, status=status, reason="The fan is under repair")
    assert verdict("Stair-A", [pressure(), test]).outcome is Outcome.NOT_DEMONSTRATED
    assert "pass" not in word_of(test)
    assert why_missing(test).endswith(".")


def test_that_a_reading_that_no_rule_judged_is_not_a_pass() -> None:
    unjudged = pressure(is_compliant=None, verdict="not_checked")
    assert (standing_of(unjudged), word_of(unjudged)) == (Standing.NOT_TESTED, "not checked")
    assert why_missing(unjudged) == "Read but not judged: no rule was in force."
    assert verdict("Stair-A", [unjudged]).outcome is Outcome.NOT_DEMONSTRATED


def test_that_a_pass_with_an_instrument_nobody_accepted_proves_nothing() -> None:
    test = pressure(checks=(EXPIRED,))
    assert (standing_of(test), word_of(test)) == (Standing.NOT_TESTED, "not proven")
    assert "not accepted as proof" in why_missing(test)
    taken = replace(test, acceptance=Acceptance(None, None, "Checked against SN-2."))
    assert verdict("Stair-A", [taken]).outcome is Outcome.COMPLIANT
    assert verdict("Stair-A", [test]).outcome is Outcome.NOT_DEMONSTRATED


def test_that_a_failing_number_fails_whatever_its_instrument() -> None:
    assert standing_of(pressure(value="18.2", checks=(EXPIRED,), **FAILED)) is Standing.FAIL


def test_that_conditional_verdicts_keep_their_word() -> None:
    near = pressure(verdict=Verdict.CONDITIONAL_PASS.value)
    short = pressure(verdict=Verdict.CONDITIONAL_FAIL.value, is_compliant=False)
    assert (standing_of(near), word_of(near)) == (Standing.NEAR, "conditional pass")
    assert (standing_of(short), word_of(short)) == (Standing.FAIL, "conditional fail")


def test_that_a_failure_stands_until_a_repeat_has_judged_it() -> None:
    first = pressure("P", "18.2", **FAILED)
    again = pressure("P_R2", None, retest_of="P")
    assert standing_tests([first, again]) == (first,)
    passed = pressure("P_R2", "44", retest_of="P")
    assert standing_tests([passed, first]) == (passed,)
    third = pressure("P_R3", "17", retest_of="P_R2", **FAILED)
    assert standing_tests([first, passed, third]) == (third,)
    unproven = pressure("P_R2", "44", retest_of="P", checks=(EXPIRED,))
    assert standing_tests([first, unproven]) == (first,)


def test_that_a_pass_does_not_hide_a_repeat_that_was_not_done() -> None:
    first, again = pressure("P"), pressure("P_R2", None, retest_of="P")
    assert standing_tests([first, again]) == (again,)


def test_that_the_sample_fails_one_stair_for_five_reasons_and_the_other_for_one() -> None:
    findings = Findings(sample())
    assert [(each.stair, each.outcome, each.total) for each in findings.stairs] == [
        ("Stair-A", Outcome.NOT_COMPLIANT, 89),
        ("Stair-B", Outcome.NOT_COMPLIANT, 89),
    ]
    assert [stair.count(Standing.FAIL) for stair in findings.stairs] == [4, 1]
    assert [why_missing(test) for test in findings.missing] == [
        "Skipped: Tenant fit-out blocks the doorway.",
        "Not tested: no reading was taken.",
    ]


def test_that_places_are_said_as_people_say_them() -> None:
    tests = Findings(sample()).tests
    said_of = {
        kind: place(next(t for t in tests if t.measurement is kind))
        for kind in MeasurementType
        if kind in {t.measurement for t in tests}
    }
    assert said_of[P] == "Ground, all doors closed"
    assert said_of[MeasurementType.AIR_VELOCITY] == "Ground, DW-Ground-Stair-A, worst case 3 doors open"
    assert said_of[MeasurementType.DOOR_OPENING_FORCE] == "Ground, D-Ground-Stair-A, fan running"
    assert said_of[MeasurementType.INTERFACE_TEST] == "Manual override, PANEL-00"


def test_that_floors_in_a_row_are_said_as_a_span() -> None:
    ((problem, tests),) = accepted(Findings(sample()).tests)
    assert "AN-0733 has no calibration certificate" in problem
    assert said(tests) == (
        "29 tests of air velocity (Stair-A: Ground to Level-14; Stair-B: Ground to Level-10, Level-12 to Level-14)."
    )
