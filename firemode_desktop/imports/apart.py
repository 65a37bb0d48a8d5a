"""A foreign file, read in a process of its own: what it does to a parser, it does not do to the program.

What runs there is ``imports.child``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.child import TOO_MUCH


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a file that its reader could not answer for; ``kind`` is what it is called."""

    kind: str
    too_long: str
    too_much: str
    damaged: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: the file of its ``main``, the flag that starts it in a bundle, the packages it needs."""

    file: str
    flag: str
    packages: tuple[str, ...]
    words: Words

    def command(self) -> list[str]:
        """What starts it, with nothing of this program's surroundings."""
        if getattr(sys, "frozen", False):
            return [sys.executable, self.flag]
        program = Path(self.file).parents[3]
        return [sys.executable, "-I", "-S", self.file, str(program), *_folders(self.packages)]

    def answer(self, data: bytes, seconds: int) -> bytes:
        """What it says of ``data``, without the sign before it; ``seconds`` is the processor time it may take.

        Raises:
            Invalid: it refuses, fails, or takes too much.
        """
        try:
            done = subprocess.run(
                self.command(),
                input=b"%d\n%b" % (seconds, data),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                # Far beyond the limit on processor time: a busy machine must not refuse an honest file.
                timeout=15 * seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise Invalid(self.words.too_long) from error
        except OSError as error:
            why = f"The {self.words.kind} could not be read, for want of a process to read it in: {error.strerror}."
            raise Invalid(why) from error
        if done.returncode:
            raise Invalid(self._reason(done.returncode))
        if done.stdout[:1] == b"-":
            raise Invalid(done.stdout[1:].decode())
        return done.stdout[1:]

    def _reason(self, code: int) -> str:
        """What to say of a reader that did not answer: exit codes below 0 are signals."""
        import signal

        if code == TOO_MUCH:
            return self.words.too_much
        stopped = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}
        return self.words.too_long if code in stopped else self.words.damaged


def _folders(packages: Sequence[str]) -> list[str]:
    """Where packages lie, each folder once."""
    found = [find_spec(name) for name in packages]
    return list(dict.fromkeys(str(Path(spec.origin).parent.parent) for spec in found if spec and spec.origin))
