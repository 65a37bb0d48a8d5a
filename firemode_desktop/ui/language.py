"""The language of the window. What the source says is English of Australia; other languages are catalogues that ship.

    tr("Open the report")                            a text of the window
    tr("{count} rows of {name}", count=3, name=…)    with values: a catalogue may put them in another order
    inline(title)                                    a title inside a sentence: lower case where the language has it so

A language is chosen once, by ``choose``, before the modules of the window are imported: many texts are their constants.
The record, the papers, the files and the commands speak English of Australia and ISO 8601 whatever is chosen here
(decision 0050). ``./run translate`` reads the texts into ``resources/translations/*.ts`` and makes the ``.qm``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTranslator

from firemode_desktop.domain import checks, dates
from firemode_desktop.paths import resources

SOURCE = "en_AU"
LARGE_NOUNS = ("de", "lb")
_PREFIX = "firemode_"


class _Catalogue:
    """The language that is in force: its locale, and its texts if it is not the source's."""

    def __init__(self) -> None:
        self.locale = QLocale(SOURCE)
        self.texts: QTranslator | None = None

    def text(self, source: str, about: str) -> str:
        return (self.texts.translate("", source, about) if self.texts is not None and source else "") or source


_chosen = _Catalogue()


def shipped() -> tuple[str, ...]:
    """The languages the window speaks, the source's first: ``("en_AU", "de")``."""
    there = sorted(path.stem.removeprefix(_PREFIX) for path in (resources() / "translations").glob(f"{_PREFIX}*.qm"))
    return (SOURCE, *there)


def name_of(code: str) -> str:
    """A language in its own words: ``Deutsch``."""
    locale = QLocale(code)
    return "English (Australia)" if code == SOURCE else locale.nativeLanguageName().capitalize()


def wanted(kept: str, environ: Mapping[str, str], system: str) -> str:
    """The language to speak: of ``FIREMODE_LANGUAGE``, else the one kept, else the system's; the source's otherwise.

    ``kept`` and ``system`` are codes as ``de`` or ``de_AT``; an empty one is none.
    """
    for asked in (environ.get("FIREMODE_LANGUAGE", ""), kept, system):
        for code in shipped():
            if asked and (asked == code or asked.replace("-", "_").split("_")[0] == code.split("_")[0]):
                return code
    return SOURCE


def choose(code: str) -> None:
    """Speak a language of ``shipped`` from now on. Numbers and dates of the window follow it."""
    _chosen.locale, _chosen.texts = QLocale(code), None
    QLocale.setDefault(_chosen.locale)
    if code != SOURCE:
        texts = QTranslator()
        if texts.load(f"{_PREFIX}{code}", str(resources() / "translations")):
            _chosen.texts = texts


def install(qt: QCoreApplication) -> None:
    """Let Qt's own texts (file dialogs, menus of a field) speak the language that was chosen."""
    theirs = QTranslator(qt)
    if theirs.load(_chosen.locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.installTranslator(theirs)


def speaks(code: str) -> bool:
    """Whether a language can be spoken: its catalogue is read, and Qt has its own words in it."""
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return code == SOURCE or (
        QTranslator().load(f"{_PREFIX}{code}", str(resources() / "translations"))
        and QTranslator().load(f"qtbase_{code.split('_')[0]}", place)
    )


def chosen() -> str:
    """The code of the language that is in force."""
    return SOURCE if _chosen.texts is None else _chosen.locale.name().split("_")[0]


class _Filled(Formatter):
    """Fills a text; a number with a format gets the signs of the locale."""

    def format_field(self, value: Any, format_spec: str) -> str:
        out = str(super().format_field(value, format_spec))
        return localised(out) if format_spec and isinstance(value, int | float | Decimal) else out


_filled = _Filled()


def tr(text: str, about: str = "", /, **values: object) -> str:
    """A text in the language of the window, its values filled in: ``tr("{count:,} rows", count=1200)``.

    ``about`` tells those who translate which of two meanings it has: ``tr("Open", "verb")``.
    """
    said = _chosen.text(text, about)
    if not values:
        return said
    return said.format(**values) if _chosen.texts is None else _filled.vformat(said, (), values)


def term(word: str) -> str:
    """A fixed word of the engines – a label of a vocabulary, the name of a column – in the language of the window.

    For words of ``resources/translations/words.py`` alone: what people typed is never looked up.
    """
    return _chosen.text(word, "")


def inline(title: str) -> str:
    """A title as it stands inside a sentence: in lower case, except in languages that write nouns large."""
    return title if chosen() in LARGE_NOUNS else title.lower()


def many(number: int, one: str, more: str) -> str:
    """``1 row``, ``150 rows``: both words are given, in the language of the window."""
    return f"{localised(f'{number:,}')} {one if number == 1 else more}"


def localised(figure: str) -> str:
    """A number written the English way (``1,234.5``) with the signs of the locale (``1.234,5``)."""
    if _chosen.texts is None:
        return figure
    signs = {",": _chosen.locale.groupSeparator(), ".": _chosen.locale.decimalPoint()}
    return "".join(signs.get(sign, sign) for sign in figure)


def plain(value: Decimal) -> str:
    """A number as it is, without an exponent: ``45.2``, elsewhere ``45,2``."""
    return localised(checks.plain(value))


def show_date(value: date) -> str:
    """``5 Apr 2026``, in the way of the language; each can be typed again."""
    return dates.show_date(value) if _chosen.texts is None else _in_words(value, tr("d MMM yyyy"))


def show_day(value: date) -> str:
    """``5 Apr``, where the year goes without saying."""
    return show_date(value).rpartition(" ")[0] if _chosen.texts is None else _in_words(value, tr("d MMM"))


def show_month(value: date) -> str:
    """``Apr 2026``."""
    return show_date(value).partition(" ")[2] if _chosen.texts is None else _in_words(value, tr("MMM yyyy"))


def _in_words(value: date, pattern: str) -> str:
    return _chosen.locale.toString(QDate(value.year, value.month, value.day), pattern)


def show_time(at: datetime, zone: tzinfo | None = None) -> str:
    """``5 Apr 2026, 14:05`` by the clock of ``zone``, or of the zone that ``at`` carries."""
    local = at if zone is None else at.astimezone(zone)
    return f"{show_date(local.date())}, {local:%H:%M}"


choose(wanted("", os.environ, ""))
