"""Workbooks that a reader could understand in two ways are not read at all; each is small and made here (page 4)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Mark, Marked
from firemode_desktop.imports.files.workbook import read
from tests.imports.books import SHEET, book, packed, parts, with_rows
from tests.imports.test_spreadsheets import ods

LINKS, BOOK = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
HONEST = parts(book({"Pressure": [[45]]}))
OTHER = parts(book({"Pressure": [[99]]}))[SHEET]


def one(cell: bytes) -> bytes:
    """A workbook of one cell, as it is written."""
    return with_rows(b'<row r="1">%b</row>' % cell)


def with_part(name: str, content: bytes) -> bytes:
    return packed({**HONEST, name: content})


def linked(listed: str, kind: bytes, change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """A workbook with one link more: a changed copy of the one of this kind."""
    found = re.search(rb"<Relationship [^>]*/%b\"[^>]*?/>" % kind, HONEST[listed])
    assert found
    return packed({**HONEST, **more, listed: HONEST[listed].replace(found[0], found[0] + change(found[0]))})


def second(link: bytes, part: bytes) -> bytes:
    """A link of another name to another part."""
    return link.replace(part + b".xml", b"another.xml").replace(b'Id="', b'Id="x')


def named(name: str) -> bytes:
    return with_part(BOOK, HONEST[BOOK].replace(b'"Pressure"', f'"{name}"'.encode()))


def larger_than_it_is() -> bytes:
    data = bytearray(packed(HONEST))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    data[at + 24 : at + 28] = (1 << 20).to_bytes(4, "little")
    return bytes(data)


STRANGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "two workbooks in one file": (lambda: packed(HONEST) + one(b'<c r="A1"><v>99</v></c>'), "before its parts"),
    "something before": (lambda: b"PK\x03\x04MZ" + packed(HONEST), "before its parts"),
    "a size that is not": (larger_than_it_is, "smaller than it says"),
    "a part by a detour": (lambda: with_part("xl/./worksheets/sheet1.xml", OTHER), "unusual names"),
    "two links of one name": (
        lambda: linked(
            LINKS, b"worksheet", lambda link: link.replace(b"sheet1", b"other"), **{"xl/worksheets/other.xml": OTHER}
        ),
        "linked in two ways",
    ),
    "two workbooks in one package": (
        lambda: linked("_rels/.rels", b"officeDocument", lambda link: second(link, b"workbook")),
        "linked in two ways",
    ),
    "two tables of texts": (
        lambda: linked(LINKS, b"styles", lambda link: second(link, b"styles")),
        "linked in two ways",
    ),
    "a sheet that is the workbook": (
        lambda: with_part(LINKS, HONEST[LINKS].replace(b"/xl/worksheets/sheet1.xml", b"/xl/workbook.xml")),
        "holds something else",
    ),
    "UTF-16 without a mark": (lambda: with_part(SHEET, HONEST[SHEET].decode().encode("utf-16-be")), "not in UTF-8"),
    "a format that is not there": (lambda: one(b'<c r="A1" s="9999"><v>45</v></c>'), "a format that is not in it"),
    "a format below nought": (lambda: one(b'<c r="A1" s="-1"><v>45</v></c>'), "a format that is not in it"),
    "no formats": (
        lambda: packed({
            name: part for name, part in parts(one(b'<c r="A1" s="1"><v>45</v></c>')).items() if name != "xl/styles.xml"
        }),
        "a format that is not in it",
    ),
    "a value and a text": (lambda: one(b'<c r="A1"><v>5</v><is><t>6</t></is></c>'), "A1: one cell holds two values"),
    "a text in a number": (lambda: one(b'<c r="A1" t="n"><is><t>6</t></is></c>'), "A1: one cell holds two values"),
    "two choices of a cell": (
        lambda: one(
            b'<m:AlternateContent xmlns:m="m"><m:Choice><c r="A1"><v>1</v></c></m:Choice>'
            b'<m:Fallback><c r="B1"><v>2</v></c></m:Fallback></m:AlternateContent>'
        ),
        "no spreadsheet program writes",
    ),
    "a name without an end": (lambda: named("A" * 100_000), "its list of sheets"),
    "a name that is turned about": (lambda: named("A\u202eB"), "“A\ufffdB” holds what cannot be seen"),
    "a name of two lines": (lambda: named("A&#10;All is well"), "“A↵All is well” holds what cannot be seen"),
    "a name of an .ods without an end": (
        lambda: ods(f'</table:table><table:table table:name="{"Q" * 300}">'), "its list of sheets",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_that_what_can_be_understood_in_two_ways_is_refused(what: str) -> None:
    make, words = STRANGE[what]
    with pytest.raises(Invalid) as caught:
        read(make(), "strange.xlsx")
    assert words in caught.value.message
    assert len(caught.value.message) < 200


def formula(cell: bytes, *, asks: bool) -> object:
    """What is read of a formula in a workbook that asks to be calculated by whoever opens it, or does not."""
    files = parts(one(cell))
    files[BOOK] = re.sub(rb'fullCalcOnLoad="1"', b'fullCalcOnLoad="%d"' % asks, files[BOOK])
    return read(packed(files), "f.xlsx").sheets[0]["A1"]


@pytest.mark.parametrize("value", [b"<v>0</v>", b"<v>0.0</v>", b"<v></v>", b""])
def test_that_the_nought_of_a_library_that_cannot_calculate_is_no_reading(value: bytes) -> None:
    read_as = formula(b'<c r="A1"><f>45+0.2</f>' + value + b"</c>", asks=True)
    assert read_as == Marked(Mark.NOT_CALCULATED, "=45+0.2")


def test_that_a_nought_which_was_calculated_is_one() -> None:
    assert formula(b'<c r="A1"><f>A2-A3</f><v>0</v></c>', asks=False) == Marked(Mark.FORMULA, "=A2-A3", 0)
    assert formula(b'<c r="A1"><f>A2-A3</f><v>7</v></c>', asks=True) == Marked(Mark.FORMULA, "=A2-A3", 7)


def test_that_a_name_that_shows_itself_as_another_is_on_record_as_it_is() -> None:
    name = "report\u202exslx.exe\nThe import is done\udcff"
    assert read(packed(HONEST), name).file_name == "report\ufffdxslx.exe↵The import is done\ufffd"
