"""File locks that the operating system releases when their holder dies, on POSIX and Windows alike."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

PAUSE_S = 0.02


class FileLock:
    """A lock on the file ``path``: many share it, or one has it alone. Two of these in one process are two holders."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock, shared or alone."""
        return self._handle is not None

    def acquire(self, *, shared: bool, wait_s: float = 0) -> bool:
        """Take the lock, trying for ``wait_s`` seconds; False where somebody else's hold forbids it."""
        deadline = time.monotonic() + wait_s
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        while not _lock(handle, shared):
            if time.monotonic() >= deadline:
                os.close(handle)
                return False
            time.sleep(PAUSE_S)
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        if self._handle is not None:
            _unlock(self._handle)
            os.close(self._handle)
            self._handle = None

    def is_taken(self) -> bool:
        """Whether somebody (this object included) holds the lock alone."""
        probe = FileLock(self.path)
        if probe.acquire(shared=True):
            probe.release()
            return False
        return True


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = [
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        ]

    _FAIL_IMMEDIATELY, _EXCLUSIVE = 0x1, 0x2

    def _lock(handle: int, shared: bool) -> bool:
        flags = _FAIL_IMMEDIATELY | (0 if shared else _EXCLUSIVE)
        native = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        return bool(ctypes.windll.kernel32.LockFileEx(native, flags, 0, 1, 0, ctypes.byref(_Overlapped())))

    def _unlock(handle: int) -> None:
        native = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        ctypes.windll.kernel32.UnlockFileEx(native, 0, 1, 0, ctypes.byref(_Overlapped()))

else:
    import fcntl

    def _lock(handle: int, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
