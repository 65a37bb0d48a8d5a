"""What a person chose for the window on this computer: look, text size, language. Remembered in its settings.

A look holds at once. Text size and language are read once, before there is a window: they hold when it is opened again,
which is offered at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from PySide6.QtCore import QLocale, QSettings

from firemode_desktop.ui import language, text_size
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notices
from firemode_desktop.ui.theme import Scheme, Theme

OPEN_AGAIN = "open again"
"""What the offer to open the window again is about."""
LANGUAGE = "language"


class Choices:
    """The choices of this window, and what changes them."""

    def __init__(
        self,
        settings: QSettings,
        theme: Theme,
        notices: Notices,
        open_again: Callable[[], object],
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings, self._theme, self._notices, self._environ = settings, theme, notices, environ
        self.open_again = open_again
        """Close the window and open it anew, once nothing is left unsaved."""
        self._size, self._language = text_size.remembered(settings), language.chosen()

    @property
    def scheme(self) -> Scheme:
        """The look that was chosen."""
        kept = str(self._settings.value("scheme") or "")
        return Scheme(kept) if kept in tuple(Scheme) else Scheme.SYSTEM

    @property
    def size(self) -> int:
        """The text size that was chosen, in per cent."""
        return text_size.remembered(self._settings)

    @property
    def language(self) -> str:
        """The code of the language that was chosen; empty where it follows the system."""
        return str(self._settings.value(LANGUAGE) or "")

    @property
    def forced_language(self) -> str:
        """The language that the environment asks for, whatever is chosen."""
        return self._environ.get("FIREMODE_LANGUAGE", "")

    def choose_scheme(self, scheme: Scheme) -> None:
        """Light, dark, high contrast, or as the system is."""
        self._theme.choose(scheme)
        self._settings.setValue("scheme", scheme.value)

    def step_size(self, step: int) -> None:
        """The next larger (1) or smaller (-1) text."""
        self.choose_size(text_size.beside(self.size, step))

    def choose_size(self, size: int) -> None:
        """Write everything at ``size`` per cent."""
        self._settings.setValue(text_size.KEY, size)
        if size == self._size:
            self._as_it_is(tr("Text at {size} %.", size=size))
        else:
            self._offer(tr("Text at {size} % when the window is opened again.", size=size))

    def choose_language(self, code: str) -> None:
        """Speak a language of ``language.shipped``; an empty one is that of the system."""
        self._settings.setValue(LANGUAGE, code)
        spoken = language.wanted(code, self._environ, QLocale.system().name())
        name = language.name_of(spoken)
        if spoken == self._language:
            self._as_it_is(tr("The window speaks {language}.", language=name))
        else:
            self._offer(tr("The window speaks {language} when it is opened again.", language=name))

    def _as_it_is(self, words: str) -> None:
        self._notices.settle(OPEN_AGAIN)
        self._notices.say(words)

    def _offer(self, words: str) -> None:
        self._notices.warn(words, actions=((tr("Open again now"), self.open_again),), about=OPEN_AGAIN)

    def remembered(self) -> list[str]:
        """The names of everything this computer remembers for this data directory, sorted."""
        return sorted(self._settings.allKeys())

    def forget(self) -> None:
        """Forget columns, folders, pages and what was opened; look, text size and language stay chosen."""
        for key in self._settings.allKeys():
            if key not in ("scheme", text_size.KEY, LANGUAGE, "server", "person"):
                self._settings.remove(key)
