"""Cause and effect as workbooks: the columns of the flat step list, and the places of the matrix.

The flat list has a row a step (sheet ``Steps``, or one CSV file); the matrix a sheet a stair with the causes down and
the effects across. Either holds all that a scenario says, so each comes back alone without loss.
"""

from __future__ import annotations

from decimal import Decimal

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.forms import Column, Form, Holds
from firemode_desktop.domain.sequence import POWERS
from firemode_desktop.domain.words import ScenarioType, TriggerDeviceType

_SECONDS = Limits(Decimal(0), Decimal(86_400), "s")
"""A day after the trigger."""
_ORDERS = Limits(Decimal(1), Decimal(1_000))

CAUSE = (
    Column("stair", Holds.NAME, required=True, also=("stair_name", "stairwell"), width=14),
    Column("zone", Holds.NAME, required=True, also=("zone_name", "fire_zone", "smoke_zone"), width=14),
    Column("scenario", required=True, also=("scenario_name", "cause", "event"), width=28),
    Column("type", Holds.CHOICE, choices=ScenarioType.values(), also=("scenario_type",), width=16),
    Column(
        "trigger_device_id",
        required=True,
        max_length=100,
        also=("trigger", "trigger_id", "trigger_device", "device", "initiating_device"),
        width=20,
    ),
    Column(
        "trigger_device_type",
        Holds.CHOICE,
        choices=TriggerDeviceType.values(),
        also=("trigger_type", "device_type"),
        width=22,
    ),
)
"""What a cause is: the columns of a row of the matrix, and the first ones of the flat list."""

STEPS = Form(
    "Steps",
    (
        *CAUSE,
        Column(
            "step_order", Holds.NUMBER, measure="number", limits=_ORDERS, also=("step", "order", "step_no"), width=12
        ),
        Column("component_id", required=True, max_length=100, also=("component", "output", "effect"), width=24),
        Column("component_type", required=True, max_length=50, also=("output_type",), width=16),
        Column("expected_action", required=True, max_length=100, also=("action",), width=18),
        Column(
            "expected_delay_seconds",
            Holds.NUMBER,
            required=True,
            measure="s",
            limits=_SECONDS,
            also=("delay_seconds", "delay", "expected_delay"),
            width=24,
        ),
        Column(
            "tolerance_seconds",
            Holds.NUMBER,
            required=True,
            measure="s",
            limits=_SECONDS,
            also=("tolerance",),
            width=18,
        ),
        Column("must_not", Holds.YES_NO, also=("must_not_happen",), width=12),
        Column("depends_on", also=("after", "waits_for"), below="step numbers: 1; 2", width=20),
        Column("power", Holds.CHOICE, choices=POWERS, width=12),
        Column("note", max_length=2_000, also=("notes", "remark", "remarks"), width=36),
    ),
    also=("c&e steps", "cause and effect steps", "step list", "sequence"),
)
"""One row a step."""

OF_CAUSE = tuple(column.name for column in CAUSE)
HEADS = ("component_id", "expected_action", "component_type")
"""The head rows above the effects of the matrix, from the top."""
ABOUT = "How to read the matrix"
"""The sheet that explains how cells are written; it is no data."""
