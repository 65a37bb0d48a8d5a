"""Letters of other scripts on paper: drawn in fonts that are in the file, searchable, in the order they are read in."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from firemode_desktop.reports.typography import Face, clean, put, visual, width, wrapped

ARABIC = "برج السلامة 12"
HEBREW = "מגדל Tower 12"
EAST_ASIAN = "消防楼梯 ひらがな 한국어"


def written(text: str, face: Face) -> tuple[str, PdfReader]:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(500, 100), invariant=1)
    put(canvas, 20, 50, clean(text), face, 12)
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    found = document[0].get_textpage().get_text_bounded()
    document.close()
    return found, PdfReader(target)


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("text", [EAST_ASIAN, "Ωμέγα Привет naïve ≥ 20 m³/s"])
def test_that_text_can_be_searched_for_as_it_is_written(text: str, face: Face) -> None:
    assert written(text, face)[0] == text


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize(("text", "words"), [(ARABIC, ("برج", "السلامة", "12")), (HEBREW, ("מגדל", "Tower", "12"))])
def test_that_words_from_right_to_left_are_found_whole(text: str, words: tuple[str, ...], face: Face) -> None:
    found = written(text, face)[0]
    assert sorted(found.split()) == sorted(words)


@pytest.mark.parametrize("text", [ARABIC, HEBREW, EAST_ASIAN])
def test_that_every_font_of_every_script_is_in_the_file(text: str) -> None:
    _, reader = written(text, Face.BOLD)
    fonts = reader.pages[0]["/Resources"]["/Font"]
    used = [font.get_object() for name, font in fonts.items() if font.get_object()["/Subtype"] == "/TrueType"]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert not any(font.get_object()["/Subtype"] == "/Type0" for font in fonts.values())


def test_that_letters_of_arabic_are_joined_and_turned_round_and_numbers_are_not() -> None:
    drawn = visual(ARABIC)
    assert drawn.startswith("12 ")
    assert not set(drawn) & set("برجالسلامة")  # each in the form that its neighbours ask for
    assert (
        "\N{ARABIC LIGATURE LAM WITH ALEF FINAL FORM}" in drawn
        or "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}" in drawn
    )


def test_that_a_line_reads_from_left_to_right_whatever_its_first_letter() -> None:
    assert visual("מגדל Tower 12") == "לדגמ Tower 12"
    assert visual("Tower (מגדל) 3") == "Tower (לדגמ) 3"
    assert visual("Stair-A") == "Stair-A"


def test_that_a_long_line_from_right_to_left_is_broken_in_the_order_it_is_read_in() -> None:
    first, *others = wrapped(" ".join(["ראשון", *["מילה"] * 40]), Face.REGULAR, 9, 120)
    assert first.startswith("ראשון")
    assert len(others) > 2
    assert all(width(line, Face.REGULAR, 9) <= 120 for line in (first, *others))
