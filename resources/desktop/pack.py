"""What ``./run build`` does beside PyInstaller: the icons from the drawing, and the files that are handed out.

    python resources/desktop/pack.py DIST        DIST/FireMode/ becomes, on Linux, a .tar.xz, a .deb and SHA256SUMS

The same folder makes the same bytes: names are sorted, owners and times are those of the release.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NAME, PACKAGE = "FireMode", "firemode-desktop"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}
NEEDED = ("libc6 (>= 2.34)", "libegl1", "libgl1", "libxcb1", "xkb-data", "zlib1g")
"""What the program takes from the system: the C library, and what draws on the screen and knows keyboards."""
RECOMMENDED = ("fonts-noto-core", "shared-mime-info", "desktop-file-utils")
FIRST_YEAR = 315619200
"""1980: the earliest time that a zip can hold, and the time of files when no release says another."""


def version() -> str:
    """The version of the program, as the package says it."""
    sys.path.insert(0, str(ROOT))
    from firemode_desktop import __version__

    return __version__


def draw_icons(folder: Path) -> dict[int, Path]:
    """The drawing as a PNG of each of ``SIZES``, and as ``firemode.ico`` and ``firemode.icns``; size → PNG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication([])
    drawing, made = QSvgRenderer(str(HERE / "firemode.svg")), {}
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made[size] = folder / f"firemode-{size}.png"
        if not picture.save(str(made[size])):
            raise OSError(f"{made[size]} cannot be written.")
    del application
    with Image.open(made[SIZES[-1]]) as largest:
        largest.save(folder / "firemode.ico", sizes=[(size, size) for size in SIZES if size <= 256])
        largest.save(folder / "firemode.icns")
    return made


def release_time() -> int:
    """Seconds since 1970 that every file handed out carries: ``SOURCE_DATE_EPOCH``, else those of the last commit."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    told = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip() else FIRST_YEAR


def below(folder: Path) -> Iterator[Path]:
    """Everything below a folder, in an order that is the same everywhere."""
    return iter(sorted(folder.rglob("*")))


def packed(entries: Iterable[tuple[str, Path | bytes, int]], at: int) -> bytes:
    """A tar of files, links and folders: the name in it, what it is (its bytes, or where it lies), its mode."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, what, mode in entries:
            if isinstance(what, Path) and what.is_symlink():
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname = tarfile.SYMTYPE, os.readlink(what)
            elif isinstance(what, Path) and what.is_dir():
                entry = tarfile.TarInfo(name)
                entry.type = tarfile.DIRTYPE
            else:
                entry = tarfile.TarInfo(name)
                entry.size = len(what) if isinstance(what, bytes) else what.stat().st_size
            entry.mode, entry.mtime = mode, at
            entry.uname = entry.gname = "root"
            if not entry.isreg():
                tar.addfile(entry)
            elif isinstance(what, bytes):
                tar.addfile(entry, io.BytesIO(what))
            else:
                with what.open("rb") as content:
                    tar.addfile(entry, content)
    return out.getvalue()


def entries_of(folder: Path, inside: str) -> Iterator[tuple[str, Path, int]]:
    """A folder's files under another name; programs stay programs."""
    yield inside, folder, 0o755
    for path in below(folder):
        runs = path.is_dir() or path.is_symlink() or os.access(path, os.X_OK)
        yield f"{inside}/{path.relative_to(folder).as_posix()}", path, 0o755 if runs else 0o644


def make_tar(folder: Path, file: Path, at: int) -> None:
    """The program as an archive that is unpacked anywhere."""
    top = file.name.removesuffix(".tar.xz")
    beside = [
        (f"{top}/{name}", HERE / name, 0o644) for name in (f"{PACKAGE}.desktop", f"{PACKAGE}.xml", "firemode.svg")
    ]
    content = packed([*entries_of(folder, top), *beside], at)
    _compress(content, file)


def _compress(content: bytes, file: Path) -> None:
    """With the system's xz on all cores, else with Python's on one."""
    if (xz := shutil.which("xz")) is not None:
        done = subprocess.run([xz, "-6", "--threads=0", "--stdout"], input=content, capture_output=True, check=True)
        file.write_bytes(done.stdout)
    else:
        import lzma

        file.write_bytes(lzma.compress(content, preset=6))


def make_deb(folder: Path, file: Path, icons: dict[int, Path], at: int) -> None:
    """A Debian package: the program in /opt, its command, menu entry, icons and kind of file where the system looks.

    Written as the format says (deb(5)): an ``ar`` of a version, what is to be known, and what is to be laid out.
    """
    content = list(_laid_out(folder, icons))
    files = (what for _, what, _ in content if isinstance(what, Path) and what.is_file() and not what.is_symlink())
    size = sum(file.stat().st_size for file in files)
    control = packed(_control(size, content), at)
    parts = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", gzip.compress(control, mtime=at)),
        ("data.tar.xz", b""),
    )
    data = file.with_suffix(".data")
    _compress(packed(content, at), data)
    with file.open("wb") as out:
        out.write(b"!<arch>\n")
        for name, part in parts:
            part = part or data.read_bytes()
            out.write(f"{name:<16}{at:<12}{0:<6}{0:<6}{'100644':<8}{len(part):<10}`\n".encode())
            out.write(part + b"\n" * (len(part) % 2))
    data.unlink()


def _laid_out(folder: Path, icons: dict[int, Path]) -> Iterator[tuple[str, Path | bytes, int]]:
    for name in ("opt", "usr", "usr/bin", "usr/share", "usr/share/applications", "usr/share/mime",
                 "usr/share/mime/packages", "usr/share/doc", f"usr/share/doc/{PACKAGE}", "usr/share/icons",
                 "usr/share/icons/hicolor"):  # fmt: skip
        yield f"./{name}", HERE, 0o755
    yield from entries_of(folder, f"./opt/{PACKAGE}")
    starter = f'#!/bin/sh\nexec /opt/{PACKAGE}/firemode "$@"\n'
    yield "./usr/bin/firemode", starter.encode(), 0o755
    yield f"./usr/share/applications/{PACKAGE}.desktop", HERE / f"{PACKAGE}.desktop", 0o644
    yield f"./usr/share/mime/packages/{PACKAGE}.xml", HERE / f"{PACKAGE}.xml", 0o644
    yield f"./usr/share/doc/{PACKAGE}/copyright", ROOT / "LICENSE", 0o644
    for size, file in {**icons, 0: HERE / "firemode.svg"}.items():
        place = f"usr/share/icons/hicolor/{f'{size}x{size}' if size else 'scalable'}"
        yield f"./{place}", HERE, 0o755
        yield f"./{place}/apps", HERE, 0o755
        yield f"./{place}/apps/{PACKAGE}{file.suffix}", file, 0o644


def _control(size: int, content: list[tuple[str, Path | bytes, int]]) -> Iterator[tuple[str, bytes, int]]:
    lines = [
        f"Package: {PACKAGE}", f"Version: {version()}", "Section: science", "Priority: optional",
        f"Architecture: {MACHINES.get(platform.machine(), platform.machine())}", f"Installed-Size: {size // 1024}",
        f"Depends: {', '.join(NEEDED)}", f"Recommends: {', '.join(RECOMMENDED)}",
        "Maintainer: FireMode Desktop <firemode@localhost>",
        "Description: commission and test pressurised fire stairs",
        " Keeps the registers of a building, takes in commissioned baselines, generates and runs",
        " the tests of AS 1851, and writes the compliance report. PostgreSQL comes along.",
    ]  # fmt: skip
    yield "./control", ("\n".join(lines) + "\n").encode(), 0o644
    sums = "".join(
        f"{hashlib.md5(what.read_bytes() if isinstance(what, Path) else what, usedforsecurity=False).hexdigest()}"
        f"  {name.removeprefix('./')}\n"
        for name, what, _ in content
        if isinstance(what, bytes) or (what.is_file() and not what.is_symlink())
    )
    yield "./md5sums", sums.encode(), 0o644


def hand_out(dist: Path) -> list[Path]:
    """Make what is handed out on this system from ``dist/FireMode``; the files, ``SHA256SUMS`` the last."""
    icons = draw_icons(dist / "icons")
    if not sys.platform.startswith("linux"):
        return []  # Inno Setup and the disk image go on from here: docs/packaging.md
    at, folder = release_time(), dist / NAME
    tar = dist / f"{NAME}-{version()}-linux-{platform.machine()}.tar.xz"
    deb = dist / f"{PACKAGE}_{version()}_{MACHINES.get(platform.machine(), platform.machine())}.deb"
    make_tar(folder, tar, at)
    make_deb(folder, deb, icons, at)
    sums = dist / "SHA256SUMS"
    sums.write_text("".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in (tar, deb)))
    return [tar, deb, sums]


if __name__ == "__main__":
    for made in hand_out(Path(sys.argv[1])):
        sys.stdout.write(f"{made}  {made.stat().st_size / 1e6:.0f} MB\n")
