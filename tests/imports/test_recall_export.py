"""A recall as a file and for the clipboard: nothing that a register holds becomes a formula in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from openpyxl import load_workbook

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.recall import Counts, InDoubt, Judgement, KnownError, Recall, Span
from firemode_desktop.domain.words import SessionStatus, Verdict
from firemode_desktop.exports.recall import READINGS, recall_csv, recall_text, recall_workbook

HEADS = [name for name, _ in READINGS]


def recall(building: str = "Tower", value: str = "-1.50", corrected: str = "-1.4705882352941176470588") -> Recall:
    one = InDoubt(
        instance_id=UUID(int=1),
        building_id=UUID(int=2),
        building=building,
        session_id=UUID(int=3),
        session="Annual",
        session_status=SessionStatus.APPROVED,
        identifier="P",
        location="Stair-A\tLevel-8",
        measurement_type="pressure_differential",
        measured_at=datetime(2026, 5, 4, 1, 30, tzinfo=UTC),
        unit="Pa",
        limits=Limits(Decimal(20), Decimal(80), "Pa"),
        stood=Judgement(Counts.PASS, Verdict.PASS, Decimal(value)),
        without=Judgement(Counts.NOT_PROVEN, Verdict.PASS, Decimal(value)),
        corrected=Judgement(Counts.FAIL, Verdict.FAIL, Decimal(corrected)),
    )
    return Recall(UUID(int=4), "=M-1", "manometer", Span(None), "C-1", KnownError(Decimal(2)), (one,))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", "\t=1", '=HYPERLINK("x")'])
def test_that_no_name_becomes_a_formula(name: str) -> None:
    book = load_workbook(io.BytesIO(recall_workbook(recall(name))))
    cell = book["Readings"].cell(2, 1)
    assert (cell.data_type, cell.value) == ("s", name)
    assert book["Recall"].cell(1, 2).data_type == "s"
    (row,) = csv.DictReader(io.StringIO(recall_csv(recall(name)).decode("utf-8-sig")))
    assert row["building"] == f"'{name}"
    assert recall_text(recall(name).readings).split("\n")[1].startswith("'")


def test_that_numbers_stay_numbers_also_negative_ones() -> None:
    sheet = load_workbook(io.BytesIO(recall_workbook(recall())))["Readings"]
    line = dict(zip(HEADS, [cell.value for cell in sheet[2]], strict=True))
    assert (line["value"], line["corrected_value"], line["min_threshold"]) == (-1.5, -1.471, 20)
    (row,) = csv.DictReader(io.StringIO(recall_csv(recall()).decode("utf-8-sig")))
    assert (row["value"], row["corrected_value"], row["changes"]) == ("-1.50", "-1.471", "yes")


def test_that_the_clipboard_has_a_line_for_each_reading_and_as_many_cells_as_heads() -> None:
    head, line = recall_text(recall().readings).split("\n")
    assert head.split("\t") == HEADS
    assert len(line.split("\t")) == len(HEADS)
    assert line.split("\t")[4] == "Stair-A Level-8"


def test_that_the_same_recall_gives_the_same_bytes() -> None:
    assert recall_workbook(recall()) == recall_workbook(recall())
