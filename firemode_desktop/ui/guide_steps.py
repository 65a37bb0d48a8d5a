"""The steps of the guided first session: what to do, why, where it is done, and by what one knows that it is done.

A step's ``show`` brings the window to the place; it hands back what finds the control to point at, which is asked
again until the page has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.guiding import Progress
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.words import Frequency, MeasurementType
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.workspace import Place

if TYPE_CHECKING:
    from firemode_desktop.ui.testing.page import SessionsPage
    from firemode_desktop.ui.testing.run import RunView
    from firemode_desktop.ui.window import Window

Find = Callable[[], QWidget | None]


@dataclass(frozen=True)
class Seen:
    """What the window alone has seen: pages that were looked at, a file that was verified."""

    pages: frozenset[str] = frozenset()
    verified: bool = False


@dataclass(frozen=True)
class Step:
    """One step. ``done(progress, seen)``; ``example`` says that *Show me* writes the example readings first."""

    key: str
    title: str
    what: str
    why: str
    done: Callable[[Progress, Seen], bool]
    show: Callable[[Window, Progress], Find]
    otherwise: str = ""
    """What to do instead, where the person who works may not."""
    example: bool = False


def _page(window: Window, key: str) -> Any:
    """That page, shown."""
    window.visit(key)
    return window.page(key)


def _registers(window: Window, _progress: Progress) -> Find:
    page = _page(window, "registers")
    return lambda: page.list


def _baselines(window: Window, _progress: Progress) -> Find:
    page = _page(window, "baselines")

    def find() -> QWidget | None:
        for control in (page.first_import, page.import_button):
            if control.isVisible():
                return control  # type: ignore[no-any-return]
        return None

    return find


def _expected(window: Window, _progress: Progress) -> Find:
    page: SessionsPage = _page(window, "sessions")
    page.generate()
    return lambda: page.front.expected.all


def _session(window: Window, _progress: Progress) -> Find:
    page: SessionsPage = _page(window, "sessions")
    panel = page.sessions.fresh

    def find() -> QWidget | None:
        if panel.isHidden():  # also where the page has only just been filled
            page.new_session()
            panel.frequency.setCurrentIndex(panel.frequency.findData(Frequency.SIX_MONTHLY.value))
            return None
        return panel.go

    return find


def _run(window: Window, progress: Progress) -> RunView:
    """The session of the guide, test by test."""
    page: SessionsPage = _page(window, "sessions")
    if progress.session_id is not None and (not page.running or page.run.session_id != progress.session_id):
        page.open_session(progress.session_id)
    return page.run


def _reading(window: Window, progress: Progress) -> Find:
    """The field of the next pressure that is to be read."""
    run = _run(window, progress)

    def find() -> QWidget | None:
        if run.sheet is None or run.session_id != progress.session_id:
            return None
        run.show_mode("run")
        waiting = next((one for one in run.sheet.tests if _pressure_to_do(one)), None)
        if waiting is None:
            return run
        run.show_test(waiting.instance_id)
        run.side.begin()
        return run.side.field

    return find


def _pressure_to_do(one: RunTest) -> bool:
    return one.to_do and one.test.measurement_type == MeasurementType.PRESSURE_DIFFERENTIAL


def _photographs(window: Window, progress: Progress) -> Find:
    """The first test with a reading and without the photograph that is asked for."""
    run = _run(window, progress)

    def find() -> QWidget | None:
        if run.sheet is None or run.session_id != progress.session_id:
            return None
        run.show_mode("run")
        lacking = next((one for one in run.sheet.tests if not one.to_do and one.evidence_wanting), None)
        if lacking is None:
            return run
        run.show_test(lacking.instance_id)
        return run.side.details

    return find


def _rest(window: Window, progress: Progress) -> Find:
    """The import of results; the guide reads the example workbook into it."""
    run = _run(window, progress)
    page: SessionsPage = _page(window, "sessions")

    def find() -> QWidget | None:
        if run.sheet is None or run.session_id != progress.session_id:
            return None
        return page.importing.foot.confirm if "importing" in vars(page) else None

    return find


def _fault(window: Window, progress: Progress) -> Find:
    window.go("faults", Place(fault_id=progress.fault_id))
    page: Any = window.page("faults")
    return lambda: page.side.confirm if page.side.confirm.isVisible() else None


def _review(window: Window, progress: Progress, which: str) -> Find:
    run = _run(window, progress)

    def find() -> QWidget | None:
        if run.sheet is None or run.session_id != progress.session_id:
            return None
        run.show_mode("review")
        control: QWidget = getattr(run.review.pane.decision, which)
        return control if control.isVisible() else None

    return find


def _submit(window: Window, progress: Progress) -> Find:
    return _review(window, progress, "submit")


def _approve(window: Window, progress: Progress) -> Find:
    return _review(window, progress, "approve") if progress.may_approve else lambda: window.top.person


def _report(window: Window, progress: Progress) -> Find:
    page = _page(window, "reports")
    page.show_location(Place(session_id=_known(progress)))
    return lambda: page.save


def _verify(window: Window, progress: Progress) -> Find:
    _report(window, progress)
    page = _page(window, "reports")
    return lambda: page.check


def _known(progress: Progress) -> UUID | None:
    return progress.session_id


STEPS: tuple[Step, ...] = (
    Step(
        "registers",
        tr("Look at the registers"),
        tr("Open Registers and walk through the stairs, floors and doors. Nothing has to be changed."),
        tr("Everything follows from the registers: which places are tested, how often, and how the building is drawn."),
        lambda progress, seen: progress.stairs > 0 and "registers" in seen.pages,
        _registers,
    ),
    Step(
        "baselines",
        tr("Import the baselines"),
        tr("Baselines › Import… takes the commissioning workbook. The pilot building comes with its own imported."),
        tr("A baseline is what a place read when the stair was commissioned. Every later reading is compared with it."),
        lambda progress, seen: progress.baselines > 0 and "baselines" in seen.pages,
        _baselines,
    ),
    Step(
        "expected",
        tr("Generate the expected tests"),
        tr("Sessions › Expected tests shows the counts with their arithmetic. Bring all up to date writes them."),
        tr("AS 1851 is tested by frequency: a monthly visit is short, an annual one reads every place."),
        lambda progress, seen: progress.expected > 0 and "sessions" in seen.pages,
        _expected,
    ),
    Step(
        "session",
        tr("Begin a session"),
        tr("In New session choose Six-monthly, leave the day as it is, and press Create session."),
        tr("A session is one visit. It begins with every test that is due, in walking order."),
        lambda progress, _seen: progress.session_id is not None,
        _session,
    ),
    Step(
        "near",
        tr("Enter a reading near the limit"),
        tr("Choose the manometer SN-12345 below the field, type 21 and press Enter."),
        tr("The minimum is 20 Pa. 21 Pa passes, but within a tenth of the limit, and is marked ◆."),
        lambda progress, _seen: progress.near > 0,
        _reading,
    ),
    Step(
        "failing",
        tr("Enter a reading that fails"),
        tr("At the next pressure type 18.2 and press Enter."),
        tr("18.2 Pa is below 20 Pa. The verdict is shown while you type; once recorded, a fault is opened by itself."),
        lambda progress, _seen: progress.failing > 0,
        _reading,
    ),
    Step(
        "photographs",
        tr("Add the photographs"),
        tr(
            "Show me writes example photographs to a folder. Press Ctrl+E and choose the two files that are named "
            "like the test. Do this for each reading."
        ),
        tr("A pressure needs a photograph of the display and one of the floor's sign before it is submitted."),
        lambda progress, _seen: progress.session_id is not None and progress.lacking == 0 and progress.failing > 0,
        _photographs,
        example=True,
    ),
    Step(
        "rest",
        tr("Take the other readings from a workbook"),
        tr(
            "Show me writes an example workbook for the tests that are left and opens it here. Look at it, then press "
            "Record."
        ),
        tr("Who measures on paper or in a spreadsheet brings it back this way. Nothing is recorded before that."),
        lambda progress, _seen: progress.session_id is not None and progress.left == 0,
        _rest,
        example=True,
    ),
    Step(
        "fault",
        tr("Decide the class of the fault"),
        tr("In Faults choose Confirm class…, answer both questions, give the reason, and confirm."),
        tr("The rule proposes a class, a person decides: 1A critical, 1B not critical, 1C a matter of records."),
        lambda progress, _seen: progress.faults > 0 and progress.undecided == 0,
        _fault,
    ),
    Step(
        "submit",
        tr("Submit the session"),
        tr("Open the session's Review. It lists what is in the way, if anything is. Press Submit."),
        tr("The engineer hands in, a supervisor approves. Until then results can still be corrected."),
        lambda progress, _seen: progress.submitted,
        _submit,
    ),
    Step(
        "approve",
        tr("Approve the session"),
        tr("Look it over and press Approve…. You have the only login here, so you may; the report says so."),
        tr("From now on nothing in the session can be changed. A correction stands beside its result."),
        lambda progress, _seen: progress.approved,
        _approve,
        otherwise=tr(
            "Who recorded readings does not approve them. Choose Somebody else is working… under your name at "
            "the top right, sign in as a supervisor, and approve there."
        ),
    ),
    Step(
        "report",
        tr("Save the report"),
        tr("Open Reports, look through the pages, and press Save report…."),
        tr("The report of an approved session is issued once, under a seal: the same file for whoever asks again."),
        lambda progress, seen: progress.issued and ("reports" in seen.pages or seen.verified),
        _report,
    ),
    Step(
        "verify",
        tr("Verify the file"),
        tr("Press Verify a PDF… and choose the file you saved. The answer is: genuine."),
        tr("Whoever receives a report can have it checked: a file of which one letter was changed is told as altered."),
        lambda _progress, seen: seen.verified,
        _verify,
    ),
)
