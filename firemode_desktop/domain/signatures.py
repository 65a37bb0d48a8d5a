"""Digital signatures on a paper: whose certificate it is, and what a signature that was read is worth, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from firemode_desktop.domain.errors import Refused

SHORTEST_RSA = 2048
SHORTEST_CURVE = 256


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose certificate it is; ``serial`` in hex digits, ``begins`` and ``ends`` are both moments at which it holds."""

    name: str
    issuer: str
    serial: str
    begins: datetime
    ends: datetime
    self_made: bool = False

    @property
    def words(self) -> str:
        """``Engineer One (certificate 1A2B of Office CA, valid 1 January 2026 to 1 January 2027)``."""
        of = "made by its holder" if self.self_made else f"of {self.issuer}"
        return f"{self.name} (certificate {self.serial} {of}, valid {_day(self.begins)} to {_day(self.ends)})"

    def check(self, at: datetime) -> None:
        """Raises ``Refused`` where the certificate does not hold at that moment."""
        if at < self.begins:
            raise Refused(f"The certificate of {self.name} is not valid before {_moment(self.begins)}.")
        if at > self.ends:
            raise Refused(f"The certificate of {self.name} expired on {_moment(self.ends)}.")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it stands in a file; ``signed_at`` is what the signer's own clock said, where it is told.

    ``intact``: what was signed is unchanged and the certificate's key made the signature. ``trusted``: the certificate
    comes from one of those that were named as trusted; None where none was named.
    """

    holder: Holder
    signed_at: datetime | None
    intact: bool
    trusted: bool | None = None

    @property
    def words(self) -> str:
        """Two or three sentences: who and when, whether it holds, what is known of the certificate."""
        on = f" on {_moment(self.signed_at)} by the signer's clock" if self.signed_at else ""
        said = f"Signed by {self.holder.name}{on}."
        if not self.intact:
            return f"{said} The signature does not hold: the file was changed after it."
        return f"{said} The signature is intact; {self._vouched}."

    @property
    def _vouched(self) -> str:
        if self.trusted:
            return (
                f"its certificate leads to one you trust, through {self.holder.issuer}; revocation was not asked about"
            )
        if self.trusted is not None and self.holder.self_made:
            return "its certificate is self-made and none of those you named as trusted"
        if self.trusted is not None:
            return f"its certificate, issued by {self.holder.issuer}, comes from nobody you named as trusted"
        if self.holder.self_made:
            return "its certificate is self-made, so nobody vouches for the name"
        return f"who issued the certificate ({self.holder.issuer}) was not checked"

    def outside(self) -> bool:
        """Whether it says to have been made on a day on which its certificate did not hold."""
        return self.signed_at is not None and not self.holder.begins <= self.signed_at <= self.holder.ends


def told(signatures: Sequence[Signature]) -> list[str]:
    """What is said of the signatures of a file, in the order in which they were made."""
    return [
        each.words + (" The certificate did not hold on that day." if each.outside() else "") for each in signatures
    ]


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M} {moment.tzname()}"
