"""Backups that are made by themselves: how they stand, and the plan that is followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.retention import MOST, Retention
from firemode_desktop.services.backups.plan import MOST_DAYS, Plan
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, button, label, row, set_tone
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

if TYPE_CHECKING:
    from firemode_desktop.services.backups.rounds import Standing
    from firemode_desktop.ui.backup_rounds import BackupRounds

NONE = tr("Nothing is backed up by itself. A disk that fails takes the records with it.")
OFFICE = tr("An office server is backed up where it stands: firemode db keep, run by its administrator.")


class RoundsCard(Card):
    """How the backups stand, with what can be done; the plan is asked for in its place."""

    def __init__(self, tools: Tools) -> None:
        self.told = label("", wrap=True)
        self.told.setAccessibleName(tr("Backups by themselves"))
        self.set_up = button(tr("Set up…"), self.ask)
        self.make = button(tr("Back up now by the plan"), self._make)
        self.plan = PlanPanel(self._follow, self._give_up)
        self.plan.hide()
        super().__init__(
            label(tr("Backups by themselves"), "heading"),
            self.told,
            2,
            row(self.set_up, self.make, None),
            self.plan,
            margin=2 * GRID,
        )
        self.tools = tools
        self.found: Standing | None = None
        held = tools.keeping
        self.rounds: BackupRounds | None = held.rounds if held else None
        if self.rounds is not None:
            self.rounds.ended.connect(self.load)

    def load(self) -> None:
        """Ask how they stand."""
        rounds = self.rounds
        self.set_up.setEnabled(rounds is not None)
        self.make.setVisible(False)
        if rounds is None:
            self.told.setText(OFFICE)
            return
        ask = rounds.rounds.standing
        self.tools.background.keep(self, lambda: ask(self.tools.clock()), self._show, self._on_failed)

    def _show(self, found: Standing) -> None:
        self.found = found
        self.set_up.setText(tr("Change…") if found.plan else tr("Set up…"))
        self.make.setVisible(found.plan is not None)
        if found.plan is None:
            self.told.setText(NONE)
            set_tone(self.told, "near")
            return
        days = "day" if found.plan.every_days == 1 else tr("{every_days} days", every_days=found.plan.every_days)
        lines = [
            tr(
                "Every {days} to {folder}, kept of {keep}.",
                days=days,
                folder=found.plan.folder,
                keep=found.plan.keep.words,
            )
        ]
        if found.kept:
            count = len(found.kept)
            last = show_time(found.kept[0].made_at.astimezone())
            lines.append(
                tr("{count} proved; the last on {last}.", count=count, last=last)
                if count > 1
                else tr("One proved, on {last}.", last=last)
            )
        lines.append(
            tr("The next one on {next_at}.", next_at=show_time(found.next_at.astimezone()))
            if found.next_at
            else tr("One is due now.")
        )
        self.told.setText("\n".join(lines))
        set_tone(self.told, "near" if found.due else "")

    def _on_failed(self, error: FiremodeError) -> None:
        self.told.setText(error.message)
        set_tone(self.told, "fail")

    def ask(self) -> None:
        """Ask for the plan."""
        if self.rounds is not None:
            self.plan.ask(self.found.plan if self.found else None, self.rounds.rounds.data_dir)

    def _make(self) -> None:
        if self.rounds is not None:
            self.rounds.make()

    def _follow(self, wanted: Plan) -> None:
        rounds = self.rounds
        if rounds is None:
            return

        def followed(_: object) -> None:
            self.plan.hide()
            self.load()
            rounds.look()

        self.tools.background.keep(self, lambda: rounds.rounds.follow(wanted), followed, self.plan.refuse)

    def _give_up(self) -> None:
        rounds = self.rounds
        if rounds is None:
            return

        def given_up(_: object) -> None:
            self.plan.hide()
            self.tools.notices.say(tr("No backups are made by themselves any more; those that are there stay."))
            self.load()

        self.tools.background.keep(self, lambda: rounds.rounds.follow(None), given_up, self.plan.refuse)


class PlanPanel(EntryPanel):
    """Asks where to, how often and how many; what is kept at most is told in words below."""

    def __init__(
        self, follow: Callable[[Plan], object], give_up: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Plan of backups"), tr("Follow this plan"), self._hand_in, parent, framed=False)
        self._follow = follow
        self.folder = self.add(tr("Folder, best on another disk"), QLineEdit())
        self.form.addLayout(row(button(tr("Choose…"), self._choose), None))
        self.every = self.add(tr("Days from one backup to the next"), _count(1, MOST_DAYS))
        self.days, self.weeks = self.pair((tr("Days kept"), _count(1, MOST)), (tr("Weeks kept"), _count(0, MOST)))
        self.months, self.years = self.pair((tr("Months kept"), _count(0, MOST)), (tr("Years kept"), _count(0, MOST)))
        self.evidence = self.add(tr("Also"), QCheckBox(tr("the evidence files, each once")))
        self.off = button(tr("Back up nothing by itself"), give_up)
        self.form.addLayout(row(self.off, None))
        self.say(
            tr("The newest backup of each of so many days, weeks, months and years is kept; the others are let go.")
        )
        self.closed.connect(self.hide)

    def ask(self, before: Plan | None, data_dir: Path) -> None:
        """Begin with the plan that is followed, or with a proposal."""
        plan = before or Plan(data_dir / "backups" / "by themselves")
        self.folder.setText(str(plan.folder))
        self.every.setValue(plan.every_days)
        for box, many in zip(self._boxes(), astuple(plan.keep), strict=True):
            box.setValue(many)
        self.evidence.setChecked(plan.evidence)
        self.off.setVisible(before is not None)
        self.show_for_entry(self.folder)

    def _boxes(self) -> tuple[QSpinBox, ...]:
        return self.days, self.weeks, self.months, self.years

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the backups"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _hand_in(self) -> None:
        folder = self.folder.text().strip()
        if not folder or not Path(folder).expanduser().is_absolute():
            self.complain(tr("The backups need a folder, with its whole path."), self.folder)
            return
        keep = Retention(*(box.value() for box in self._boxes()))
        self._follow(Plan(Path(folder).expanduser(), self.every.value(), keep, self.evidence.isChecked()))


def _count(least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    return made
