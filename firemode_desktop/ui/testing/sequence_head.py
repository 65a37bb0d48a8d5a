"""The head of a sequence that is tested: the stopwatch, what the keys do, and what became of it in a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.testing.stopwatch import Dial

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""The keys of the first steps: digits, then letters. What has none is stamped by its button, or in its turn by NEXT."""
NEXT = ".,"
"""Stamps the step that is waited for."""
TALL = 36


class SequenceHead:
    """``lay`` gives the layout; the widgets belong to whatever that is set on."""

    def __init__(self) -> None:
        self.dial = Dial(tr("Trigger"))
        self.dial.button.setFixedHeight(TALL)
        self.reset = button(tr("Reset"), role="flat")
        self.reset.setToolTip(tr("Take back the stopwatch and everything that was stamped with it"))
        self.hint = label("", "small", wrap=True)
        self.summary = label("", "strong", wrap=True)
        self.remarks = label("", "small", wrap=True)

    def lay(self) -> QLayout:
        """The stopwatch, below it the hint and the sentence."""
        clock = row(self.dial, self.reset, gap=2)
        clock.setStretch(0, 1)
        made = column(clock, self.hint, self.summary, self.remarks, gap=4)
        made.setContentsMargins(0, 0, 0, 4)
        return made

    def show_state(self, many: int, *, read_only: bool, undo_reset: bool, unseen: int | None) -> None:
        """``many`` steps, ``unseen`` of them not seen; None: nothing was. ``undo_reset``: a reset can be taken back."""
        watch = self.dial.watch
        for part in (self.dial, self.hint):
            part.setVisible(not read_only)
        self.reset.setText(tr("Undo reset") if undo_reset else tr("Reset"))
        self.reset.setVisible(not read_only and (undo_reset or not watch.fresh))
        if watch.running:
            self.hint.setText(
                tr(
                    "{keys}: seen now · Point: the one waited for · +: something else · Backspace: take back",
                    keys=_keys(many),
                )
            )
        elif watch.fresh:
            self.hint.setText(tr("Space at the trigger starts the stopwatch, or type the seconds."))
        else:
            self.hint.setText(tr("{after} Space lets the stopwatch go on.", after=_after(unseen)))

    def tell(self, summary: str, remarks: str = "") -> None:
        """What became of the sequence; blank while that is not known."""
        for part, text in ((self.summary, summary), (self.remarks, remarks)):
            part.setText(text)
            part.setVisible(bool(text))


def _keys(many: int) -> str:
    """``1–6``, ``1–9, 0``, ``1–9, 0, a–z``."""
    many = min(many, len(KEYS))
    zero = ", 0" if many > 9 else ""
    return f"1–{min(9, many)}{zero}" + (f", a–{KEYS[many - 1]}" if many > 10 else "")


def _after(unseen: int | None) -> str:
    """Once the stopwatch was stopped: what was not seen, and how the rest is recorded."""
    if unseen is None:
        return tr("No step was seen: choose Nothing seen if that is so, or type the seconds.")
    left = (
        tr("{unseen} {step} not seen. ", unseen=unseen, step=tr("step was") if unseen == 1 else tr("steps were"))
        if unseen
        else ""
    )
    return tr("{left}Enter records. Drag a mark to correct it.", left=left)
