"""A building cut open: stairs as shafts, floors as cells at their true heights, and in each what was last read.

Frozen values without a database or a screen: the overview draws them, the report may. Measured numbers are Decimals in
the unit their ``Measure`` names; heights are metres above ground, negative below.
"""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How a place stands, in the order in which it is explained; shape and colour belong to the window."""

    PASS = "pass"
    FAIL = "fail"
    NEAR = "near"
    NOT_TESTED = "not_tested"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        """The word beside the shape."""
        return _LABELS[self]


_LABELS = {
    Standing.PASS: "pass",
    Standing.FAIL: "fail",
    Standing.NEAR: "near a limit",
    Standing.NOT_TESTED: "not tested",
    Standing.SKIPPED: "skipped",
}
