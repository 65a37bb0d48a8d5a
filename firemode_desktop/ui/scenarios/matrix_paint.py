"""How the matrix looks: chips in the cells, the causes in the frozen column, the effects in the frozen row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from firemode_desktop.domain.sequence import Level
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.scenarios.matrix_rows import CauseRow, Shown
from firemode_desktop.ui.theme import SMALL, Colours, colours, font

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid

ROW_HEIGHT, HEAD_HEIGHT = 42, 52
CHIP_HEIGHT, CHIP_SHORT = 24, 20
LEAST_WIDTH, MOST_WIDTH = 96, 152
BAR = 3
LEVELS = {Level.ERROR: Standing.FAIL, Level.WARNING: Standing.NEAR}
Align = Qt.AlignmentFlag


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """One colour laid thinly over another."""
    return QColor(
        *(round(share * a + (1 - share) * b) for a, b in zip(over.getRgb()[:3], under.getRgb()[:3], strict=True))  # type: ignore[index]
    )


def row_wash(palette: Colours) -> QColor:
    """The ground of the chosen row."""
    return mixed(palette.colour("accent"), palette.colour("surface"), 0.13 if palette.dark else 0.07)


class CellPictures:
    """Cells as pictures: few look different, so that a frame of a large matrix is copied, not drawn."""

    MOST = 4000

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, shown: Shown, *, here: bool, selected: bool) -> None:
        """One cell; ``here`` is it in the chosen row."""
        palette, scale = colours(), painter.device().devicePixelRatioF()
        look = (shown.text, shown.caption, shown.must_not, shown.changed, shown.level, shown.slip)
        key = (look, here, selected, rect.width(), rect.height(), palette.dark, scale)
        picture = self._made.get(key)
        if picture is None:
            if len(self._made) >= self.MOST:
                self._made.clear()
            picture = self._made[key] = _picture(rect.size(), scale, shown, palette, here, selected)
        painter.drawPixmap(rect.topLeft(), picture)


def _picture(size: QSize, scale: float, shown: Shown, palette: Colours, here: bool, selected: bool) -> QPixmap:
    made = QPixmap(size * scale)
    made.setDevicePixelRatio(scale)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, size.width(), size.height())
    ground = row_wash(palette) if here else palette.colour("surface")
    if selected:
        ground = mixed(palette.colour("accent"), palette.colour("surface"), 0.24 if palette.dark else 0.16)
    painter.fillRect(box, ground)
    painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), palette.colour("line"))
    if shown.text:
        _paint_chip(painter, box, shown, palette)
    elif shown.caption:
        _paint_gone(painter, box, shown, palette)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("faint"))
        painter.drawEllipse(box.center(), 1.3, 1.3)
    painter.end()
    return made


def paint_current(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """The ring about the cell that is typed into."""
    painter.setPen(QPen(colours().colour("text" if focused else "faint"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)


def _paint_chip(painter: QPainter, box: QRectF, shown: Shown, palette: Colours) -> None:
    short = bool(shown.caption)
    painter.setFont(font(12))
    text = painter.fontMetrics().elidedText(shown.text, Qt.TextElideMode.ElideRight, int(box.width() - 30))
    width = min(box.width() - 12, max(60.0, painter.fontMetrics().horizontalAdvance(text) + 18.0))
    height = CHIP_SHORT if short else CHIP_HEIGHT
    top = box.top() + (4 if short else (box.height() - 1 - height) / 2)
    chip = QRectF(box.center().x() - width / 2, top, width, height)
    fill, line, ink = _chip_colours(shown, palette)
    paint_surface(painter, chip, fill, line, 5)
    if shown.changed or shown.slip:
        painter.setPen(QPen(palette.colour("bad" if shown.slip else "accent"), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(ink)
    painter.drawText(chip, Align.AlignCenter, text)
    if short:
        _paint_caption(painter, box, chip.bottom(), shown, palette)
    if shown.slip or shown.level is not None:
        standing = Standing.FAIL if shown.slip or shown.level is None else LEVELS[shown.level]
        mark = QPointF(chip.right() - 1, chip.top() + 1.5)
        status.paint(painter, mark, 11, standing, fill)
        status.paint(painter, mark, 8.5, standing, status.colour(standing, palette))


def _chip_colours(shown: Shown, palette: Colours) -> tuple[QColor, QColor, QColor]:
    if shown.must_not or shown.slip:
        bad = palette.colour("bad")
        return palette.colour("bad_wash"), mixed(bad, palette.colour("bad_wash"), 0.25), bad
    return palette.colour("raised"), palette.colour("line"), palette.colour("text")


def _paint_gone(painter: QPainter, box: QRectF, shown: Shown, palette: Colours) -> None:
    """A cell that says nothing any more, and what it said."""
    chip = QRectF(box.center().x() - 30, box.top() + 4, 60, CHIP_SHORT)
    painter.setPen(QPen(palette.colour("accent"), 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip, 5, 5)
    painter.setFont(font(SMALL))
    painter.setPen(palette.colour("accent_text"))
    painter.drawText(chip, Align.AlignCenter, "removed")
    _paint_caption(painter, box, chip.bottom(), shown, palette)


def _paint_caption(painter: QPainter, box: QRectF, top: float, shown: Shown, palette: Colours) -> None:
    painter.setFont(font(10))
    name = "accent_text" if shown.changed else "bad" if shown.must_not else "quiet"
    painter.setPen(palette.colour(name))
    elided(painter, QRectF(box.left() + 3, top, box.width() - 6, 14), shown.caption, Align.AlignHCenter)


class EffectHead(QHeaderView):
    """The frozen row: the component, below it what it does."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self._widths: dict[str, int] = {}
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(64)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("Effects")

    def sizeHint(self) -> QSize:
        return QSize(0, HEAD_HEIGHT)

    def fitting_width(self) -> int:
        """The width at which most components can be read whole."""
        names = {effect.component_id for effect in self._grid.model_.columns}
        self.setFont(font(SMALL, strong=True))
        for name in names - self._widths.keys():
            self._widths[name] = self.fontMetrics().horizontalAdvance(name) + 18
        return max(LEAST_WIDTH, min(MOST_WIDTH, max((self._widths[name] for name in names), default=LEAST_WIDTH)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, box = colours(), QRectF(rect)
        model = self._grid.model_
        effect = model.columns[section]
        current = section == self._grid.currentIndex().column()
        painter.fillRect(box, palette.colour("surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), palette.colour("line"))
        if current:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), palette.colour("accent"))
        painter.setFont(font(SMALL, strong=True))
        known = model.is_known(effect)
        room = box.adjusted(4 if known else 16, 9, -4, 0)
        name = painter.fontMetrics().elidedText(effect.component_id, Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.setPen(palette.colour("text"))
        painter.drawText(QRectF(room.left(), room.top(), room.width(), 16), Align.AlignCenter, name)
        if not known:
            width = painter.fontMetrics().horizontalAdvance(name)
            at = QPointF(room.center().x() - width / 2 - 8, room.top() + 8.5)
            status.paint(painter, at, 8.5, Standing.NEAR, palette.colour("near"))
        forbidden = model.is_forbidden(effect)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("bad" if forbidden else "quiet"))
        action = effect.action.replace("_", " ")
        action = f"must not {action}" if forbidden else action
        elided(painter, QRectF(box.left() + 4, box.top() + 26, box.width() - 8, 16), action, Align.AlignHCenter)


class CauseHead(QHeaderView):
    """The frozen column: zone and trigger, below them the kind of trigger and the scenario; its version and state."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid = grid
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("Causes")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, box = colours(), QRectF(rect)
        row = self._grid.model_.rows[section]
        here = row.scenario.key == self._grid.model_.studio.key
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, row_wash(palette) if here else palette.colour("surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), palette.colour("line"))
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), palette.colour("line"))
        if here:
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height() - 1), palette.colour("accent"))
        mark = self._paint_mark(painter, box, row, palette)
        painter.setPen(palette.colour("text"))
        painter.setFont(font(12, strong=here))
        elided(painter, QRectF(box.left() + 14, box.top() + 4, mark - box.left() - 20, 18), row.title, Align.AlignLeft)
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        elided(painter, QRectF(box.left() + 14, box.top() + 22, box.width() - 24, 15), row.second, Align.AlignLeft)

    def _paint_mark(self, painter: QPainter, box: QRectF, row: CauseRow, palette: Colours) -> float:
        """The version, and the mark of what is wrong; where they begin."""
        painter.setFont(font(10))
        width = painter.fontMetrics().horizontalAdvance(row.mark) + 2
        left = box.right() - 10 - width
        painter.setPen(palette.colour("accent_text" if row.scenario.is_draft else "quiet"))
        painter.drawText(QRectF(left, box.top() + 5, width, 16), Align.AlignRight | Align.AlignVCenter, row.mark)
        if row.level is None:
            return left
        standing = LEVELS[row.level]
        status.paint(painter, QPointF(left - 9, box.top() + 13), 8.5, standing, status.colour(standing, palette))
        return left - 16


class Corner(QWidget):
    """Says what stands down and what across."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, box = colours(), QRectF(self.rect())
        painter.fillRect(box, palette.colour("surface"))
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), palette.colour("line"))
        painter.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), palette.colour("line"))
        painter.setPen(palette.colour("text"))
        painter.setFont(font(12, strong=True))
        painter.drawText(QRectF(14, 8, box.width() - 20, 18), Align.AlignVCenter, "Cause")
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        elided(painter, QRectF(14, 26, box.width() - 20, 16), "zone · trigger · scenario", Align.AlignLeft)
        painter.end()
