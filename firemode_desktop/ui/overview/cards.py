"""The figures above the section: five cards, each a caption, a number with its shape, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from firemode_desktop.domain.due import DueState
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.services.overview import Calibration, Cards
from firemode_desktop.ui import status
from firemode_desktop.ui.language import inline, many, show_date, show_day, show_month, term, tr
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.theme import GRID, SMALL, TITLE, colours, font
from firemode_desktop.ui.workspace import Place

LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Figure:
    """What one card says, and the page it leads to."""

    caption: str
    value: str
    hint: str
    leads_to: str
    standing: Standing | None = None
    place: Place = field(default_factory=Place)


def session_figure(cards: Cards) -> Figure:
    """How far the latest session is."""
    if cards.session is None:
        return Figure(tr("Session"), "–", tr("none yet"), "sessions")
    tally, state = cards.session.tally, cards.session.status
    hint = tr("{left} to go", left=tally.left) if tally.left else inline(term(state.label))
    if tally.skipped and not tally.left:
        hint = tr("{hint}, {skipped} skipped", hint=hint, skipped=tally.skipped)
    standing = Standing.PASS if state is SessionStatus.APPROVED else None
    return Figure(cards.session.name, f"{tally.done} / {tally.total}", hint, "sessions", standing)


def compliance_figure(cards: Cards) -> Figure:
    """What does not comply in that session, and the class of the faults that are open."""
    failing = cards.session.tally.failing if cards.session else 0
    if cards.open_faults:
        critical = (
            tr("{critical_faults} critical", critical_faults=cards.critical_faults)
            if cards.critical_faults
            else tr("none critical")
        )
        hint = tr(
            "{faults}, {critical}",
            faults=many(cards.open_faults, tr("open fault"), tr("open faults")),
            critical=critical,
        )
        return Figure(tr("Not compliant"), str(failing), hint, "faults", Standing.FAIL)
    return Figure(tr("Not compliant"), str(failing), tr("no open faults"), "faults", Standing.FAIL if failing else None)


def baseline_figure(cards: Cards) -> Figure:
    """How many of the places to be tested have a baseline."""
    value = f"{cards.baselines} / {cards.baselines_expected}"
    missing = cards.baselines_expected - cards.baselines
    if not cards.baselines_expected:
        return Figure(tr("Baselines"), "–", tr("no floors or doors yet"), "baselines")
    if missing > 0:
        return Figure(
            tr("Baselines"), value, tr("{missing} missing", missing=missing), "baselines", Standing.NOT_TESTED
        )
    return Figure(tr("Baselines"), value, "complete", "baselines", Standing.PASS)


def calibration_figure(cards: Cards) -> Figure:
    """How many instruments are not covered or soon will not be, and which comes first."""
    if not cards.calibrations:
        known = (
            tr("{instruments} in date", instruments=cards.instruments)
            if cards.instruments
            else tr("no instruments yet")
        )
        return Figure(tr("Calibration"), "0", known, "instruments", Standing.PASS if cards.instruments else None)
    first, count = cards.calibrations[0], str(len(cards.calibrations))
    grave = Standing.FAIL if first.days is None or first.days <= 0 else Standing.NEAR
    place = Place(instrument_id=first.instrument_id)
    return Figure(tr("Calibrations due"), count, _first_due(first), "instruments", grave, place)


def _first_due(first: Calibration) -> str:
    if first.days is None or first.ends_on is None:
        return tr("{first}: no certificate", first=first.name)
    day = f"{first.ends_on.day} {first.ends_on:%b}"
    if first.days <= 0:
        return tr("{first} ended {day}", first=first.name, day=day if first.days > -300 else show_date(first.ends_on))
    return tr(
        "{first} {tomorrow}, {day}",
        first=first.name,
        tomorrow=tr("tomorrow") if first.days == 1 else tr("in {days} days", days=first.days),
        day=day,
    )


def due_figure(cards: Cards, today: date) -> Figure:
    """Which tests fall due next."""
    if cards.due is None:
        return Figure(tr("Tests due"), "–", tr("no schedule yet"), "sessions")
    due = cards.due
    day, days = due.day, (due.day - today).days
    overdue = due.state(today) is DueState.OVERDUE
    standing = Standing.FAIL if overdue else Standing.NEAR if days <= 30 else None
    value = show_day(day) if abs(days) < 300 else show_month(day)
    when = until((due.latest - today).days) if overdue else until(days) if days >= 0 else until_late(due.latest)
    return Figure(tr("Tests due"), value, f"{inline(term(due.frequency.label))}, {when}", "sessions", standing)


def until_late(latest: date) -> str:
    """How long tests whose due day is over are still on time."""
    return tr("on time until {day}", day=show_day(latest))


def until(days: int) -> str:
    """How far off a day is: ``today``, ``in 12 days``, ``in 7 months``, ``3 days overdue``."""
    if days in (0, 1):
        return (tr("today"), tr("tomorrow"))[days]
    if abs(days) <= 60:
        return (
            tr("in {days} days", days=days)
            if days > 0
            else tr("{days} overdue", days=many(-days, tr("day"), tr("days")))
        )
    months = round(abs(days) / 30.44)
    return tr("in {months} months", months=months) if days > 0 else tr("{months} months overdue", months=months)


def figures(cards: Cards, today: date) -> tuple[Figure, ...]:
    """The five cards."""
    return (
        session_figure(cards),
        compliance_figure(cards),
        baseline_figure(cards),
        calibration_figure(cards),
        due_figure(cards, today),
    )


class CardButton(QAbstractButton):
    """One card; a click leads to the page it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Figure("", "", "", "")
        self.setFixedHeight(80)
        self.setMinimumWidth(132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def figure(self) -> Figure:
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Say this."""
        self._figure = figure
        word = f", {term(figure.standing.label)}" if figure.standing else ""
        self.setAccessibleName(f"{figure.caption}: {figure.value}{word}, {figure.hint}")
        self.setToolTip(f"{figure.caption}: {figure.hint}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 80)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, figure = colours(self), self._figure
        edge = "accent" if self.hasFocus() else "faint" if self.underMouse() else "line"
        paint_surface(painter, QRectF(self.rect()), palette.colour("surface"), palette.colour(edge))
        box = QRectF(self.rect()).adjusted(14, 10, -12, -10)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("quiet"))
        elided(painter, QRectF(box.left(), box.top(), box.width(), 16), figure.caption, LEFT)
        grave = figure.standing in (Standing.FAIL, Standing.NEAR, Standing.PASS)
        ink = status.colour(figure.standing, palette) if grave and figure.standing else palette.colour("text")
        painter.setFont(font(TITLE, strong=True))
        painter.setPen(ink)
        width = painter.fontMetrics().horizontalAdvance(figure.value)
        painter.drawText(
            QRectF(box.left(), box.top() + 16, box.width(), 28), Qt.AlignmentFlag.AlignVCenter, figure.value
        )
        if figure.standing is not None:
            centre = QPointF(box.left() + width + 15, box.top() + 30.5)
            status.paint(painter, centre, 12, figure.standing, status.colour(figure.standing, palette))
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("quiet"))
        elided(painter, QRectF(box.left(), box.bottom() - 15, box.width(), 16), figure.hint, LEFT)
        painter.end()


class CardRow(QWidget):
    """The five cards side by side; ``wanted(key, place)`` when one is pressed."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID + 4)
        self.cards = tuple(CardButton() for _ in range(5))
        for card in self.cards:
            card.clicked.connect(self._lead(card))
            layout.addWidget(card)

    def _lead(self, card: CardButton) -> Callable[[], None]:
        return lambda: self.wanted.emit(card.figure.leads_to, card.figure.place)

    def show_cards(self, cards: Cards, today: date) -> None:
        """Say what is so today."""
        for card, figure in zip(self.cards, figures(cards, today), strict=True):
            card.show_figure(figure)
