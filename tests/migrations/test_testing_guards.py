"""A rule is never rewritten, a fault's history only grows, and nobody approves what they recorded."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.schema import Schema
from tests.migrations.site import Site


def _refused(schema: Schema, statement: str, *values: object) -> str:
    with pytest.raises(IntegrityError) as refusal:
        schema.run(statement, *values)
    return str(refusal.value.orig)


def test_that_a_rule_is_superseded_once_and_otherwise_left_as_it_is(head: Schema) -> None:
    for change in ("min_threshold = 15", "max_threshold = NULL", "severity_if_fail = 'low'", "rule_set = 'x'"):
        assert "never rewritten" in _refused(head, f"UPDATE as1851_rules SET {change} WHERE rule_code = 'SP-01'")
    head.run("UPDATE as1851_rules SET superseded_date = '2027-01-01', active = false WHERE rule_code = 'SP-01'")
    again = "UPDATE as1851_rules SET superseded_date = NULL WHERE rule_code = 'SP-01'"
    assert "never rewritten" in _refused(head, again)
    assert "Withdraw it instead" in _refused(head, "DELETE FROM as1851_rules WHERE rule_code = 'SP-01'")


def test_that_what_happened_to_a_fault_stays_on_record(head: Schema) -> None:
    site = Site(head)
    fault = site.add("faults", **site.fault())["id"]
    site.add("fault_events", building_id=site.ids["building"], fault_id=fault, event="started", note="x")
    assert "stays on record" in _refused(head, "UPDATE fault_events SET note = 'y'")
    assert "stays on record" in _refused(head, "DELETE FROM fault_events")
    assert "stays on record" in _refused(head, "TRUNCATE fault_events")


def test_that_whoever_recorded_a_reading_does_not_approve_it(head: Schema) -> None:
    site = Site(head)
    other = uuid.uuid4()
    site.add("users", id=other, username="other", full_name="Other", role="supervisor")
    site.add("test_instances", **site.completed(recorded_by=site.ids["engineer"]))
    approve = "UPDATE test_sessions SET status = 'approved', reviewed_by = %s WHERE id = %s"
    session = str(site.ids["session"])
    assert "does not approve" in _refused(head, approve, str(site.ids["engineer"]), session)
    head.run(approve, str(other), session)


def test_that_whoever_corrected_a_reading_does_not_approve_it(head: Schema) -> None:
    site = Site(head)
    other = uuid.uuid4()
    site.add("users", id=other, username="other", full_name="Other", role="supervisor")
    done = site.add("test_instances", **site.completed(recorded_by=site.ids["engineer"]))["instance_id"]
    correction = {"instance_id": done, "field": "measured_value", "reason": "misread", "amended_by": other}
    site.add("result_amendments", building_id=site.ids["building"], **correction)
    approve = "UPDATE test_sessions SET status = 'approved', reviewed_by = %s WHERE id = %s"
    assert "does not approve" in _refused(head, approve, str(other), str(site.ids["session"]))


def test_that_the_only_active_person_may_approve_their_own_readings(head: Schema) -> None:
    site = Site(head)
    site.add("test_instances", **site.completed(recorded_by=site.ids["engineer"]))
    head.run("UPDATE users SET active = id = %s", str(site.ids["engineer"]))
    approve = "UPDATE test_sessions SET status = 'approved', reviewed_by = %s WHERE id = %s"
    head.run(approve, str(site.ids["engineer"]), str(site.ids["session"]))
