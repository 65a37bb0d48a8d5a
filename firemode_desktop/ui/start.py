"""First start: a new building, the pilot building, an office server, a backup. Also what is shown while all begins.

The page is on screen before there is a database; ``say`` tells what is being done, ``show_failure`` why it did not
work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.words import AustralianState
from firemode_desktop.services.sitting import HERE, Opening, bare
from firemode_desktop.ui import window_jobs
from firemode_desktop.ui.background import Background, Work
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.parts import Card, button, column, label, primary, row, set_role
from firemode_desktop.ui.start_parts import TILE, Tile, field_label, form_layout
from firemode_desktop.ui.theme import GRID, font
from firemode_desktop.ui.who import WhoStep
from firemode_desktop.ui.workspace import Tools

FIELDS = (
    ("name", tr("Building")),
    ("address", tr("Address")),
    ("suburb", tr("Suburb")),
    ("postcode", tr("Postcode")),
    ("building_class", tr("NCC class")),
    ("owner_name", tr("Owner")),
)

HELP = {"who": "who-is-working", "opening": "when-it-does-not-open", "failure": "when-it-does-not-open"}
"""The section of the help for a step; the four ways for all others."""


class Servers(Protocol):
    """What the page asks of the sitting; each is run by a worker."""

    def test(self, url: str, tell: Callable[[str], None]) -> str: ...

    def use(self, url: str | None, tell: Callable[[str], None]) -> Opening: ...

    def restore(self, file: Path, tell: Callable[[str], None]) -> tuple[str, Opening]: ...


class StartPage(QWidget):
    """Opening, failure, who is working, the four ways, the form for a building, the form for a server."""

    def __init__(self, background: Background, servers: Servers, settings: QSettings) -> None:
        super().__init__()
        self._background, self._servers, self._settings = background, servers, settings
        self._tools: Tools | None = None
        self._opened: Callable[[UUID], object] = _nothing
        self._tried: Callable[[], object] = _nothing
        self._moved: Callable[[Opening], object] = _nothing
        self._retry: Callable[[], object] = _nothing
        self._chosen: Callable[[str], object] = _nothing
        self._file = Path()
        self.inside = QStackedWidget()
        self.inside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.inside.setFixedWidth(2 * TILE.width() + 2 * GRID)
        self._made: dict[str, QWidget] = {}
        self._make("opening")
        brand = label("FireMode Desktop", "title")
        brand.setFont(font(28, strong=True))
        words = label(tr("Commission and test pressurised stairs."), "quiet")
        left = column(brand, words, 3 * GRID, self.inside, gap=4)
        self.setLayout(row(None, column(None, left, None, None, gap=0), None))

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def step(self) -> str:
        """Which of the seven is shown."""
        return next(name for name, widget in self._made.items() if widget is self.inside.currentWidget())

    @property
    def help_place(self) -> str:
        """Where the help tells of the step that is shown."""
        return f"window#{HELP.get(self.step, 'four-ways-to-begin')}"

    def _make(self, step: str) -> None:
        """Each step is made when it is needed first: the first paint needs one of them."""
        if step not in self._made:
            self._made[step] = getattr(self, f"_{step}")()
            self.inside.addWidget(self._made[step])

    def _show(self, step: str) -> None:
        self._make(step)
        self.inside.setCurrentWidget(self._made[step])
        self.inside.setFixedHeight(self._made[step].sizeHint().height())

    def say(self, text: str) -> None:
        """What is being done at the moment."""
        self.doing.setText(text)
        self._show("opening")

    def show_failure(self, error: BaseException, retry: Callable[[], object]) -> None:
        """Why there is no database, and what can be done about it."""
        notice = explain(error)
        self._make("failure")
        self.failure.setText(notice.text)
        self.failure_details.setText("\n".join(notice.details))
        self._retry = retry
        self._show("failure")

    def use(self, tools: Tools, opened: Callable[[UUID], object], tried: Callable[[], object]) -> None:
        """From now on there is a database; ``opened`` is called with a building that was made.

        ``tried`` is called as well where that is the pilot building.
        """
        self._tools, self._opened, self._tried = tools, opened, tried

    def on_moved(self, moved: Callable[[Opening], object]) -> None:
        """``moved`` is called when another database has been opened."""
        self._moved = moved

    def ask_who(self, opening: Opening, chosen: Callable[[str], object], complaint: str = "") -> None:
        """Let one of the opening's people be chosen; ``chosen`` is called with the login. Until then nobody works."""
        self._tools = None
        self._make("who")
        self._chosen = chosen
        self.who.offer(opening.people, str(self._settings.value("person") or ""), complaint)
        self.home.setVisible(opening.where != HERE)
        self._show_who()

    def _show_who(self) -> None:
        self._show("who")
        self.who.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choices(self) -> None:
        """The four ways to begin; while nobody is signed in, the question who is."""
        if self._tools is None and "who" in self._made:
            self._show_who()
            return
        self._show("choices")
        self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self) -> None:
        """The form for a new building, empty."""
        self._make("form")
        for field in self.fields.values():
            field.clear()
        self.state.setCurrentIndex(0)
        self.complaint.setText("")
        self._show("form")
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_server(self) -> None:
        """The form for an office server, with the address used last."""
        self._make("server")
        self.url.setText(str(self._settings.value("server") or ""))
        self.server_answer.setText("")
        self._show("server")
        self.url.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once -----------------------------------------------------------------------------------------------

    def _opening(self) -> QWidget:
        self.doing = label(tr("Opening the database…"), "quiet")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Opening"))
        whole = QWidget()
        whole.setLayout(column(self.doing, bar, margin=0))
        return whole

    def _failure(self) -> QWidget:
        self.failure = label("", "bad", wrap=True)
        self.failure_details = label("", "small", wrap=True)
        buttons = row(
            primary(tr("Try again"), lambda: self._retry()),
            button(tr("Another server…"), self.show_server),
            button(tr("Work on this computer"), partial(self._move, None)),
            None,
        )
        return Card(self.failure, self.failure_details, GRID, buttons)

    def _who(self) -> QWidget:
        self.home = button(tr("Work on this computer"), partial(self._move, None))
        self.who = WhoStep(button(tr("Another server…"), self.show_server), self.home)
        self.who.chosen.connect(lambda username: self._chosen(username))
        return self.who

    def _choices(self) -> QWidget:
        self.tiles = (
            Tile(
                "plus",
                tr("New building"),
                tr("Describe its stairs, floors and doors, then import its baselines."),
                self.show_form,
            ),
            Tile(
                "building",
                tr("Pilot building"),
                tr("Two stairs of fifteen floors, with everything to try."),
                self._pilot,
            ),
            Tile(
                "server",
                tr("Connect to office server"),
                tr("Work on the database that the office shares."),
                self.show_server,
            ),
            Tile(
                "restore", tr("Restore a backup"), tr("Bring a backup file back into this database."), self._ask_backup
            ),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * GRID)
        for index, tile in enumerate(self.tiles):
            grid.addWidget(tile, index // 2, index % 2)
        whole = QWidget()
        whole.setLayout(grid)
        return whole

    def _form(self) -> QWidget:
        self.fields = {name: QLineEdit() for name, _ in FIELDS}
        self.state = QComboBox()
        self.state.addItem("–", None)
        for state in AustralianState:
            self.state.addItem(term(state.label), state.value)
        form = form_layout()
        for name, words in FIELDS:
            form.addRow(field_label(words), self.fields[name])
            self.fields[name].setAccessibleName(words)
            self.fields[name].returnPressed.connect(self._create)
            if name == "suburb":
                form.addRow(field_label(tr("State", "of Australia")), self.state)
        self.state.setAccessibleName(tr("State", "of Australia"))
        self.complaint = label("", "bad", wrap=True)
        buttons = row(None, button(tr("Back"), self.show_choices), primary(tr("Create building"), self._create))
        return Card(label(tr("New building"), "heading"), GRID, form, self.complaint, GRID, buttons)

    def _server(self) -> QWidget:
        self.url = QLineEdit()
        self.url.setPlaceholderText("postgresql://name:password@server/firemode")
        self.url.setAccessibleName(tr("Address of the server"))
        self.url.returnPressed.connect(self._test)
        self.server_answer = label("", "", wrap=True)
        note = label(
            tr("The password goes into this computer's keyring, never into a file of ours."), "small", wrap=True
        )
        form = form_layout()
        form.addRow(field_label(tr("Address")), self.url)
        buttons = row(
            button(tr("Back"), self._back),
            None,
            button(tr("Test", "verb: try a server"), self._test),
            primary(tr("Connect"), self._connect),
        )
        head = label(tr("Connect to office server"), "heading")
        return Card(head, GRID, form, note, self.server_answer, GRID, buttons)

    def _backup(self) -> QWidget:
        self.backup_name = label("", "heading")
        words = label(
            tr(
                "The backup takes the place of everything in this database. What is there now is kept aside on "
                "the same server, under another name. The file is proven by restoring it beside the database "
                "first."
            ),
            "quiet",
            wrap=True,
        )
        buttons = row(
            None, button(tr("Back"), self.show_choices), primary(tr("Restore"), lambda: self.restore(self._file))
        )
        return Card(self.backup_name, words, GRID, buttons)

    def _back(self) -> None:
        if self._tools is not None or "who" in self._made:
            self.show_choices()
        else:
            self._show("failure")

    # --- what they do --------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str | None]:
        """What the form says; blank is None."""
        typed: dict[str, str | None] = {name: field.text().strip() or None for name, field in self.fields.items()}
        return {**typed, "state": self.state.currentData()}

    def _create(self) -> None:
        if self._tools is None:
            return
        values = self.values()
        if values["name"] is None:
            self._complain(tr("The building needs a name."))
            return
        job = partial(window_jobs.create_building, values, self._tools.person.id)
        self._tools.background.do(self, job, self._on_made, self._on_refused, text=tr("Creating the building"))

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show("form")

    def _on_refused(self, error: FiremodeError) -> None:
        self._complain(error.message)

    def _on_made(self, building_id: UUID) -> None:
        self._opened(building_id)

    def _pilot(self) -> None:
        tools = self._tools
        if tools is None:
            return
        self.say(tr("Building the pilot building…"))
        job = partial(window_jobs.pilot_building, tools)
        self._background.work(
            self,
            job,
            self._on_pilot_made,
            self._on_pilot_failed,
            self.show_choices,
            text=tr("Building the pilot building"),
        )

    def _on_pilot_made(self, building_id: UUID) -> None:
        self._opened(building_id)
        self._tried()

    def _on_pilot_failed(self, error: FiremodeError) -> None:
        self.show_choices()
        self._background.failed.emit(error)

    def _test(self) -> None:
        self._answer(tr("Connecting…"), "quiet")
        url = self.url.text()
        self._background.work(
            self,
            lambda work: self._servers.test(url, _ignore),
            self._on_tested,
            self._on_untested,
            text=tr("Connecting"),
        )

    def _on_tested(self, words: str) -> None:
        self._answer(words, "good")

    def _on_untested(self, error: FiremodeError) -> None:
        self._answer(error.message, "bad")

    def _answer(self, text: str, role: str) -> None:
        set_role(self.server_answer, role)
        self.server_answer.setText(text)
        self._show("server")

    def _connect(self) -> None:
        self._answer(tr("Connecting…"), "quiet")
        self._move(self.url.text())

    def connect_to(self, url: str) -> None:
        """Show the form and connect; what was typed is there where that fails, without the password."""
        self.show_server()
        self.url.setText(bare(url))
        self._answer(tr("Connecting…"), "quiet")
        self._move(url)

    def _move(self, url: str | None) -> None:
        """Work on the database at that address; None is the embedded one."""

        def job(work: Work) -> tuple[Opening, str]:
            from firemode_desktop.services import sitting

            whole = url and sitting.with_password(url)
            opening = self._servers.use(whole, lambda text: work.tell(0, 0, text))
            return opening, sitting.keep_password(url) if url else ""

        self._background.work(
            self, job, self._on_moved, self._on_not_moved, text=tr("Opening the database"), cancellable=False
        )

    def _on_moved(self, answer: tuple[Opening, str]) -> None:
        opening, bare = answer
        self._settings.setValue("server", bare)
        self._moved(opening)

    def _on_not_moved(self, error: FiremodeError) -> None:
        if self.step == "server":
            self._answer(error.message, "bad")
        elif self.step == "who":
            self.who.complain(error.message)
            self._show_who()
        else:
            self.show_failure(error, self._retry)

    def _ask_backup(self) -> None:
        folder = str(self._settings.value("folders/backup") or Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Restore a backup"), folder, tr("Backups (*.fmbackup *.backup *.zip);;All files (*)")
        )
        if name:
            self._settings.setValue("folders/backup", str(Path(name).parent))
            self.show_backup(Path(name))

    def show_backup(self, file: Path) -> None:
        """Ask once before a backup takes the place of what is there."""
        self._make("backup")
        self._file = file
        self.backup_name.setText(tr("Restore {file}?", file=file.name))
        self._show("backup")

    def restore(self, file: Path, back: Callable[[], object] | None = None) -> None:
        """Bring that backup back; ``back`` is where to go when it fails or is cancelled."""
        self.say(tr("Restoring {file}…", file=file.name))
        back = back or self.show_choices

        def failed(error: FiremodeError) -> None:
            back()
            self._background.failed.emit(error)

        self._background.work(
            self,
            lambda work: self._servers.restore(file, lambda text: work.tell(0, 0, text)),
            self._on_restored,
            failed,
            back,
            text=tr("Restoring a backup"),
        )

    def _on_restored(self, answer: tuple[str, Opening]) -> None:
        words, opening = answer
        if self._tools is not None:
            self._tools.notices.say(words)
        self._moved(opening)


def _nothing(*_: object) -> None:
    """Nobody listens yet."""


def _ignore(text: str) -> None:
    """The page says itself that it is connecting."""
