"""Readings in time: what counts of approved sessions, the latest of each place, what is left out, charts of a report.

``ApprovedReading`` and ``LatestReading`` follow from the record (revision 021 keeps them by triggers); the program only
writes what it worked out of a place.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base, new_id, to_building
from firemode_desktop.models.columns import column
from firemode_desktop.models.documents import JsonObject
from firemode_desktop.models.testing import TestInstance

INSTANCE, NUMBER = "test_instances.instance_id", Numeric(10, 3)


class ApprovedReading(Base):
    """One reading that counts in trends, by its latest correction."""

    __tablename__ = "approved_readings"
    __table_args__ = (
        Index(
            "idx_approved_readings_place",
            "place_id",
            text("at DESC"),
            text("turn DESC"),
            postgresql_include=[
                "instance_id", "value", "is_compliant", "verdict", "baseline_value", "baseline_date", "instrument_id",
                "corrected", "excluded", "temp_out_c", "temp_stair_c",
            ],
        ),
        Index("idx_approved_readings_building", "building_id"),
    )  # fmt: skip

    instance_id: Mapped[uuid.UUID] = column(ForeignKey(INSTANCE, ondelete="CASCADE"), primary_key=True, label="Test")
    session_id: Mapped[uuid.UUID] = column(Uuid, label="Session")
    at: Mapped[datetime] = column(label="Measured")
    value: Mapped[Decimal] = column(Numeric(), label="Reading")
    is_compliant: Mapped[bool | None] = column(Boolean, label="Compliant")
    verdict: Mapped[str | None] = column(String(20), label="Verdict")
    baseline_value: Mapped[Decimal | None] = column(NUMBER, label="Baseline")
    baseline_date: Mapped[date | None] = column(Date, label="Baseline of")
    instrument_id: Mapped[uuid.UUID | None] = column(Uuid, label="Instrument")
    turn: Mapped[int] = column(Integer, label="Retest", help="1 for the first test, 2 for its first retest.")
    corrected: Mapped[bool] = column(Boolean, label="Corrected")
    excluded: Mapped[bool] = column(Boolean, label="Left out")
    temp_out_c: Mapped[Decimal | None] = column(Numeric(), label="Temperature outside", unit="°C")
    temp_stair_c: Mapped[Decimal | None] = column(Numeric(), label="Temperature in the stair", unit="°C")
    place_id: Mapped[uuid.UUID] = column(Uuid, label="Place")
    building_id: Mapped[uuid.UUID] = to_building()


class LatestReading(Base):
    """One place in one condition: where it is, its latest reading, and what its readings come to.

    ``worked_out`` is None from each new reading until the program looked at the place again; so are the three after it.
    """

    __tablename__ = "latest_readings"
    __table_args__ = (
        Index("idx_latest_readings_building", "building_id", "measurement_type"),
        Index("idx_latest_readings_stair", "stair_id", "measurement_type"),
        Index("idx_latest_readings_margin", "margin"),
        Index("idx_latest_readings_meets", "meets_from"),
        Index("idx_latest_readings_worsening", "worsening"),
        Index("idx_latest_readings_stale", "building_id", postgresql_where=text("worked_out IS NULL")),
    )

    place_id: Mapped[uuid.UUID] = column(Uuid, primary_key=True, label="Place")
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    floor_id: Mapped[uuid.UUID | None] = column(Uuid, label="Floor")
    door_id: Mapped[uuid.UUID | None] = column(Uuid, label="Door")
    doorway_id: Mapped[uuid.UUID | None] = column(Uuid, label="Doorway")
    location_id: Mapped[str | None] = column(String(100), label="Location")
    measurement_type: Mapped[str] = column(String(50), label="Measurement")
    door_configuration: Mapped[str | None] = column(String(50), label="Door configuration")
    door_scenario: Mapped[str | None] = column(String(50), label="Door scenario")
    pressurization_active: Mapped[bool | None] = column(Boolean, label="Pressurisation running")
    identifier: Mapped[str] = column(Text, label="Test")
    unit: Mapped[str | None] = column(String(20), label="Unit")
    min_threshold: Mapped[Decimal | None] = column(NUMBER, label="Lower limit")
    max_threshold: Mapped[Decimal | None] = column(NUMBER, label="Upper limit")
    design_setpoint: Mapped[Decimal | None] = column(NUMBER, label="Design setpoint")
    instance_id: Mapped[uuid.UUID] = column(ForeignKey(INSTANCE, ondelete="CASCADE"), label="Latest test")
    session_id: Mapped[uuid.UUID] = column(Uuid, label="Session")
    at: Mapped[datetime] = column(label="Measured")
    value: Mapped[Decimal] = column(Numeric(), label="Latest reading")
    is_compliant: Mapped[bool | None] = column(Boolean, label="Compliant")
    verdict: Mapped[str | None] = column(String(20), label="Verdict")
    baseline_value: Mapped[Decimal | None] = column(NUMBER, label="Baseline")
    baseline_date: Mapped[date | None] = column(Date, label="Baseline of")
    instrument_id: Mapped[uuid.UUID | None] = column(Uuid, label="Instrument")
    readings: Mapped[int] = column(Integer, label="Readings")
    worked_out: Mapped[dict[str, Any] | None] = column(JsonObject(), label="What its readings come to")
    margin: Mapped[Decimal | None] = column(
        Numeric(),
        label="Room to the limit",
        help="1 midway between two limits, 0 at a limit, below 0 beyond it.",
    )
    meets_from: Mapped[date | None] = column(Date, label="Limit expected from")
    worsening: Mapped[float | None] = column(Double, label="Room used up a year")


class ReadingExclusion(Base):
    """A decision on a reading of an approved session: left out of its trend, or back in it. The latest stands."""

    __tablename__ = "reading_exclusions"
    __table_args__ = (
        UniqueConstraint("instance_id", "number", name="uq_reading_exclusion"),
        CheckConstraint("btrim(reason) <> ''", name="ck_reading_exclusion_reason"),
        Index("idx_reading_exclusions_building", "building_id"),
    )

    exclusion_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    instance_id: Mapped[uuid.UUID] = column(ForeignKey(TestInstance.instance_id), label="Test")
    excluded: Mapped[bool] = column(Boolean, label="Left out")
    reason: Mapped[str] = column(Text, label="Reason")
    decided_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Decided by")
    number: Mapped[int] = column(Integer, label="Number", server_default=text("1"))
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))


class SessionChart(Base):
    """A chart that somebody put into the report of a session, as it was drawn: ``{"asked", "words", "scene"}``."""

    __tablename__ = "session_charts"
    __table_args__ = (
        CheckConstraint("btrim(title) <> ''", name="ck_session_chart_title"),
        CheckConstraint("jsonb_typeof(settings) = 'object'", name="ck_session_chart_settings"),
        Index("idx_session_charts_session", "session_id"),
    )

    chart_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id"), label="Session")
    title: Mapped[str] = column(Text, label="Title")
    settings: Mapped[dict[str, Any]] = column(JsonObject(), label="Settings")
    added_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Added by")
    recorded_at: Mapped[datetime] = column(label="Added", server_default=text("now()"))
    removed_at: Mapped[datetime | None] = column(label="Removed")
    removed_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Removed by")
