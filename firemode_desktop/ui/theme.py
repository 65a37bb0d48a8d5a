"""How everything looks: three palettes, one accent, one typeface, an 8 px grid, icons and status shapes.

Nothing here is remembered between calls: a widget asks ``colours(self)`` while it paints, and is answered from the
application's palette; a change of scheme makes every widget paint itself anew. The one style sheet is
``resources/window.qss``.
Sizes are logical pixels; Qt multiplies them on a high-density screen, and by the text size (``ui/text_size.py``).
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from firemode_desktop.paths import resources

GRID = 8
ROW = 26
SMALL, BODY, LARGE, TITLE, FIGURE = 11, 13, 15, 20, 34
HEIGHTS = (32, 26, 56)
"""Of buttons and fields, of a point of a grid, of a large figure: their borders included."""
FAMILY = "IBM Plex Sans"
FALLBACK = "DejaVu Sans"


class Scheme(StrEnum):
    """What the person chose; ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "high contrast"


@dataclass(frozen=True)
class Colours:
    """One palette, as ``#rrggbb``."""

    dark: bool
    ground: str  # behind the cards
    surface: str  # cards, grids, fields
    raised: str  # quiet buttons and fields on a card
    hover: str
    line: str  # hairlines
    text: str
    quiet: str  # second line, labels
    faint: str  # placeholders, what is not tested
    ink: str  # strokes of a drawing
    bar: str  # a reading that is in order
    rail: str  # navigation
    rail_active: str
    rail_text: str
    rail_quiet: str
    good: str
    near: str
    bad: str
    good_wash: str
    near_wash: str
    bad_wash: str
    accent: str = "#E4572E"
    accent_text: str = "#B93A14"  # the accent where it is read as text or a thin line
    fill: str = "#CB4620"  # the accent where words stand on it
    fill_over: str = "#B03812"  # the same below the pointer
    on_accent: str = "#FFFFFF"
    frame: str = "#838E9C"  # around a field that is typed into
    edge: int = 1  # width of a border in pixels
    tick: str = "tick"  # the mark of a ticked box, in resources/icons
    chart: str = "light"  # the section of resources/charts.toml
    ring: int = 0  # width of a ring around whatever has the keyboard, beside what it draws itself

    def colour(self, name: str) -> QColor:
        """The named colour for a painter, e.g. ``colours(self).colour("bad")``."""
        return QColor(getattr(self, name))


LIGHT = Colours(
    dark=False,
    ground="#F3F5F7",
    surface="#FFFFFF",
    raised="#F6F7F9",
    hover="#ECEFF3",
    line="#DDE2E8",
    text="#1B2430",
    quiet="#525D6B",
    faint="#616C7A",
    ink="#1B2430",
    bar="#C3CEDA",
    rail="#1B2430",
    rail_active="#2A3645",
    rail_text="#FFFFFF",
    rail_quiet="#B4BFCC",
    good="#1A7A61",
    near="#8F5E0E",
    bad="#B3261E",
    good_wash="#E4F3EE",
    near_wash="#FAF1DF",
    bad_wash="#FBEBE9",
)
DARK = Colours(
    dark=True,
    ground="#11161D",
    surface="#1A212B",
    raised="#232C38",
    hover="#2B3644",
    line="#313C4A",
    text="#E8ECF1",
    quiet="#B1BBC8",
    faint="#92A0AF",
    ink="#C9D3DE",
    bar="#46566A",
    rail="#0B0F14",
    rail_active="#1E2732",
    rail_text="#FFFFFF",
    rail_quiet="#98A5B4",
    good="#4FC3A1",
    near="#E3AC45",
    bad="#FF8073",
    good_wash="#17302A",
    near_wash="#33290F",
    bad_wash="#3B1F1E",
    accent_text="#FF7B52",
    frame="#76859A",
    chart="dark",
)
CONTRAST = Colours(
    dark=True,
    ground="#000000",
    surface="#000000",
    raised="#101010",
    hover="#303030",
    line="#B4B4B4",
    text="#FFFFFF",
    quiet="#EAEAEA",
    faint="#CFCFCF",
    ink="#FFFFFF",
    bar="#9C9C9C",
    rail="#000000",
    rail_active="#303030",
    rail_text="#FFFFFF",
    rail_quiet="#EAEAEA",
    good="#6CF5BE",
    near="#FFDC5E",
    bad="#FFAFA6",
    good_wash="#002A1C",
    near_wash="#2E2400",
    bad_wash="#3A0500",
    accent="#FFA53D",
    accent_text="#FFB35C",
    fill="#FFA53D",
    fill_over="#FFC27A",
    on_accent="#000000",
    frame="#FFFFFF",
    edge=2,
    tick="tick-dark",
    chart="contrast",
    ring=3,
)
_BY_GROUND = {QColor(each.ground).rgb(): each for each in (LIGHT, DARK, CONTRAST)}


def colours(widget: QWidget | None = None) -> Colours:
    """The palette to paint this widget with: the application's, also before the widget was shown first."""
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    return _BY_GROUND.get(ground.rgb()) or (DARK if ground.lightness() < 128 else LIGHT)


def font(size: int = BODY, *, strong: bool = False, italic: bool = False) -> QFont:
    """Our typeface; its figures are tabular by themselves. ``strong`` is the SemiBold that is shipped."""
    made = QFont([FAMILY, FALLBACK])
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setItalic(italic)
    return made


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the shipped typeface and the fallback for other scripts; a bare Debian has no fonts at all.

    Returns the families now known. The fallback lies in matplotlib's data folder, which is found without importing it.
    """
    files = sorted((resources() / "fonts").glob("*.ttf"))
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        files.append(Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf")
    known: list[str] = []
    for file in files:
        known += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return tuple(dict.fromkeys(known))


def palette(colours: Colours) -> QPalette:
    """The colours as Qt's roles, for everything Fusion draws itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.ToolTipBase: colours.rail,
        role.ToolTipText: colours.rail_text,
        role.PlaceholderText: colours.faint,
        role.Highlight: colours.fill,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent_text,
        role.Light: colours.hover,
        role.Midlight: colours.raised,
        role.Mid: colours.line,
        role.Dark: colours.faint,
        role.Shadow: colours.rail,
        role.Accent: colours.accent,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return made


def sheet(colours: Colours) -> str:
    """The one style sheet; ``role`` is a dynamic property that ``parts`` sets."""
    text = (resources() / "window.qss").read_text(encoding="utf-8")
    names = {name: getattr(colours, name) for name in Colours.__dataclass_fields__}
    inner = {f"inside{height}": height - 2 * colours.edge for height in HEIGHTS}
    return Template(text).substitute(names, **inner, icons=(resources() / "icons").as_posix())


class Theme(QObject):
    """Applies a scheme to the application and follows the desktop's while the choice is ``SYSTEM``."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.scheme = scheme
        load_fonts()
        if not app.styleSheet():  # where our sheet is, Fusion is below it already: set anew, it restyles every widget
            app.setStyle("Fusion")
        app.setFont(font())
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._follow)
        self.choose(scheme)

    def choose(self, scheme: Scheme) -> None:
        """Draw everything in ``scheme`` from now on."""
        self.scheme = scheme
        chosen = self.colours()
        self._app.setPalette(palette(chosen))
        if self._app.styleSheet() != (wanted := sheet(chosen)):
            self._app.setStyleSheet(wanted)
        self.changed.emit()

    def colours(self) -> Colours:
        """The palette that the choice and the desktop come to."""
        if self.scheme is not Scheme.SYSTEM:
            return {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}[self.scheme]
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _follow(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self.choose(Scheme.SYSTEM)
