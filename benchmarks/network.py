"""A network between the program and its database that goes away on demand: cut, silent, or reset at any byte."""

from __future__ import annotations

import select
import socket
import struct
import threading
from contextlib import suppress
from enum import Enum
from typing import Self

from sqlalchemy import make_url

COMMIT = b"COMMIT\x00"  # the statement; not the end of a temporary table
LOOK_UP_S = 0.02


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
        self._mute: set[tuple[socket.socket, socket.socket]] = set()
        self._cut: tuple[bool, int] | None = None
        self.passed = {True: 0, False: 0}
        """Bytes passed on since ``reset_after``, to the server (``True``) and from it."""
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

    def silence_those_open(self) -> None:
        """The connections there are fall silent; new ones are made as before."""
        with self._lock:
            self._mute |= set(self._pairs)

    def reset_after(self, forth: bool, byte: int | None) -> None:
        """Reset (RST) the connection on which this byte, counted from now, would pass; ``None``: only count."""
        with self._lock:
            self._cut = None if byte is None else (forth, byte)
            self.passed = {True: 0, False: 0}

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
        with suppress(OSError, ValueError):  # ValueError: closed by the other direction
            while data := _received(source):
                if pair in self._mute:
                    continue
                if self._weather is Weather.SILENT or (deaf.is_set() and not forth):
                    if deaf.is_set():
                        break  # the answer to the COMMIT is here, so it is carried out; nobody hears of it
                    continue
                if forth and COMMIT in data and not self._let_commit(deaf):
                    break
                data, cut = self._until_the_cut(data, forth)
                target.sendall(data)
                if cut:
                    _reset(pair)
                    return
        _break(pair)

    def _until_the_cut(self, data: bytes, forth: bool) -> tuple[bytes, bool]:
        """What of the data may still pass, and whether the connection ends there; it happens once."""
        with self._lock:
            end = self.passed[forth] + len(data)
            if self._cut is not None and self._cut[0] is forth and end > self._cut[1]:
                data = data[: self._cut[1] - self.passed[forth]]
                self._cut = None
                return data, True
            self.passed[forth] = end
        return data, False

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


def _received(source: socket.socket) -> bytes:
    """The next bytes. It looks up now and then: a socket that another thread waits in is not closed by closing it."""
    while not select.select([source], [], [], LOOK_UP_S)[0]:
        pass
    return source.recv(65536)


def _reset(pair: tuple[socket.socket, socket.socket]) -> None:
    for one in pair:
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.close()
