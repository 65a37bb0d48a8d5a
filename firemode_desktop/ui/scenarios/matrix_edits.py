"""What is typed, pasted, filled and cleared in the matrix, as edits of the studio: one step of undo for each deed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Row
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from firemode_desktop.domain.cells import CellEffect, cell_text, parse_cell
from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.matrix import Effect, carried, cells_of, watched_until, with_cell
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.scenarios.matrix_model import MatrixModel, Slip

Place = tuple[int, int]
Cells = tuple[CellEffect, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A range of cells as it was copied: the text on the clipboard, and the steps with their scenarios."""

    text: str
    rows: tuple[tuple[tuple[tuple[Step, ...], Sequence], ...], ...]


class MatrixEdits:
    """The deeds of the matrix; ``cells`` of a deed are (row, column) of the model."""

    def __init__(self, model: MatrixModel) -> None:
        self._model = model
        self._copied: Copied | None = None

    # --- one cell ------------------------------------------------------------------------------------------------

    def read(self, place: Place, text: str) -> Cells:
        """What a text says in a cell; raises ``Invalid`` in words."""
        row, column = place
        usual = self._model.usual_tolerance(self._model.columns[column])
        return parse_cell(text, usual_tolerance=usual, until=watched_until(self._sequence(row)))

    def write(self, place: Place, text: str, *, keep: bool) -> bool:
        """Take what was typed into a cell; what cannot be read stays there with a mark and False is given back.

        With ``keep`` plain times leave what else the step says (what it waits for, its power and its note).
        """
        return self._write_all({place: text}, "", keep=keep) == 0

    def forget(self, places: Iterable[Place]) -> bool:
        """Drop what was typed and cannot be read; whether there was any."""
        keys = [self._key(place) for place in places]
        found = [self._model.slips.pop(key) for key in keys if key in self._model.slips]
        return bool(found)

    # --- ranges --------------------------------------------------------------------------------------------------

    def clear(self, places: Row[Place], word: str = "clear") -> bool:
        """Empty some cells."""
        slips = self.forget(places)
        text = (
            f"{word} {self._name(places[0])}"
            if len(places) == 1
            else tr("{word} {places} cells", word=word, places=len(places))
        )
        return self._put(dict.fromkeys(places, ()), text, keep=False) or slips

    def forbid(self, places: Row[Place]) -> bool:
        """These effects must not happen, from the trigger until the last window of the scenario."""
        return self._write_all(dict.fromkeys(places, "!"), tr("must not happen"), keep=True) == 0

    def fill_down(self, places: Iterable[Place]) -> bool:
        """In each column the first of the chosen cells into the others; one row alone takes the row above."""
        columns: dict[int, list[int]] = {}
        for row, column in sorted(places):
            columns.setdefault(column, []).append(row)
        told: dict[Place, Cells] = {}
        for column, rows in columns.items():
            source, targets = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
            if source >= 0:
                told.update({(row, column): self._carried((source, column), row) for row in targets})
        return self._put(told, tr("fill {told} cells down", told=len(told)), keep=False)

    def copy(self, places: Iterable[Place]) -> str:
        """The smallest rectangle about some cells as a spreadsheet takes it."""
        rows, columns = _span(places)
        cells = tuple(tuple((self._steps((r, c)), self._sequence(r)) for c in columns) for r in rows)
        text = "\n".join("\t".join(_quoted(self._model.text(r, c)) for c in columns) for r in rows)
        self._copied = Copied(text, cells)
        return text

    def paste(self, places: Row[Place], text: str) -> int:
        """Take a range from the clipboard, from the first of the chosen cells on; one value goes into all of them.

        Returns how many cells cannot be read; they keep the text with a mark.

        Raises:
            Invalid: the range is larger than the matrix from there on. Nothing is pasted.
        """
        source = _table(text)
        top, left = min(row for row, _ in places), min(column for _, column in places)
        if len(source) == 1 and len(source[0]) == 1:
            targets = dict.fromkeys(places, (0, 0))
        else:
            self._demand_room(source, top, left)
            targets = {(top + r, left + c): (r, c) for r, line in enumerate(source) for c in range(len(line))}
        if self._copied is not None and self._copied.text == text.rstrip("\r\n").replace("\r\n", "\n"):
            self.forget(targets)
            copied = self._copied.rows
            told = {place: self._from(copied[r][c], place[0]) for place, (r, c) in targets.items()}
            self._put(told, _counted("paste", told), keep=True)
            return 0
        texts = {place: source[r][c] for place, (r, c) in targets.items()}
        return self._write_all(texts, _counted("paste", texts), keep=True)

    def add(self, row: int, steps: Iterable[Step]) -> bool:
        """More effects of a cause, each where its time puts it; a cell that says something already is left."""
        before = made = self._sequence(row)
        for step in steps:
            effect = Effect.of(step)
            if effect not in cells_of(made):
                made = with_cell(made, effect, (CellEffect.of(step),))
        new = [step for step in made if Effect.of(step) not in cells_of(before)]
        text = tr("{new} added", new=new[0].words) if len(new) == 1 else tr("{new} effects added", new=len(new))
        return self._swap({self._model.rows[row].scenario.key: made}, text)

    # --- how they are done ---------------------------------------------------------------------------------------

    def _write_all(self, texts: Mapping[Place, str], word: str, *, keep: bool) -> int:
        told: dict[Place, Cells] = {}
        slips: dict[tuple[UUID, Effect], Slip] = {}
        for place, text in texts.items():
            try:
                told[place] = self.read(place, text)
            except Invalid as error:
                slips[self._key(place)] = Slip(text, error.message)
        self.forget(texts)
        self._model.slips.update(slips)
        self._put(told, word or self._change_words(told), keep=keep)
        return len(slips)

    def _put(self, told: Mapping[Place, Cells], text: str, *, keep: bool) -> bool:
        made: dict[int, Sequence] = {}
        for (row, column), cells in told.items():
            if cells != tuple(map(CellEffect.of, self._steps((row, column)))):
                before = made.get(row, self._sequence(row))
                made[row] = with_cell(before, self._model.columns[column], cells, keep=keep)
        return self._swap({self._model.rows[row].scenario.key: each for row, each in made.items()}, text)

    def _swap(self, edits: Mapping[UUID, Sequence], text: str) -> bool:
        """Other steps in some scenarios at once; those that say the same stay as they are, published or not."""
        studio = self._model.studio
        design = studio.design
        at = next((place for place, one in enumerate(design) if one.key == studio.key), None)
        try:
            for key, sequence in edits.items():
                if sequence != design.of(key).sequence:
                    design = design.changed(key, sequence=sequence)
        except FiremodeError as error:
            studio.said.emit(error)
            return False
        return studio.swap(design, text, key=design.scenarios[at].key if at is not None else None)

    def _change_words(self, told: Mapping[Place, Cells]) -> str:
        """``LIFT-01 from 15±10 to 20±10``."""
        place = next(iter(told), None)
        if place is None:
            return ""
        effect = self._model.columns[place[1]]
        before = cell_text(self._steps(place))
        after = cell_text(effect.step(0, each) for each in told[place])
        if not before or not after:
            return f"{effect.words} {after}" if after else tr("clear {value}", value=self._name(place))
        return tr(
            "{component_id} from {before} to {after}", component_id=effect.component_id, before=before, after=after
        )

    def _demand_room(self, source: Row[Row[str]], top: int, left: int) -> None:
        down, across = len(source), max(len(line) for line in source)
        rows, columns = len(self._model.rows) - top, len(self._model.columns) - left
        if down > rows or across > columns:
            raise Invalid(
                tr(
                    "The copied range is {down} × {across} cells (down × across); from here there is room for {rows} "
                    "× {columns}. Nothing was pasted.",
                    down=down,
                    across=across,
                    rows=rows,
                    columns=columns,
                )
            )

    def _from(self, copied: tuple[tuple[Step, ...], Sequence], row: int) -> Cells:
        steps, source = copied
        target = self._sequence(row)
        return tuple(CellEffect.of(step) for step in steps) if source is target else carried(steps, source, target)

    def _carried(self, source: Place, row: int) -> Cells:
        return carried(self._steps(source), self._sequence(source[0]), self._sequence(row))

    def _steps(self, place: Place) -> tuple[Step, ...]:
        return self._model.rows[place[0]].cells.get(self._model.columns[place[1]], ())

    def _sequence(self, row: int) -> Sequence:
        return self._model.rows[row].scenario.sequence

    def _key(self, place: Place) -> tuple[UUID, Effect]:
        return self._model.rows[place[0]].scenario.key, self._model.columns[place[1]]

    def _name(self, place: Place) -> str:
        return tr(
            "{columns} in {zone}",
            columns=self._model.columns[place[1]].words,
            zone=self._model.rows[place[0]].scenario.zone,
        )


def _span(places: Iterable[Place]) -> tuple[range, range]:
    rows, columns = zip(*places, strict=True)
    return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)


def _quoted(text: str) -> str:
    """As a spreadsheet writes a cell into tab-separated text."""
    needs = text.startswith('"') or any(each in text for each in "\t\r\n")
    return '"' + text.replace('"', '""') + '"' if needs else text


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.rstrip("\r\n"), newline=""), dialect="excel-tab")) or [[""]]


def _counted(word: str, cells: Mapping[Place, object]) -> str:
    return tr("{word} {cells}", word=word, cells=many(len(cells), tr("cell"), tr("cells")))
