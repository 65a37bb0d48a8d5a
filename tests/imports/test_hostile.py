"""The worst that a file can do ends in one sentence, within two seconds of work and below 500 MB (page 4).

The reader's process limits itself; these files are small, so that what is measured is what the file does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.imports.books import SHEET, packed, parts, with_rows
from tests.imports.test_spreadsheets import ods

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROW = b'<row r="1"><c r="A1"><v>1</v></c></row>'
MEASURED = """
import json, resource, sys
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.workbook import read_file
try:
    read_file(sys.argv[1])
    said = ""
except Invalid as refusal:
    said = refusal.message
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
[own] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
memory = [int(own) / 1024, spent[1].ru_maxrss / 1024]
print(json.dumps([said, sum(each.ru_utime + each.ru_stime for each in spent), memory]))
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured where limits are kept")


def part(name: str, content: bytes) -> bytes:
    return packed({**parts(with_rows(ROW)), name: content})


def sheet(*, before: bytes = b"", rows: bytes = ROW, after: bytes = b"") -> bytes:
    return part(SHEET, b"<worksheet %b>%b<sheetData>%b</sheetData>%b</worksheet>" % (MAIN, before, rows, after))


def numbered(template: bytes, count: int) -> bytes:
    return b"".join(template % n for n in range(1, count + 1))


def opened(count: int) -> bytes:
    """Elements within elements, none of which ends."""
    return b"".join(b"<a%d>" % (n % 977) for n in range(count))


WORST: dict[str, tuple[Callable[[], bytes], str]] = {
    "columns": (lambda: sheet(before=numbered(b'<col min="1" max="%d" hidden="1"/>', 100_000)), "columns"),
    "a column that is none": (lambda: sheet(before=b'<cols><col min="x" hidden="1"/></cols>'), "“x”"),
    "merged cells": (lambda: sheet(after=numbered(b'<mergeCell ref="A%d"/>', 200_000)), "merged"),
    "styles": (
        lambda: part("xl/styles.xml", b"<s><cellXfs>" + numbered(b'<xf numFmtId="%d"/>', 300_000) + b"</cellXfs></s>"),
        "styles",
    ),
    "depth": (lambda: sheet(after=opened(3_000_000)), ""),
    "a far corner": (lambda: sheet(rows=b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "XFD1048576"),
    "rows of an ods": (
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
        ),
        "A1048576",
    ),
    "tables of an ods": (
        lambda: ods(
            '</table:table><table:table table:name="Q">'.join(
                f'<table:table-row table:number-rows-repeated="4000"><table:table-cell table:number-columns-repeated='
                f'"1000" office:value-type="percentage" office:value="0.{n}"/></table:table-row>'
                for n in (1, 2)
            )
        ),
        "more than 4,000,000 cells",
    ),
    "an xls of noise": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4_000, ""),
}


def measured(file: Path) -> tuple[str, float, list[float]]:
    """What is said of a file, seconds of work, and MiB of the process and of the reader that it started."""
    done = subprocess.run([sys.executable, "-c", MEASURED, str(file)], capture_output=True, check=True, timeout=120)
    said, seconds, memory = json.loads(done.stdout)
    return said, seconds, memory


@pytest.mark.parametrize("name", WORST)
def test_that_the_worst_ends_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, words = WORST[name]
    (tmp_path / "worst.xlsx").write_bytes(make())
    said, seconds, memory = measured(tmp_path / "worst.xlsx")
    assert words in said
    assert said.endswith(".")
    assert "\n" not in said
    assert seconds < 3  # two for the reader, which ends itself, and the start of both processes
    assert max(memory) < 500


def test_that_four_million_repeated_cells_are_read_lightly(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="1000"/>'
    (tmp_path / "wide.ods").write_bytes(
        ods(f'<table:table-row table:number-rows-repeated="4000">{cell}</table:table-row>')
    )
    said, seconds, memory = measured(tmp_path / "wide.ods")
    assert (said, seconds < 3, max(memory) < 300) == ("", True, True)
