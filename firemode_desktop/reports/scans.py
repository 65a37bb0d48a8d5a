"""The scan of a certificate as pages to print, or the sentence why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.scans.scan import read_scan
from firemode_desktop.reports.data import KeptFile
from firemode_desktop.reports.pictures import Load, shrunk

LONGEST = 1600
NO_PICTURE = "The scan is neither a PDF file nor a picture that can be drawn."


@dataclass(frozen=True, slots=True)
class Scanned:
    """``pages`` of ``total`` that are printed; without any, ``why``."""

    pages: Sequence[Load] = ()
    total: int = 0
    why: str = ""


def scanned(file: KeptFile) -> Scanned:
    """The pages of the scan that lies at ``file.path``."""
    if file.path is None:
        return Scanned(why="The scan is not at hand.")
    try:
        if file.path.suffix.lower() != ".pdf":
            return _picture(file)
        found = read_scan(file.path.read_bytes())
    except Invalid as error:
        return Scanned(why=str(error))
    except OSError:
        return Scanned(why="The scan cannot be read.")
    return Scanned(
        [_kept(jpeg) for jpeg in found.pictures], found.total, "" if found.pictures else "The scan is empty."
    )


def _picture(file: KeptFile) -> Scanned:
    jpeg = shrunk(file, LONGEST)()
    return Scanned(why=NO_PICTURE) if jpeg is None else Scanned([_kept(jpeg)], 1)


def _kept(jpeg: bytes) -> Load:
    return lambda: jpeg
