"""How the matrix looks: chips in the cells, the causes in the frozen column, the effects in the frozen row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from firemode_desktop.domain.matrix import Effect
from firemode_desktop.domain.sequence import Level
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.scenarios.matrix_rows import CauseRow, Shown
from firemode_desktop.ui.theme import SMALL, Colours, colours, font

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid

ROW_HEIGHT, HEAD_HEIGHT, LINE_HEIGHT = 42, 60, 15
CHIP_HEIGHT, CHIP_SHORT = 24, 20
LEAST_WIDTH, MOST_WIDTH, ROOMY_WIDTH = 92, 128, 144
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
        key = (look, here, selected, rect.width(), rect.height(), palette.chart, scale)
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
        self._widths: dict[Effect, int] = {}
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(64)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Effects"))

    def sizeHint(self) -> QSize:
        return QSize(0, HEAD_HEIGHT)

    def fitting_width(self, room: int) -> int:
        """The width at which most components and what they do can be read whole; more where ``room`` px allow it."""
        effects = self._grid.model_.columns
        wanted = max((self._width(effect) for effect in effects), default=LEAST_WIDTH)
        least = max(LEAST_WIDTH, min(MOST_WIDTH, wanted))
        return max(least, min(ROOMY_WIDTH, room // len(effects))) if effects else least

    def _width(self, effect: Effect) -> int:
        found = self._widths.get(effect)
        if found is None:
            name, action = QFontMetrics(font(SMALL, strong=True)), QFontMetrics(font(SMALL))
            lines = [name.horizontalAdvance(each) for each in in_two(effect.component_id)]
            found = max(*lines, action.horizontalAdvance(effect.action)) + 16
            self._widths[effect] = found
        return found

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, box = colours(), QRectF(rect)
        model = self._grid.model_
        effect = model.columns[section]
        current = section == self._grid.currentIndex().column()
        painter.fillRect(box, palette.colour("surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), palette.colour("line"))
        if current:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), palette.colour("accent"))
        self._paint_name(painter, box, effect.component_id, model.is_known(effect))
        forbidden = model.is_forbidden(effect)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("bad" if forbidden else "quiet"))
        action = effect.action.replace("_", " ")
        action = tr("must not {action}", action=action) if forbidden else action
        elided(painter, QRectF(box.left() + 4, box.bottom() - 19, box.width() - 8, 16), action, Align.AlignHCenter)

    def _paint_name(self, painter: QPainter, box: QRectF, name: str, known: bool) -> None:
        """The component on one or two lines, and the mark of one that no register knows."""
        palette = colours()
        painter.setFont(font(SMALL, strong=True))
        metrics, lines = painter.fontMetrics(), in_two(name)
        if metrics.horizontalAdvance(name) <= box.width() - (24 if not known else 12):
            lines = (name,)
        top = box.top() + 7 + (LINE_HEIGHT / 2 if len(lines) == 1 else 0)
        for at, line in enumerate(lines):
            place = QRectF(box.left() + 4, top + at * LINE_HEIGHT, box.width() - 8, LINE_HEIGHT)
            painter.setPen(palette.colour("text"))
            elided(painter, place, line, Align.AlignHCenter)
            if not known and at == 0:
                left = max(box.left() + 7, box.center().x() - metrics.horizontalAdvance(line) / 2 - 8)
                status.paint(painter, QPointF(left, place.center().y()), 8.5, Standing.NEAR, palette.colour("near"))


def in_two(name: str) -> tuple[str, ...]:
    """A name broken at the hyphen where its longer part is shortest: ``PRESSURE-``, ``SENSOR-L11``."""
    at = [place + 1 for place, letter in enumerate(name[:-1]) if letter in "-_ "]
    if not at:
        return (name,)
    best = min(at, key=lambda place: max(place, len(name) - place))
    return name[:best], name[best:]


class CauseHead(QHeaderView):
    """The frozen column: zone and trigger, below them the kind of trigger and the scenario; its version and state."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid = grid
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Causes"))

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
        painter.drawText(QRectF(14, 8, box.width() - 20, 18), Align.AlignVCenter, tr("Cause"))
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        elided(painter, QRectF(14, 26, box.width() - 20, 16), tr("zone · trigger · scenario"), Align.AlignLeft)
        painter.end()
