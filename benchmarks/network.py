"""A network between the program and its database that goes away on demand: cut, silent, or gone at the COMMIT."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from enum import Enum
from typing import Self

from sqlalchemy import make_url

COMMIT = b"COMMIT"


class Weather(Enum):
    """How it is with the network."""

    FAIR = "fair"
    CUT = "cut"
    """Connections break, new ones are refused."""
    SILENT = "silent"
    """Everything is taken, nothing is passed on, and nobody says so."""
    BEFORE_COMMIT = "before_commit"
    """The next COMMIT never arrives; the connection breaks."""
    AFTER_COMMIT = "after_commit"
    """The next COMMIT arrives, its answer does not; the connection breaks."""


class Network:
    """A way to the server at ``database_url``; ``url`` leads through it."""

    def __init__(self, database_url: str) -> None:
        self._url = make_url(database_url)
        self._weather = Weather.FAIR
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The database, through this network."""
        through = self._url.set(host="127.0.0.1", port=self._listening.getsockname()[1], query={})
        return through.render_as_string(hide_password=False)

    def turn(self, weather: Weather) -> None:
        """Change how it is from now on; what is cut or silent breaks when it is fair again."""
        with self._lock:
            before, self._weather = self._weather, weather
        if weather is Weather.CUT or before is Weather.SILENT:
            self._break_all()

    def close(self) -> None:
        """No way any more."""
        self._closed = True
        self._listening.close()
        self._break_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _break_all(self) -> None:
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _break(pair)

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listening.accept()
                if self._weather is Weather.CUT:
                    client.close()
                    continue
                pair = (client, self._connect())
            except OSError:
                continue
            with self._lock:
                self._pairs.append(pair)
            broken = threading.Event()
            for forth in (True, False):
                threading.Thread(target=self._pass_on, args=(pair, forth, broken), daemon=True).start()

    def _connect(self) -> socket.socket:
        folder = self._url.query.get("host")
        if isinstance(folder, str) and folder.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{folder}/.s.PGSQL.{self._url.query.get('port', 5432)}")
            return server
        return socket.create_connection((self._url.host or "127.0.0.1", self._url.port or 5432))

    def _pass_on(self, pair: tuple[socket.socket, socket.socket], forth: bool, deaf: threading.Event) -> None:
        source, target = pair if forth else pair[::-1]
        with suppress(OSError):
            while data := source.recv(65536):
                if self._weather is Weather.SILENT or (deaf.is_set() and not forth):
                    if deaf.is_set():
                        break  # the answer to the COMMIT is here, so it is carried out; nobody hears of it
                    continue
                if forth and COMMIT in data and not self._let_commit(deaf):
                    break
                target.sendall(data)
        _break(pair)

    def _let_commit(self, deaf: threading.Event) -> bool:
        """Whether a COMMIT may pass; the weather is fair again after the one it was for."""
        with self._lock:
            weather = self._weather
            if weather in (Weather.BEFORE_COMMIT, Weather.AFTER_COMMIT):
                self._weather = Weather.FAIR
        if weather is Weather.AFTER_COMMIT:
            deaf.set()
        return weather is not Weather.BEFORE_COMMIT


def _break(pair: tuple[socket.socket, socket.socket]) -> None:
    for one in pair:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
