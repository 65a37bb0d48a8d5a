"""What is done with a session from the run view, off the GUI thread, and what is said about it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.answering import Asked
from firemode_desktop.domain.entry import Entry, Preview
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import testing
from firemode_desktop.services.journal import Kind, many
from firemode_desktop.services.people import SUPERVISORS
from firemode_desktop.services.testing import conditions
from firemode_desktop.services.testing.delivering import Proof, to_dict
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.language import many as plural
from firemode_desktop.ui.notices import Action
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.drawer import Line
from firemode_desktop.ui.testing.evidence_jobs import Stored, store_evidence
from firemode_desktop.ui.testing.evidence_sources import Source
from firemode_desktop.ui.testing.judged import how
from firemode_desktop.ui.testing.outbox import Outbox
from firemode_desktop.ui.workspace import Place, Tools

SETTLED_AT_ONCE = frozenset({"instrument", "evidence"})
"""What keeps a session from being submitted and can be settled for all tests with one reason."""

UNTOUCHED = InstanceStatus.PENDING.value
"""The same of a test that nobody began."""


class View(Protocol):
    """What a deed needs of the run view."""

    sheet: RunSheet | None

    def reload(self) -> None:
        """Ask for the session again."""

    def show_lines(self, heading: str, lines: Sequence[Line], settle: str = "") -> None:
        """List sentences above the tests."""

    def hide_lines(self) -> None:
        """Take that list away."""

    def show_test(self, key: UUID | str) -> None:
        """Put the cursor on a test."""


class Deeds:
    """One transaction each, in the order they were asked for."""

    def __init__(self, owner: QWidget, view: View, tools: Tools) -> None:
        self._owner, self._view, self.tools = owner, view, tools

    @property
    def _sheet(self) -> RunSheet:
        assert self._view.sheet is not None
        return self._view.sheet

    def _do(self, job: Callable[[Any], Any], then: Callable[[Any], object], text: str) -> None:
        self.tools.background.do(self._owner, job, then, text=text)

    # --- one test ------------------------------------------------------------------------------------------------

    def record(self, one: RunTest, entry: Entry, found: Preview) -> None:
        """Take what was typed: it is kept on this computer, then recorded."""
        at = self._sheet.measured_at(self.tools.clock())
        taken, judged = found.reading, found.result
        assert taken is not None
        assert judged is not None
        result = testing.Result(
            one.identifier,
            value=taken.value,
            points=taken.grid.values if taken.grid is not None else (),
            observed=taken.observed,
            result_observed=taken.result_observed,
            checklist=taken.checklist,
            environment=taken.environment,
            measured_at=at,
            instrument_id=entry.instrument_id if one.test.required_instrument_type is not None else None,
        )
        shown = one.with_result(taken, judged, at, result.instrument_id)
        words = ", ".join(part for part in (shown.reading, how(judged, one.test)[1]) if part)
        self._post(Kind.RESULT, one, words, result, entry)

    def leave_out(self, one: RunTest, status: InstanceStatus, reason: str) -> None:
        """Skip a test, or say that it could not be carried out."""
        at = self._sheet.measured_at(self.tools.clock())
        result = testing.Result(one.identifier, status=status.value, notes=reason, measured_at=at)
        self._post(Kind.LEFT_OUT, one, inline(term(status.label)), result)

    def _post(
        self, kind: Kind, one: RunTest, words: str, content: testing.Result | Proof, entry: Entry | None = None
    ) -> None:
        outbox = self._outbox
        typed = None if entry is None else to_dict(entry)
        outbox.post(
            outbox.entered(kind, self._sheet.session_id, one.instance_id, one.title, words, to_dict(content), typed)
        )

    @property
    def _outbox(self) -> Outbox:
        assert self.tools.outbox is not None
        return self.tools.outbox

    def retest(self, one: RunTest) -> None:
        """Add a retest, and go to it."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.retest(session, session_id, one.identifier, by=by),
            self._on_retest,
            tr("Adding a retest"),
        )

    def _on_retest(self, identifier: str) -> None:
        self._said(tr("Added {identifier}.", identifier=identifier))
        self._view.show_test(identifier)

    def accept(self, one: RunTest, reason: str) -> None:
        """A supervisor accepts a reading although its instrument was not fit."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.accept(session, session_id, one.identifier, reason, by=by),
            lambda fault: self._said(
                tr("{title}: accepted.{fault}", title=one.title, fault=tr(" A fault was opened.") if fault else "")
            ),
            tr("Accepting the reading"),
        )

    def amend(self, one: RunTest, correction: testing.Correction, reason: str) -> None:
        """File a correction beside the result."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.amend(session, session_id, one.identifier, correction, reason, by=by),
            lambda _told: self._said(tr("{title}: amended.", title=one.title)),
            tr("Amending the result"),
        )

    def waive(self, one: RunTest, prompt: int, reason: str) -> None:
        """A supervisor lets a mandatory piece of evidence be missing."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.waive(session, session_id, one.identifier, prompt, reason, by=by),
            lambda _waiver: self._said(tr("{title}: evidence waived.", title=one.title)),
            tr("Waiving evidence"),
        )

    def add_evidence(
        self, one: RunTest, found: Sequence[Source], prompt: int | None, asked: Sequence[Asked] = ()
    ) -> None:
        """Keep files as evidence of a test: in the store first, then on record.

        They answer ``prompt``, or where it is None the first of those ``asked`` that want their kind.
        """
        if found:
            job = partial(store_evidence, EvidenceFolder(self.tools.evidence_dir), tuple(found), self.tools.clock())
            then = partial(self._on_stored, one, prompt, tuple(asked))
            self.tools.background.work(self._owner, job, then, text=tr("Keeping {found}", found=found[0].name))

    def _on_stored(self, one: RunTest, prompt: int | None, asked: Sequence[Asked], stored: Stored) -> None:
        kept = stored.fitting(prompt, asked)
        for file, index in kept.answers:
            proof = Proof(file.stored.to_dict(), file.original_name, file.captured_at or self.tools.clock(), index)
            self._post(Kind.EVIDENCE, one, file.original_name, proof)
        many = len(kept.answers)
        said = tr(
            "{title}: {many} {file} kept as evidence.",
            title=one.title,
            many=many,
            file=tr("file") if many == 1 else tr("files"),
        )
        if kept.refused:
            self.tools.notices.warn(kept.refused[0], *kept.refused[1:], *([said] if many else []))
        else:
            self.tools.notices.say(said)

    def set_conditions(self, values: Mapping[str, Decimal]) -> None:
        """Record what the day is like."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: conditions.set_conditions(session, session_id, values, by=by),
            lambda _none: self._said(tr("The conditions of the visit are recorded.")),
            tr("Recording the conditions"),
        )

    # --- the session ---------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Hand it to a supervisor; what is in the way is listed."""
        if waiting := self._outbox.waiting_of(self._sheet.session_id):
            verb = tr("is") if len(waiting) == 1 else tr("are")
            self.tools.notices.warn(
                tr(
                    "{count} of this session {verb} not saved yet; submit it once they are.",
                    count=many(waiting),
                    verb=verb,
                )
            )
            return
        self._view.hide_lines()
        session_id, by = self._sheet.session_id, self.tools.person.id
        self.tools.background.do(
            self._owner,
            lambda session: testing.submit(session, session_id, by=by),
            lambda _none: self._said(tr("{sheet} is submitted for review.", sheet=self._sheet.name)),
            self._on_not_submitted,
            text=tr("Submitting the session"),
        )

    def _on_not_submitted(self, error: FiremodeError) -> None:
        details = [detail for detail in error.details if isinstance(detail, dict) and "identifier" in detail]
        if not isinstance(error, Refused) or not details:
            self.tools.notices.show_error(error)
            return
        things = tr("{details} things", details=len(details)) if len(details) > 1 else tr("One thing")
        if len(details) == len(self._sheet.tests) and all(detail.get("code") == UNTOUCHED for detail in details):
            self.tools.notices.warn(
                tr("Nothing is recorded in this session yet; it is submitted once its tests are done.")
            )
            return
        mine = self.tools.person.role in SUPERVISORS
        several = sum(detail.get("code") in SETTLED_AT_ONCE for detail in details) if mine else 0
        self._view.show_lines(
            tr("{things} to settle before this session can be submitted", things=things),
            self._lines(details),
            tr("Accept and waive {several}…", several=several) if several > 1 else "",
        )

    def settle(self, reason: str) -> None:
        """Accept every instrument and waive all missing evidence, for one reason; then submit again."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.settle(session, session_id, reason, by=by),
            self._on_settled,
            tr("Accepting and waiving"),
        )

    def _on_settled(self, done: testing.Settled) -> None:
        readings = plural(done.accepted, tr("reading"), tr("readings"))
        evidence = plural(done.waived, tr("piece of evidence"), tr("pieces of evidence"))
        self._said(tr("{readings} accepted, {evidence} waived.", readings=readings, evidence=evidence))
        self.submit()

    def _lines(self, details: Sequence[dict[str, Any]]) -> list[Line]:
        """Blockers in the words of the list: where the test is, and what is missing."""
        lines = []
        for detail in details:
            key, message = str(detail["identifier"]), str(detail["message"])
            one = self._sheet.find(key)
            said = message.removeprefix(key).lstrip(": ")
            lines.append(Line(said[:1].upper() + said[1:], key, one.title if one is not None else key))
        return lines

    def approve(self, note: str) -> None:
        """Approve and freeze it."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.approve(session, session_id, by=by, note=note or None),
            lambda _digest: self._said(
                tr("{sheet} is approved.", sheet=self._sheet.name),
                (tr("Open the report"), partial(self.tools.go, "reports", Place(session_id=session_id))),
            ),
            tr("Approving the session"),
        )

    def give_back(self, note: str) -> None:
        """Return it with a note."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.return_to_tester(session, session_id, note, by=by),
            lambda _none: self._said(tr("{sheet} is returned.", sheet=self._sheet.name)),
            tr("Returning the session"),
        )

    def cancel(self, note: str) -> None:
        """Cancel it; what was recorded stays on record."""
        session_id, by = self._sheet.session_id, self.tools.person.id
        self._do(
            lambda session: testing.cancel(session, session_id, by=by, note=note or None),
            lambda _none: self._said(tr("{sheet} is cancelled.", sheet=self._sheet.name)),
            tr("Cancelling the session"),
        )

    def validate(self) -> None:
        """Judge every completed test again from the record; nothing is rewritten."""
        session_id = self._sheet.session_id
        self.tools.background.ask(
            self._owner,
            lambda session: testing.validate_session(session, session_id),
            self._on_validated,
            about="validate",
        )

    def _on_validated(self, found: Sequence[testing.Recheck]) -> None:
        different = [check for check in found if not check.same]
        words = tr("{found} completed tests judged again", found=len(found))
        if not different:
            self.tools.notices.say(tr("{words}; all of them as recorded.", words=words))
            return
        details = [
            {"identifier": c.identifier, "message": tr("would now be: {verdict}.", verdict=c.verdict)}
            for c in different
        ]
        self._view.show_lines(
            tr("{words}; {different} would come out differently", words=words, different=len(different)),
            self._lines(details),
        )

    def write_template(self, path: Path) -> None:
        """Write the workbook to take on site."""
        job = partial(jobs.write_template, self._sheet.session_id, path)
        self.tools.background.work(
            self._owner,
            job,
            lambda written: self.tools.notices.say(tr("Wrote {written}.", written=written)),
            text=tr("Writing {path}", path=path.name),
        )

    def open_fault(self, fault_id: UUID) -> None:
        """Show a fault on its page."""
        self.tools.go("faults", Place(fault_id=fault_id))

    def _said(self, text: str, *actions: Action) -> None:
        self.tools.notices.say(text, *actions)
        self._view.reload()
