"""The foot of the import panel: what would happen to the letter, the buttons that make it happen, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from firemode_desktop.ui.importing.offer import Offer
from firemode_desktop.ui.importing.waiting import Doing
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import button, column, has_keyboard, label, primary, row
from firemode_desktop.ui.theme import GRID


class Foot(QWidget):
    """One of three: the offer, the import under way, or the question what to do with a file that is another by now."""

    confirmed = Signal()
    good_only_wanted = Signal()
    cancelled = Signal()
    reread_wanted = Signal()
    as_read_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, verb: str = tr("Import")) -> None:
        super().__init__(parent)
        self._verb = verb
        self.verdict = label("", "strong", wrap=True)
        self.particulars = label("", "small", wrap=True)
        self.good_only = button("", self.good_only_wanted.emit)
        self.confirm = primary("", self.confirmed.emit)
        self.doing = Doing(self.cancelled.emit)
        self.stale_words = label("", "strong", wrap=True)
        self.as_read = button(tr("{verb} what was read", verb=verb), self.as_read_wanted.emit)
        self.reread = primary(tr("Read the file again"), self.reread_wanted.emit)
        self._offer = _line(column(self.verdict, self.particulars, gap=2), self.good_only, self.confirm)
        self._stale = _line(column(self.stale_words), self.as_read, self.reread)
        self.setLayout(column(self._offer, self.doing, self._stale, gap=0))
        self._show(self._offer)

    def offer(self, offer: Offer) -> None:
        """What can be confirmed: everything, the good rows, or nothing."""
        self.verdict.setText(offer.verdict)
        self.particulars.setText(offer.particulars)
        self.particulars.setVisible(bool(offer.particulars))
        self.confirm.setText(f"{self._verb} {many(offer.good, *offer.one)}" if offer.good else self._verb)
        self.good_only.setText(
            tr("{verb} only the good {offer} ({good:,})…", verb=self._verb, offer=offer.one[1], good=offer.good)
        )
        for choice, it in ((self.confirm, offer.whole), (self.good_only, offer.some)):
            choice.setVisible(it)
            choice.setEnabled(it)
        self._show(self._offer)

    def check_again(self) -> None:
        """Something was changed: nothing can be confirmed until it is checked."""
        self.confirm.setEnabled(False)
        self.good_only.setEnabled(False)
        self.particulars.setText(tr("Checking…"))
        self.particulars.show()

    def begin(self) -> None:
        """An import begins."""
        self.doing.tell(0, 0, "beginning")
        self._show(self.doing)

    def ask_about(self, name: str) -> None:
        """The file of that name is another one than what was read."""
        self.stale_words.setText(
            tr(
                "{name} has changed or gone since it was read. What is shown here is what was read; nothing was "
                "written.",
                name=name,
            )
        )
        self._show(self._stale)

    def _show(self, wanted: QWidget) -> None:
        """Show one of the three; the keyboard goes along to what can be pressed there."""
        held = has_keyboard(self)
        for part in (self._offer, self.doing, self._stale):
            part.setVisible(part is wanted)
        buttons = (self.confirm, self.good_only, self.doing.cancel, self.reread)
        offered = next((one for one in buttons if wanted.isAncestorOf(one) and one.isVisibleTo(self)), None)
        if held and offered is not None:
            offered.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(words: QLayout, *buttons: QWidget) -> QWidget:
    """Words with what takes the room, buttons at their right."""
    made = QWidget()
    inside = row(words, *buttons, gap=GRID)
    inside.setStretch(0, 1)
    made.setLayout(inside)
    return made
