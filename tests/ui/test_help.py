"""The help: it says what is so, leads where it says, and is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QShortcut, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from firemode_desktop import paths
from firemode_desktop.ui import help_pages
from firemode_desktop.ui.commands import plain_name
from firemode_desktop.ui.help import WIDE, WIDTH, HelpPanel, contents, place_of
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window
from firemode_desktop.ui.workspaces import WORKSPACES
from tests.ui_testing.keys import CTRL, KEY, focus

Calm = Callable[[Window], None]
ALT = Qt.KeyboardModifier.AltModifier
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")
KEYS = re.compile(
    r"\b((?:Ctrl|Alt)\+(?:Shift\+|Alt\+)*(?:F\d+|[A-Z0-9]|Page Up|Page Down|Left|Right|Home|Enter)\b|F\d+\b)"
)
STANDARD = {
    # what Qt's fields and lists do by themselves, and our own grids' key handlers: tested where they are
    "Ctrl+C", "Ctrl+V", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+D", "Ctrl+Home", "F2", "F4",
}  # fmt: skip


def links(markdown: str) -> Iterator[tuple[bool, str, str]]:
    """Whether it is a picture, its words, where it leads."""
    for sign, words, target in LINK.findall(markdown):
        yield sign == "!", words, target


def exists(place: str, here: str) -> bool:
    """Whether the help has that page and section."""
    key, _, slug = place_of(place).partition("#")
    page = next((page for page in help_pages.pages() if page.key == (key or here)), None)
    return page is not None and (not slug or slug in {section.slug for section in page.sections})


@pytest.mark.parametrize("key", help_pages.ORDER)
def test_that_every_link_and_picture_of_a_page_exists(key: str) -> None:
    written = help_pages.source(key)
    assert written.startswith("# "), "a page begins with its title"
    for picture, words, target in links(written):
        if picture:
            assert (help_pages.folder() / target).is_file(), target
            assert len(words) > 20, f"{target} has no text for who does not see it"
        else:
            assert exists(target, key), target


def test_that_the_pictures_are_few_and_each_is_shown() -> None:
    pictures = list((help_pages.folder() / "pictures").iterdir())
    told = {target for key in help_pages.ORDER for picture, _, target in links(help_pages.source(key)) if picture}
    assert {f"pictures/{one.name}" for one in pictures} == told
    assert sum(one.stat().st_size for one in pictures) < 1_500_000


def test_that_every_page_of_the_window_has_its_help_under_its_own_title() -> None:
    titles = help_pages.titles()
    assert {entry.key: titles[entry.key] for entry in WORKSPACES} == {entry.key: entry.title for entry in WORKSPACES}
    assert {file.stem for file in help_pages.folder().glob("*.md")} == set(help_pages.ORDER)
    assert contents().count("\n## [") == len(help_pages.ORDER)


def test_that_the_search_finds_all_words_in_one_paragraph_and_marks_them() -> None:
    hits = help_pages.search("SAVED yet")
    assert hits
    assert all("saved" in hit.line.lower() for hit in hits)
    (first, *_) = help_pages.search("cobie")
    assert (first.place, first.heading) == ("registers#a-cobie-workbook", "A COBie workbook")
    assert {hit.place.partition("#")[0] for hit in help_pages.search("certificate")} >= {"instruments", "reports"}
    long = next(hit for hit in help_pages.search("re-commissioning") if len(hit.line) > 140)
    line, marks = help_pages.excerpt(long)
    assert [line[a:b].lower() for a, b in marks] == ["re-commissioning"]
    assert len(line) <= 142
    assert help_pages.search("") == []
    assert help_pages.search("no such words anywhere zzz") == []


# --- in the window ---------------------------------------------------------------------------------------------------


def _open(window: Window, place: str = "") -> HelpPanel:
    window.show_help()
    assert window.help.isVisible()
    if place:
        window.help.view.go(place)
    return window.help


def test_that_f1_opens_the_help_of_the_page_and_gives_the_keyboard_back(qtbot: QtBot, window: Window) -> None:
    window.top.finder.setFocus()
    before = focus()
    qtbot.keyClick(window, KEY.Key_F1)
    assert window.help.isVisible()
    text = window.help.reader.toPlainText()
    assert "Each stair is a shaft" in text
    assert "Alt+2 Show velocity" in text
    assert focus() is window.help.field
    qtbot.keyClick(focus(), KEY.Key_F1)
    assert not window.help.isVisible()
    assert focus() is before


def test_that_words_are_found_in_all_pages_and_opened_from_the_keyboard(qtbot: QtBot, window: Window) -> None:
    help_ = _open(window)
    qtbot.keyClicks(help_.field, "closer push")
    assert "Trends › The charts of a stair" in help_.reader.toPlainText()
    qtbot.keyClick(help_.field, KEY.Key_Return)
    assert help_.view.place == "trends#the-charts-of-a-stair"
    assert "a closer that would have to push" in help_.reader.toPlainText()
    assert [one.cursor.selectedText() for one in help_.reader.extraSelections()].count("push") >= 1  # type: ignore[attr-defined]
    QTest.keyClick(help_.reader, KEY.Key_Left, ALT)
    assert help_.view.place == "overview"
    QTest.keyClick(help_.reader, KEY.Key_Right, ALT)
    assert help_.view.place == "trends#the-charts-of-a-stair"
    QTest.keyClick(help_.reader, KEY.Key_F, CTRL)
    qtbot.keyClicks(help_.field, "zzz")
    assert "Nothing found" in help_.reader.toPlainText()
    qtbot.keyClick(help_.field, KEY.Key_Escape)
    assert help_.isVisible()
    qtbot.keyClick(help_.field, KEY.Key_Escape)
    assert not help_.isVisible()


def test_that_links_lead_on_and_pictures_fit_the_width(qtbot: QtBot, window: Window) -> None:
    help_ = _open(window, "baselines")
    help_.view._on_link(QUrl("registers.md#whole-stairs"))
    assert help_.view.place == "registers#whole-stairs"
    help_.view.go_back()

    def picture_width() -> int:
        image = help_.reader.document().resource(2, QUrl("pictures/baselines.png"))
        return round(image.width() / image.devicePixelRatio())

    assert help_.width() == WIDTH
    narrow = picture_width()
    assert 200 < narrow < WIDTH
    help_.wider.click()
    qtbot.waitUntil(lambda: picture_width() > narrow)
    assert help_.width() == WIDE
    assert picture_width() < WIDE
    alternative = [
        part.format.property(QTextFormat.Property.ImageAltText.value)
        for block in _blocks(help_)
        for part in block.textFormats()
        if part.format.isImageFormat()
    ]
    assert any("matrix of the pressures" in str(text) for text in alternative)
    help_.wider.click()


def _blocks(help_: HelpPanel) -> Iterator[object]:
    block = help_.reader.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def test_that_the_help_stands_in_a_window_of_its_own_and_f1_leads_there(window: Window, qtbot: QtBot) -> None:
    help_ = _open(window, "faults#class")
    help_.open_apart.click()
    assert help_.apart is not None
    assert not help_.isVisible()
    assert help_.apart.view.place == "faults#class"
    window.theme.choose(Scheme.DARK)
    window.show_help()
    assert help_.apart.view.place == "overview"
    qtbot.waitUntil(help_.apart.isActiveWindow)
    QTest.keyClick(help_.apart.view.field, KEY.Key_Escape)
    assert not help_.apart.isVisible()


def test_that_every_state_of_a_page_has_its_place_in_the_help(window: Window, calm: Calm) -> None:
    places = set()
    window.show_start()
    places.add(window.help_place())
    for key in ("registers", "scenarios", "faults", "instruments", "admin", "reports"):
        window.visit(key)
        calm(window)
        places.add(window.help_place())
        places |= set(_states(window, key))
    window.visit("baselines")
    calm(window)
    places.add(window.help_place())
    window.page("baselines").start_import()  # type: ignore[attr-defined]
    places.add(window.help_place())
    window.visit("sessions")
    calm(window)
    window.page("sessions").show_calendar()  # type: ignore[attr-defined]
    places.add(window.help_place())
    assert all(exists(place, "") for place in places), [place for place in places if not exists(place, "")]
    assert places >= {
        *(f"admin#{one}" for one in ("people", "rules", "database", "integrity", "connections", "buildings", "about")),
        "baselines#the-matrix",
        "baselines#importing",
        "registers",
        "scenarios#the-matrix",
        "scenarios#coverage",
        "sessions#what-is-expected-and-when",
        "window#four-ways-to-begin",
    }


def _states(window: Window, key: str) -> Iterator[str]:
    """The places of the sections of administration, and of the views of cause and effect."""
    page: Any = window.page(key)
    for index in range(len(page.sections) if key == "admin" else 0):
        page.tabs.setCurrentIndex(index)
        yield window.help_place()
    for index in range(5 if key == "scenarios" else 0):
        page.modes.choose(index)
        yield window.help_place()


def test_that_every_shortcut_a_page_names_is_one_of_the_program(window: Window) -> None:
    sessions: Any = window.page("sessions")
    assert sessions.run is not None
    assert sessions.importing is not None
    missing = {entry.key: _missing(window, entry.key) for entry in WORKSPACES}
    assert not any(missing.values()), missing


def _missing(window: Window, key: str) -> set[str]:
    """The keys that the help of a page names, and neither the window nor the page has."""
    known = {sequence for each in (window, window.page(key)) for sequence in _shortcuts(each)}
    named = {each for each in KEYS.findall(help_pages.source(key)) if each not in STANDARD}
    return {each for each in named if each not in known and not _handled(each, _sources(key))}


def _shortcuts(owner: object) -> Iterator[str]:
    """Every shortcut of a widget and what is in it, as the help writes it."""
    actions = [*owner.actions(), *owner.findChildren(QAction)]  # type: ignore[attr-defined]
    for action in actions:
        yield from (one.toString() for one in action.shortcuts())
    for shortcut in owner.findChildren(QShortcut):  # type: ignore[attr-defined]
        yield from (one.toString() for one in QShortcut.keys(shortcut))


def _sources(key: str) -> str:
    """The code of a page: some of its keys are handled where they are pressed."""
    package = {"registers": "registry", "sessions": "testing", "reports": "reporting"}.get(key, key)
    folders = (
        [package, "importing", "planning"] if key in ("baselines", "sessions", "scenarios", "registers") else [package]
    )
    root = paths.root() / "firemode_desktop" / "ui"
    return "\n".join(file.read_text(encoding="utf-8") for one in folders for file in Path(root / one).rglob("*.py"))


def _handled(keys: str, source: str) -> bool:
    """Whether the code of the page names that key, as a sequence or as Qt's own name of it."""
    *held, last = keys.replace("Page Up", "PgUp").replace("Page Down", "PgDown").split("+")
    names = {"PgUp": "PageUp", "PgDown": "PageDown", "Enter": "(?:Return|Enter)"}
    return bool(re.search(rf'"{re.escape("+".join((*held, last)))}', source)) or bool(
        re.search(rf"Key_{names.get(last, last)}\b", source)
    )


def test_that_what_the_first_steps_tell_one_to_press_is_there(window: Window, calm: Calm) -> None:
    window.visit("sessions")
    calm(window)
    words = {plain_name(action) for action in window.findChildren(QAction)}
    for entry in WORKSPACES:
        page = window.page(entry.key)
        words |= {plain_name(action) for action in page.findChildren(QAction)}
        words |= {one.text() for one in page.findChildren(QAbstractButton)}
        source = _sources(entry.key)
        steps = next((one.text for one in help_pages._read(entry.key).sections if one.slug == "first-steps"), "")
        steps = " ".join(steps.split())
        named = set(re.findall(r"(?<!\*)\*{1,2}([A-Z][^*]*…)\*{1,2}", steps))
        missing = {one for one in named if one not in words and f'"{one}"' not in source}
        assert not missing, entry.key


def test_that_the_keys_of_the_help_itself_are_what_it_says(window: Window) -> None:
    sequences = {one.toString() for action in window.actions() for one in action.shortcuts()}
    told = re.findall(
        r"^- \*\*(Ctrl\+\w|Shift\+F1|F\d+|Ctrl\+Shift\+\w|Ctrl\+F1)\*\*", help_pages.source("everywhere"), re.M
    )
    assert len(told) > 5
    assert not [one for one in told if QKeySequence(one).toString() not in sequences]


def test_that_titles_and_headings_stand_out_from_the_text(window: Window) -> None:
    help_ = _open(window, "faults")
    layout = help_.reader.document().documentLayout()
    heights = {_level(block): layout.blockBoundingRect(block).height() for block in _blocks(help_) if _level(block) > 0}
    assert heights[1] > heights[2] > QFontMetrics(help_.reader.document().defaultFont()).height()


def _level(block: Any) -> int:
    level: int = block.blockFormat().headingLevel()
    return level


def test_that_ctrl_k_finds_the_help_below_everything_else(window: Window, calm: Calm) -> None:
    window.finder.open_all()
    window.finder.palette.field.setText("cobie")
    calm(window)
    hits = window.finder.palette.hits
    (first, *_) = [hit for hit in hits if hit.icon == "help"]
    assert first.name == "A COBie workbook"
    first.run()
    assert window.help.isVisible()
    assert window.help.view.place == "registers#a-cobie-workbook"
