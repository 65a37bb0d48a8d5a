"""Connections: how one is connected and who else is, and the servers one may work on, each tried before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services import connecting, sitting
from firemode_desktop.services.connecting import Connected, Other, Tested
from firemode_desktop.ui.admin.database import Facts
from firemode_desktop.ui.admin.section import Section
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.parts import Card, button, column, empty, label, primary, row, set_role, set_tone
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

LINE, MOST_TALL = 26, 134
SERVERS = "servers"
"""The addresses that are kept, without passwords."""
NOBODY = tr("Nobody else is connected.")
NONE = tr("No server is kept yet. Type the address that your administrator gave you, try it, and keep it.")
NOTE = tr(
    "A server of the office must prove who it is (TLS, the certificate for its name) and gets no "
    "password. The password goes into this computer's keyring, never into a file of ours."
)


class ConnectionsSection(Section):
    """What is so at the left, the servers at the right."""

    key: ClassVar[str] = "connections"
    title: ClassVar[str] = tr("Connections")
    words: ClassVar[str] = tr("server address tls certificate password keyring who is connected")

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.facts = Facts(
            tr("Where"), tr("Server"), tr("Encryption"), tr("Proof"), tr("Login"), tr("Works as"), tr("Rights")
        )
        self.told = label(tr("Asking the server…"), "quiet", wrap=True)
        self.others = QVBoxLayout()
        self.others.setSpacing(4)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Servers that are kept"))
        self.empty = label(NONE, "quiet", wrap=True)
        self.address, self.password, self.authority = QLineEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.address.setPlaceholderText("postgresql://name@server/firemode")
        self.password.setPlaceholderText(tr("from the keyring"))
        self.authority.setPlaceholderText(tr("libpq's own place"))
        self.answer = label("", "", wrap=True)
        self.answer.setAccessibleName(tr("What the server answered"))
        self.try_ = button(tr("Test", "verb: try a server"), self.test)
        self.keep = button(tr("Keep"), self.keep_server)
        self.forget = button(tr("Forget"), self.forget_server)
        self.go = primary(tr("Connect"), self.connect_there)
        self._build()
        self._fill()
        self.list.currentItemChanged.connect(self._on_chosen)
        for field in (self.address, self.password, self.authority):
            field.returnPressed.connect(self.test)
            field.textChanged.connect(self._on_typed)
        self._on_typed()

    def _build(self) -> None:
        own = Card(label(tr("This connection"), "heading"), 4, self.told, self.facts, margin=2 * GRID)
        others = Card(label(tr("Also connected"), "heading"), 4, self.others, margin=2 * GRID)
        fields = [
            part
            for words, field in (
                (tr("Address"), self.address),
                (tr("Password"), self.password),
                (tr("Certificate of the authority (PEM)"), self.authority),
            )
            for part in (_named(words, field), field)
        ]
        servers = Card(
            label(tr("Servers"), "heading"), 4, self.list, self.empty, *fields, label(NOTE, "small", wrap=True),
            self.answer, row(self.forget, self.keep, None, self.try_, self.go), margin=2 * GRID,
        )  # fmt: skip
        whole = row(gap=GRID + 4)
        whole.addLayout(column(own, others, None, gap=GRID + 4), 1)
        whole.addLayout(column(servers, None), 1)
        self.setLayout(whole)

    # --- what is so ----------------------------------------------------------------------------------------------

    def load(self) -> None:
        held = self.tools.keeping
        job = partial(connecting.connected, held.url if held else None)
        self.tools.background.ask(self, job, self._show, self._on_away, about="connected")
        self.facts.put(tr("Where"), held.where if held else "–")

    def _show(self, found: Connected) -> None:
        self.told.hide()
        put = self.facts.put
        put(
            tr("Server"),
            tr(
                "PostgreSQL {server_version}, {database}, {address}",
                server_version=found.server_version,
                database=found.database,
                address=found.address or "socket",
            ),
        )
        put(tr("Encryption"), found.encryption or tr("none: it does not leave this computer"))
        put(tr("Proof"), found.proof)
        put(tr("Login"), found.login)
        put(tr("Works as"), self._works_as(found))
        put(tr("Rights"), found.behind or tr("as the list of people says"), "near" if found.behind else "")
        empty(self.others)
        for other in found.others:
            self.others.addLayout(row(label(_who(other)), None, label(_how(other), "quiet")))
        if not found.others:
            self.others.addWidget(label(NOBODY, "quiet"))

    def _works_as(self, found: Connected) -> str:
        held = self.tools.keeping
        if held is not None and held.url is not None:
            return found.person
        person = self.tools.person
        return tr("{full_name}, {role}; chosen in this window", full_name=person.full_name, role=person.role)

    def _on_away(self, error: FiremodeError) -> None:
        self.told.setText(error.message)
        set_tone(self.told, "fail")
        self.told.show()
        self.tools.background.failed.emit(error)

    # --- servers -------------------------------------------------------------------------------------------------

    @property
    def kept(self) -> list[str]:
        """The addresses that are kept, without passwords."""
        found = self.tools.settings.value(SERVERS) or []
        return [str(one) for one in ([found] if isinstance(found, str) else found)]

    def _fill(self, chosen: str = "") -> None:
        self.list.clear()
        for address in self.kept:
            item = QListWidgetItem(connecting.shown(address))
            item.setData(Qt.ItemDataRole.UserRole, address)
            item.setToolTip(address)
            item.setSizeHint(QSize(0, LINE))
            self.list.addItem(item)
            if address == chosen:
                self.list.setCurrentItem(item)
        self.list.setFixedHeight(min(MOST_TALL, LINE * self.list.count() + 4))
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)

    def _on_chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            self.address.setText(str(item.data(Qt.ItemDataRole.UserRole)))
            self.password.clear()
            self.authority.clear()
            self._say("", "")

    def _on_typed(self, _text: str = "") -> None:
        typed = bool(self.address.text().strip())
        for part in (self.try_, self.keep, self.go):
            part.setEnabled(typed and self.tools.keeping is not None)
        self.forget.setEnabled(self.address.text().strip() in self.kept)

    def _say(self, words: str, role: str) -> None:
        set_role(self.answer, role)
        self.answer.setText(words)

    def _typed(self) -> str | None:
        """The address with what was typed beside it; what cannot be read is said, and None."""
        try:
            sitting.address(self.address.text())
            return connecting.composed(self.address.text().strip(), self.password.text(), self.authority.text().strip())
        except FiremodeError as error:
            self._say(error.message, "bad")
            return None

    def test(self) -> None:
        """Try the server; nothing is changed there."""
        url = self._typed()
        if url is None or not self.try_.isEnabled():
            return
        self._say(tr("Connecting…"), "quiet")
        self.try_.setEnabled(False)
        self.tools.background.work(
            self, partial(_tested, url), self._on_tested, self._on_untested, self._on_typed, text=tr("Connecting")
        )

    def _on_tested(self, found: Tested) -> None:
        self._on_typed()
        self._say(found.words, "good" if found.ready else "bad")

    def _on_untested(self, error: FiremodeError) -> None:
        self._on_typed()
        self._say(" ".join([error.message, *(one for one in error.details if isinstance(one, str))]), "bad")

    def keep_server(self) -> None:
        """Keep the address, and the password in the keyring."""
        url = self._typed()
        if url is not None:
            self.tools.background.keep(self, partial(sitting.keep_password, url), self._on_kept)

    def _on_kept(self, bare: str) -> None:
        self.tools.settings.setValue(SERVERS, sorted({*self.kept, bare}))
        self._fill(bare)
        self.password.clear()
        self._on_typed()
        self._say(tr("Kept."), "good")

    def forget_server(self) -> None:
        """Keep the address and its password no more."""
        bare = self.address.text().strip()
        self.tools.settings.setValue(SERVERS, [one for one in self.kept if one != bare])
        self.tools.background.keep(self, partial(sitting.forget_password, bare), lambda _: None)
        self._fill()
        self._on_typed()
        self._say(tr("Forgotten, and its password."), "good")

    def connect_there(self) -> None:
        """Work on that server from now on."""
        url, held = self._typed(), self.tools.keeping
        if url is not None and held is not None:
            held.connect(url)

    def take_focus(self) -> None:
        (self.list if self.list.isVisible() else self.address).setFocus(Qt.FocusReason.OtherFocusReason)

    def pictures(self) -> Iterator[str]:
        self.address.setText("postgresql://someone@127.0.0.1:1/firemode")
        self.test()
        yield "not-reached"
        self.address.clear()
        self._say("", "")


def _named(words: str, field: QLineEdit) -> QLabel:
    made = label(words, "small")
    made.setBuddy(field)
    field.setAccessibleName(words)
    return made


def _who(other: Other) -> str:
    return f"{other.name} ({other.login})" if other.name else other.login


def _how(other: Other) -> str:
    many = (
        tr("1 connection") if other.connections == 1 else tr("{connections} connections", connections=other.connections)
    )
    return tr("{many}, since {since}", many=many, since=show_time(other.since.astimezone())) if other.since else many


# Jobs


def _tested(url: str, _work: Work) -> Tested:
    return connecting.test(sitting.with_password(url))
