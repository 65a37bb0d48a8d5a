"""How an instrument is written in the list: words, shape and order."""

from __future__ import annotations

from datetime import date

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstrumentType
from firemode_desktop.services.instruments import InstrumentFile
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Column, Mark

STANDINGS = {"valid": Standing.PASS, "due": Standing.NEAR, "expired": Standing.FAIL}
TONES = {Standing.PASS: "", Standing.NEAR: "near", Standing.FAIL: "bad"}


def standing(one: InstrumentFile) -> Standing:
    """The shape of its state: ● valid, ◆ due soon, ▲ expired or without a certificate."""
    return STANDINGS[one.state.state]


def state_words(one: InstrumentFile) -> str:
    """``valid for 200 days``, ``ends in 12 days``, ``ended 40 days ago``, ``no certificate``."""
    days = one.state.days
    if days is None:
        return tr("no certificate")
    count = tr("{days:,} {day}", days=abs(days), day=tr("day") if abs(days) == 1 else tr("days"))
    if days < 0:
        return tr("expired {count} ago", count=count)
    if days == 0:
        return tr("expired today")
    return tr("due in {count}", count=count) if one.state.state == "due" else tr("valid for {count}", count=count)


def kind(one: InstrumentFile) -> str:
    """What it is."""
    name = one.state.instrument_type
    return InstrumentType(name).label if name in InstrumentType.values() else name or ""


def make(one: InstrumentFile) -> str:
    """Who made it, and its model."""
    return " ".join(part for part in (one.state.manufacturer, one.state.model) if part)


def span(one: InstrumentFile) -> str:
    """What it can read, e.g. ``0 to 250 Pa``."""
    limits = Limits(one.range_min, one.range_max, one.unit or "")
    return (one.unit or "") if limits.open else str(limits).replace("-", "−")


def day(value: date | None) -> str:
    """The day, or nothing."""
    return show_date(value) if value is not None else ""


COLUMNS: tuple[Column[InstrumentFile], ...] = (
    Column("serial", tr("Serial"), lambda one: one.state.serial_number, 88, strong=True),
    Column("type", tr("Type"), kind, 98),
    Column("make", tr("Maker and model"), make, 130, stretch=True),
    Column("range", tr("Range"), span, 106),
    Column(
        "state",
        tr("Calibration"),
        state_words,
        160,
        order=lambda one: one.state.days if one.state.days is not None else -(10**6),
        mark=lambda one: Mark(standing(one)),
        tone=lambda one: TONES[standing(one)],
    ),
    Column("ends", tr("Ends"), lambda one: day(one.state.expires_on), 92, order=lambda one: one.state.expires_on),
    Column(
        "readings",
        tr("Readings"),
        lambda one: f"{one.readings:,}",
        80,
        numeric=True,
        order=lambda one: one.readings,
        hidden=True,
    ),
    Column("last", tr("Last used"), lambda one: day(one.last_used), 92, order=lambda one: one.last_used, hidden=True),
)
