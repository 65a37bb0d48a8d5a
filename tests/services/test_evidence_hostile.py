"""Evidence that was made to keep a processor busy, to overflow a stack, or to become something else meanwhile."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.evidence import contents, folder
from firemode_desktop.evidence.folder import EvidenceFolder
from firemode_desktop.evidence.pictures import CUT_OFF

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(before: bytes = b"") -> bytes:
    """A PNG of ten by ten pixels, with these chunks before them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0))
    return PNG + head + before + chunk(b"IDAT", zlib.compress(b"\0" * 310)) + chunk(b"IEND", b"")


def nested(depth: int) -> bytes:
    """A video of boxes in boxes."""
    return (
        b"\0\0\0\x18ftypmp42" + b"\0" * 12 + b"".join(struct.pack(">I", 8 * n) + b"moov" for n in range(depth, 0, -1))
    )


def test_that_boxes_in_boxes_without_an_end_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "deep.mp4").write_bytes(nested(3000))
    kept = EvidenceFolder(tmp_path / "store").add(tmp_path / "deep.mp4")
    assert kept.details.remarks == ("No video can be read from this file.",)


def test_that_a_picture_of_a_hundred_thousand_chunks_is_kept_but_not_opened(tmp_path: Path) -> None:
    store = EvidenceFolder(tmp_path / "store")
    for many, opened in ((1, True), (100_000, False)):
        (tmp_path / "many.png").write_bytes(picture(chunk(b"tEXt", b"a\0b") * many))
        kept = store.add(tmp_path / "many.png")
        assert (kept.details.width == 10) is opened
        assert (store.thumbnail(kept.name, kept.mime_type) is not None) is opened


def test_that_a_file_exchanged_while_it_is_copied_is_judged_as_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, judged = tmp_path / "photo.png", contents.kind_of
    source.write_bytes(picture())

    def exchanging(path: Path, name: str) -> object:
        found = judged(path, name)
        if path == source:
            source.write_bytes(b"MZ\0\0" * 100)
        return found

    monkeypatch.setattr(folder.contents, "kind_of", exchanging)
    with pytest.raises(Invalid, match="not a photo"):
        EvidenceFolder(tmp_path / "store").add(source)
    assert [path for path in (tmp_path / "store").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of this system")
def test_that_a_disk_that_takes_no_more_is_left_as_it_was(tmp_path: Path) -> None:
    import resource

    (tmp_path / "photo.png").write_bytes(picture(chunk(b"tEXt", b"a\0" + b"b" * 50_000)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(Refused, match=r"cannot be kept in .*: File too large"):
            EvidenceFolder(tmp_path / "store").add(tmp_path / "photo.png")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path for path in (tmp_path / "store").rglob("*") if path.is_file()] == []


def saved(form: str, **more: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((160, 120), 50).save(made, form, **more)
    return made.getvalue()


WITHIN = b"Exif\0\0II*\0\x08\0\0\0\0\0"


@pytest.mark.parametrize("data", [saved("JPEG"), saved("PNG"), saved("JPEG", exif=WITHIN + saved("JPEG"))])
def test_that_a_picture_that_was_cut_off_is_kept_and_told(data: bytes, tmp_path: Path) -> None:
    """A transfer that broke off: its header is whole, and says nothing."""
    source = tmp_path / "photo.jpg"
    for cut, remarks in ((len(data), ()), (len(data) - 1, (CUT_OFF,)), (len(data) - 4000, (CUT_OFF,))):
        source.write_bytes(data[:cut])
        assert EvidenceFolder(tmp_path / "store").add(source).details.remarks == remarks
    source.write_bytes(data + b"what a telephone puts behind" * 9)
    assert EvidenceFolder(tmp_path / "store").add(source).details.remarks == ()
