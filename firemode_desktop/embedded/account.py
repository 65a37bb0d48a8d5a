"""The account the server runs as. PostgreSQL refuses to run as root; then it runs as ``nobody``.

``nobody`` cannot enter a 0700 parent (root's home, a test's temporary folder). No parent is touched for that: where
it is needed, the server's process is given the one capability to search directories, and nothing else.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from firemode_desktop.domain.errors import Refused

NAMES = ("nobody", "daemon")

# linux/capability.h, linux/prctl.h, linux/securebits.h
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
_CAPABILITY_VERSION_3 = 0x20080522
_PR_SET_PDEATHSIG, _PR_CAPBSET_READ, _PR_SET_SECUREBITS, _PR_CAP_AMBIENT = 1, 23, 28, 47
_PR_CAP_AMBIENT_RAISE = 2
_SECBIT_NO_SETUID_FIXUP = 1 << 2  # without it access(2) forgets the capability, and PostgreSQL asks access(2)


@dataclass(frozen=True)
class Account:
    """An unprivileged account with a passwd entry; ``capability`` where it needs one to reach its files."""

    name: str
    uid: int
    gid: int
    capability: int | None = None

    def own(self, path: Path) -> None:
        """Give ``path`` (a file or folder just made) to the account."""
        os.chown(path, self.uid, self.gid)

    def become(self) -> None:
        """Turn this process, a freshly forked child, into the account; raises OSError where it may not."""
        if self.capability is not None:
            _prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP)
        os.setgroups([])
        os.setresgid(self.gid, self.gid, self.gid)
        os.setresuid(self.uid, self.uid, self.uid)
        if self.capability is not None:
            _keep_only(self.capability)
            _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, self.capability)


def for_server(*needed: Path) -> Account | None:
    """The account for a server that must reach all ``needed``; None where it runs as the person who asks.

    Raises Refused where root may not change accounts or no account can reach the files.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    plain = _unprivileged()
    if not _in_child(plain, lambda: True):
        raise Refused(
            "PostgreSQL does not run as root, and root may not change to another account here. "
            "Start the program as an ordinary user, or use a server with FIREMODE_DATABASE_URL."
        )
    for account in (plain, *(replace(plain, capability=one) for one in _searching())):
        if _in_child(account, lambda: all(os.access(path, os.X_OK) for path in needed)):
            return account
    raise Refused(
        f"PostgreSQL does not run as root but as {plain.name}, and that account cannot reach "
        f"{' or '.join(str(path) for path in needed)}. Choose a folder it can reach, e.g. --data-dir /var/lib/firemode."
    )


def die_with_parent(signal: int) -> None:
    """Have the kernel send ``signal`` to this process when its parent dies (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal)


def _unprivileged() -> Account:
    import pwd

    for name in NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Refused("PostgreSQL does not run as root, and there is no account 'nobody' to run it as.")


def _searching() -> list[int]:
    """The capabilities this process can hand on that let a process search any directory, the weaker first."""
    if sys.platform != "linux":
        return []
    permitted = next(
        int(line.split()[1], 16)
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if line.startswith("CapPrm:")
    )
    return [one for one in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if permitted >> one & 1 and _in_bounding_set(one)]


def _in_bounding_set(capability: int) -> bool:
    return bool(_LIBC.prctl(_PR_CAPBSET_READ, capability, 0, 0, 0) == 1)


def _in_child(account: Account, question: Callable[[], bool]) -> bool:
    """Ask ``question`` in a child that has become ``account``; False also where it cannot become it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            account.become()
            code = 0 if question() else 1
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _keep_only(capability: int) -> None:
    """Drop every capability but this one (of the first 32)."""
    bit = 1 << capability
    data = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
    if _LIBC.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), ctypes.byref(data)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _prctl(option: int, *arguments: int) -> None:
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    if _LIBC.prctl(option, *padded) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option})")


_LIBC = ctypes.CDLL(None if sys.platform != "win32" else "msvcrt", use_errno=True)  # loaded before any fork
