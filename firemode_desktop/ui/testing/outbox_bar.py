"""Above every page: what was entered and is not saved yet, why, and what can be done. Hidden while all is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.journal import Entered, Kind, many
from firemode_desktop.ui import status
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.notices import Kind as Sort
from firemode_desktop.ui.notices import Notice, Notices
from firemode_desktop.ui.parts import button, empty, label, row
from firemode_desktop.ui.testing.outbox import Contest, Outbox
from firemode_desktop.ui.theme import GRID, colours
from firemode_desktop.ui.workspace import Place

Action = tuple[str, Callable[[], object]]
Go = Callable[[str, Place], object]


@dataclass(frozen=True)
class Banner:
    """One sentence and what can be done about it."""

    text: str
    actions: tuple[Action, ...] = ()


def banner(outbox: Outbox, show: Callable[[], object]) -> Banner | None:
    """What has to be said: first what a person must decide, then what waits, then what others left here."""
    for contest in outbox.contests.values():
        return _decide(outbox, contest)
    if outbox.late:
        return Banner(_waits(outbox), ((tr("Try now"), outbox.try_now), (tr("Show"), show)))
    return Banner(_of_others(outbox.others)) if outbox.others else None


def _waits(outbox: Outbox) -> str:
    """``3 readings are not saved yet: …``."""
    one = len(outbox.mine) == 1
    why = tr("the database cannot be reached") if outbox.away else tr("the database has not answered")
    return tr(
        "{count} {is_} not saved yet: {why}. {it} kept on this computer and will be saved when it is back.",
        count=many(outbox.mine),
        is_=tr("is") if one else tr("are"),
        why=why,
        it=tr("It is") if one else tr("They are"),
    )


def _decide(outbox: Outbox, contest: Contest) -> Banner:
    mine = contest.entered
    more = len(outbox.contests) - 1
    text = tr(
        "{mine}: {by} has recorded {theirs} meanwhile; you entered {mine2}.",
        mine=mine.title,
        by=contest.by or tr("somebody"),
        theirs=contest.theirs,
        mine2=mine.words,
    )
    actions: list[Action] = [(tr("Keep {theirs}", theirs=contest.theirs), partial(outbox.keep_theirs, contest))]
    if mine.kind is Kind.RESULT:
        actions.append((tr("Add a retest with mine"), partial(outbox.retest_with_mine, contest)))
    return Banner(tr("{words} And {more} more.", words=text, more=more) if more else text, tuple(actions))


def _of_others(entries: tuple[Entered, ...]) -> str:
    """``2 readings of Supervisor One (22 Nov 2026, 10:32) are kept on this computer; …``."""
    who = entries[0].by_name
    theirs = tuple(one for one in entries if one.by_name == who)
    verb, they = (tr("is"), tr("it")) if len(theirs) == 1 else (tr("are"), tr("they"))
    return tr(
        "{count} of {who} ({at}) {verb} kept on this computer and not saved yet; {they} will be when {who} signs in.",
        count=many(theirs),
        who=who,
        at=show_time(theirs[-1].at),
        verb=verb,
        they=they,
    )


class OutboxBar(QFrame):
    """Follows one outbox after the other; says nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outbox: Outbox | None = None
        self._show: Callable[[], object] = _nowhere
        self.shown: Banner | None = None
        self._words = label("", "strong", wrap=True)
        self._actions = row(gap=GRID)
        layout = row(24, self._words, self._actions, margin=GRID)
        layout.setStretch(1, 1)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self.setLayout(layout)
        self.setAccessibleName(tr("Not saved yet"))
        self.hide()

    def follow(self, outbox: Outbox | None, notices: Notices, go: Go) -> None:
        """Show how it stands with this one from now on, and say what becomes of its entries."""
        self._outbox, self._show = outbox, partial(_show_first, outbox, go) if outbox is not None else _nowhere
        if outbox is not None:
            outbox.changed.connect(self.refresh)
            outbox.told.connect(notices.warn)
            outbox.saved.connect(partial(_say_saved, notices))
            outbox.refused.connect(partial(_say_refused, notices, go))
        self.refresh()

    def refresh(self) -> None:
        """Say what has to be said now."""
        found = banner(self._outbox, self._show) if self._outbox is not None else None
        if found is not None and (self.shown is None or self.shown.text != found.text):
            self._words.setText(found.text)
            self.setAccessibleDescription(found.text)
            empty(self._actions)
            for text, act in found.actions:
                self._actions.addWidget(button(text, act))
        self.shown = found
        self.setVisible(found is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        painter.fillRect(self.rect(), palette.colour("near_wash"))
        painter.fillRect(QRectF(0, 0, 3, self.height()), palette.colour("near"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        status.paint(painter, QPointF(26, self.height() / 2), 12, Standing.NEAR, palette.colour("near"))
        painter.end()


def _place(one: Entered) -> Place:
    return Place(session_id=one.session_id, instance_id=one.instance_id)


def _show_first(outbox: Outbox, go: Go) -> None:
    if outbox.mine:
        go("sessions", _place(outbox.mine[0]))
        outbox.asked_to_show.emit()


def _say_saved(notices: Notices, text: str) -> None:
    """In the bar, not in passing: it was entered before this window was opened."""
    notices.show(Notice(Sort.DONE, text, actions=((tr("Good"), _nowhere),)))


def _say_refused(notices: Notices, go: Go, one: Entered, reason: str) -> None:
    kept = tr("what was typed is kept") if one.typed is not None else tr("{words}, not recorded", words=one.words)
    show = (tr("Show"), partial(go, "sessions", _place(one)))
    notices.show(Notice(Sort.PROBLEM, reason, (f"{one.title}: {kept}.",), actions=(show,)))


def _nowhere() -> None:
    """There is nothing to go to."""
