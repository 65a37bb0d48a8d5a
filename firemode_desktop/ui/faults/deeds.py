"""What is done from the faults' page: the questions, and the deeds that follow from their answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from firemode_desktop.domain.errors import Conflict, FiremodeError
from firemode_desktop.domain.notices import Notice
from firemode_desktop.domain.words import AS1851Class
from firemode_desktop.services import faults
from firemode_desktop.services.faults import FoundFault, ShownFault
from firemode_desktop.services.faults.listing import exported
from firemode_desktop.ui.faults.classify import Decision
from firemode_desktop.ui.faults.notice import Sent
from firemode_desktop.ui.faults.noting import Noted
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.faults.page import FaultsPage
    from firemode_desktop.ui.faults.side import FaultPanel

LISTS = tr("Workbook (*.xlsx);;List (*.csv)")
Failed = Callable[[FiremodeError], object]


class FaultDeeds:
    """Acts for the person who sits here on the fault that is shown; the page is asked again by what is written."""

    def __init__(self, page: FaultsPage) -> None:
        self._page = page

    @property
    def fault(self) -> ShownFault | None:
        """The fault that is shown."""
        return self._page.side.fault

    @property
    def _side(self) -> FaultPanel:
        """The panel, in sight."""
        self._page.show_list()
        return self._page.side

    # --- carrying out --------------------------------------------------------------------------------------------

    def _do(
        self,
        job: Callable[[Any], Any],
        said: str,
        failed: Failed | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        page = self._page

        def done(_answer: object) -> None:
            page.tools.notices.say(said)
            if then is not None:
                then()

        page.tools.background.do(page, job, done, partial(self._failed, failed), text=tr("Saving the fault"))

    def _failed(self, failed: Failed | None, error: FiremodeError) -> None:
        """Say why, where it was asked; what somebody else changed is shown as it now is."""
        if isinstance(error, Conflict):
            self._page.load()
        if failed is not None and not isinstance(error, Conflict):
            failed(error)
        else:
            self._page.tools.notices.show_error(error)

    def _settled(self) -> None:
        """Back from a form to the fault, and the keyboard to the list."""
        self._page.side.show_facts()
        self._page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the class -----------------------------------------------------------------------------------------------

    def ask_class(self) -> None:
        """The form in which the class is decided."""
        self._side.decide()

    def confirm(self, decision: Decision) -> None:
        """What a person decided in the form."""
        page, name = self._page, self.fault.name if self.fault else tr("The fault")
        job = partial(_decide, decision, page.tools.person.id)
        said = tr("{name}: class {classification} confirmed.", name=name, classification=decision.classification)
        self._do(job, said, lambda error: page.side.form.say(error.message), self._settled)

    # --- what becomes of it --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Somebody works on it."""
        self._move(faults.start, tr("{name}: work has begun."))

    def ask_resolve(self) -> None:
        """It is put right; how."""
        then = partial(self._noted, faults.resolve, tr("{name} is resolved."))
        self._side.ask_words(tr("How was it put right?"), tr("Resolve"), then, hint=tr("What was done"))

    def ask_reopen(self) -> None:
        """It waits again; why."""
        then = partial(self._noted, faults.reopen, tr("{name} is open again."))
        self._side.ask_words(tr("Why is it open again?"), tr("Reopen"), then)

    def ask_void(self) -> None:
        """It is no fault after all; why."""
        self._side.ask_words(
            tr("Why is it no fault?"), tr("Void"), partial(self._noted, faults.void, tr("{name} is void."))
        )

    def ask_defer(self) -> None:
        """It is left for later; why, until when, and what protects people meanwhile."""
        then = partial(self._noted_with_day, faults.defer, tr("{name} is deferred."))
        self._side.ask_note(tr("Why can it wait?"), tr("Defer"), then)

    def ask_remark(self) -> None:
        """Something to keep with it."""
        then = partial(self._noted_with_day, faults.remark, tr("{name}: the remark is kept."))
        self._side.ask_note(tr("What is to be kept with it?"), tr("Remark on"), then)

    def _noted(self, deed: Callable[..., None], said: str, note: str) -> None:
        self._move(partial(deed, note=note), said)

    def _noted_with_day(self, deed: Callable[..., None], said: str, noted: Noted) -> None:
        fault = self.fault
        due = noted.due if fault is None or noted.due != fault.due_date else None
        interim = noted.interim if fault is None or noted.interim != fault.interim else None
        job = partial(deed, note=noted.note, due_date=due, interim=interim)
        form = self._page.side.noting
        self._move(job, said, lambda error: form.say(error.message), self._settled)

    def _move(
        self,
        deed: Callable[..., None],
        said: str,
        failed: Failed | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        fault, by = self.fault, self._page.tools.person.id
        if fault is not None:
            job = partial(_deed, deed, fault.id, fault.version, by)
            self._do(job, said.format(name=fault.name), failed, then)

    def retest(self) -> None:
        """A retest in the session of the reading; it is opened."""
        fault, page = self.fault, self._page
        if fault is None:
            return

        def added(identifier: str) -> None:
            page.tools.notices.say(tr("{identifier} is to be done.", identifier=identifier))

        job = partial(_retest, fault.id, page.tools.person.id)
        page.tools.background.do(page, job, added, text=tr("Adding the retest"))

    # --- found otherwise -----------------------------------------------------------------------------------------

    def ask_found(self) -> None:
        """The form for a fault that no test found."""
        page = self._page
        if page.building_id is not None and page.add_button.isEnabled():
            job = partial(_places, page.building_id, page.tools.clock().date())
            page.tools.background.ask(page, job, page.show_found, about="places")

    def add(self, found: FoundFault) -> None:
        """File what was typed; the list then shows it."""
        page = self._page
        assert page.building_id is not None
        job = partial(_add, page.building_id, found, page.tools.person.id, page.tools.clock())

        def added(fault_id: UUID) -> None:
            page.tools.notices.say(tr("The fault is filed."))
            page.show_new(fault_id)

        page.tools.background.do(page, job, added, page.found.refuse, text=tr("Filing the fault"))

    # --- the notice ----------------------------------------------------------------------------------------------

    def ask_notice(self) -> None:
        """The notice of the faults that are selected."""
        self._write(self._page.chosen())

    def ask_session_notice(self) -> None:
        """The notice of all open critical defects of the session that the chosen fault is of."""
        fault = self.fault
        if fault is None or fault.session_id is None:
            self._page.tools.notices.say(tr("Choose a fault of the session first."))
            return
        known = self._page.everything
        critical = [
            one
            for one in known
            if one.session_id == fault.session_id and one.as1851_class == AS1851Class.CRITICAL_DEFECT and one.waits
        ]
        if not critical:
            self._page.tools.notices.say(
                tr("{session_name} has no critical defect that is open.", session_name=fault.session_name)
            )
        self._write(tuple(critical))

    def _write(self, about: tuple[ShownFault, ...]) -> None:
        page, now = self._page, self._page.tools.clock()
        if about:
            job = partial(_notice, [one.id for one in about], page.tools.person.id, now)
            page.tools.background.ask(page, job, lambda told: page.show_notice(told, about, now), about="notice")

    def note_sent(self, sent: Sent) -> None:
        """That a person has sent it."""
        page = self._page
        job = partial(_sent, sent, page.tools.person.id, page.tools.clock())
        said = tr("It is kept that the notice was sent to {to}.", to=sent.to)
        self._do(job, said, lambda error: page.notice.say(error.message), page.show_list)

    def save_notice(self, told: Notice) -> None:
        """The notice as a text file."""
        path = self._where(tr("Save the notice"), "notice.txt", tr("Text (*.txt)"))
        if path is not None:
            self._write_file(path, lambda _work: told.whole.encode())

    # --- files ---------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """The faults that are selected, where several are; else all that are shown."""
        page = self._page
        several = page.chosen()
        ids = [one.id for one in (several if len(several) > 1 else page.model.rows)]
        path = self._where(tr("Export the faults"), "faults.xlsx", LISTS) if ids else None
        if path is not None:
            job = partial(_exported, ids, path, page.tools.clock())
            self._write_file(path, lambda work: work.run(job))

    def _where(self, title: str, name: str, kinds: str) -> Path | None:
        page = self._page
        folder = str(page.tools.settings.value("faults/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(page, title, str(Path(folder) / name), kinds)
        if not chosen:
            return None
        page.tools.settings.setValue("faults/folder", str(Path(chosen).parent))
        return Path(chosen)

    def _write_file(self, path: Path, content: Callable[[Any], bytes]) -> None:
        page = self._page
        page.tools.background.work(
            page,
            lambda work: write_whole(path, content(work)),
            lambda _done: page.tools.notices.say(tr("Saved {path}.", path=path.name)),
            page.tools.notices.show_error,
            text=tr("Writing {path}", path=path.name),
        )


# Jobs


def _decide(decision: Decision, by: UUID, session: Any) -> None:
    faults.confirm(
        session,
        decision.fault_id,
        by=by,
        reason=decision.reason,
        classification=decision.classification,
        makes_inoperable=decision.makes_inoperable,
        likely_to_harm=decision.likely_to_harm,
        due_date=decision.due,
        seen=decision.version,
    )


def _deed(deed: Callable[..., None], fault_id: UUID, seen: str, by: UUID, session: Any) -> None:
    deed(session, fault_id, by=by, seen=seen)


def _retest(fault_id: UUID, by: UUID, session: Any) -> str:
    return faults.retest(session, fault_id, by=by)


def _places(building_id: UUID, on: Any, session: Any) -> tuple[faults.StairPlaces, ...]:
    return faults.places(session, building_id, on=on)


def _add(building_id: UUID, found: FoundFault, by: UUID, at: Any, session: Any) -> UUID:
    return faults.add(session, building_id, found, by=by, at=at)


def _notice(fault_ids: list[UUID], by: UUID, at: Any, session: Any) -> Notice:
    return faults.notice_of(session, fault_ids, by=by, at=at)


def _sent(sent: Sent, by: UUID, at: Any, session: Any) -> None:
    faults.notified(session, sent.fault_ids, to=sent.to, on=sent.on, by=by, at=at)


def _exported(ids: list[UUID], path: Path, at: Any, session: Any) -> bytes:
    order = {each: place for place, each in enumerate(ids)}
    found = sorted(faults.shown_faults(session, ids=ids), key=lambda fault: order[fault.id])
    return exported(session, found, path, at=at)
