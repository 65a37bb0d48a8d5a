"""A whole annual session of the pilot building, 178 tests, keyed in from the keyboard in a real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from statistics import median
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.domain.grid import POINTS
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.services import testing
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import session_named, user_named, window_of
from tests.ui_testing.keys import CTRL, KEY, NONE, focus

Calm = Callable[[Window], None]
Typed = tuple[tuple[str, ...], str]
"""What is typed into the fields of a test, Enter after each, nine points copied; and the verdict there must be."""
INSTRUMENTS = {"manometer": "SN-12345", "anemometer": "AN-07", "force_gauge": "FG-21"}
PRESSURES = ("44.1", "20", "19.99", "80", "80.01", "35,5", "21.4", "0")
PRESSURE_VERDICTS = ("pass", "pass", "fail", "pass", "fail", "pass", "pass", "fail")
FORCES = ("88.5", "110", "110.01", "99")
FORCE_VERDICTS = ("pass", "pass", "fail", "pass")
TOO_SLOW_S = 0.15
"""Of the processor, from Enter until the next field has the keyboard, on the thread of the window."""


def what_to_type(one: RunTest, turn: int) -> Typed:
    """A result of the right kind, on both sides of every limit in turn."""
    kind = one.test.measurement_type
    if kind == MeasurementType.PRESSURE_DIFFERENTIAL:
        return (PRESSURES[turn % 8],), PRESSURE_VERDICTS[turn % 8]
    if kind == MeasurementType.DOOR_OPENING_FORCE:
        return (FORCES[turn % 4],), FORCE_VERDICTS[turn % 4]
    if kind == MeasurementType.AIR_VELOCITY:
        lowest = ("1", "0.99")[turn % 2]
        return (*("1",) * 8, lowest), ("pass", "fail")[turn % 2]
    if kind == MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        late = turn % 3 == 2
        plan = [step.expected_delay_seconds for step in one.test.expected_sequence]
        last = plan[-1] + one.test.expected_sequence[-1].tolerance_seconds + (Decimal("0.1") if late else 0)
        return tuple(f"{each:f}" for each in (*plan[:-1], last)), "fail" if late else "pass"
    limit = one.test.response_time_s
    assert limit is not None
    return (f"y{limit}" if turn % 2 == 0 else f"y{limit}.5",), ("pass", "fail")[turn % 2]


class Typist:
    """Somebody at the keyboard, who counts the keys."""

    def __init__(self) -> None:
        self.keys = 0

    def press(self, key: Any, modifiers: Any = NONE) -> None:
        """One key, to whatever has the keyboard."""
        QTest.keyClick(focus(), key, modifiers)
        self.keys += 1

    def enter(self, text: str) -> None:
        """A text and Enter."""
        for character in text:
            self.press(character)
        self.press(KEY.Key_Return)


def _answer_for_the_rest(session: Any) -> None:
    """The photographs, which no keyboard takes: a supervisor waives each that is asked for."""
    by = user_named(session, "supervisor")
    tests = select(models.TestInstance).where(models.TestInstance.session_id == session_named(session, "Annual"))
    for one in session.scalars(tests):
        for place, prompt in enumerate(one.evidence_prompts or ()):
            if prompt.get("mandatory"):
                waiver = models.EvidenceWaiver(building_id=one.building_id, instance_id=one.instance_id, waived_by=by)
                waiver.prompt_index, waiver.reason = place, "Nobody was there to photograph."
                session.add(waiver)


def choose_instrument(page: SessionsPage, typist: Typist) -> None:
    """Say which instrument is used, where none of this kind was used yet: Tab to the list, Down, Shift+Tab back."""
    picker, field = page.run.side.picker, focus()
    assert page.run.side.one is not None
    wanted = page.run.side.one.test.required_instrument_type
    if wanted is None or picker.chosen is not None:
        return
    for key, until in ((KEY.Key_Tab, picker.box), (KEY.Key_Backtab, field)):
        for _ in range(12):
            typist.press(key)
            if focus() is until:
                break
        if until is picker.box:
            while not picker.box.currentText().startswith(INSTRUMENTS[wanted]):
                typist.press(KEY.Key_Down)
    assert picker.box.currentText().startswith(INSTRUMENTS[wanted])


def test_that_a_whole_annual_session_is_keyed_in_without_the_mouse(
    annual: SessionsPage, database: Database, calm: Calm, qtbot: QtBot
) -> None:
    run, typist, waits = annual.run, Typist(), []
    assert run.sheet is not None
    expected, turns = {}, {kind: count() for kind in MeasurementType}
    for _ in range(len(run.sheet.tests)):
        one = run.side.one
        assert one is not None
        texts, verdict = what_to_type(one, next(turns[MeasurementType(one.test.measurement_type)]))
        expected[one.identifier] = verdict
        choose_instrument(annual, typist)
        if len(texts) == POINTS:
            QGuiApplication.clipboard().setText("\t".join(texts))
            typist.press(KEY.Key_V, CTRL)
        else:
            for text in texts[:-1]:
                typist.enter(text)
            for character in texts[-1]:
                typist.press(character)
        said = run.side.verdict.word.text()
        assert said in (verdict, "near a limit" if verdict == "pass" else verdict), (one.identifier, texts)
        begun = time.thread_time()
        typist.press(KEY.Key_Return)
        QApplication.processEvents()
        waits.append(time.thread_time() - begun)
    session_id = run.session_id
    assert session_id is not None
    qtbot.waitUntil(lambda: not run.outbox.waiting_of(session_id), timeout=120_000)
    calm(window_of(annual))
    assert run.sheet.left == 0
    shown = database.run(lambda session: testing.show(session, session_named(session, "Annual")))
    assert len(shown.tests) == 178
    assert {test.identifier: test.verdict for test in shown.tests} == expected
    assert typist.keys < 178 * 9
    told = f"{typist.keys} keys, {median(waits) * 1000:.0f} ms median, {max(waits) * 1000:.0f} ms worst"
    assert median(waits) < TOO_SLOW_S, told
    database.run(_answer_for_the_rest)
    run.reload()
    calm(window_of(annual))
    typist.press(KEY.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    calm(window_of(annual))
    assert run.sheet.status == "submitted", told
