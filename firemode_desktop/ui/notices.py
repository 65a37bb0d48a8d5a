"""What the program says: one notice bar, one history, and one function that puts an error into words.

The five errors are shown in their own sentence. Anything else is a defect of the program: shown as such, with a
reference that also stands in the log, and *Copy details*. No dialog boxes.

    tools.notices.say("Saved 3 doors.")              the status line; also in the history
    tools.notices.warn("2 rows were skipped.")        the bar
    tools.notices.show_error(error)                    the bar, for any exception
    tools.notices.show(Notice(Kind.WARNING, "…", actions=(("Open the file", self._open),)))
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from firemode_desktop.domain.errors import Conflict, FiremodeError, InDoubt, Invalid, Missing, Refused, Unreachable
from firemode_desktop.ui.language import tr

log = logging.getLogger("firemode.ui")
Action = tuple[str, Callable[[], object]]


def opens(path: Path) -> Action:
    """What usually comes after a file was written: it is opened by the program that this computer has for it."""
    return tr("Open it"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Kind(Enum):
    """What sort of thing is said; with its word for the history and for screen readers."""

    DONE = tr("Done")
    WARNING = tr("Note", "kind of notice")
    PROBLEM = tr("Problem")
    DEFECT = tr("Defect")


@dataclass(frozen=True)
class Notice:
    """One thing said. ``details`` are lines for those who ask; ``copy`` is what *Copy details* takes along."""

    kind: Kind
    text: str
    details: tuple[str, ...] = ()
    copy: str = ""
    actions: tuple[Action, ...] = ()
    at: datetime | None = None
    about: str = ""
    """What has to be put right before it is out of date; blank where a person closes it."""


LEADS: dict[type[FiremodeError], str] = {
    Invalid: "",
    Refused: "",
    Missing: "",
    Conflict: tr("Your entries are kept. "),
    Unreachable: tr("What you typed is kept. "),
    InDoubt: tr("What you typed is kept. "),
}


def explain(error: BaseException) -> Notice:
    """An error as a person should read it; pure, except that a defect is given a fresh reference."""
    if isinstance(error, FiremodeError):
        text = error.message + (f" {LEADS[type(error)].strip()}" if LEADS.get(type(error)) else "")
        return Notice(Kind.PROBLEM, text, tuple(_line(detail) for detail in error.details))
    import secrets
    import traceback

    reference = secrets.token_hex(3).upper()
    whole = "".join(traceback.format_exception(error))
    return Notice(
        Kind.DEFECT,
        tr(
            "Something in the program went wrong (reference {reference}). Nothing was saved by that step.",
            reference=reference,
        ),
        (f"{type(error).__name__}: {error}",),
        copy=tr("FireMode Desktop, reference {reference}\n{whole}", reference=reference, whole=whole),
    )


def _line(detail: Any) -> str:
    """One particular of an error as a line: its sentence where it has one, with the cell it is about."""
    if isinstance(detail, str):
        return detail
    if isinstance(detail, dict) and "message" in detail:
        where = detail.get("cell") or detail.get("column") or ""
        return f"{where}: {detail['message']}" if where else str(detail["message"])
    import json

    return json.dumps(detail, default=str, ensure_ascii=False)


class Notices(QObject):
    """Everything said in this sitting, latest last. The window's bar and status line listen."""

    said = Signal(object)
    settled = Signal(str)
    """What notices were about (``Notice.about``) is put right."""
    KEEP = 200

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.history: tuple[Notice, ...] = ()

    def note(self, notice: Notice) -> Notice:
        """Remember it with the time; it is said elsewhere."""
        notice = replace(notice, at=notice.at or self._clock())
        self.history = (*self.history[1 - self.KEEP :], notice)
        return notice

    def show(self, notice: Notice) -> None:
        """Say it, and remember it with the time."""
        notice = self.note(notice)
        if notice.kind is Kind.DEFECT:
            log.error("%s\n%s", notice.text, notice.copy)
        self.said.emit(notice)

    def say(self, text: str, *actions: Action) -> None:
        """Something went as it should; ``actions`` are what usually comes next."""
        self.show(Notice(Kind.DONE, text, actions=actions))

    def warn(self, text: str, *details: str, actions: tuple[Action, ...] = (), about: str = "") -> None:
        """Something the person should know, though it is no error; shown until ``settle(about)`` or closed."""
        self.show(Notice(Kind.WARNING, text, details, actions=actions, about=about))

    def settle(self, about: str) -> None:
        """What was said about this is out of date: nobody needs to read it any more."""
        self.settled.emit(about)

    def show_error(self, error: BaseException) -> None:
        """Any exception, in words."""
        self.show(explain(error))
