"""What of a session is needed to read its results; made by whoever has the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.reading import Test


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An instrument of the register, by its serial number."""

    id: UUID
    serial_number: str
    instrument_type: str | None = None


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of evidence that is on record: the name it came with, and its SHA-256 where it is known."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True)
class ResultsSurvey:
    """What of a session is needed to read its results. ``tests`` by scoped identifier, ``zone`` is the building's.

    ``session_day`` is the day it is planned for, which stands for a time that is left blank. ``evidence`` are the files
    that are on record, by identifier: they need not lie beside the workbook again.
    """

    session_id: UUID
    building_id: UUID
    session: str
    zone: ZoneInfo
    today: date
    session_day: date | None
    tests: Mapping[str, Test]
    instruments: tuple[KnownInstrument, ...] = ()
    evidence: Mapping[str, tuple[KnownFile, ...]] = field(default_factory=dict)
