"""What keeps a session from being submitted."""

from __future__ import annotations

from typing import Any

import pytest

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.reading import Context
from firemode_desktop.domain.submission import (
    EvidenceSeen,
    SubmissionItem,
    check_submission,
    missing_prompts,
    submission_blockers,
)
from firemode_desktop.domain.verdict import instrument_failed, validate
from tests.domain.scenes import SP01, manometer, pressure_test, read

PROMPTS = [
    {"type": "photo", "description": "Manometer display showing pressure reading", "mandatory": True},
    {"type": "photo", "description": "Floor number sign confirming test location", "mandatory": True},
    {"type": "video", "description": "The door as it opens", "mandatory": False},
]
PHOTOS = (EvidenceSeen("photo"), EvidenceSeen("photo"))


def item(status: str = "completed", **changes: Any) -> SubmissionItem:
    good = validate(pressure_test(), read("45"), Context(rule=SP01, instrument=manometer())).to_dict()
    return SubmissionItem("PRESSURE_STAIR-A_L8_ALL-CLOSED", status, **{"validation_result": good, **changes})


def codes(*items: SubmissionItem) -> list[str]:
    return [blocker.code for blocker in submission_blockers(items)]


def test_that_a_finished_session_may_be_submitted() -> None:
    done = [item(), item("skipped", status_reason="Tenant refused access"), item("failed", status_reason="Fan tripped")]
    assert codes(*done) == []
    check_submission(done)


def test_that_a_failing_reading_does_not_keep_a_session_back() -> None:
    bad = validate(pressure_test(), read("4"), Context(rule=SP01, instrument=manometer())).to_dict()
    assert codes(item(validation_result=bad)) == []


@pytest.mark.parametrize("status", ["pending", "in_progress"])
def test_that_an_unfinished_test_keeps_a_session_back(status: str) -> None:
    assert codes(item(status)) == [status]


@pytest.mark.parametrize("status", ["skipped", "failed"])
@pytest.mark.parametrize("reason", [None, "", "  "])
def test_that_a_test_not_carried_out_needs_a_reason(status: str, reason: str | None) -> None:
    assert codes(item(status, status_reason=reason)) == ["reason"]


@pytest.mark.parametrize("instrument", [manometer(certificates=()), manometer(instrument_type="anemometer"), None])
def test_that_an_instrument_that_cannot_be_believed_blocks_until_accepted_or_measured_again(instrument: Any) -> None:
    result = validate(pressure_test(), read("45"), Context(rule=SP01, instrument=instrument)).to_dict()
    assert set(codes(item(validation_result=result))) == {"instrument"}
    assert codes(item(validation_result=result, instrument_accepted=True)) == []
    assert codes(item(validation_result=result, superseded=True)) == []
    assert instrument_failed(result) == (instrument is not None)


def test_that_an_unknown_range_does_not_block() -> None:
    instrument = manometer(range_min=None, range_max=None)
    result = validate(pressure_test(), read("45"), Context(rule=SP01, instrument=instrument)).to_dict()
    assert codes(item(validation_result=result)) == []


def test_that_mandatory_evidence_is_needed_and_optional_is_not() -> None:
    assert codes(item(evidence_prompts=PROMPTS)) == ["evidence", "evidence"]
    assert codes(item(evidence_prompts=PROMPTS, evidence=PHOTOS)) == []
    assert codes(item(evidence_prompts=PROMPTS, evidence=PHOTOS[:1])) == ["evidence"]
    assert codes(item("skipped", status_reason="No access", evidence_prompts=PROMPTS)) == []


def test_that_a_waived_prompt_is_not_asked_for() -> None:
    assert missing_prompts(PROMPTS, PHOTOS[:1], frozenset({0})) == ()
    assert missing_prompts(PROMPTS, (), frozenset({0})) == (1,)


def test_that_evidence_for_a_prompt_answers_that_prompt_and_no_other() -> None:
    both_for_one = (EvidenceSeen("photo", 1), EvidenceSeen("photo", 1))
    assert missing_prompts(PROMPTS, both_for_one) == (0,)
    assert missing_prompts(PROMPTS, (EvidenceSeen("photo", 1), EvidenceSeen("photo"))) == ()
    assert missing_prompts(PROMPTS, (EvidenceSeen("video"), EvidenceSeen("document"))) == (0, 1)


def test_that_a_refusal_lists_everything_in_the_way() -> None:
    with pytest.raises(Refused, match="2 things keep this session from being submitted") as refusal:
        check_submission([item("pending"), item("skipped")])
    assert [detail["code"] for detail in refusal.value.details] == ["pending", "reason"]
