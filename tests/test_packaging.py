"""What is handed out: the archive, the Debian package, the icons. Made from a small folder, taken apart again."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from firemode_desktop import __version__
from firemode_desktop.paths import resources, root

AT = 1_700_000_000


@pytest.fixture(scope="module")
def pack() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack", resources() / "desktop" / "pack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder such as PyInstaller makes: a program, a library it links to, a file in a folder."""
    folder = tmp_path / "FireMode"
    (folder / "files" / "deep").mkdir(parents=True)
    (folder / "firemode").write_text("#!/bin/sh\necho 0.1\n")
    (folder / "firemode").chmod(0o755)
    (folder / "files" / "deep" / "ü.txt").write_text("text")
    (folder / "files" / "libz.so").symlink_to("deep/ü.txt")
    return folder


def members(file: Path) -> dict[str, bytes]:
    """The parts of an ``ar`` archive."""
    content, at, found = file.read_bytes(), 8, {}
    assert content[:8] == b"!<arch>\n"
    while at < len(content):
        head = content[at : at + 60].decode()
        size = int(head[48:58])
        found[head[:16].strip()] = content[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


def test_that_the_archive_holds_the_program_and_is_the_same_each_time(
    pack: ModuleType, program: Path, tmp_path: Path
) -> None:
    files = [tmp_path / name / "FireMode-1-linux-x86_64.tar.xz" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        pack.make_tar(program, file, AT)
    assert files[0].read_bytes() == files[1].read_bytes()
    with tarfile.open(files[0]) as tar:
        top = "FireMode-1-linux-x86_64"
        assert tar.getmember(f"{top}/firemode").mode == 0o755
        assert tar.getmember(f"{top}/files/libz.so").linkname == "deep/ü.txt"
        assert tar.getmember(f"{top}/firemode-desktop.desktop").mode == 0o644
        assert {entry.mtime for entry in tar} == {AT}


def test_that_the_package_lays_out_the_program_its_command_icons_and_kind_of_file(
    pack: ModuleType, program: Path, tmp_path: Path
) -> None:
    file, icon = tmp_path / "firemode.deb", tmp_path / "16.png"
    icon.write_bytes(b"a picture")
    pack.make_deb(program, file, {16: icon}, AT)
    parts = members(file)
    assert list(parts) == ["debian-binary", "control.tar.gz", "data.tar.xz"]

    with tarfile.open(fileobj=io.BytesIO(parts["data.tar.xz"])) as data:
        names = data.getnames()
        assert data.extractfile("./opt/firemode-desktop/files/deep/ü.txt").read() == b"text"  # type: ignore[union-attr]
        assert data.getmember("./usr/bin/firemode").mode == 0o755
        for wanted in ("applications/firemode-desktop.desktop", "mime/packages/firemode-desktop.xml",
                       "icons/hicolor/16x16/apps/firemode-desktop.png",
                       "icons/hicolor/scalable/apps/firemode-desktop.svg"):  # fmt: skip
            assert f"./usr/share/{wanted}" in names
        folders = {entry.name for entry in data if entry.isdir()}
        assert all(str(Path(name).parent) in {*(str(Path(one)) for one in folders), "."} for name in names)

    with tarfile.open(fileobj=io.BytesIO(parts["control.tar.gz"])) as control:
        told = control.extractfile("./control").read().decode()  # type: ignore[union-attr]
        sums = control.extractfile("./md5sums").read().decode()  # type: ignore[union-attr]
    assert f"Version: {__version__}\n" in told
    assert f"{hashlib.md5(b'text').hexdigest()}  opt/firemode-desktop/files/deep/ü.txt\n" in sums
    assert "libz.so" not in sums


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not here")
def test_that_debian_reads_the_package(pack: ModuleType, program: Path, tmp_path: Path) -> None:
    file = tmp_path / "firemode.deb"
    pack.make_deb(program, file, {}, AT)
    told = subprocess.run(["dpkg-deb", "-f", str(file), "Package"], capture_output=True, text=True, check=True)
    assert told.stdout == "firemode-desktop\n"
    subprocess.run(["dpkg-deb", "-x", str(file), str(tmp_path / "laid out")], check=True)
    ran = subprocess.run(
        [str(tmp_path / "laid out/opt/firemode-desktop/firemode")], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "0.1\n"


def test_that_the_icons_are_drawn_in_every_size(tmp_path: Path) -> None:
    draw = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import pack; pack.draw_icons(pathlib.Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", draw, str(resources() / "desktop"), str(tmp_path)], check=True)
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        with Image.open(tmp_path / f"firemode-{size}.png") as file:
            picture = file.convert("RGBA")
        assert picture.size == (size, size)
        assert picture.getpixel((0, 0))[3] < 64  # round corners
        assert picture.getpixel((size // 10, size // 2))[:3] == pytest.approx((228, 87, 46), abs=3)
    with Image.open(tmp_path / "firemode.ico") as windows, Image.open(tmp_path / "firemode.icns") as mac:
        assert (256, 256) in windows.info["sizes"]
        assert mac.size[0] >= 512


def test_that_what_is_built_with_names_what_there_is() -> None:
    desktop = (resources() / "desktop" / "firemode-desktop.desktop").read_text("utf-8")
    kind = (resources() / "desktop" / "firemode-desktop.xml").read_text("utf-8")
    setup = (resources() / "desktop" / "firemode.iss").read_text("utf-8")
    assert "Exec=/usr/bin/firemode app %f\n" in desktop
    assert "MimeType=application/x-firemode-backup;\n" in desktop
    assert 'type="application/x-firemode-backup"' in kind
    assert '*.fmbackup"' in kind
    assert ".fmbackup" in setup
    assert (root() / "LICENSE").is_file()
