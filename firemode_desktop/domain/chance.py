"""What many tests for a trend come to together: how many places seem to drift though nothing changes.

Every place is tested at 5 %. Of many places that hold steady some drift by chance alone; which ones stand out even so
is decided by the false discovery rate (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firemode_desktop.domain.projection import Reason
from firemode_desktop.domain.statistics import SIGNIFICANT
from firemode_desktop.domain.trend_values import Trend

_NOT_TESTED = (
    Reason.TOO_FEW, Reason.TOO_SHORT, Reason.DOOR_CONFIGURATIONS, Reason.INSTRUMENTS, Reason.STEP, Reason.SEASON
)  # fmt: skip
"""What is said of these series does not go by their p."""


def discoveries(p: Sequence[float], rate: float = SIGNIFICANT) -> int:
    """How many of these tests stand out if at most the share ``rate`` of them may be mistaken, on average.

    The largest number k of which the k-th smallest p is at most ``k / len(p) * rate``; they are those with the least p.
    """
    ranked = enumerate(sorted(p), start=1)
    return max((rank for rank, each in ranked if each <= rank / len(p) * rate), default=0)


@dataclass(frozen=True, slots=True)
class Chance:
    """Of ``tested`` places how many seem to drift (p below 0.05), and how many of these stand out among so many."""

    tested: int
    drifting: int
    standing_out: int

    @classmethod
    def of(cls, p: Sequence[float]) -> Chance:
        """From the p of each place that was tested; what does not change significantly does not stand out either."""
        drifting = sum(each < SIGNIFICANT for each in p)
        return cls(len(p), drifting, min(discoveries(p), drifting))

    @classmethod
    def among(cls, trends: Iterable[Trend]) -> Chance:
        """Of all these trends; those of which something else was said than whether they change were not tested."""
        tested = (one for one in trends if one.reason not in _NOT_TESTED)
        return cls.of([one.mann_kendall.p for one in tested if one.mann_kendall is not None])

    @property
    def expected(self) -> int:
        """Up to how many would seem to drift, on average, if none of them changed; rounded up."""
        return -(-self.tested * round(SIGNIFICANT * 100) // 100)

    @property
    def sentence(self) -> str:
        """``Of 178 places tested for a trend 6 change significantly; up to about 9 would by chance alone. …``

        Blank where none changes: then chance explains nothing.
        """
        if not self.drifting:
            return ""
        places = "1 place" if self.tested == 1 else f"{self.tested:,} places"
        verb = "changes" if self.drifting == 1 else "change"
        return (
            f"Of {places} tested for a trend {self.drifting:,} {verb} significantly; "
            f"up to about {self.expected:,} would by chance alone if nothing changed. {self._left}"
        )

    @property
    def _left(self) -> str:
        if not self.standing_out:
            return "None stands out among so many tests (Benjamini–Hochberg)."
        verb = "stands" if self.standing_out == 1 else "stand"
        return f"{self.standing_out:,} {verb} out even among so many tests (Benjamini–Hochberg)."
