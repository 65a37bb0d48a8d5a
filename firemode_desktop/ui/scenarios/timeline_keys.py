"""The keyboard of the timeline.

Up and Down choose a step (Shift: extend), Left and Right move it by a second (Shift a tenth, Ctrl ten), Alt+Left and
Alt+Right change its tolerance, Ctrl+Up and Ctrl+Down its place in the order, D and a number let it wait for that step,
M says that it must not happen, Insert adds a step, Delete removes, Enter goes to its exact values, + − 0 zoom.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from firemode_desktop.domain.timing import forbidden, free, planned, widened
from firemode_desktop.ui.language import plain, tr

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.timeline_view import TimelineView

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PLAIN, SHIFT, CTRL, ALT = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier, Modifier.AltModifier
STEPS = {PLAIN: Decimal(1), SHIFT: Decimal("0.1"), CTRL: Decimal(10)}
CLOSER = 1.25


class TimelineKeys:
    """What each key does; ``takes`` says which ones the window's own shortcuts leave alone."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view

    @property
    def question(self) -> str:
        """What is asked after D, and what was typed of the answer."""
        view = self.view
        if view.asking is None or view.cursor_order is None:
            return ""
        name = view.studio.sequence.step(view.cursor_order).component_id
        return tr(
            "{name} waits for step: {asking}   (number, Enter; again to stop waiting)",
            name=name,
            asking=view.asking or "_",
        )

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is the timeline's, so that no shortcut of the window gets it."""
        return self._deed(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False where it means nothing here."""
        deed = self._deed(event)
        if deed is None:
            return False
        deed()
        self.view.viewport().update()
        return True

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        view, key = self.view, _key(event)
        held = event.modifiers() & ~Modifier.KeypadModifier
        if key == Key.Key_Escape:
            return view.let_go if view.mouse.is_dragging or view.asking is not None else None
        if view.mouse.is_dragging or view.studio.scenario is None:
            return None
        if view.asking is not None:
            return self._answer(key, event.text())
        return self._looking(key, held, event.text()) or (None if view.studio.read_only else self._editing(key, held))

    # --- looking -------------------------------------------------------------------------------------------------

    def _looking(self, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> Callable[[], object] | None:
        view, many = self.view, len(self.view.studio.sequence)
        if key in (Key.Key_Up, Key.Key_Down) and held in (PLAIN, SHIFT):
            return partial(self._go, -1 if key == Key.Key_Up else 1, held == SHIFT)
        if key in (Key.Key_Home, Key.Key_End) and held in (PLAIN, SHIFT):
            return partial(self._go, -many if key == Key.Key_Home else many, held == SHIFT)
        if key in (Key.Key_Return, Key.Key_Enter) and held == PLAIN:
            return view.card_asked.emit
        if key == Key.Key_A and held == CTRL:
            return lambda: view.studio.choose_steps(*(step.step_order for step in view.studio.sequence))
        if held in (PLAIN, SHIFT) and text in ("+", "=", "-", "0"):
            return view.fit if text == "0" else partial(view.zoom, 1 / CLOSER if text == "-" else CLOSER)
        return None

    def _go(self, by: int, extend: bool) -> None:
        view = self.view
        orders = [step.step_order for step in view.studio.sequence]
        if not orders:
            return
        at = orders.index(view.cursor_order) if view.cursor_order in orders else (-1 if by > 0 else len(orders))
        order = orders[min(max(at + by, 0), len(orders) - 1)]
        between = orders[min(at, orders.index(order)) : max(at, orders.index(order)) + 1] if at >= 0 else [order]
        view.cursor_order = order
        view.studio.choose_steps(*((*view.studio.orders, *between) if extend else (order,)))
        view.show_order(order)

    # --- editing -------------------------------------------------------------------------------------------------

    def _editing(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        if key == Key.Key_Insert and held == PLAIN:
            return self.view.step_asked.emit
        if not self.view.studio.orders:
            return None
        if key in (Key.Key_Left, Key.Key_Right):
            sign = -1 if key == Key.Key_Left else 1
            if held in STEPS:
                return partial(self._shift, sign * STEPS[held])
            return partial(self._widen, sign * Decimal(1)) if held == ALT else self._tenths(sign, held)
        if key in (Key.Key_Up, Key.Key_Down) and held == CTRL:
            return partial(self._move, -1 if key == Key.Key_Up else 1)
        deeds = {Key.Key_Delete: self._remove, Key.Key_Backspace: self._remove, Key.Key_M: self._forbid}
        return {**deeds, Key.Key_D: self._ask}.get(key) if held == PLAIN else None

    def _tenths(self, sign: int, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        return partial(self._widen, sign * STEPS[SHIFT]) if held == ALT | SHIFT else None

    def _shift(self, seconds: Decimal) -> None:
        studio = self.view.studio
        after = studio.sequence.shifted(studio.orders, seconds)
        times = {plain(after.step(order).expected_delay_seconds) for order in studio.orders}
        text = (
            tr("{names} to {pop} s", names=self._names(), pop=times.pop())
            if len(times) == 1
            else tr("{names} in time", names=self._names())
        )
        studio.edit(after, text, place=("time", studio.orders))

    def _widen(self, seconds: Decimal) -> None:
        studio = self.view.studio
        after = widened(studio.sequence, studio.orders, seconds)
        text = tr("{names} to {planned}", names=self._names(), planned=planned(after.step(min(studio.orders))))
        studio.edit(after, text, place=("tolerance", studio.orders))

    def _names(self) -> str:
        orders = self.view.studio.orders
        only = next(iter(orders))
        return (
            self.view.studio.sequence.step(only).component_id
            if len(orders) == 1
            else tr("{orders} steps", orders=len(orders))
        )

    def _move(self, by: int) -> None:
        studio, order = self.view.studio, self.view.studio.order
        if order is None or not 1 <= order + by <= len(studio.sequence):
            return
        self.view.cursor_order = order + by
        studio.edit(
            studio.sequence.moved(order, order + by),
            tr("{names} as step {order}", names=self._names(), order=order + by),
            then={order + by},
        )

    def _remove(self) -> None:
        studio = self.view.studio
        first = min(studio.orders)
        after = studio.sequence.without(studio.orders)
        text, then = tr("removing {names}", names=self._names()), min(first, len(after))
        self.view.cursor_order = then or None
        studio.edit(after, text, then={then} if then else ())

    def _forbid(self) -> None:
        studio = self.view.studio
        sequence = studio.sequence
        if all(sequence.step(order).must_not for order in studio.orders):
            for order in studio.orders:
                sequence = sequence.changed(order, must_not=False)
            studio.edit(sequence, tr("{names} must happen", names=self._names()))
        else:
            studio.edit(forbidden(sequence, studio.orders), tr("{names} must not happen", names=self._names()))

    # --- D: what it waits for --------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.view.studio.order is not None:
            self.view.cursor_order = self.view.studio.order
            self.view.asking = ""

    def _answer(self, key: Qt.Key, text: str) -> Callable[[], object]:
        if key in (Key.Key_Return, Key.Key_Enter):
            return self._answered
        return partial(self._typed, key, text)

    def _typed(self, key: Qt.Key, text: str) -> None:
        typed = self.view.asking or ""
        if key == Key.Key_Backspace:
            self.view.asking = typed[:-1]
        elif text.isdigit() and len(typed) < 3:
            self.view.asking = typed + text

    def _answered(self) -> None:
        view, typed, order = self.view, self.view.asking, self.view.cursor_order
        view.asking = None
        known = {step.step_order for step in view.studio.sequence}
        if not typed or order is None:
            return
        before, step = int(typed), view.studio.sequence.step(order)
        if before in step.depends_on:
            words = tr(
                "{component_id} no longer waits for step {before}", component_id=step.component_id, before=before
            )
            view.studio.edit(free(view.studio.sequence, order, before), words)
        else:
            view.wait(order, before) if before in known else view.refuse(before, len(known))


def _key(event: QKeyEvent) -> Qt.Key:
    """The key; an input method sends numbers that are none."""
    try:
        return Key(event.key())
    except ValueError:
        return Key.Key_unknown
