"""A file for whoever helps: what this program runs on and what went wrong, without passwords and without records.

    program.json      versions, computer, folders and how full their disks are
    database.json     server, schema, rows a table, guards that are off, the end of the log; or why it cannot be asked
    firemode.log      defects of the program on this computer; fatal.log where the interpreter itself died
    server.log        what the embedded server said, without statements and the values in them
    …                 what the window adds: its settings, and what it said

Passwords and keys that are known are taken out of every part, and so is whatever looks like one.
"""

from __future__ import annotations

import json
import locale
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import func, literal, make_url, select, union_all
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from firemode_desktop import __version__
from firemode_desktop.database import masked
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.embedded.home import Home
from firemode_desktop.evidence import access
from firemode_desktop.models import Base
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import guards, keeping
from firemode_desktop.services.files import beside
from firemode_desktop.services.log_file import LOG
from firemode_desktop.settings import Settings

Run = Callable[[Callable[[Session], Any]], Any]
MOST = 1 << 20
"""Bytes of the end of a log."""
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "psycopg2-binary", "alembic", "matplotlib", "reportlab", "openpyxl")
TOLD = "***"
_LOOKS_LIKE_ONE = (
    re.compile(r"(?<=://)([^\s:/@]*):[^\s/@]+(?=@)"),
    re.compile(r"(?i)\b(password|passwd|passphrase|secret|pwd)(\"?\s*[=:]\s*\"?)([^\s\"',;&]+)"),
)
_SAID_WITH_VALUES = ("STATEMENT:", "DETAIL:", "CONTEXT:", "QUERY:", "HINT:")


def save(path: Path, settings: Settings, run: Run, at: datetime, more: Mapping[str, str] | None = None) -> list[str]:
    """Write the file, whole or not at all; the names of its parts. ``more``: name → text of further parts.

    Raises:
        Refused: it cannot be written there.
    """
    parts = {
        "program.json": _json(_program(settings, at)),
        "database.json": _json(_database(run)),
        "firemode.log": _log(settings.data_dir / LOG),
        "fatal.log": _log(settings.data_dir / "fatal.log"),
        "server.log": _log(Home(settings.data_dir).log),
        **(more or {}),
    }
    clean = cleaner(settings)
    try:
        with beside(path) as place, ZipFile(place, "w", ZIP_DEFLATED) as packed:
            for name, words in parts.items():
                packed.writestr(name, clean(words))
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error
    return list(parts)


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, default=str)


# --- what is told ----------------------------------------------------------------------------------------------------


def _program(settings: Settings, at: datetime) -> dict[str, Any]:
    return {
        "made_at": at.isoformat(),
        "firemode": __version__,
        "packed": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "computer": {"system": platform.platform(), "machine": platform.machine(), "cores": os.cpu_count()},
        "language": locale.getlocale(),
        "time_zone": time.tzname,
        "database": masked(settings.database_url) if settings.database_url else "embedded",
        "folders": {
            "data": _folder(settings.data_dir),
            "evidence": _folder(settings.evidence_dir),
        },
        "bucket": access.is_set_up(settings.evidence_dir),
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _folder(path: Path) -> dict[str, Any]:
    there = path.exists()
    free = shutil.disk_usage(path).free if there else None
    return {"path": path, "there": there, "writable": os.access(path, os.W_OK), "free_bytes": free}


def _database(run: Run) -> dict[str, Any]:
    try:
        document: dict[str, Any] = run(_asked)
    except FiremodeError as error:
        return {"cannot_be_asked": error.message}
    return document


def _asked(session: Session) -> dict[str, Any]:
    facts, head = keeping.facts(session), audit_chain.head(session)
    return {
        "server": facts.server_version,
        "size_bytes": facts.size_bytes,
        "connections": facts.connections,
        "encryption": facts.encryption,
        "schema": {"revision": facts.revision, "head": facts.head},
        "log": {"entries": head.seq, "hash": head.hash.hex(), "ledger": str(head.ledger)},
        "guards_off": list(guards.look(session).off) if facts.revision == facts.head else None,
        "rows": _rows(session),
    }


def _rows(session: Session) -> dict[str, int]:
    counts = [select(literal(table.name), func.count()).select_from(table) for table in Base.metadata.sorted_tables]
    return {str(name): many for name, many in session.execute(union_all(*counts))}


def _log(path: Path) -> str:
    """The end of a log; of what a server said, no statements and no values."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MOST))
            lines = file.read(MOST).decode("utf-8", "replace").splitlines(keepends=True)
    except FileNotFoundError:
        return "There is none.\n"
    except OSError as error:
        return f"It cannot be read: {error.strerror}.\n"
    return "".join(_without_values(lines) if path.name == "server.log" else lines)


def _without_values(lines: list[str]) -> Iterator[str]:
    left_out = False
    for line in lines:
        if line[:1] not in "\t ":  # a line that goes on with the one before begins so
            left_out = any(word in line for word in _SAID_WITH_VALUES)
        if not left_out:
            yield line


# --- what is not -----------------------------------------------------------------------------------------------------


def cleaner(settings: Settings) -> Callable[[str], str]:
    """What takes passwords and keys out of a text: those this computer knows of, and what looks like one."""
    known = sorted({one for one in _secrets(settings) if len(one) > 2}, key=len, reverse=True)
    home = str(Path.home())

    def clean(words: str) -> str:
        for secret in known:
            words = words.replace(secret, TOLD).replace(json.dumps(secret)[1:-1], TOLD)
        words = _LOOKS_LIKE_ONE[0].sub(rf"\1:{TOLD}", words)
        words = _LOOKS_LIKE_ONE[1].sub(rf"\1\2{TOLD}", words)
        return words.replace(home, "~") if len(home) > 1 else words

    return clean


def _secrets(settings: Settings) -> Iterator[str]:
    """Every password and key that this computer knows of."""
    for url in (settings.database_url, settings.read_database_url):
        with suppress(ArgumentError):
            if url and (password := make_url(url).password):
                yield str(password)
    with suppress(OSError):
        yield Home(settings.data_dir).password_file.read_text("ascii").strip()
    with suppress(FiremodeError):
        found = access.find(settings.evidence_dir)
        if found is not None:
            yield from (found.key, found.secret)
