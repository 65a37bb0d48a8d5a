"""CSV: strict, one width, the separator and the encoding decided once (specification, pages 3 and 4)."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.workbook import read


@pytest.mark.parametrize(("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_that_the_separator_is_found_and_shown(separator: str, name: str) -> None:
    data = separator.join(("stair", "floor", "pressure_pa")) + "\n" + separator.join(("Stair-A", "Ground", "44.5"))
    found = read(data.encode(), "b.csv")
    assert found.separator == separator
    assert found.delimited
    assert found.sheets[0].rows[1] == ("Stair-A", "Ground", "44.5")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("stair,floor\nStäir,é\n".encode(), "UTF-8"),
        ("stair,floor\nStäir,é\n".encode("utf-8-sig"), "UTF-8"),
        ("stair,floor\nStäir,é\n".encode("cp1252"), "Windows-1252"),
        ("stair,floor\nStäir,é\n".encode("utf-16"), "UTF-16"),
        ("\ufeffstair,floor\r\nStäir,é\r\n".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_that_the_encoding_is_found_and_shown(data: bytes, encoding: str) -> None:
    found = read(data, "b.csv")
    assert found.encoding == encoding
    assert found.sheets[0].rows == (("stair", "floor"), ("Stäir", "é"))


def test_that_a_decimal_comma_inside_quotes_is_one_cell() -> None:
    found = read(b'stair,pressure_pa\nStair-A,"45,2"\n', "b.csv")
    assert found.sheets[0].rows[1] == ("Stair-A", "45,2")


def test_that_a_row_of_another_width_is_broken_and_the_rest_is_read() -> None:
    sheet = read(b"a,b,c\n1,2,3\n1,2\n\n4,5,6,7\n", "b.csv").sheets[0]
    assert set(sheet.broken) == {2, 4}
    assert "2 values where the header has 3" in sheet.broken[2]


def test_that_blank_lines_keep_the_numbering_of_a_spreadsheet() -> None:
    sheet = read(b"a,b\n\n1,2\n", "b.csv").sheets[0]
    assert sheet["A3"] == "1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'a,b\n"open,2\n', "CSV"),
        (b'a,b\n"x"y,2\n', "CSV"),
        (b"a,b\n1,\0\n", "neither"),
        (b"a,b\n1,\x81\xff\n", "neither"),
        (b"\xff\xfea\0,", "neither"),
        (b"1," * 3_000_000, "too long"),
        (b"a,b\n" + b'"\n",' * 1_000_000, "too long"),
        (b"a,b\n" * 200_000, "larger"),
        (b"just one column\n1\n", "one column"),
        (b"a,b;c\n1,2;3\n", "comma or semicolon"),
        (b" , \n", "empty"),
    ],
)
def test_that_what_is_not_strict_csv_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(data, "b.csv")
    assert words in caught.value.message


def test_that_the_separator_is_decided_by_the_rows_and_not_by_a_title() -> None:
    data = "Tower One, Sydney, 25 °C\n\nStair;Floor;Pa\nStair-A;Ground;45,2\nStair-A;L1;46,5\n".encode("cp1252")
    found = read(data, "b.csv")
    assert (found.separator, found.encoding) == (";", "Windows-1252")
    assert found.sheets[0]["C4"] == "45,2"
    assert found.sheets[0].broken == {}


def test_that_text_with_other_separators_in_it_leaves_no_doubt() -> None:
    data = b'Stair,Floor,Note\nA,G,"tested; ok"\nA,1,"late | again; ok"\n'
    assert read(data, "b.csv").separator == ","


def test_that_a_title_with_a_tab_in_it_decides_nothing() -> None:
    assert read(b"Tower\tOne\na,b\n1,2\n3\n", "b.csv").separator == ","


def test_that_a_first_line_may_announce_the_separator() -> None:
    found = read(b"sep=;\r\na,b;c\r\n1,2;3\r\n", "b.csv")
    assert (found.separator, found.sheets[0].rows) == (";", (("a,b", "c"), ("1,2", "3")))


@pytest.mark.parametrize(
    "title", ["Commissioning results", "Project,Tower One,Sydney,2024,Rev 1,final", "Project,Tower One"]
)
def test_that_titles_of_another_width_stand_above_the_table(title: str) -> None:
    rows = "\n".join(f"Stair-A,Level-{n},Closed,4{n}.5" for n in range(5))
    sheet = read(f"{title}\n\nStair,Floor,Case,Pa\n{rows}\nStair-A,Level-9,47\n".encode(), "b.csv").sheets[0]
    assert sheet["D4"] == "40.5"
    assert set(sheet.broken) == {8}


def test_that_a_decimal_comma_without_quotes_breaks_every_row() -> None:
    """Or 45 Pa would be read where 45.2 was written."""
    sheet = read(b"Stair,Floor,Pa\nStair-A,Ground,45,2\nStair-A,Level-1,46,5\n", "b.csv").sheets[0]
    assert sheet.broken[1] == "This row has 4 values where the header has 3."
    assert set(sheet.broken) == {1, 2}


def test_that_blanks_at_the_end_are_no_values() -> None:
    sheet = read(b"a,b,c,\n1,2,3\n4,5,6,,\n,,,\n7,8\n\n", "b.csv").sheets[0]
    assert set(sheet.broken) == {4}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_lines_may_end_in_any_of_three_ways(end: str) -> None:
    sheet = read(end.join(("a,b", '"one\ntwo",2', "3,4")).encode(), "b.csv").sheets[0]
    assert sheet.rows == (("a", "b"), ("one\ntwo", "2"), ("3", "4"))


def test_that_a_person_may_name_the_separator() -> None:
    assert read(b"a,b;c\n1,2;3\n", "b.csv", separator=";").sheets[0].rows == (("a,b", "c"), ("1,2", "3"))


def written(rows: list[list[str]], separator: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows([["one", "two", "three"], *rows])
    return buffer.getvalue().encode()


def stripped(rows: list[list[str]]) -> tuple[tuple[str | None, ...], ...]:
    return tuple(tuple(cell.strip() or None for cell in row) for row in rows)


_ANY = st.lists(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\0\r")), min_size=3, max_size=3))
_NO_OTHERS = st.lists(st.lists(st.text("ab1. \n\"'-,", max_size=6), min_size=3, max_size=3))


@given(_ANY, st.sampled_from(",;\t|"))
def test_that_what_a_csv_writer_writes_is_read_back(rows: list[list[str]], separator: str) -> None:
    found = read(written(rows, separator), "b.csv", separator=separator)
    assert found.sheets[0].rows[1:] == stripped(rows)


@given(_NO_OTHERS)
def test_that_commas_that_part_columns_are_told_from_commas_in_texts(rows: list[list[str]]) -> None:
    found = read(written(rows, ","), "b.csv")
    assert (found.separator, found.sheets[0].rows[1:]) == (",", stripped(rows))
