"""Files that went wrong on their way: honest ones, changed by chance but by the same chance for the same number.

    mutant = mutated(materials, 4711)      # always the same bytes
    mutant.how                             # what was done to which file

A third is done to bytes, to the members of the archive and to its XML; the other two to the text of CSVs and to the
cells themselves, because a file that still opens, and says something else, is the dangerous one.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from benchmarks.grids import CellGrid, as_csv, as_workbook, spoiled

ODD_NUMBERS = (
    "NaN", "-NaN", "1e999", "-1e999", "Infinity", "1e-400", "0x1F", "1_000", "９９", "٤٤", "44,5", "44.5.1", "--4",
    "", "19.996", "100.004", "0.0000000000001", "9" * 400, "1" + "0" * 5000, "-0", "+44", "44 Pa", "4.4E1", "1/0",
    "#DIV/0!",
)  # fmt: skip
ODD_PLACES = ("XFD1048576", "A1", "A0", "ZZZZ9", "B99999999999", "a1", "1A", "", "$A$1", "C3:D4", "AB")
ODD_TYPES = ("s", "str", "inlineStr", "b", "e", "d", "n", "x", "")
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' % (b"x" * 4000)


@dataclass(frozen=True)
class Material:
    """An honest file; ``grids`` are its cells, where they can be changed one by one."""

    name: str
    data: bytes
    grids: tuple[CellGrid, ...] = ()

    @property
    def is_archive(self) -> bool:
        return self.data[:2] == b"PK"

    @property
    def is_text(self) -> bool:
        return PurePath(self.name).suffix == ".csv"


@dataclass(frozen=True)
class Mutant:
    """A file to try, and what was done to it."""

    number: int
    name: str
    data: bytes
    how: str


def mutated(materials: Sequence[Material], number: int) -> Mutant:
    """Mutant ``number`` of these materials."""
    chance = random.Random(f"firemode {number}")
    material = chance.choice(materials)
    ways: list[Callable[[Material, random.Random], tuple[str, bytes, str]]] = [_bytes]
    if material.is_archive:
        ways = [_bytes, _members, _xml, _xml]
    elif material.is_text:
        ways = [_bytes, _text, _text]
    if material.grids:
        ways += [_cells] * len(ways)
    name, data, how = chance.choice(ways)(material, chance)
    return Mutant(number, name, data, f"{material.name}: {how}")


# --- bytes ----------------------------------------------------------------------------------------------------------


def _bytes(material: Material, chance: random.Random) -> tuple[str, bytes, str]:
    data = bytearray(material.data)
    how = chance.choice(["flipped", "cut off", "cut out", "doubled", "stuffed", "prefixed", "emptied", "followed"])
    at, length = chance.randrange(len(data)), chance.choice([1, 4, 64, 1000])
    if how == "flipped":
        for _ in range(chance.choice([1, 3, 30])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif how == "cut off":
        del data[at:]
    elif how == "cut out":
        del data[at : at + length]
    elif how == "doubled":
        data[at:at] = data[at : at + length]
    elif how == "stuffed":
        data[at:at] = chance.randbytes(length)
    elif how == "prefixed":
        data[:0] = chance.choice(
            [b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 7, b"%PDF-1.7\n", b"MZ", b"\xd0\xcf\x11\xe0"]
        )
    elif how == "followed":
        data += material.data if chance.random() < 0.5 else chance.randbytes(length)
    else:
        data.clear()
    return material.name, bytes(data), f"bytes {how} at {at}"


# --- the archive ----------------------------------------------------------------------------------------------------


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _members(material: Material, chance: random.Random) -> tuple[str, bytes, str]:
    members = list(_unpacked(material.data).items())
    how = chance.choice(["dropped", "emptied", "doubled", "renamed", "exchanged", "filled", "bombed"])
    at = chance.randrange(len(members))
    name, content = members[at]
    if how == "dropped":
        del members[at]
    elif how == "emptied":
        members[at] = name, b""
    elif how == "doubled":
        members.append((name.swapcase() if chance.random() < 0.5 else f"./{name}", content[::-1]))
    elif how == "renamed":
        members[at] = chance.choice([f"../{name}", name.upper(), f"{name}\\x", "/" + name]), content
    elif how == "exchanged":
        members[at] = name, chance.choice(members)[1]
    elif how == "filled":
        members[at] = name, content + b" " * chance.choice([10_000, 3_000_000])
    else:
        members[at] = name, b"<a>" + b"0" * chance.choice([1_000_000, 40_000_000])
    return material.name, _packed(members), f"member {name} {how}"


def _xml(material: Material, chance: random.Random) -> tuple[str, bytes, str]:
    members = _unpacked(material.data)
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    likely = [name for name in names if re.search(r"sheet\d|sharedStrings|styles|workbook\.xml|content\.xml", name)]
    name = chance.choice(likely or names)
    xml = members[name]
    done = []
    for _ in range(chance.choice([1, 1, 2, 5])):
        way = chance.choice(_XML_WAYS)
        xml = way(xml, chance)
        done.append(way.__name__.strip("_"))
    members[name] = xml
    return material.name, _packed(list(members.items())), f"{name} {', '.join(done)}"


def _replaced(xml: bytes, pattern: bytes, chance: random.Random, by: Callable[[bytes], bytes]) -> bytes:
    """One of the matches exchanged."""
    found = list(re.finditer(pattern, xml))
    if not found:
        return xml
    match = chance.choice(found)
    return xml[: match.start()] + by(match[0]) + xml[match.end() :]


def _place_changed(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(xml, rb' r="[A-Z]*\d+"', chance, lambda _: f' r="{chance.choice(ODD_PLACES)}"'.encode())


def _type_changed(xml: bytes, chance: random.Random) -> bytes:
    said = f' t="{chance.choice(ODD_TYPES)}"'.encode()
    pattern = chance.choice([rb' t="\w+"', rb"(?<=<c)(?= r=)"])
    return _replaced(xml, pattern, chance, lambda _: said)


def _style_changed(xml: bytes, chance: random.Random) -> bytes:
    style = chance.choice([0, 1, 2, 3, 14, 99, -1, 10**12])
    return _replaced(xml, rb' s="\d+"', chance, lambda _: b' s="%d"' % style)


def _number_changed(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(xml, rb"<v>[^<]*</v>", chance, lambda _: f"<v>{chance.choice(ODD_NUMBERS)}</v>".encode())


def _attribute_changed(xml: bytes, chance: random.Random) -> bytes:
    number = chance.choice([b"0", b"-1", b"1048576", b"99999999999999999999", b"x", b""])
    return _replaced(xml, rb'"\d+"', chance, lambda _: b'"%b"' % number)


def _text_changed(xml: bytes, chance: random.Random) -> bytes:
    said = chance.choice([b"", b" ", b"&lt;", b"&#0;", b"&#65535;", b"\xff", b"x" * 40_000, b"=1+1", b"&nothing;"])
    return _replaced(xml, rb">[^<>]+<", chance, lambda _: b">" + said + b"<")


def _element_dropped(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(xml, chance.choice([rb"<c .*?</c>", rb"<row .*?</row>", rb"<[a-z:]+/>"]), chance, lambda _: b"")


def _element_doubled(xml: bytes, chance: random.Random) -> bytes:
    many = chance.choice([2, 2, 40])
    return _replaced(xml, chance.choice([rb"<c .*?</c>", rb"<row .*?</row>"]), chance, lambda found: found * many)


def _tag_broken(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(xml, rb"</?[a-zA-Z:]+", chance, lambda found: found[:-1])


def _doctype_added(xml: bytes, chance: random.Random) -> bytes:
    return BOMB + xml.partition(b"?>")[2]


def _merged(xml: bytes, chance: random.Random) -> bytes:
    ranges = chance.choice(["A1:XFD1048576", "A3:A9", "D3:E4", "B2:B2", "Z9:A1"])
    merge = f'<mergeCells count="1"><mergeCell ref="{ranges}"/></mergeCells>'.encode()
    return xml.replace(b"</sheetData>", b"</sheetData>" + merge, 1)


def _formula_added(xml: bytes, chance: random.Random) -> bytes:
    return _replaced(
        xml, rb"<v>", chance, lambda _: chance.choice([b"<f>A1+1</f><v>", b"<f/><v>", b'<f t="shared"/><v>'])
    )


def _never_calculated(xml: bytes, chance: random.Random) -> bytes:
    """A nought that a library left behind a formula; its workbooks ask to be calculated."""
    return _replaced(xml, rb"<v>[^<]*</v>", chance, lambda _: b"<f>45+0.2</f><v>0</v>")


def _text_beside(xml: bytes, chance: random.Random) -> bytes:
    """A cell with a text of its own beside, or in place of, its number."""
    return _replaced(xml, rb"<v>[^<]*</v>", chance, lambda found: chance.choice([found, b""]) + b"<is><t>44.5</t></is>")


def _link_doubled(xml: bytes, chance: random.Random) -> bytes:
    """A part that is linked twice, by one name or to two places."""
    by = chance.choice([(b"sheet1", b"sheet2"), (b'Id="', b'Id="x'), (b"styles", b"theme")])
    return _replaced(xml, rb"<Relationship [^>]*>", chance, lambda found: found + found.replace(*by))


def _other_calendar(xml: bytes, chance: random.Random) -> bytes:
    return xml.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)


def _repeated(xml: bytes, chance: random.Random) -> bytes:
    many = chance.choice([0, 2, 9, 1000, 1048576, 10**15])
    what = chance.choice([b"table:table-row", b"table:table-cell"])
    word = b"rows" if what.endswith(b"row") else b"columns"
    added = b'<%b table:number-%b-repeated="%d"' % (what, word, many)
    return _replaced(xml, b"<" + what + rb"(?= |>)", chance, lambda _: added)


_XML_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _place_changed, _type_changed, _style_changed, _number_changed, _number_changed, _attribute_changed,
    _text_changed, _element_dropped, _element_doubled, _tag_broken, _doctype_added, _merged, _formula_added,
    _other_calendar, _repeated, _never_calculated, _text_beside, _link_doubled,
)  # fmt: skip


# --- the text of a CSV ----------------------------------------------------------------------------------------------


def _text(material: Material, chance: random.Random) -> tuple[str, bytes, str]:
    text = material.data.decode()
    how = chance.choice([*_ENCODINGS, "separator", "quotes", "digits", "lines", "breaks", "letters", "titles"])
    if how in _ENCODINGS:
        return material.name, _ENCODINGS[how](text), f"encoded as {how}"
    if how == "separator":
        text = text.replace(",", chance.choice([";", "\t", "|", ":", ",,", " "]))
        text = text.replace(".", ",") if chance.random() < 0.3 else text
    elif how == "breaks":
        text = text.replace("\n", chance.choice(["\r", "\r\n", "\n\n", "\x0b", "\u2028"]))
    elif how == "titles":
        text = "Commissioning of the pilot building\n\nPrepared by,,\n" + text
    else:
        text = _spoiled_at(text, how, chance)
    return material.name, text.encode("utf-8", "surrogatepass"), how


_ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16BE without mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "Windows-1252": lambda text: text.replace("Level", "Lével").encode("cp1252"),
    "EBCDIC": lambda text: text.encode("cp037", "replace"),
}


def _spoiled_at(text: str, how: str, chance: random.Random) -> str:
    places = {"quotes": r",", "digits": r"\d+(\.\d+)?", "lines": r"[^\n]*\n", "letters": r"[A-Za-z]"}
    by: dict[str, Callable[[str], str]] = {
        "quotes": lambda found: chance.choice(['"', '","', '",""', ',"']),
        "digits": lambda found: chance.choice(ODD_NUMBERS),
        "lines": lambda found: chance.choice(["", found * 2, found * 30, f"{found[:-1]},\n", f'"{found}', "\n"]),
        "letters": lambda found: chance.choice(["", "\0", "\u202e", "é", "\ud800", "ﬃ", "\t", "="]),
    }
    for _ in range(chance.choice([1, 2, 8])):
        found = list(re.finditer(places[how], text))
        if found:
            match = chance.choice(found)
            text = text[: match.start()] + by[how](match[0]) + text[match.end() :]
    return text


# --- cells ----------------------------------------------------------------------------------------------------------


def _cells(material: Material, chance: random.Random) -> tuple[str, bytes, str]:
    grids, done = list(material.grids), []
    for _ in range(chance.choice([1, 1, 2, 3, 6])):
        at = chance.randrange(len(grids))
        grids[at], how = spoiled(grids[at], chance)
        done.append(f"{grids[at].name} {how}")
    if material.is_text:
        return material.name, as_csv(grids[0]), "; ".join(done)
    return f"{PurePath(material.name).stem}.xlsx", as_workbook(grids), "; ".join(done)
