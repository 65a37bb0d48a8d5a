"""Numbers as they stand in charts and tables: rounded only for show."""

from __future__ import annotations

from decimal import Decimal

from firemode_desktop.domain.checks import plain, round_half_even

MOST = 3
MINUS = "\N{MINUS SIGN}"


def shown(value: Decimal | None, least: int = 1, most: int = MOST) -> str:
    """``value`` with ``least`` to ``most`` decimals; blank for ``None``.

    Digits that would be lost leave their zeros behind: 44.20 → ``44.2``, 19.9996 → ``20.000``. So a number that was
    rounded onto its limit can be told from one that was read there.
    """
    if value is None:
        return ""
    text = plain(value)
    decimals = len(text.partition(".")[2])
    if decimals > most:
        text = format(round_half_even(value, most), "f")
    elif decimals < least:
        text = format(round_half_even(value, least), "f")
    return text.replace("-", MINUS)


def signed(value: Decimal | None, decimals: int = 2) -> str:
    """``value`` with its sign, for deviations: ``+3.10``, ``−58.82``; blank for ``None``."""
    if value is None:
        return ""
    rounded = round_half_even(value, decimals)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return sign + format(abs(rounded), "f")


def limit(value: Decimal | None) -> str:
    """A limit without superfluous zeros: 20.000 → ``20``; blank for ``None``."""
    return "" if value is None else plain(value).replace("-", MINUS)
