"""The evidence of one test: what is asked for, what answers it, and where files are dropped.

A file dropped on a prompt answers that prompt; dropped anywhere else it answers the first that asks for its kind. The
strip writes nothing and reads no file: whoever owns it does (``evidence_desk``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.answering import Asked
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.testing.filing import ShownFile
from firemode_desktop.services.testing.running import Detail, Prompt
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, empty, fill, label, link, row, rule
from firemode_desktop.ui.testing.evidence_sources import holds_sources, sources
from firemode_desktop.ui.testing.evidence_tile import FileTile
from firemode_desktop.ui.testing.judged import sentence
from firemode_desktop.ui.theme import GRID, colours

PICTURE_NAME = "pasted picture.png"
HINT = tr("Drop files here, or paste a picture.")


class DropPlace(QWidget):
    """Takes files while they may be added, and shows that it would. ``dropped(sources)``."""

    dropped = Signal(object)

    def __init__(self, may: Callable[[], bool]) -> None:
        super().__init__()
        self._may, self._over = may, False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may() and holds_sources(event.mimeData()):
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        event.acceptProposedAction()
        self.dropped.emit(sources(event.mimeData(), PICTURE_NAME))

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._over:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colours(self).colour("hover"))
        painter.setPen(QPen(colours(self).colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class EvidenceStrip(DropPlace):
    """Prompts and files of the test that is shown."""

    add_wanted = Signal(object)
    """For which prompt (None: whichever fits)."""
    waive_wanted = Signal(object)
    given = Signal(object, object)
    """Sources that were dropped, and on which prompt (None: on none)."""
    looked = Signal(object)
    opened = Signal(object)
    pictures_wanted = Signal(object)
    """Files whose small pictures are to be shown."""
    check_wanted = Signal()
    send_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: self.may_add)
        self.may_add = self.may_waive = False
        self.prompts: tuple[Prompt, ...] = ()
        self.tiles: list[FileTile] = []
        self._zone = ZoneInfo("UTC")
        self.title = label(tr("Evidence"), "strong")
        self.check = link(tr("Check"), self.check_wanted.emit)
        self.check.setToolTip(tr("Read the files again and compare them with what was recorded"))
        self.unsent = label("", "small")
        self.send = link(tr("Send now"), self.send_wanted.emit)
        self.lines, self.arriving = column(gap=4), column(gap=2)
        self.foot = QWidget()
        self.foot.setLayout(
            row(label(HINT, "small"), None, link(tr("Add files…"), partial(self.add_wanted.emit, None)))
        )
        self.sending = QWidget()
        self.sending.setLayout(row(self.unsent, None, self.send))
        parts = (self.lines, self.arriving, self.foot, self.sending)
        self.setLayout(column(rule(), row(self.title, None, self.check), *parts, 4, gap=6))
        self.setAccessibleName(tr("Evidence"))
        self.dropped.connect(lambda found: self.given.emit(found, None))
        self.show_unsent(0)
        self.clear()

    # --- what is shown -------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Nothing is known yet."""
        for part in (self.lines, self.arriving):
            empty(part)
        self.tiles, self.prompts = [], ()
        self.check.hide()
        self.setVisible(self.may_add)

    def may(self, add: bool, waive: bool) -> None:
        """Whether files may be added now, and mandatory ones waived."""
        self.may_add, self.may_waive = add, waive
        self.foot.setVisible(add)
        self.setVisible(add)

    def show_detail(self, detail: Detail, zone: ZoneInfo) -> None:
        """What is asked for, with what answers it, then the files that answer nothing in particular."""
        self.clear()
        self.prompts, self._zone = detail.prompts, zone
        for prompt in detail.prompts:
            self.lines.addWidget(self._prompt(prompt))
        if detail.other_files and detail.prompts:
            self.lines.addWidget(label(tr("Other files"), "small"))
        for file in detail.other_files:
            self.lines.addWidget(self._tile(file))
        self.check.setVisible(bool(self.tiles))
        self.setVisible(bool(self.tiles or detail.prompts) or self.may_add)
        if self.tiles:
            self.pictures_wanted.emit([tile.file for tile in self.tiles])

    def show_waiting(self, files: Sequence[ShownFile]) -> None:
        """Files that are kept on this computer and on their way to the record."""
        known = {tile.file.sha256 for tile in self.tiles if not tile.on_its_way}
        self.tiles = [tile for tile in self.tiles if not tile.on_its_way]
        empty(self.arriving)
        for file in files:
            if file.sha256 not in known:
                self.arriving.addWidget(self._tile(file, on_its_way=True))

    def show_unsent(self, many: int) -> None:
        """How many files of the session wait to be sent to the bucket."""
        noun = tr("file") if many == 1 else tr("files")
        self.unsent.setText(tr("{many} {noun} of this session not sent yet", many=many, noun=noun))
        self.sending.setVisible(many > 0)

    def show_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """Small pictures have arrived."""
        for tile in self.tiles:
            if tile.file.evidence_id in pictures:
                tile.show_picture(pictures[tile.file.evidence_id])

    def show_states(self, states: Mapping[UUID, str]) -> None:
        """What reading the files again found."""
        for tile in self.tiles:
            tile.show_state(states.get(tile.file.evidence_id, tile.state))

    @property
    def files(self) -> tuple[ShownFile, ...]:
        """The files that are shown, in their order."""
        return tuple(tile.file for tile in self.tiles)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What is asked for, and what of it is answered."""
        return tuple(
            Asked(each.index, each.evidence_type, each.mandatory, bool(each.files or each.waived_because))
            for each in self.prompts
        )

    # --- its parts -----------------------------------------------------------------------------------------------

    def _prompt(self, prompt: Prompt) -> QWidget:
        """One thing that is asked for: what answers it, or the links that answer it."""
        found = Standing.PASS if prompt.files else Standing.SKIPPED if prompt.waived_because else Standing.NOT_TESTED
        made = DropPlace(lambda: self.may_add)
        made.setAccessibleName(prompt.description)
        made.dropped.connect(partial(self._on_prompt, prompt.index))
        need = "" if prompt.mandatory else tr(" (if there is one)")
        lines = column(sentence(found, f"{prompt.description}{need}"), gap=2)
        fill(lines, (self._tile(file) for file in prompt.files))
        if prompt.waived_because:
            lines.addLayout(
                row(
                    15,
                    label(tr("Waived: {waived_because}", waived_because=prompt.waived_because), "small", wrap=True),
                    gap=0,
                )
            )
        offered = self._offers(prompt)
        if offered:
            lines.addLayout(row(11, *offered, None, gap=GRID))
        made.setLayout(lines)
        return made

    def _on_prompt(self, index: int, found: object) -> None:
        self.given.emit(found, index)

    def _offers(self, prompt: Prompt) -> list[QWidget]:
        offered: list[QWidget] = []
        if self.may_add:
            add = link(tr("Add…"), partial(self.add_wanted.emit, prompt.index))
            add.setAccessibleName(tr("Add: {prompt}", prompt=prompt.description))
            offered.append(add)
        if prompt.wanting and prompt.mandatory:
            offered.append(label(tr("needed to submit"), "small"))
            if self.may_waive:
                offered.append(link(tr("Waive…"), partial(self.waive_wanted.emit, prompt)))
        return offered

    def _tile(self, file: ShownFile, *, on_its_way: bool = False) -> FileTile:
        tile = FileTile(file, self._zone, on_its_way=on_its_way)
        tile.looked.connect(self.looked)
        tile.opened.connect(self.opened)
        tile.stepped.connect(partial(self._step, tile))
        self.tiles.append(tile)
        return tile

    def _step(self, tile: FileTile, by: int) -> None:
        place = self.tiles.index(tile) + by
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
