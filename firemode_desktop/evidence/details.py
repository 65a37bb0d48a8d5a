"""What a file tells about itself: its size as a picture, when and where it was taken, with what camera.

Nothing here is believed yet: a camera's clock may be wrong, and whoever sends a file can have written it. ``taken`` is
as the file says it, without an offset where it gives none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees, north and east positive; ``altitude_m`` above sea level."""

    latitude: Decimal
    longitude: Decimal
    altitude_m: Decimal | None = None

    def to_dict(self) -> dict[str, Any]:
        """The shape of ``gps_coordinates`` in the customer's document: lat, lng, altitude."""
        found = {"lat": self.latitude, "lng": self.longitude}
        return found if self.altitude_m is None else {**found, "altitude": self.altitude_m}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Position:
        """Read back what ``to_dict`` wrote, numbers as numbers or as text."""
        altitude = document.get("altitude")
        return cls(
            Decimal(str(document["lat"])),
            Decimal(str(document["lng"])),
            None if altitude is None else Decimal(str(altitude)),
        )


@dataclass(frozen=True, slots=True)
class Details:
    """Pixels, seconds and what the camera wrote; ``remarks`` are sentences about what is doubtful in the file."""

    width: int | None = None
    height: int | None = None
    taken: datetime | None = None
    position: Position | None = None
    make: str | None = None
    model: str | None = None
    duration_s: Decimal | None = None
    remarks: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, in the shape of the customer's ``metadata`` column; what is not known is left out."""
        size = f"{self.width}x{self.height}" if self.width and self.height else None
        told = {
            "resolution": size,
            "camera_make": self.make,
            "camera_model": self.model,
            "timestamp_exif": self.taken.isoformat() if self.taken else None,
            "duration_s": self.duration_s,
            "position": self.position.to_dict() if self.position else None,
            "remarks": list(self.remarks) or None,
        }
        return {key: value for key, value in told.items() if value is not None}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Details:
        """Read back what ``to_dict`` wrote."""
        width, _, height = str(document.get("resolution") or "").partition("x")
        taken, place, lasts = (document.get(key) for key in ("timestamp_exif", "position", "duration_s"))
        return cls(
            width=int(width) if width else None,
            height=int(height) if height else None,
            taken=datetime.fromisoformat(str(taken)) if taken else None,
            position=Position.from_dict(place) if place else None,
            make=document.get("camera_make"),
            model=document.get("camera_model"),
            duration_s=None if lasts is None else Decimal(str(lasts)),
            remarks=tuple(map(str, document.get("remarks") or ())),
        )
