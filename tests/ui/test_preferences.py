"""Administration › Settings: look, text size, language, what is remembered. In a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from firemode_desktop.ui import language
from firemode_desktop.ui.admin.page import AdminPage
from firemode_desktop.ui.admin.preferences import PreferencesSection
from firemode_desktop.ui.choices import OPEN_AGAIN
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window

Calm = Callable[[Window], None]


@pytest.fixture
def section(window: Window, calm: Calm) -> PreferencesSection:
    window.visit("admin")
    page = window.page("admin")
    assert isinstance(page, AdminPage)
    page.show_section(page.sections.index(page.preferences))
    calm(window)
    return page.preferences


def choose(box: QComboBox, data: object) -> None:
    """As a person does: the box is set and says that it was."""
    at = box.findData(data)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_that_a_look_holds_at_once_and_is_remembered(
    window: Window, section: PreferencesSection, kept: QSettings
) -> None:
    choose(section.look, Scheme.CONTRAST)
    assert kept.value("scheme") == "high contrast"
    choose(section.look, Scheme.LIGHT)
    assert window.choices.scheme is Scheme.LIGHT


def test_that_a_language_holds_when_the_window_is_opened_again(
    window: Window, section: PreferencesSection, kept: QSettings
) -> None:
    assert [section.language.itemData(at) for at in range(section.language.count())] == ["", *language.shipped()]
    choose(section.language, "de")
    assert kept.value("language") == "de"
    notice = window.bar.notice
    assert notice is not None
    assert notice.about == OPEN_AGAIN
    assert notice.text == "The window speaks Deutsch when it is opened again."
    assert notice.actions[0][0] == "Open again now"
    choose(section.language, "en_AU")
    assert window.bar.notice is None


def test_that_a_text_size_that_was_chosen_elsewhere_is_shown(
    window: Window, section: PreferencesSection, calm: Calm
) -> None:
    window.choices.choose_size(150)
    section.load()
    assert section.text_size.currentText() == "150 %"
    choose(section.text_size, 100)
    assert window.choices.size == 100


def test_that_forgetting_leaves_what_was_chosen(
    window: Window, section: PreferencesSection, kept: QSettings, qtbot: QtBot
) -> None:
    kept.setValue("faults/columns", "wide")
    kept.setValue("server", "postgresql://office.example/firemode")
    choose(section.look, Scheme.DARK)
    section.forget.click()
    assert kept.value("faults/columns") is None
    assert kept.value("server") == "postgresql://office.example/firemode"
    assert kept.value("scheme") == "dark"
    assert section.kept.text() == f"{len(window.choices.remembered())} things are remembered."


def test_that_each_choice_is_reached_by_its_name_and_where_things_lie_is_said(
    window: Window, section: PreferencesSection, settings: object
) -> None:
    assert [box.accessibleName() for box in (section.look, section.text_size, section.language)] == [
        "Look", "Text size", "Language",
    ]  # fmt: skip
    section.look.setFocus()
    QTest.keyClick(section.look, "\t")
    assert section.text_size.hasFocus()
    told = [path for _, path in section._places()]
    assert all(isinstance(path, Path) for path in told)
    assert section.example.text() == "Numbers and days are written like this: 1,234.5, 6 May 2026."
