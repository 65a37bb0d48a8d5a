"""The same workbook in every format means the same (specification, page 3); everything else is told what to become.

``files/site.*`` is one workbook, saved by LibreOffice as .xlsx, .xls and .ods; ``files/library.xls`` was written by a
library that leaves formulas to whoever opens the file.
"""

from __future__ import annotations

import contextlib
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Sheet, Workbook
from firemode_desktop.imports.files.found import decoded
from firemode_desktop.imports.files.spreadsheets import answer
from firemode_desktop.imports.files.workbook import read, read_file
from tests.imports.books import SHEET, book, packed, parts, with_rows

FILES = Path(__file__).with_name("files")
MOMENT = datetime(2024, 1, 15, 8, 30)  # noqa: DTZ001 - a workbook knows no time zone


@pytest.fixture(scope="module", params=["xlsx", "xls", "ods"])
def site(request: pytest.FixtureRequest) -> Workbook:
    return read_file(FILES / f"site.{request.param}")


@pytest.fixture
def sheet(site: Workbook) -> Sheet:
    return site.sheet("Pressure")


def plain(value: object) -> object:
    """A cell, or the cached value of its formula."""
    return value.value if isinstance(value, Marked) and value.mark is Mark.FORMULA else value


def test_that_all_formats_hold_the_same_values(sheet: Sheet) -> None:
    assert sheet["A1"] == "Commissioning of Tower One – 25 °C"
    assert sheet.rows[2][:8] == (
        "Stair-A", "Ground", Decimal("45.2"), date(2024, 1, 15), Decimal("0.85"), Decimal("1200.5"), MOMENT, "36:30:00",
    )  # fmt: skip
    assert sheet["G4"] == "08:30:00"
    assert sheet["A7"] == "Stair ü & <B>\nlower"
    assert sheet["C7"] == Decimal("0.3")
    assert (plain(sheet["I3"]), plain(sheet["I4"])) == (Logical.TRUE, Logical.FALSE)


def test_that_all_formats_tell_formulas_and_errors(sheet: Sheet) -> None:
    for reference, value in (("J3", Decimal("90.4")), ("L3", "Stair-A"), ("L4", date(2024, 1, 15))):
        cell = sheet[reference]
        assert isinstance(cell, Marked)
        assert (cell.mark, cell.value) == (Mark.FORMULA, value)
        assert cell.text.startswith("=")
    assert (sheet["K3"], sheet["K4"]) == (Marked(Mark.ERROR, "#DIV/0!"), Marked(Mark.ERROR, "#N/A"))


def test_that_all_formats_tell_what_is_hidden_and_merged(site: Workbook, sheet: Sheet) -> None:
    assert [(each.name, each.hidden) for each in site.sheets] == [("Pressure", False), ("Old", True), ("Blank", False)]
    assert site.sheet("Old")["B2"] == "kept"
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {5})
    assert set(sheet.merged) == {((0, 0), (0, 11)), ((2, 0), (3, 0))}


def test_that_all_formats_know_a_percentage_from_a_number(sheet: Sheet) -> None:
    assert {place for place, shown in sheet.formats.items() if shown == "percent"} == {(2, 4), (3, 4)}
    assert sheet.formats.get((2, 2)) is None
    assert sheet.formats.get((99, 99)) is None


@pytest.mark.parametrize("end", ["xlsx", "xls"])
def test_that_money_is_known_by_its_format(end: str) -> None:
    formats = read_file(FILES / f"site.{end}").sheet("Pressure").formats
    assert (formats[2, 5], formats[3, 5], len(formats)) == ("currency", "currency", 4)


def test_that_cells_that_are_formatted_only_are_no_cells(sheet: Sheet) -> None:
    assert len(sheet.rows) == 7


def test_that_an_xls_by_another_hand_is_read() -> None:
    sheet = read_file(FILES / "library.xls").sheets[0]
    assert sheet.rows[0] == (
        "x", Decimal("45.2"), Marked(Mark.FORMULA, "=…"), date(2024, 1, 15), Decimal("0.85"), Decimal("12.5"),
    )  # fmt: skip
    assert (sheet["A2"], sheet["B2"], sheet["A6"]) == (Logical.TRUE, Decimal("0.5"), "hid")
    assert sheet.formats == {(0, 4): "percent", (0, 5): "currency"}
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({5}, {6}, (((2, 0), (3, 2)),))


def test_that_a_formula_of_an_xls_that_waits_for_its_calculation_has_no_value() -> None:
    """90.4 and its flags, in the record of J3, become nought and “to be calculated”."""
    data = (FILES / "site.xls").read_bytes()
    calculated = b"\x9a\x99\x99\x99\x99\x99V@\0\0"
    assert data.count(calculated) == 1
    sheet = read(data.replace(calculated, bytes(8) + b"\x02\0"), "b.xls").sheets[0]
    assert sheet["J3"] == Marked(Mark.NOT_CALCULATED, "=…")
    assert sheet["J4"] == Marked(Mark.FORMULA, "=…", Decimal("95.2"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["xls", "ods"]), st.data())
def test_that_a_mutated_file_is_read_or_refused_and_nothing_else(end: str, data: st.DataObject) -> None:
    """What runs in the reader's process, run here: anything but an answer or ``Invalid`` fails."""
    content = bytearray((FILES / f"site.{end}").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Invalid):
        assert decoded(answer(bytes(content)))


# --- .xlsx by other hands ---------------------------------------------------------------------------------------------


def test_that_days_counted_from_1904_and_from_1900_are_the_same() -> None:
    made = []
    for epoch in (None, CALENDAR_MAC_1904):
        wb = openpyxl.Workbook()
        wb.epoch = epoch or wb.epoch
        wb.active.append([date(2024, 1, 15), MOMENT, date(1904, 1, 2)])
        wb.save(buffer := io.BytesIO())
        made.append(read(buffer.getvalue(), "b.xlsx").sheets[0].rows)
    assert made[0] == made[1] == ((date(2024, 1, 15), MOMENT, date(1904, 1, 2)),)


def numbers_shown_as(*cells: tuple[str, str]) -> Sheet:
    """Column A: numbers as they are written, each in a cell of a format of its own."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="{row}"><v>{number}</v></c></row>' for row, (_, number) in enumerate(cells, 1)
    )
    codes = "".join(f"<numFmt numFmtId=\"{200 + row}\" formatCode='{code}'/>" for row, (code, _) in enumerate(cells, 1))
    styles = "".join(f'<xf numFmtId="{200 + row}"/>' for row in range(1, len(cells) + 1))
    files = parts(with_rows(rows.encode()))
    files["xl/styles.xml"] = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    ).encode()
    return read(packed(files), "b.xlsx").sheets[0]


_DATES = [
    ("dd/mm/yyyy", "45306", date(2024, 1, 15)),
    ("d mmmm yyyy;@", "45306", date(2024, 1, 15)),
    ("[$-C09]dddd, d mmmm yyyy", "45306", date(2024, 1, 15)),
    ("dd/mm/yy hh:mm", "45306.354166666664", MOMENT),
    ("yyyy-mm-dd", "59", date(1900, 2, 28)),
    ("yyyy-mm-dd", "61", date(1900, 3, 1)),
    ("yyyy-mm-dd", "60", Decimal(60)),
    ("yyyy-mm-dd", "-1", Decimal(-1)),
    ("yyyy-mm-dd", "2958465.5", Decimal("2958465.5")),
    ("h:mm AM/PM", "0.75", "18:00:00"),
    ("mm:ss", "0.5", "12:00:00"),
    ("[h]:mm", "1.5", "36:00:00"),
    ("hh:mm", "0", "00:00:00"),
    ("0.0 \"m/s\"", "1.5", Decimal("1.5")),
    ("0.00E+00", "45306", Decimal(45306)),
    ("General", "45306", Decimal(45306)),
    ("[Red]0.0;[Blue]-0.0", "45306", Decimal(45306)),
    ("0\\ \\d\\a\\y\\s", "3", Decimal(3)),
    ("#,##0.0_);(#,##0.0)", "45306", Decimal(45306)),
]  # fmt: skip


def test_that_a_number_is_a_date_only_where_it_is_shown_as_one() -> None:
    sheet = numbers_shown_as(*[(code, number) for code, number, _ in _DATES])
    assert [row[0] for row in sheet.rows] == [value for _, _, value in _DATES]
    assert not sheet.formats


_SHOWN = [
    ("0%", "percent"),
    ("0.00%;[Red]-0.00%", "percent"),
    ("\"$\"#,##0.00", "currency"),
    ("[$$-C09]#,##0.00", "currency"),
    ("#,##0.00\\ [$€-407]", "currency"),
    ("\"AUD\" 0.00", "currency"),
    ("_-* #,##0.00_-", None),
    ("[$-C09]0.0", None),
    ("0.0 \"%\"", None),
    ("0.0 \"Pa\"", None),
]  # fmt: skip


def test_that_percentages_and_money_are_known_by_their_format() -> None:
    sheet = numbers_shown_as(*[(code, "0.85") for code, _ in _SHOWN])
    assert {row[0] for row in sheet.rows} == {Decimal("0.85")}
    assert [sheet.formats.get((row, 0)) for row in range(len(_SHOWN))] == [shown for _, shown in _SHOWN]


def test_that_texts_with_several_fonts_and_readings_are_one_text() -> None:
    files = parts(with_rows(b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'))
    files["xl/sharedStrings.xml"] = (
        b"<sst><si><r><t>Stair</t></r><r><rPr><b/></rPr>"
        b'<t xml:space="preserve">-A</t></r><rPh sb="0" eb="1"><t>reading</t></rPh><phoneticPr fontId="1"/></si>'
        b"<si><t>a_x000A_b_x005F_</t></si></sst>"
    )
    assert read(packed(files), "b.xlsx").sheets[0].rows == (("Stair-A", "a\nb_"),)


def test_that_rows_and_cells_without_names_stand_where_they_are_written() -> None:
    first = b'<row><c><v>1</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>'
    third = b'<row r="3"><c/><c><v>2</v></c></row>'
    assert read(with_rows(first + third), "b.xlsx").sheets[0].rows == ((Decimal(1), "ab"), (), (None, Decimal(2)))


def test_that_attributes_may_come_in_any_order_and_elements_with_a_prefix() -> None:
    files = parts(with_rows(b""))
    files[SHEET] = (
        b'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        b'<x:row spans="1:2" hidden="true" r="2"><x:c t="str" r="B2"><x:v>b</x:v></x:c>'
        b'<x:c t="d" r="C2"><x:v>2024-01-15T08:30:00Z</x:v></x:c><x:c t="d" r="D2"><x:v>2024-01-15</x:v></x:c></x:row>'
        b'</x:sheetData><x:mergeCells><x:mergeCell ref="B2:C9"/></x:mergeCells></x:worksheet>'
    )
    sheet = read(packed(files), "b.xlsx").sheets[0]
    assert sheet.rows == ((), (None, "b", MOMENT, date(2024, 1, 15)))
    assert (sheet.hidden_rows, sheet.merged) == ({1}, (((1, 1), (1, 2)),))


def test_that_parts_are_found_by_their_links_and_not_by_their_names() -> None:
    """Strict workbooks and those of other programs name their parts and namespaces otherwise."""
    wb = openpyxl.Workbook()
    wb.active["A1"] = date(2024, 1, 15)
    wb.save(buffer := io.BytesIO())
    files = parts(buffer.getvalue())
    for old, new in (("xl/workbook.xml", "xl/book7.xml"), ("xl/styles.xml", "xl/Look.xml")):
        files[new] = files.pop(old)
    files["xl/_rels/book7.xml.rels"] = files.pop("xl/_rels/workbook.xml.rels").replace(b"styles.xml", b"Look.xml")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/book7.xml")
    strict = (b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument")
    files = {name: content.replace(*strict) for name, content in files.items() if "docProps" not in name}
    assert read(packed(files), "b.xlsx").sheets[0]["A1"] == date(2024, 1, 15)


# --- .ods by other hands ----------------------------------------------------------------------------------------------

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(rows: str, **others: bytes) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="P">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(), **others}
    )


def test_that_an_ods_repeats_cells_and_rows() -> None:
    one = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2"/>'
    rows = (
        f'<table:table-row table:number-rows-repeated="2" table:visibility="filter">{one}</table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{one}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = read(ods(rows), "b.ods").sheets[0]
    ones = (Decimal(1), Decimal(1))
    assert sheet.rows == (ones, ones, (), (), (), (None, None, *ones))
    assert sheet.hidden_rows == {0, 1}


def test_that_notes_and_spaces_of_an_ods_are_told_from_its_text() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        '<text:p>Stair<text:s text:c="2"/><text:span>A</text:span>\n  x</text:p><text:p>two</text:p></table:table-cell>'
    )
    assert read(ods(f"<table:table-row>{cell}</table:table-row>"), "b.ods").sheets[0]["A1"] == "Stair  A x\ntwo"


def test_that_a_formula_of_an_ods_without_a_value_has_none() -> None:
    cell = '<table:table-cell table:formula="of:=SUM([.A1:.A9])*2"/>'
    sheet = read(ods(f"<table:table-row>{cell}</table:table-row>"), "b.ods").sheets[0]
    assert sheet["A1"] == Marked(Mark.NOT_CALCULATED, "=SUM(A1:A9)*2")


_ONE = '<table:table-cell office:value-type="float" office:value="1"/>'


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ('table:number-rows-repeated="1048576"', _ONE, "A1048576"),
        ("", '<table:table-cell table:number-columns-repeated="9999999999"/>', "9999999999"),
        ("", '<table:table-cell table:number-columns-repeated="-1"/>', "-1"),
        ("", "<table:table-cell>", "well-formed"),
    ],
)
def test_that_a_damaged_ods_is_refused_in_a_sentence_that_names_the_place(row: str, cell: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read(ods(f"<table:table-row {row}>{cell}</table:table-row>"), "b.ods")


# --- what is something else -------------------------------------------------------------------------------------------

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_OLE + "EncryptedPackage\0".encode("utf-16-le"), "password"),
        (_OLE + "WordDocument\0".encode("utf-16-le"), "Word"),
        (_OLE + "Workbook\0".encode("utf-16-le"), "damaged"),
        (_OLE, "not an Excel workbook"),
        (ods("", **{"META-INF/manifest.xml": b"<m:encryption-data/>"}), "password"),
        (packed({"xl/workbook.bin": b""}), "xlsb"),
        (packed({"word/document.xml": b""}), "Word"),
        (packed({"Index/Document.iwa": b""}), "Numbers"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "not a spreadsheet"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08\0", "unpack"),
        (b"\x09\x08\x06\0\0\0\x10\0", "Excel 4"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html><table>", "web page"),
        ("<html xmlns:x='x'><table>".encode("utf-16"), "web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web page"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "2003"),
        (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:x">', ".fods"),
        (b'<?xml version="1.0"?><building/>', "XML"),
    ],
)
def test_that_what_is_something_else_is_told_what_to_become(data: bytes, words: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(data, "results.xls")
    assert words in caught.value.message


def test_that_content_decides_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_bytes(book({"P": [["a"]]}))
    (tmp_path / "results.xlsx").write_bytes((FILES / "site.xls").read_bytes())
    assert read_file(tmp_path / "results.csv").sheets[0]["A1"] == "a"
    assert read_file(tmp_path / "results.xlsx").sheets[0].name == "Pressure"
