"""Faults and evidence."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.models import CalibrationCertificate, EvidenceRecord, Fault, ImportBatch, SessionEvent

from .conftest import Site

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def the_fault_of_the_document(site: Site) -> Fault:
    """Migration 009's example; its deviation corrected as page 1, C13 has it."""
    return Fault(
        building_id=site.building.id,
        stair_id=site.stair.stair_id,
        floor_id=site.floors[2].floor_id,
        door_configuration="all_closed",
        measurement_type="pressure_differential",
        severity="critical",
        defect_classification="1A",
        as1851_class="critical_defect",
        description="Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)",
        measured_value="18.2",
        design_setpoint=45,
        baseline_value="44.2",
        min_threshold=20,
        max_threshold=80,
        unit="Pa",
        deviation_from_baseline_pct="-58.82",
        rule_applied="SP-01",
        rule_version="AS1851-2024-v1.3",
        detected_at=NOON,
        environmental_conditions={"temp_c": 22, "wind_ms": 2.1},
    )


def loaded(site: Site) -> Fault:
    site.session.flush()
    site.session.expunge_all()
    names = (Fault.stair, Fault.floor, Fault.door, Fault.doorway, Fault.zone)
    return site.session.scalars(select(Fault).options(*(selectinload(name) for name in names))).one()


def test_that_a_fault_says_where_it_is(site: Site) -> None:
    site.add(the_fault_of_the_document(site))
    assert loaded(site).get_location_description() == "Stair-A, Level-8, All Doors Closed"


def test_that_a_fault_tells_its_whole_context(site: Site) -> None:
    site.add(the_fault_of_the_document(site))
    context = loaded(site).get_full_context()
    assert context["location"] == "Stair-A, Level-8, All Doors Closed"
    assert context["measured_value"] == Decimal("18.2")
    assert context["deviation_from_baseline_pct"] == Decimal("-58.82")
    assert context["rule_applied"] == "SP-01"
    assert context["environmental_conditions"] == {"temp_c": 22, "wind_ms": Decimal("2.1")}
    assert context["floor_id"] == site.floors[2].floor_id


def test_that_a_fault_serialises_with_its_context_and_gets_a_number(site: Site) -> None:
    first = site.add(the_fault_of_the_document(site))
    second = site.add(the_fault_of_the_document(site))
    assert second.fault_number == first.fault_number + 1
    assert first.status == "open"
    shown = first.to_dict()
    assert shown["measured_value"] == Decimal("18.2")
    assert shown["stair_id"] == site.stair.stair_id


@pytest.mark.parametrize(("model", "name"), [(ImportBatch, "kind"), (SessionEvent, "event")])
def test_that_the_history_speaks_its_own_words(model: type[Any], name: str) -> None:
    with pytest.raises(Invalid, match="must be one of"):
        model(**{name: "something"})


@pytest.mark.parametrize(
    ("severity", "critical", "urgent"),
    [("critical", True, True), ("high", False, True), ("medium", False, False), ("low", False, False)],
)
def test_that_severity_says_how_urgent_it_is(severity: str, critical: bool, urgent: bool) -> None:
    fault = Fault(severity=severity)
    assert fault.is_critical() is critical
    assert fault.requires_urgent_action() is urgent


@pytest.mark.parametrize(
    ("status", "waits"),
    [("open", True), ("in_progress", True), ("deferred", True), ("resolved", False), ("void", False)],
)
def test_that_a_fault_waits_until_it_is_resolved_or_void(status: str, waits: bool) -> None:
    assert Fault(status=status).is_open() is waits


@pytest.mark.parametrize(
    ("name", "value"),
    [("severity", "bad"), ("defect_classification", "1C"), ("status", "closed"), ("description", " ")],
)
def test_that_a_fault_speaks_the_trades_words(name: str, value: str) -> None:
    with pytest.raises(Invalid):
        Fault(**{name: value})


def test_that_a_hash_is_verified_against_what_is_read_again() -> None:
    evidence = EvidenceRecord(file_hash_sha256=hashlib.sha256(b"display").hexdigest().upper())
    assert evidence.verify_hash(b"display")
    assert not evidence.verify_hash(b"displaY")
    assert not EvidenceRecord().verify_hash(b"")


@pytest.mark.parametrize("digest", ["", "a" * 63, "z" * 64])
def test_that_a_hash_has_64_hexadecimal_digits(digest: str) -> None:
    if digest:
        with pytest.raises(Invalid):
            EvidenceRecord(file_hash_sha256=digest)
    else:
        assert EvidenceRecord(file_hash_sha256=digest).file_hash_sha256 is None


def test_that_evidence_is_synced_once_it_lies_in_the_store() -> None:
    assert not EvidenceRecord().is_synced()
    assert EvidenceRecord(uploaded_at=NOON).is_synced()


def test_that_evidence_may_be_a_document_but_not_anything() -> None:
    assert EvidenceRecord(evidence_type="document").evidence_type == "document"
    with pytest.raises(Invalid, match="Type must be one of photo"):
        EvidenceRecord(evidence_type="rumour")


class Bucket:
    """A store that hands out links, as an S3-compatible bucket does."""

    def link(self, name: str, expiry_seconds: int) -> str:
        return f"https://bucket.example/{name}?expires={expiry_seconds}"


@pytest.mark.parametrize(
    "record", [EvidenceRecord(file_path="ab/abc.jpg"), CalibrationCertificate(certificate_file_path="ab/abc.jpg")]
)
def test_that_only_a_bucket_gives_links(record: Any) -> None:
    assert record.get_s3_url(Bucket(), 300) == "https://bucket.example/ab/abc.jpg?expires=300"
    with pytest.raises(Refused, match="kept in a folder"):
        record.get_s3_url(object())


def test_that_what_was_never_stored_has_no_link() -> None:
    with pytest.raises(Missing):
        EvidenceRecord().get_s3_url(Bucket())


def test_that_the_details_of_evidence_lie_in_the_column_metadata(site: Site) -> None:
    from sqlalchemy import text

    visit = site.visit()
    test = site.add(site.test(visit, "X"))
    evidence = EvidenceRecord(
        building_id=site.building.id,
        instance_id=test.instance_id,
        session_id=visit.id,
        evidence_type="photo",
        captured_at=NOON,
        evidence_metadata={"camera_model": "X", "focal_length": 6.86},
    )
    assert evidence.evidence_metadata is not None
    evidence.evidence_metadata["flash"] = False
    site.add(evidence)
    site.session.flush()
    stored = site.session.scalar(
        text("SELECT metadata ->> 'focal_length' || (metadata ->> 'flash') FROM evidence_records")
    )
    assert stored == "6.86false"
    assert evidence.to_dict()["evidence_metadata"]["camera_model"] == "X"
