"""One row, one fact: what a report keeps of each row of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.outcome import Check
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.models import Building, CalibrationCertificate, ControlEquipment, Floor
from firemode_desktop.reports.data import BuildingFacts, CertificateFacts, EquipmentFacts, FloorFacts, KeptFile

Row = TypeVar("Row")


def grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """Rows by the value of one column, in their order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def limits_of(row: Any) -> Limits:
    """The thresholds of a rule or of a test."""
    return Limits(row.min_threshold, row.max_threshold, row.unit or "")


def of_building(building: Building) -> BuildingFacts:
    """The building and its owner."""
    place = " ".join(part for part in (building.suburb, building.state, building.postcode) if part)
    return BuildingFacts(
        name=building.name,
        timezone=building.timezone,
        address=tuple(part for part in (building.address, place) if part),
        building_class=building.building_class,
        storeys=building.storeys,
        owner_name=building.owner_name,
        owner_contact=building.owner_contact,
        state=building.state,
    )


def of_floor(floor: Floor) -> FloorFacts:
    """A floor."""
    return FloorFacts(floor.floor_level, floor.floor_number, floor.height_m)


def of_equipment(row: ControlEquipment, zones: Mapping[UUID, str]) -> EquipmentFacts:
    """A piece of equipment; ``zones`` are names by id."""
    specifications = {key: as_text(value) for key, value in (row.specifications or {}).items()}
    return EquipmentFacts(
        identifier=row.equipment_identifier,
        kind=row.equipment_type,
        manufacturer=row.manufacturer,
        model=row.model,
        serial_number=row.serial_number,
        zone=zones.get(row.zone_id) if row.zone_id else None,
        installed=row.installation_date,
        specifications=tuple(sorted(specifications.items())),
    )


def covers(paper: CalibrationCertificate, day: date) -> bool:
    """Whether a certificate holds on a day: from the day of calibration to the day before it expires."""
    return paper.calibration_date <= day < paper.expiry_date


def of_certificate(paper: CalibrationCertificate, scan: KeptFile | None) -> CertificateFacts:
    """A certificate with its scan."""
    return CertificateFacts(
        number=paper.cert_number,
        calibrated=paper.calibration_date,
        expires=paper.expiry_date,
        authority=paper.calibration_authority,
        standard=paper.standard,
        uncertainty=paper.expanded_uncertainty,
        unit=paper.uncertainty_unit,
        scan=scan,
    )


def of_checks(result: Mapping[str, Any] | None) -> tuple[Check, ...]:
    """The checks as they were stored; their numbers are in the sentences."""
    stored = (result or {}).get("checks", ())
    return tuple(Check(check["code"], CheckResult(check["result"]), check["message"]) for check in stored)


def as_text(value: Any) -> str:
    """A stored value in words; blank for ``None``."""
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)
