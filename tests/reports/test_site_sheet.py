"""The site sheet, read back from the PDF itself."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.reports.pages import LEFT, MM, PAGE, WIDTH
from firemode_desktop.reports.sheet.data import InForce, SiteSheet, VisitTest
from firemode_desktop.reports.sheet.document import render
from firemode_desktop.reports.sheet.steps import MUST, MUST_NOT, Column
from tests.reports import qr
from tests.ui_scenarios import scenes

DAY = datetime(2026, 5, 4, 2, tzinfo=UTC)
LATER = datetime(2026, 6, 8, 2, tzinfo=UTC)
KEY = UUID("3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf")


def scenario(*steps: object, **more: object) -> Scenario:
    one = scenes.scenario(1, 1, "Fire in Zone-1", scenes.usual(1), "SD-Z1-01", published_at=DAY)
    facts: dict[str, object] = {"published_by": "Engineer One", "timezone": "Australia/Sydney", "version": 2, **more}
    sequence = Sequence(steps) if steps else one.sequence  # type: ignore[arg-type]
    return replace(one, key=KEY, sequence=sequence, **facts)  # type: ignore[arg-type]


def sheet(*steps: object, **more: object) -> SiteSheet:
    return SiteSheet("Pilot Building 123", scenario(*steps, **more), changed_at=DAY)


@cache
def long_sheet() -> SiteSheet:
    step = scenes.step
    return sheet(*(step(n, f"DAMPER-{n:02d}", "damper", "open", n, note="Look twice. " * 9) for n in range(1, 61)))


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_bounded().replace("\ufffe", "-").split()) for page in document]


def picture(content: bytes, scale: float = 3, page: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(content)[page].render(scale=scale).to_pil().convert("RGB")


def test_that_the_same_scenario_gives_the_same_bytes_and_another_step_gives_others() -> None:
    again = render([sheet()])
    assert again == render([sheet()])
    assert again != render([sheet(*scenes.usual(1, sensor=False))])


def test_that_a_reader_finds_the_code_of_the_scenario_in_the_printed_square() -> None:
    content = render([sheet()])
    whole = picture(content, scale=4)
    right, top = (LEFT + WIDTH) * 4, 21 * MM * 4
    code = whole.crop((int(right - 31.5 * MM * 4), int(top), int(right), int(top + 31 * MM * 4)))
    assert qr.read(code) == sheet().code.text
    assert sheet().code.text.startswith(f"firemode:scenario/{KEY}?v=2&d=")
    assert "7A31-90BF" in texts(content)[0]


def test_that_a_sequence_of_four_steps_fits_on_one_page_with_all_that_is_to_be_filled_in() -> None:
    (page,) = texts(render([sheet()]))
    for words in (
        "SD-Z1-01", "Smoke detector · Zone-1 · Stair-A", "Level-1, Level-2", "Fire in Zone-1",
        "Version 2 · in force since 4 May 2026 · published by Engineer One",
        "Apply test smoke to detector SD-Z1-01 until its lamp lights.",
        "2 FAN-01-A fan start 3 ± 2 s from 1 to 5 s", "after step 2", "0 ± 2 s from 0 to 2 s", "reach setpoint",
        "What else happened", "Time of the trigger", "Stopwatch, serial no.", "Signature", "Witness (name)",
        "Page 1 of 1", "Pilot Building 123",
    ):  # fmt: skip
        assert words in page
    assert "not for testing" not in page


def test_that_what_must_not_happen_stands_in_a_block_of_its_own() -> None:
    wrong = scenes.step(5, "FAN-02", "fan", "start", 15, 15, must_not=True)
    page = texts(render([sheet(*scenes.usual(1), wrong)]))[0]
    before, after = page.split("What must NOT happen")
    assert "FAN-02" not in before
    assert "5 FAN-02 fan NOT start 0 – 30 s No Yes" in after
    assert "FAN-01-A" in before


@pytest.mark.parametrize("columns", [MUST, MUST_NOT])
def test_that_both_tables_are_as_wide_as_the_page(columns: tuple[Column, ...]) -> None:
    assert sum(column.width_mm for column in columns) * MM == pytest.approx(WIDTH)


def test_that_what_is_written_in_by_hand_does_not_touch_what_is_printed_beside_it() -> None:
    document = pypdfium2.PdfDocument(render([sheet(scenes.step(1, "FAN", "fan", "start", 15, 15, must_not=True))]))
    text = document[0].get_textpage()
    at = text.search("Yes").get_next()
    assert at is not None
    end = text.get_charbox(sum(at) - 1)[2]
    boxes = [each.get_bounds() for each in document[0].get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    low, high = text.get_charbox(at[0])[1::2]
    beside = [
        left for left, bottom, _, top in boxes if bottom < low and top > high and left > end - 20 and top - bottom < 40
    ]
    assert min(beside) > end + 2


def test_that_sixty_steps_run_over_pages_that_each_repeat_the_head_and_none_is_lost() -> None:
    pages = texts(render([long_sheet()]))
    whole = " ".join(pages)
    for n in range(1, 61):
        assert whole.count(f"DAMPER-{n:02d} damper") == 1
    steps = [page for page in pages if " damper open" in page]
    assert len(steps) > 3
    assert all("No. Component What it does Planned" in page for page in steps)
    assert all("Zone-1 · SD-Z1-01" in page and f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))


def test_that_each_scenario_begins_on_a_page_of_its_own_that_a_bookmark_leads_to() -> None:
    other = replace(sheet(), scenario=replace(scenario(), key=UUID(int=9), name="Second", trigger="MCP-1"))
    content = render([long_sheet(), other])
    document = PdfReader(io.BytesIO(content))
    leads = [(str(one["/Title"]), document.get_destination_page_number(one)) for one in document.outline]
    pages = texts(content)
    assert leads == [
        ("Stair-A · Zone-1 · SD-Z1-01 · Fire in Zone-1, version 2", 0),
        ("Stair-A · Zone-1 · MCP-1 · Second, version 2", len(pages) - 1),
    ]
    assert "Sheet 2 of 2, its page 1 of 1" in pages[-1]
    assert "MCP-1" not in " ".join(pages[:-1])


DRAFT = {"state": ScenarioState.DRAFT, "published_at": None, "published_by": None, "version": 3}
OLD = {"state": ScenarioState.SUPERSEDED}


@pytest.mark.parametrize(
    ("one", "words", "standing"),
    [
        (replace(sheet(**DRAFT), in_force=InForce(2, DAY)), "DRAFT – not for testing", "version 2 is in force since"),
        (replace(sheet(**OLD), in_force=InForce(3, LATER), ended=LATER), "SUPERSEDED – not for testing",
         "out of force since 8 Jun 2026 · published by Engineer One · version 3 is in force since 8 Jun 2026"),
        (replace(sheet(**OLD), ended=LATER), "WITHDRAWN – not for testing", "out of force since 8 Jun 2026"),
    ],
)  # fmt: skip
def test_that_a_sheet_that_must_not_be_tested_by_says_so_on_every_page(
    one: SiteSheet, words: str, standing: str
) -> None:
    pages = texts(render([replace(one, scenario=replace(one.scenario, sequence=long_sheet().scenario.sequence))]))
    assert words in pages[0]
    assert standing in pages[0]
    assert all("not for testing" in page for page in pages)


def test_that_the_sheet_of_a_session_names_it_and_is_for_testing_whatever_came_into_force_since() -> None:
    test = VisitTest("Annual test 2026", "CE_STAIR-A_ZONE-1", DAY.date())
    one = replace(sheet(**OLD), in_force=InForce(3, LATER), ended=LATER, test=test)
    page = texts(render([one]))[0]
    assert "Session Annual test 2026 · due 4 May 2026 · CE_STAIR-A_ZONE-1" in page
    assert "version 3 is in force since 8 Jun 2026" in page
    assert "not for testing" not in page


def test_that_nothing_is_told_by_colour() -> None:
    for one in (sheet(scenes.step(1, "FAN-02", "fan", "start", 15, 15, must_not=True)), sheet(**DRAFT)):
        red, green, blue = picture(render([one]), 1.5).split()
        assert ImageChops.difference(red, green).getbbox() is None
        assert ImageChops.difference(green, blue).getbbox() is None


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": "X" * 100, "name": "A name that goes on and on " * 9, "zone": "Z" * 100, "stair": "S" * 50},
        {"trigger": "探测器-8", "name": "كاشف الدخان", "floors": tuple(f"Level-{n}" for n in range(60))},
    ],
)
def test_that_long_and_foreign_names_stay_on_the_paper(more: dict[str, object]) -> None:
    step = scenes.step(1, "C" * 255, "actuator", "go_" * 60, 123456, 99999, note="word " * 800)
    document = pypdfium2.PdfDocument(render([sheet(step, **more)]))
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
        assert min(box[0] for box in boxes) >= LEFT - 1
        assert max(box[2] for box in boxes) <= LEFT + WIDTH + 1
        assert min(box[1] for box in boxes) > 8 * MM
        assert max(box[3] for box in boxes) < PAGE[1] - 8 * MM


def test_that_a_scenario_without_steps_says_that_nothing_can_be_tested_by_it() -> None:
    (page,) = texts(render([replace(sheet(), scenario=replace(scenario(), sequence=Sequence()))]))
    assert "There are no steps on record. Nothing can be tested by this sheet." in page


def test_that_fonts_are_embedded_and_the_file_names_itself_its_language_and_its_day() -> None:
    document = PdfReader(io.BytesIO(render([sheet()])))
    fonts = [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].get_object().values()]
    assert fonts
    assert all("FontFile2" in str(font["/FontDescriptor"].get_object()) for font in fonts)
    about = document.metadata
    assert about is not None
    assert about.title == "Site sheet – Stair-A · Zone-1 · SD-Z1-01 · Fire in Zone-1, version 2 – Pilot Building 123"
    assert about.creation_date == DAY
    assert document.root_object["/Lang"] == "en-AU"
