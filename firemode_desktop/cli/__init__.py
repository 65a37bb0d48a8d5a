"""The ``firemode`` command: everything the window does with data, through the same services.

Each module of this package is one command group; it adds its parsers in ``add(groups)`` and each of its commands is a
function ``(desk, arguments) -> Answer``. Global options are accepted before or after the command. Under ``--json``
standard output holds one document and nothing else; messages go to standard error.

Exit codes (specification, page 3): 0 done · 1 a defect · 2 usage · 3 invalid input, nothing written · 4 the database
cannot be reached · 5 not allowed · 6 somebody else changed it · 130 stopped with Ctrl+C, as is usual.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import json
import logging
import os
import sys
from collections.abc import Sequence
from itertools import islice
from typing import Any, NoReturn

from firemode_desktop import __version__
from firemode_desktop.cli import defects
from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.domain.errors import Conflict, FiremodeError, InDoubt, Invalid, Missing, Refused, Unreachable
from firemode_desktop.domain.visible import one_line

GROUPS = (
    "app",
    "demo",
    "db",
    "audit",
    "building",
    "stair",
    "registry",
    "baseline",
    "schedule",
    "generate",
    "session",
    "evidence",
    "faults",
    "scenario",
    "rules",
    "instruments",
    "calendar",
    "trend",
    "report",
    "batch",
    "user",
    "selftest",
    "diagnostics",
    "docs",
)
EXIT_CODES: dict[type[FiremodeError], int] = {
    Invalid: 3,
    Missing: 3,
    Unreachable: 4,
    InDoubt: 4,
    Refused: 5,
    Conflict: 6,
}
OPEN_TO_SEE = (
    "The password on the command line can be seen by others here; FIREMODE_DATABASE_URL keeps it out of sight."
)


class UsageError(Exception):
    """The words of the command are off; the message says how."""


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the program, so that ``--json`` can answer in kind.

    Options are never abbreviated: a script must not change its meaning when one is added.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **named})

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}")


def global_options() -> argparse.ArgumentParser:
    """The options every command takes, before or after its name."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--database", metavar="URL", help="PostgreSQL to use instead of the one that comes along")
    options.add_argument("--read-database", metavar="URL", help="a replica of it, to read trends and reports from")
    options.add_argument("--data-dir", metavar="DIR", help="folder of the embedded server and the evidence")
    options.add_argument("--as", dest="username", metavar="USERNAME", help="who is acting (also FIREMODE_USER)")
    options.add_argument("--json", action="store_true", help="one JSON document on standard output")
    options.add_argument("-v", "--verbose", action="store_true", help="say more on standard error")
    return options


def parser() -> Parser:
    """The whole command line."""
    common = global_options()
    whole = Parser(prog="firemode", description="Commission and test pressurised stairs.", parents=[common])
    whole.add_argument("--version", action="version", version=f"firemode {__version__}")
    groups = whole.add_subparsers(dest="group", metavar="COMMAND", parser_class=Parser)
    for name in GROUPS:
        importlib.import_module(f"firemode_desktop.cli.{name}").add(groups, common)
    return whole


def collect_seldom() -> None:
    """Look for cycles a hundred times less often: what a command makes lives to its end anyway.

    Looking through all of it again and again took two fifths of planning an import of 10,000 rows.
    """
    gc.set_threshold(100_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    collect_seldom()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--selftest"]:
        words[0] = "selftest"  # as installers and packers are used to ask
    as_json = "--json" in words
    _make_unfailing(as_json)
    try:
        chosen = _understood(words)
    except UsageError as problem:
        return _fail(as_json, 2, "usage", str(problem), ())
    logging.basicConfig(level=logging.INFO if getattr(chosen, "verbose", False) else logging.WARNING)
    return _carry_out(chosen, getattr(chosen, "json", False))


def _understood(words: list[str]) -> argparse.Namespace:
    """The words as a command. Raises UsageError."""
    chosen, rest = parser().parse_known_args(words)
    if rest and hasattr(chosen, "values") and not any(word.startswith("--") for word in rest):
        chosen.values += rest  # the readings of ``session result`` may also stand behind its options
    elif rest:
        raise UsageError(f"firemode: not understood: {' '.join(rest)}")
    if chosen.group is None:
        return _understood([*words, "app"])
    if not hasattr(chosen, "command"):
        raise UsageError(f"firemode {chosen.group}: a command is missing; see firemode {chosen.group} --help")
    if getattr(chosen, "needs", None) is not None:
        chosen.needs(chosen)  # what one command of a group must be told, and another not
    return chosen


def _make_unfailing(as_json: bool) -> None:
    """No letter of an answer fails in a terminal that cannot show it; JSON is UTF-8 everywhere (RFC 8259)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf_8 = as_json and stream is sys.stdout
            stream.reconfigure(encoding="utf-8" if utf_8 else stream.encoding, errors="backslashreplace")


def _carry_out(chosen: argparse.Namespace, as_json: bool) -> int:
    try:
        with Desk.from_arguments(chosen) as desk:
            if desk.password_in_sight:
                desk.tell(OPEN_TO_SEE)
            answer: Answer = chosen.command(desk, chosen)
    except FiremodeError as error:
        return _fail(as_json, EXIT_CODES[type(error)], error.code, error.message, error.details)
    except KeyboardInterrupt as stop:
        return _fail(as_json, 130, "cancelled", str(stop) or "Cancelled; nothing half-done was left behind.", ())
    except OSError as error:
        if error.filename is None:
            return _defect(chosen, as_json, error)
        return _fail(as_json, 5, "refused", f"{error.filename} cannot be used: {error.strerror}.", ())
    except Exception as error:
        return _defect(chosen, as_json, error)
    if as_json:
        _print(_as_text({"success": answer.exit_code == 0, **answer.document}))
    elif answer.text:
        _print(answer.text)
    return answer.exit_code


def _defect(chosen: argparse.Namespace, as_json: bool, error: Exception) -> int:
    """Keep the story in the log of the data directory; ``-v`` shows it as well."""
    settings = Desk.from_arguments(chosen).settings
    sentence, story = defects.keep(error, settings.data_dir, settings.database_url)
    if getattr(chosen, "verbose", False):
        print(story, file=sys.stderr)
    return _fail(as_json, 1, "defect", sentence, ())


def _fail(as_json: bool, exit_code: int, code: str, message: str, details: Sequence[Any]) -> int:
    print(message, file=sys.stderr)
    for detail in details:
        print(
            f"  {one_line(detail) if isinstance(detail, str) else json.dumps(detail, default=_jsonable)}",
            file=sys.stderr,
        )
    if as_json:
        error = {"code": code, "message": message, "details": list(details)}
        _print(_as_text({"success": False, "error": error}))
    return exit_code


def _print(text: str) -> None:
    """On standard output; a reader who has seen enough and left (``| head``) is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_text(document: dict[str, Any]) -> str:
    """Put together in pieces: the text of 160,000 errors is 80 MB, and its bits all at once took 600."""
    encoder = json.JSONEncoder(default=_jsonable, ensure_ascii=False, indent=2, allow_nan=False)
    bits = encoder.iterencode(document)
    return "".join(iter(lambda: "".join(islice(bits, 10_000)), ""))


def _jsonable(value: object) -> object:
    """Decimals as numbers, times as ISO 8601 with offset, ids and words as text."""
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
