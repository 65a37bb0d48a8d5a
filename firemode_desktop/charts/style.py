"""How charts look: one style sheet (``resources/charts.toml``), in light and in dark, on screen and on paper."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from firemode_desktop.domain.standing import Standing
from firemode_desktop.paths import resources

PAD_MM = 5.0


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as ``#RRGGBB``, sizes in points, ``pad`` (around the whole figure) in millimetres."""

    pad: float
    family: str
    fallback: str
    title: float
    text: float
    small: float
    hair: float
    thin: float
    normal: float
    mark: float
    paper: str
    panel: str
    rule: str
    ink: str
    quiet: str
    faint: str
    bar: str
    accent: str
    pass_: str
    fail: str
    near: str
    not_tested: str
    skipped: str
    fail_tint: str
    low: str
    pale: str
    deep: str
    less: str
    under: str
    middle: str
    over: str

    def of(self, mark: Standing) -> str:
        """The colour of a status."""
        return self.pass_ if mark is Standing.PASS else str(getattr(self, mark.value))


@cache
def style(name: str = "light") -> Style:
    """The style called ``light``, ``dark`` or ``paper``: light without a margin, to stand in the column of a page."""
    sheet: dict[str, dict[str, Any]] = tomllib.loads((resources() / "charts.toml").read_text(encoding="utf-8"))
    values = {"pad": 0.0 if name == "paper" else PAD_MM, **sheet["type"], **sheet["line"]}
    values |= sheet["light" if name == "paper" else name]
    values["pass_"] = values.pop("pass")
    return Style(**values)
