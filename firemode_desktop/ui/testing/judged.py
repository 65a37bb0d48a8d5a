"""How a reading stands, while it is typed and once it is recorded: shape and word, and the checks as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from firemode_desktop.domain.entry import Preview, Shape, shape
from firemode_desktop.domain.observed import Outcome
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import Recorded, RunTest
from firemode_desktop.domain.standing import Measure, Standing, figure, margin, signed, standing
from firemode_desktop.domain.verdict import ValidationResult, deviation_pct
from firemode_desktop.domain.words import CheckResult, InstanceStatus, Verdict
from firemode_desktop.ui.language import plain, term, tr
from firemode_desktop.ui.parts import column, empty, label, row, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

TONES = {Standing.FAIL: "bad", Standing.NEAR: "near", Standing.PASS: "good"}
CHECK_SHAPES = {
    CheckResult.FAIL: Standing.FAIL,
    CheckResult.WARN: Standing.NEAR,
    CheckResult.NOT_CHECKED: Standing.NOT_TESTED,
    CheckResult.PASS: Standing.PASS,
}
_GRAVE = (CheckResult.FAIL, CheckResult.WARN)
_WORDS = {
    Verdict.CONDITIONAL_PASS: tr("conditional pass"),
    Verdict.CONDITIONAL_FAIL: tr("conditional fail"),
    Verdict.NOT_CHECKED: tr("not judged"),
}


def how(result: ValidationResult, test: Test) -> tuple[Standing, str]:
    """Shape and word of a verdict, exactly as the list shows them once it is recorded."""
    timed = shape(test) in (Shape.OBSERVED, Shape.EFFECTS)
    near = None if timed else result.measured_value
    found = standing(InstanceStatus.COMPLETED, result.is_compliant, result.verdict, near, test.limits)
    return found, _WORDS.get(result.verdict, term(found.label))


class VerdictLine(QWidget):
    """● pass, ▲ fail, ◆ near a limit – large, and below it what the number means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = Standing.NOT_TESTED
        self.mark = StatusMark(Standing.NOT_TESTED, 14)
        self.word = label("", "heading")
        self.lines = label("", "small", wrap=True)
        head = row(self.mark, self.word, None, gap=GRID - 2)
        self.setLayout(column(head, self.lines, gap=3))
        self.word.setAccessibleName(tr("Verdict"))

    def say(self, found: Standing, word: str, lines: Iterable[str] = ()) -> None:
        """Show a standing with its word, and sentences below."""
        self.found = found
        self.mark.show_standing(found)
        self.word.setText(word)
        set_tone(self.word, TONES.get(found, ""))
        text = "\n".join(line for line in lines if line)
        self.lines.setText(text)
        self.lines.setVisible(bool(text))

    def show_preview(self, preview: Preview, test: Test) -> None:
        """What stands in the fields, judged."""
        if preview.offers:
            conversion = preview.offers[0][1]
            read = f"{plain(conversion.read)} {conversion.unit}"
            self.say(
                Standing.NOT_TESTED,
                tr(
                    "{read} is {conversion} {into}", read=read, conversion=plain(conversion.value), into=conversion.into
                ),
                (tr("Enter takes {conversion} {into}.", conversion=plain(conversion.value), into=conversion.into),),
            )
        elif preview.problems:
            self.say(Standing.NOT_TESTED, tr("cannot be read"), (preview.problems[0][1],))
        elif preview.result is None:
            self.say(Standing.NOT_TESTED, tr("not tested"), so_far(preview, test))
        elif waiting := _steps_waiting(preview, test):
            seen = len(preview.reading.observed or ()) if preview.reading else 0
            self.say(
                Standing.NOT_TESTED,
                tr("{seen} of {seen2} seen", seen=seen, seen2=seen + waiting),
                (tr("What stays blank counts as not seen."),),
            )
        else:
            found, word = how(preview.result, test)
            self.say(found, word, _so_far_seen(preview) or meaning(preview.result, test))


class Doubts(QWidget):
    """What does not fit its neighbours; it changes no verdict."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences: tuple[str, ...] = ()
        self._lines = column(gap=4)
        self.setLayout(self._lines)
        self.setAccessibleName(tr("Does not fit"))
        self.hide()

    def show_doubts(self, sentences: Sequence[str]) -> None:
        """Show these sentences."""
        if tuple(sentences) != self.sentences:
            self.sentences = tuple(sentences)
            empty(self._lines)
            for text in self.sentences:
                self._lines.addWidget(sentence(Standing.NEAR, text))
            self.setAccessibleDescription(" ".join(self.sentences))
        self.setVisible(bool(self.sentences))


def _steps_waiting(preview: Preview, test: Test) -> int:
    """Steps without seconds while everything that has some is as planned; 0 once the verdict is plain."""
    taken = preview.reading
    if shape(test) is not Shape.EFFECTS or taken is None or not taken.observed or preview.result is None:
        return 0
    told = {effect.step_order for effect in taken.observed}
    waiting = [step for step in test.expected_sequence if not step.must_not and step.step_order not in told]
    orders = {step.step_order for step in waiting}
    failed = [
        c for c in preview.result.checks if c.result is CheckResult.FAIL and c.numbers.get("step_order") not in orders
    ]
    return 0 if failed else len(waiting)


def _so_far_seen(preview: Preview) -> tuple[str, ...]:
    """What fails of the steps that were seen, and how many were not; empty where that is not the question."""
    checks = preview.result.checks if preview.result is not None else ()
    unseen = [check for check in checks if check.code == f"step_{Outcome.MISSING}"]
    if preview.reading is None or not preview.reading.observed or not unseen:
        return ()
    grave = [check.message for check in checks if check.result in _GRAVE and check not in unseen]
    many = tr("{unseen} {step} not seen", unseen=len(unseen), step=tr("step") if len(unseen) == 1 else tr("steps"))
    return (*grave, tr("{many}; what stays blank counts as not seen.", many=many))


def so_far(preview: Preview, test: Test) -> tuple[str, ...]:
    """What is still needed; of nine points the mean of those that are there."""
    grid = preview.reading.grid if preview.reading is not None else None
    if grid is not None and grid.present:
        mean = figure(grid.mean, 2)
        return (
            tr(
                "mean of {present} points {mean} m/s; point {listed} to go",
                present=len(grid.present),
                mean=mean,
                listed=_listed(grid.missing),
            ),
        )
    if shape(test) is Shape.POINTS or shape(test) is Shape.NUMBER:
        return ()
    return preview.missing[:1] if shape(test) is Shape.EFFECTS else ()


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def meaning(result: ValidationResult, test: Test) -> tuple[str, ...]:
    """What a verdict says about the number: the margin to the limit, the baseline; else the sentences that matter."""
    measure = Measure.of(test.measurement_type)
    value = result.measured_value
    if measure is None or value is None:
        grave = [c.message for c in result.checks if c.result is not CheckResult.PASS and c.code != "drift"]
        return tuple(grave) or tuple(c.message for c in result.checks if c.code not in ("rule", "drift"))[:1]
    shown = [tr("mean {value} m/s", value=figure(value, 2, test.limits))] if shape(test) is Shape.POINTS else []
    lines = [" · ".join((*shown, margin(value, test.limits, measure.decimals)))]
    if result.verdict is Verdict.NOT_CHECKED:
        lines = [c.message for c in result.checks if c.result is CheckResult.NOT_CHECKED][:1]
    return (*lines, against_baseline(test, value))


def against_baseline(test: Test, value: Decimal | None) -> str:
    """``baseline 44.2 Pa · −58.8 %``; says so where there is none."""
    if test.baseline_value is None:
        return tr("no baseline")
    measure = Measure.of(test.measurement_type)
    text = tr(
        "baseline {baseline_value} {unit}",
        baseline_value=figure(test.baseline_value, measure.decimals if measure else 1),
        unit=test.unit or "",
    ).rstrip()
    away = deviation_pct(value, test.baseline_value) if value is not None else None
    return text if away is None else f"{text} · {signed(away)} %"


def recorded_lines(one: RunTest) -> tuple[str, ...]:
    """What a recorded result means, in the same words as while it was typed."""
    done, measure = one.recorded, Measure.of(one.test.measurement_type)
    value = done.taken.measured if done.taken is not None else None
    if one.status is not InstanceStatus.COMPLETED:
        return (done.reason or "",)
    if measure is None or value is None:
        return ()
    return (margin(value, one.test.limits, measure.decimals), against_baseline(one.test, value))


class CheckList(QWidget):
    """The checks of a result, one sentence each, the grave ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(5)
        self.setLayout(self._lines)

    def show_recorded(self, recorded: Recorded) -> None:
        """The checks that were stored with a result."""
        order = list(CHECK_SHAPES)
        empty(self._lines)
        for check in sorted(recorded.checks, key=lambda check: order.index(check.result)):
            self._lines.addWidget(sentence(CHECK_SHAPES[check.result], check.message))


def sentence(found: Standing, text: str, role: str = "small") -> QWidget:
    """A small shape and a sentence that may run over several lines."""
    made = QWidget()
    line = row(gap=6)
    line.addWidget(StatusMark(found, 9), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(text, role, wrap=True), 1)
    made.setLayout(line)
    return made
