"""A foreign file is hostile until it is read (specification, page 4)."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.imports.files import reader, workbook
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Sheet, a1, letters, position
from firemode_desktop.imports.files.found import MAX_SHEETS, FoundSheet, Values, decoded, encoded
from firemode_desktop.imports.files.numberformats import built_in
from firemode_desktop.imports.files.plainsheet import read_plain
from firemode_desktop.imports.files.sheetscan import scan
from firemode_desktop.imports.files.workbook import read, read_file
from firemode_desktop.imports.files.xlsxcells import Reckoner
from tests.imports.books import SHEET, book, changed, packed, parts, with_rows


def worked() -> float:
    """Seconds of work of this process and the readers it started; how busy the machine is does not count."""
    return sum(os.times()[:4])


def refusal(data: bytes, name: str = "file.xlsx") -> str:
    """The sentence with which a file is refused, for which at most two seconds of work may be spent."""
    began = worked()
    with pytest.raises(Invalid) as caught:
        read(data, name)
    assert worked() - began < 2
    assert "\n" not in caught.value.message
    return caught.value.message


def test_that_values_come_back_as_what_they_are() -> None:
    rows = [["stair", 45.2, 45, True, date(2024, 1, 15), datetime(2024, 1, 15, 8, 30), None, "  x "]]  # noqa: DTZ001
    sheet = read(book({"Pressure": rows}), "b.xlsx").sheet("Pressure")
    assert sheet.rows[0] == (
        "stair",
        Decimal("45.2"),
        Decimal(45),
        Logical.TRUE,
        date(2024, 1, 15),
        datetime(2024, 1, 15, 8, 30),  # noqa: DTZ001 - a workbook knows no time zone
        None,
        "  x ",
    )
    assert sheet["B1"] == Decimal("45.2")
    assert sheet["ZZ99"] is None


def test_that_cells_stand_where_they_stand_in_the_file() -> None:
    data = with_rows(b'<row r="5"><c r="C5"><v>1</v></c></row><row r="7"><c r="D7"><v>2</v></c></row>')
    sheet = read(data, "b.xlsx").sheets[0]
    assert (sheet["C5"], sheet["D7"], sheet["A1"], sheet["C7"]) == (1, 2, None, None)


def test_that_all_sheets_are_read_and_hidden_ones_are_told() -> None:
    wb = openpyxl.load_workbook(io.BytesIO(book({"Pressure": [[1], [2], [3]], "Velocity": [[2]], "Secret": [[3]]})))
    wb["Secret"].sheet_state = "hidden"
    wb["Pressure"].row_dimensions[2].hidden = True
    wb["Pressure"].column_dimensions["C"].hidden = True
    buffer = io.BytesIO()
    wb.save(buffer)
    found = read(buffer.getvalue(), "b.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [
        ("Pressure", False),
        ("Velocity", False),
        ("Secret", True),
    ]
    assert found.sheet("Pressure").hidden_rows == {1}
    assert found.sheet("Pressure").hidden_columns == {2}


def test_that_dates_counted_from_1904_are_the_same_days() -> None:
    wb = openpyxl.Workbook()
    wb.epoch = CALENDAR_MAC_1904
    wb.active["A1"] = date(2024, 1, 15)
    buffer = io.BytesIO()
    wb.save(buffer)
    assert read(buffer.getvalue(), "b.xlsx").sheets[0]["A1"] == date(2024, 1, 15)


def test_that_an_error_cell_is_an_error_and_not_blank() -> None:
    sheet = read(with_rows(b'<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><v>2</v></c></row>'), "b").sheets[0]
    assert sheet["A1"] == Marked(Mark.ERROR, "#DIV/0!")
    assert sheet["B1"] == 2


def test_that_a_formula_is_told_with_and_without_its_value() -> None:
    cells = (
        b'<c r="A1"><f>1+1</f><v>2</v></c>',
        b'<c r="B1"><f>A1*2</f></c>',
        b'<c r="C1" t="str"><f>A1</f><v>x</v></c>',
    )
    xml = b'<row r="1">' + b"".join(cells) + b"</row>"
    sheet = read(with_rows(xml), "b").sheets[0]
    assert sheet["A1"] == Marked(Mark.FORMULA, "=1+1", Decimal(2))
    assert sheet["B1"] == Marked(Mark.NOT_CALCULATED, "=A1*2")
    assert sheet["C1"] == Marked(Mark.FORMULA, "=A1", "x")


@pytest.mark.parametrize("text", ["NaN", "nan", "INF", "-inf", "Infinity", "1e999"])
def test_that_a_number_that_is_not_finite_is_never_a_value(text: str) -> None:
    sheet = read(with_rows(b'<row r="1"><c r="A1"><v>%s</v></c></row>' % text.encode()), "b").sheets[0]
    assert sheet["A1"] == Marked(Mark.NOT_FINITE, text)


@pytest.mark.parametrize("written", ["0x1F", "1,2", "１２", "1 2", "--1"])
def test_that_what_is_not_a_plain_number_stays_text(written: str) -> None:
    sheet = read(with_rows(f'<row r="1"><c r="A1"><v>{written}</v></c></row>'.encode()), "b").sheets[0]
    assert sheet["A1"] == written


def test_that_a_number_written_with_a_character_reference_keeps_all_its_digits() -> None:
    sheet = read(with_rows(b'<row r="1"><c r="A1"><v>4&#53;.2</v></c></row>'), "b").sheets[0]
    assert sheet["A1"] == Decimal("45.2")


def test_that_a_cell_that_stands_twice_is_marked() -> None:
    xml = b'<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    sheet = read(with_rows(xml), "b").sheets[0]
    assert sheet["B1"] == Marked(Mark.DUPLICATE, "2")
    assert sheet["A1"] == 5


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (b'<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>', "row 2"),
        (b'<row r="2"><c r="A2"><v>5</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>', "row 2"),
        (b'<row r="1"><c r="C1"><v>5</v></c><c r="A1"><v>6</v></c></row>', "A1"),
        (b'<row r="1"><c r="A2"><v>5</v></c></row>', "A2"),
        (b'<row r="1"><c r="a1"><v>5</v></c></row>', "a1"),
        (b'<row r="-1"><c r="A1"><v>5</v></c></row>', "-1"),
        (b'<row r="1"><c r="A1"><v>5</v><v>6</v></c></row>', "A1"),
        (b'<row r="1"><c r="A1" t="zz"><v>5</v></c></row>', "A1"),
        (b'<row r="1"><c r="A1"><v>5</c></row>', "well-formed"),
        (b'<row r="1"><c r="A1"><v>4<!-- -->5</v></c></row>', "XML"),
        (b'<row r="1"><c r="A1"><v><![CDATA[5]]></v></c></row>', "XML"),
        (b'<row r="1"><c r="A1"><v>5</v></c></row><?php?>', "XML"),
        (b'<row r="1"><c r="A1" t="inlineStr"><is><t>\xff\xfe</t></is></c></row>', "well-formed"),
        (b'<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>', "well-formed"),
        (b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "damaged"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="ALL99999"><v>1</v></c></row>', "ALL99999"),
    ],
)
def test_that_a_damaged_sheet_is_refused_in_a_sentence_that_names_the_place(xml: bytes, words: str) -> None:
    assert words in refusal(with_rows(xml))


def test_that_a_wrong_dimension_loses_no_row() -> None:
    data = book({"Pressure": [[number] for number in range(50)]})
    small = changed(data, SHEET, b'<dimension ref="A1:A50"', b'<dimension ref="A1:A2"')
    assert [row[0] for row in read(small, "b").sheets[0].rows] == list(range(50))


def test_that_a_doctype_is_refused() -> None:
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert "XML" in refusal(with_rows(b"", before=bomb))
    named = changed(book({"P": [["a"]]}), "xl/workbook.xml", b"<workbook", bomb + b"<workbook")
    assert "XML" in refusal(named)


def test_that_another_encoding_than_utf8_is_refused() -> None:
    files = parts(book({"P": [["a"]]}))
    files[SHEET] = b'<?xml version="1.0" encoding="UTF-16"?>' + files[SHEET]
    assert "XML" in refusal(packed(files))
    files[SHEET] = parts(book({"P": [["a"]]}))[SHEET].decode().encode("utf-16")
    assert "UTF-8" in refusal(packed(files))


def test_that_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    files = parts(book({"P": [["a"]]}))
    files[SHEET] = files[SHEET].replace(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>")
    assert "unpacks" in refusal(packed(files))


def test_that_a_workbook_may_be_as_large_as_a_model_of_a_tower() -> None:
    text = b" ".join(b"%d" % (7919 * n % 100_003) for n in range(7_000))
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%d %b</t></is></c></row>'
    data = with_rows(b"".join(cell % (row, row, row, text) for row in range(1, 851)))
    assert sum(map(len, parts(data).values())) > 32 * 2**20
    assert str(read(data, "model.xlsx").sheets[0].at(849, 0)).startswith("850 0 7919 ")


def test_that_a_part_larger_than_it_says_is_refused() -> None:
    files = parts(book({"P": [["a"]]}))
    files[SHEET] = files[SHEET].replace(b"</sheetData>", b" " * 500_000 + b"</sheetData>")
    data = bytearray(packed(files))
    size = struct.pack("<L", len(files[SHEET]))
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = struct.pack("<L", 1000)
    assert "damaged" in refusal(bytes(data))


def test_that_one_part_of_many_megabytes_is_refused() -> None:
    large = b"".join(b"%d" % (n * n) for n in range(5_600_000))
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {**parts(book({"P": [["a"]]})), SHEET: large}.items():
            archive.writestr(name, content)
    assert "too large" in refusal(buffer.getvalue())


def test_that_two_parts_of_one_name_are_refused() -> None:
    files = parts(book({"P": [["a"]]}))
    assert "same name" in refusal(packed({**files, SHEET.upper(): files[SHEET]}))


def test_that_a_thousand_parts_too_many_are_refused() -> None:
    files = parts(book({"P": [["a"]]}))
    assert "packs" in refusal(packed({**files, **{f"x{i}": b"" for i in range(2_100)}}))


def test_that_a_truncated_file_is_refused_wherever_it_ends() -> None:
    data = book({"Pressure": [[f"text {n}", n] for n in range(200)]})
    for end in range(10, len(data) - 1, len(data) // 12):
        assert "damaged" in refusal(data[:end]) or end < 30


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7\n\x81\x8d\x90", b"", b"\0" * 100, b'one,column\n"open', b"no columns"]
)
def test_that_what_is_no_table_is_refused(data: bytes) -> None:
    assert refusal(data, "file.bin")


def test_that_a_zip_that_is_no_workbook_is_refused() -> None:
    assert "not an Excel workbook" in refusal(packed({"readme.txt": b"hello"}))


def test_that_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        read_file(tmp_path / "nothing.xlsx")


def test_that_a_text_in_ten_thousand_cells_is_kept_once() -> None:
    """One shared string of half a megabyte: five gigabytes when written out for each cell."""
    files = parts(
        with_rows(b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 10_001)))
    )
    files["xl/sharedStrings.xml"] = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"".join(b"%d " % n for n in range(80_000))
        + b"</t></si></sst>"
    )
    sheet = read(packed(files), "b.xlsx").sheets[0]
    assert len(sheet.rows) == 10_000
    assert sheet["A1"] is sheet["A10000"]


def test_that_the_reader_runs_apart_and_light(tmp_path: Path) -> None:
    """Nothing of the program, of Qt or of SQLAlchemy is loaded to read a workbook, here or in the child."""
    file = tmp_path / "b.xlsx"
    file.write_bytes(book({"P": [["a"]]}))
    code = (
        "import sys, json; from firemode_desktop.imports.files.workbook import read_file; "
        f"book = read_file({str(file)!r}); "
        "print(json.dumps([book.sheets[0].rows[0][0], sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    value, modules = json.loads(done.stdout)
    assert value == "a"
    roots = {name.partition(".")[0] for name in modules}
    assert not roots & {"sqlalchemy", "PySide6", "openpyxl", "xlrd", "numpy", "matplotlib", "psycopg2"}


def under_limit(code: str) -> subprocess.CompletedProcess[bytes]:
    """What becomes of ``code`` in a process that limited itself to one second."""
    program = str(Path(reader.__file__).parents[3])
    within = f"import sys; sys.path.append({program!r}); from firemode_desktop.imports.child import limit"
    script = f"{within}; limit(1, {reader.MEMORY}); {code}"
    return subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system keeps no such limits")
def test_that_the_reader_s_limits_are_kept_by_the_system() -> None:
    assert under_limit("b = bytearray(1 << 28)").returncode == 0
    assert b"MemoryError" in under_limit("b = bytearray(1 << 29)").stderr
    assert under_limit("exec('while True: pass')").returncode < 0


_cells = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4)),
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r_", exclude_categories=("Cc", "Cs")), max_size=12
    ).filter(lambda text: not text.startswith("=")),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)


STYLES = (built_in(0),) * 9


def long_way(xml: bytes) -> tuple[Sheet, ...]:
    """A sheet as it is read element by element."""
    values, found = Values(), FoundSheet("P")
    scan(found, xml, "P", Reckoner((), STYLES, from_1904=False), values)
    return decoded(encoded([found], values))


def short_way(xml: bytes) -> tuple[Sheet, ...] | None:
    """A sheet as it is read row by row; ``None`` when it is not plain."""
    values, found = Values(), FoundSheet("P")
    if not read_plain(found, xml, "P", Reckoner((), STYLES, from_1904=False), values):
        return None
    return decoded(encoded([found], values))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_cells, min_size=1, max_size=6), min_size=1, max_size=8))
def test_that_the_short_and_the_long_way_agree(rows: list[list[object]]) -> None:
    xml = parts(book({"P": rows}))[SHEET]
    assert short_way(xml) == long_way(xml)


_ODD_CELLS = (
    b'<row r="1" hidden="1"><c r="A1" t="str"><f>B1&amp;"&lt;x"</f><v>a&amp;b\r\nc</v></c>',
    b'<c r="C1" t="e"><v>#N/A</v></c></row><row r="2"/><row r="4"><c r="B4"><f>A1</f><v>1.50</v></c>',
    b'<c r="D4"><v>NaN</v></c><c r="E4" s="7"/></row>',
)


@pytest.fixture(scope="module")
def straight() -> list[bytes]:
    """A plain sheet and an odd one, before their bytes are changed."""
    plain = book({"P": [["a", 1.5, 2], ["b", 3, 4], ["c", 5, 6.25]]})
    return [parts(one)[SHEET] for one in (plain, with_rows(b"".join(_ODD_CELLS)))]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_that_a_bent_sheet_is_read_alike_or_refused_by_both_ways(straight: list[bytes], data: st.DataObject) -> None:
    """Bytes of a plain sheet are changed; the short way must never believe what the long way does not."""
    xml = bytearray(data.draw(st.sampled_from(straight)))
    begin = xml.index(b"<sheetData>")
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(begin, len(xml) - 1))
        xml[place] = data.draw(st.sampled_from(b'<>/="&;0123456789AZacrtvnsei. \x00\xff-'))
    short: object
    try:
        short = short_way(bytes(xml))
    except Invalid:
        with pytest.raises(Invalid):
            long_way(bytes(xml))
        return
    if short is not None:
        assert short == long_way(bytes(xml))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_that_a_mutated_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    mutated = bytearray(book({"Pressure": [["stair", "floor"], ["Stair-A", 45.2]]}))
    for _ in range(data.draw(st.integers(1, 4))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(mutated), "b.xlsx")
    except Invalid:
        return
    assert found.sheets


def test_that_the_letters_of_columns_count_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert position("D14") == (13, 3)
    assert a1(*position("XFD1048576")) == "XFD1048576"
    for wrong in ("d14", "14", "D0", "D-1", "ABCD1", ""):
        with pytest.raises(ValueError, match=f"^{wrong}$"):
            position(wrong)


def test_that_the_reader_in_a_bundle_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert workbook.READER.command() == [sys.executable, workbook.READER_FLAG]


def test_that_a_workbook_of_too_many_sheets_is_not_called_damaged() -> None:
    most = {f"S{number}": [["x"]] for number in range(MAX_SHEETS)}
    assert len(read(book(most), "many.xlsx").sheets) == MAX_SHEETS
    with pytest.raises(Invalid, match="has more than 200 sheets; leave out"):
        read(book({**most, "One more": [["x"]]}), "many.xlsx")
