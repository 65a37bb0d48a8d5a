"""What the fields of all kinds of results have in common: they take an ``Entry`` and hand one over.

None of them changes what is being typed. What it means, and how it would be judged, is decided by ``domain.entry``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Entry, Preview
from firemode_desktop.domain.numbers import Conversion
from firemode_desktop.domain.physics import slip_in_words
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.testing.edits import NumberEdit
from firemode_desktop.ui.testing.offers import Offer
from firemode_desktop.ui.testing.scroll import scrolling_around

Found = tuple[tuple[int, Conversion], ...]


class Field(QWidget):
    """``edited`` after every change, ``entered`` when Enter was pressed at the end."""

    edited = Signal()
    entered = Signal()
    wanted = Signal(object)
    """The id of a test that belongs to this one is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: list[NumberEdit] = []
        self.slip = Offer("Ctrl+U", self.take_slips, self)
        self._shown = Entry()
        self._slips: Found = ()
        self._insisted = False

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        """What is known around the test; called before its entry is shown."""

    def show_around(self, sheet: RunSheet, one: RunTest) -> None:
        """Another test of the session is another now; what is typed here stays."""

    def show_entry(self, entry: Entry, test: Test) -> None:
        """Begin with this entry of this test."""
        self._shown, self._slips, self._insisted = entry, (), False
        self.slip.hide()
        for edit, text in zip(self.edits, entry.texts, strict=False):
            edit.setText(text)
            edit.mark("")

    def set_read_only(self, read_only: bool) -> None:
        """Show only: what stands here is recorded."""
        for edit in self.edits:
            edit.setReadOnly(read_only)
            edit.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)

    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(edit.text() for edit in self.edits)

    def observed(self) -> bool | None:
        """The yes or no, where there is one."""
        return None

    def entry(self, instrument_id: UUID | None = None) -> Entry:
        """All that stands here."""
        return replace(self._shown, texts=self.texts(), observed=self.observed(), instrument_id=instrument_id)

    def take(self, conversions: Iterable[tuple[int, Conversion]]) -> None:
        """Take conversions into their fields; what was read is kept beside them."""
        entry = self.entry()
        for place, conversion in conversions:
            entry = entry.take(place, conversion)
            self.edits[place].setText(entry.texts[place])
        self._shown = entry
        self.changed()

    def take_slips(self) -> None:
        """What looks as if read in another unit was read in it."""
        if self._slips:
            self.take(self._slips)

    def correct(self) -> None:
        """Take the correction that is offered beside the field, or take it back."""

    def clock(self) -> None:
        """Start or stop the stopwatch, where there is one."""

    def changed(self) -> None:
        """Something else stands here now."""
        self._insisted = False
        self.edited.emit()

    def show_preview(self, preview: Preview) -> None:
        """Mark what cannot be read, and say what may have been read in another unit."""
        wrong = dict(preview.problems)
        for place, edit in enumerate(self.edits):
            edit.mark(wrong.get(place, ""))
        self._slips = preview.slips
        if not self._insisted:
            self.slip.say(_slip_words(preview.slips), _take_words(preview.slips))

    def asks_again(self, preview: Preview) -> bool:
        """Whether Enter has to be pressed once more, because what stands here looks as if read in another unit."""
        if not preview.slips or self._insisted:
            return False
        self._insisted = True
        as_typed = (
            tr("as typed")
            if len(preview.slips) > 1
            else tr("{as_typed} as typed", as_typed=_as_typed(preview.slips[0][1]))
        )
        self.slip.say(
            tr(
                "{slip_words} Enter again records {as_typed}.", slip_words=_slip_words(preview.slips), as_typed=as_typed
            ),
            _take_words(preview.slips),
        )
        return True

    def begin(self, text: str = "") -> None:
        """Put the keyboard into the first field that waits for something; ``text`` replaces what stands there."""
        edit = next((each for each in self.edits if not each.text().strip()), self.edits[0] if self.edits else None)
        if edit is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif text:
            edit.begin(text)
        else:
            go_to(edit)

    def next_place(self, place: int) -> int | None:
        """Where Enter goes from a field; None: nowhere, the entry is handed over."""
        return place + 1 if place + 1 < len(self.edits) else None

    def adopt(self, edit: NumberEdit) -> NumberEdit:
        """Make an edit one of this field's, behind the others."""
        place = len(self.edits)
        edit.textEdited.connect(lambda _text: self.changed())
        edit.entered.connect(partial(self._on_entered, place))
        edit.spread.connect(partial(self._on_spread, place))
        edit.converts.connect(self.take_slips)
        self.edits.append(edit)
        return edit

    def _on_entered(self, place: int) -> None:
        """Enter goes on to the next field; from the last one the entry is handed over."""
        after = self.next_place(place)
        if after is None:
            self.entered.emit()
        else:
            go_to(self.edits[after])

    def _on_spread(self, place: int, texts: Sequence[str]) -> None:
        """Pasted numbers go from here on; the keyboard to the last of them, where Enter records."""
        filled = list(zip(self.edits[place:], texts, strict=False))
        for edit, text in filled:
            edit.setText(text)
        if filled:
            go_to(filled[-1][0])
        self.changed()


def go_to(edit: NumberEdit) -> None:
    """Put the keyboard into an edit with its text selected, and bring it into view."""
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    edit.selectAll()
    bring_into_view(edit)


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever scrolls around it."""
    around = scrolling_around(widget)
    if around is not None:
        around.ensureWidgetVisible(widget, 0, 24)


def _slip_words(slips: Found) -> str:
    if not slips:
        return ""
    first = slips[0][1]
    if len(slips) == 1:
        return slip_in_words(first)
    return tr("{slips} of these may have been read in {unit}.", slips=len(slips), unit=first.unit)


def _take_words(slips: Found) -> str:
    if len(slips) == 1:
        return tr("Take {slips} {into}", slips=plain(round(slips[0][1].value, 2)), into=slips[0][1].into)
    return tr("Convert them")


def _as_typed(slip: Conversion) -> str:
    return f"{plain(slip.read)} {slip.into}"
