"""Our workbooks opened and saved by LibreOffice: they come back as they were, and still check what is typed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.forms import BASELINE_FORMS
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.exports.registers import registers_workbook
from firemode_desktop.exports.results import results_template, results_workbook
from firemode_desktop.exports.rules import LISTS
from firemode_desktop.exports.templates import baseline_template
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.cells import Sheet, Value
from firemode_desktop.imports.files.workbook import read, read_file
from firemode_desktop.imports.registers.book import plan_registers
from tests.imports.buildings import TODAY, odd_survey
from tests.imports.test_exports import LINES
from tests.imports.test_register_round_trip import BASE

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
CSV = "csv:Text - txt - csv (StarCalc):{},34,{},1,,0,false,true,false,false,false,-1"
"""Separator and characters to be filled in; double quotes, cells as shown, a file a sheet."""
COMMA, SEMICOLON, TAB = (ord(separator) for separator in ",;\t")
UTF_8, WINDOWS_1252, UTF_16 = 76, 1, 65535
"""LibreOffice's own numbers for them."""
Saved = Callable[..., dict[str, Path]]


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """The workbooks of ours that a person may open, by name."""
    return {
        "pilot": baseline_template(pilot()).content,
        "odd": baseline_template(odd_survey()).content,
        "results": results_template(LINES, "Annual"),
        "recorded": results_workbook(LINES, "Annual"),
        "registers": registers_workbook(BASE),
        "probed": following(registers_workbook(BASE)),
    }


@pytest.fixture(scope="module")
def saved(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Workbooks as LibreOffice saves them in another format: ``saved("ods")`` → name → file; done once a format.

    ``saved("csv", "pilot")`` saves no other than the one named.
    """
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{name}.xlsx" for name in books]
    for file in files:
        file.write_bytes(books[file.stem])

    @cache
    def convert(kind: str, *names: str) -> dict[str, Path]:
        target, home = (
            folder / re.sub(r"[^a-z0-9]+", "-", kind.casefold()),
            f"-env:UserInstallation={(folder / 'home').as_uri()}",
        )
        words = [str(OFFICE), home, "--headless", "--convert-to", kind, "--outdir", str(target)]
        words += [str(file) for file in files if file.stem in (names or books)]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        return {file.stem: file for file in target.iterdir()}

    return convert


def pilot() -> Survey:
    return pilot_survey(TODAY)


def unchanged(file: Path, survey: Survey) -> int:
    """How many rows of a file there are; every one of them must be on record as it stands."""
    found = plan_import(read_file(file), survey)
    assert found.errors == ()
    assert "ignored_sheet" not in {warning.code for warning in found.warnings}
    assert [(row.where, row.changes) for row in found.rows if row.status != "unchanged"] == []
    assert found.writes_nothing
    return len(found.rows)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_that_what_libreoffice_saves_is_what_is_on_record(kind: str, saved: Saved) -> None:
    odd, files = odd_survey(), saved(kind)
    assert unchanged(files["pilot"], pilot()) == 150
    assert unchanged(files["odd"], odd) == len(odd.baselines)
    registers = plan_registers(read_file(files["registers"]), BASE)
    assert registers.errors == registers.left_out == ()
    assert not registers.changes


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", ["results", "recorded"])
def test_that_results_saved_by_libreoffice_are_read_as_they_were(
    name: str, kind: str, books: dict[str, bytes], saved: Saved
) -> None:
    """Every cell of every row: readings, the time of the site, what was seen and when."""
    ours, theirs = read(books[name], "results.xlsx"), read_file(saved(kind)[name])
    for title in ("Results", "C&E"):
        assert list(filled(theirs.sheet(title))) == list(filled(ours.sheet(title)))


def filled(sheet: Sheet) -> Iterator[tuple[int, dict[int, Value]]]:
    """The cells of a sheet in which something stands, by row and column."""
    for number, row in enumerate(sheet.rows):
        if any(cell is not None for cell in row):
            yield number, {place: cell for place, cell in enumerate(row) if cell is not None}


TITLES = [form.title for form in BASELINE_FORMS.values()]


@pytest.mark.parametrize(("separator", "characters"), [(COMMA, UTF_8), (SEMICOLON, WINDOWS_1252), (TAB, UTF_16)])
def test_that_each_sheet_saved_as_csv_is_what_is_on_record(separator: int, characters: int, saved: Saved) -> None:
    names = ("pilot", "odd") if characters != WINDOWS_1252 else ("pilot",)  # in which the odd cannot be written
    files = saved(CSV.format(separator, characters), *names)
    assert [unchanged(files[f"pilot-{title}"], pilot()) for title in TITLES] == [60, 30, 60]
    if "odd" in names:
        odd = odd_survey()
        assert sum(unchanged(files[f"odd-{title}"], odd) for title in TITLES) == len(odd.baselines)


Rules = dict[str, tuple[Any, ...]]


def rules(sheet: Any) -> Rules:
    """What is checked and said where; ``None`` and ``0`` are the same limit of a rule that has none."""
    return {
        str(rule.sqref): (
            rule.type,
            rule.formula1 if rule.type != "textLength" else int(float(rule.formula1)),
            rule.formula2 if rule.type in ("decimal", "date") else None,
            rule.promptTitle,
            rule.prompt,
            rule.error,
        )
        for rule in sheet.data_validations.dataValidation
        if rule.type is not None
    }


def locked(sheet: Any) -> list[tuple[str, bool]]:
    return [(cell.coordinate, cell.protection.locked) for row in sheet.iter_rows(max_row=6) for cell in row]


@pytest.mark.parametrize("name", ["pilot", "odd", "results"])
def test_that_checks_locks_and_print_settings_survive(name: str, books: dict[str, bytes], saved: Saved) -> None:
    ours, theirs = openpyxl.load_workbook(io.BytesIO(books[name])), openpyxl.load_workbook(saved("xlsx")[name])
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        if sheet.title == LISTS:
            continue
        other = theirs[sheet.title]
        assert rules(other) == rules(sheet)
        assert locked(other) == locked(sheet)
        assert other.protection.sheet
        assert other.auto_filter.ref == sheet.auto_filter.ref
        assert (other.print_title_rows, other.page_setup.orientation) == ("$1:$2", "landscape")
        assert other.oddHeader.left.text == sheet.oddHeader.left.text


def test_that_a_list_too_long_for_a_rule_is_found_on_the_hidden_sheet(saved: Saved) -> None:
    odd, book = odd_survey(), openpyxl.load_workbook(saved("xlsx")["odd"])
    assert book[LISTS].sheet_state != "visible"
    source = {rule.promptTitle: rule.formula1 for rule in book["Velocity"].data_validations.dataValidation}
    assert (source["floor"], source["door_scenario"]) == ("list_floor", "list_door_scenario")
    for name, wanted in (
        ("list_floor", [floor.name for floor in odd.floors if floor.stair_id == odd.stairs[0].id]),
        ("list_door_scenario", sorted(odd.door_scenarios)),
    ):
        title, cells = next(iter(book.defined_names[name].destinations))
        assert title == LISTS
        assert sorted(cell.value for (cell,) in book[title][cells]) == sorted(wanted)


PROBE = "Probe"
"""A sheet of this test that asks for what the lists of the registers offer."""


def following(data: bytes) -> bytes:
    """A workbook of registers with a sheet of formulas: for each list that follows a cell, what it offers in row 3."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    probe = book.create_sheet(PROBE)
    for sheet in book.worksheets[:-1]:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list" and "OFFSET" in rule.formula1:
                listed = re.sub(r"(?<=[(,])(\$[A-Z]+3)(?=[,)])", rf"'{sheet.title}'!\1", rule.formula1)
                rows = f"=COUNTA({listed})", f"=INDEX({listed},1)", f"=INDEX({listed},COUNTA({listed}))"
                probe.append([sheet.title, rule.promptTitle, *rows])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_that_a_list_of_the_registers_offers_what_belongs_to_its_parent(saved: Saved) -> None:
    """Floors of the row's own stair, zones of it, and so on: OFFSET and MATCH as LibreOffice works them out."""
    book = openpyxl.load_workbook(saved("xlsx")["probed"], data_only=True)
    offered = {(row[0], row[1]): row[2:] for row in book[PROBE].iter_rows(values_only=True)}
    assert offered["Doors", "Floor"] == (4, "Level-0", "Level-3")
    assert offered["Control equipment", "Zone"] == (1, "Zone", "Zone")
    lists = {
        (sheet.title, rule.promptTitle)
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and "OFFSET" in rule.formula1
    }
    assert lists == set(offered)
