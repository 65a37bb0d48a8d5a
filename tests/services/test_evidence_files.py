"""What is kept as evidence, what it tells about itself, and what is refused: by content, never by name."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from firemode_desktop.domain.capture import captured
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.evidence import MAX_BYTES, Details, EvidenceFolder, Position, StoredFile, recognise
from firemode_desktop.evidence.pictures import MADE_UP, UNREADABLE

SYDNEY = ZoneInfo("Australia/Sydney")
NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
TAKEN = "2026:05:04 11:30:05"


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence")


def photo(
    size: tuple[int, int] = (640, 480),
    kind: str = "JPEG",
    *,
    taken: str = "",
    offset: str = "",
    place: tuple[float, float] | None = None,
    orientation: int = 1,
) -> bytes:
    """A picture, left half red, as a camera would write it."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Maker", "Model 5\0", orientation
    shot = exif.get_ifd(0x8769)
    if taken:
        shot[0x9003] = taken
    if offset:
        shot[0x9011] = offset
    if place is not None:
        exif.get_ifd(0x8825).update(_gps(*place))
    written = io.BytesIO()
    image.save(written, kind, exif=exif)
    return written.getvalue()


def _gps(latitude: float, longitude: float) -> dict[int, object]:
    def parts(value: float) -> tuple[IFDRational, ...]:
        degrees, rest = divmod(abs(Fraction(value).limit_denominator(10**6)), 1)
        minutes, rest = divmod(rest * 60, 1)
        seconds = (rest * 60).limit_denominator(10_000)
        return (
            IFDRational(int(degrees)),
            IFDRational(int(minutes)),
            IFDRational(seconds.numerator, seconds.denominator),
        )

    return {
        1: "N" if latitude >= 0 else "S",
        2: parts(latitude),
        3: "E" if longitude >= 0 else "W",
        4: parts(longitude),
        5: b"\x00",
        6: IFDRational(51, 2),
    }


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def video(made: int = 3_860_703_005, ticks: int = 12_600, brand: bytes = b"isom", place: bytes = b"") -> bytes:
    """An MP4 without pictures: taken so many seconds after 1904, in thousandths long."""
    movie = box(b"mvhd", struct.pack(">IIIII", 0, made, made, 1000, ticks) + bytes(80))
    where = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place)) if place else b""
    return box(b"ftyp", brand + bytes(8)) + box(b"mdat", bytes(100)) + box(b"moov", movie + where)


def heic(width: int = 4032, height: int = 3024, exif: bytes = b"") -> bytes:
    """A HEIC without its pixels: sizes of the whole and of a tile, and the EXIF of a JPEG as an item."""
    size = box(b"ispe", struct.pack(">III", 0, width, height))
    tile = box(b"ispe", struct.pack(">III", 0, 512, 512))
    head = box(b"ftyp", b"heic" + bytes(8))
    item = struct.pack(">I", 6) + b"Exif\0\0" + exif
    names = box(b"infe", b"\2" + bytes(3) + struct.pack(">HH", 1, 0) + b"hvc1\0")
    names += box(b"infe", b"\2" + bytes(3) + struct.pack(">HH", 2, 0) + b"Exif\0")

    def meta(place: int) -> bytes:
        pieces = struct.pack(">HHHHII", 1, 0, 0, 1, 0, 9) + struct.pack(">HHHHII", 2, 0, 0, 1, place, len(item))
        where = box(b"iloc", b"\1" + bytes(3) + b"\x44\x00" + struct.pack(">H", 2) + pieces)
        listed = box(b"iinf", bytes(4) + struct.pack(">H", 2) + names) + where
        return box(b"meta", bytes(4) + (listed if exif else b"") + box(b"iprp", box(b"ipco", tile + size)))

    begins = len(head) + len(meta(0)) + 8
    return head + meta(begins) + box(b"mdat", item)


def exif_of(jpeg: bytes) -> bytes:
    """The TIFF block of a photo."""
    return bytes(Image.open(io.BytesIO(jpeg)).info["exif"][6:])


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header claims so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- type and size ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "mime_type", "suffix", "kind"),
    [
        (photo(), "image/jpeg", ".jpg", "photo"),
        (photo(kind="PNG"), "image/png", ".png", "photo"),
        (photo(kind="WEBP"), "image/webp", ".webp", "photo"),
        (heic(), "image/heic", ".heic", "photo"),
        (video(), "video/mp4", ".mp4", "video"),
        (video(brand=b"qt  "), "video/quicktime", ".mov", "video"),
        (b"%PDF-1.7\n%", "application/pdf", ".pdf", "document"),
        ("time;Pa\n11:30;44,1 – Ebene 8\n".encode(), "text/plain", ".txt", "structured_data"),
    ],
)
def test_that_the_type_is_told_by_the_content_whatever_the_name(
    folder: EvidenceFolder, tmp_path: Path, content: bytes, mime_type: str, suffix: str, kind: str
) -> None:
    source = tmp_path / "misleading.exe"
    source.write_bytes(content)
    file = folder.add(source)
    assert (file.mime_type, file.evidence_type) == (mime_type, kind)
    assert file.name == f"{file.sha256[:2]}/{file.sha256}{suffix}"
    assert folder.path(file.name).read_bytes() == content
    assert folder.verify(file.name, file.sha256)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03" * 20,
        b"\x7fELF" + bytes(60),
        b"PK\x03\x04" + bytes(60),
        b"GIF89a" + bytes(60),
        box(b"ftyp", b"avif" + bytes(8)) + bytes(60),
        box(b"ftyp", b"M4A " + bytes(8)) + bytes(60),
        b"\xff\xfe\x00\x00" * 20,
    ],
)
def test_that_a_file_of_another_type_is_refused_whatever_its_name(
    folder: EvidenceFolder, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "photo.jpg").write_bytes(content)
    with pytest.raises(Invalid, match=r"photo\.jpg.*cannot be|photo\.jpg.*is not a photo"):
        folder.add(tmp_path / "photo.jpg")
    assert not folder.root.exists()


def test_that_a_file_has_one_byte_to_one_hundred_megabytes(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "log.txt"
    source.write_bytes(b"")
    with pytest.raises(Invalid, match="1 byte to 100 MB"):
        folder.add(source)
    source.write_bytes(b"1")
    assert folder.add(source).size_bytes == 1
    large = tmp_path / "large.mp4"
    large.write_bytes(video())
    with large.open("r+b") as file:
        file.truncate(MAX_BYTES)
    assert folder.add(large).size_bytes == MAX_BYTES == 104_857_600
    with large.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Invalid, match="104,857,601 bytes"):
        folder.add(large)
    assert not list(folder.root.glob(".incoming*"))


def test_that_a_file_that_is_not_there_and_a_store_that_cannot_be_written_are_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("no folder")
    (tmp_path / "log.txt").write_text("44.1")
    with pytest.raises(Missing, match="was not found"):
        EvidenceFolder(tmp_path / "evidence").add(tmp_path / "nowhere.jpg")
    with pytest.raises(Refused, match="cannot be kept"):
        EvidenceFolder(tmp_path / "occupied").add(tmp_path / "log.txt")


def test_that_stopping_in_the_middle_of_a_file_keeps_nothing(folder: EvidenceFolder, tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_bytes(b"44.1 Pa\n" * 400_000)

    class StopError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        assert of == 3_200_000
        if done > of // 2:
            raise StopError

    with pytest.raises(StopError):
        folder.add(tmp_path / "log.txt", stop)
    assert not [path for path in folder.root.rglob("*") if path.is_file()]


# --- what it tells ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_that_a_photo_tells_its_size_time_place_and_camera(folder: EvidenceFolder, kind: str) -> None:
    content = photo((800, 600), kind, taken=TAKEN, offset="+10:00", place=(-33.8688, 151.2093))
    told = folder.add_bytes(content, "photo").details
    assert (told.width, told.height, told.make, told.model) == (800, 600, "Maker", "Model 5")
    assert told.taken == datetime(2026, 5, 4, 1, 30, 5, tzinfo=UTC)
    assert told.position == Position(Decimal("-33.868800"), Decimal("151.209300"), Decimal("25.500000"))
    assert not told.remarks


def test_that_a_video_tells_its_length_time_and_place(folder: EvidenceFolder) -> None:
    told = folder.add_bytes(video(place=b"-33.8688+151.2093+025.5/"), "video").details
    assert told.taken == datetime(1904, 1, 1, tzinfo=UTC) + timedelta(seconds=3_860_703_005)
    assert (told.duration_s, told.remarks) == (Decimal("12.6"), ())
    assert told.position == Position(Decimal("-33.8688"), Decimal("151.2093"), Decimal("25.5"))
    assert folder.add_bytes(video(made=0), "video").details.taken is None


def test_that_a_heic_tells_the_size_of_the_whole_and_what_the_camera_wrote(folder: EvidenceFolder) -> None:
    told = folder.add_bytes(heic(), "photo").details
    assert (told.width, told.height, told.taken) == (4032, 3024, None)
    written = exif_of(photo(taken=TAKEN, offset="+10:00", place=(-33.8688, 151.2093)))
    told = folder.add_bytes(heic(exif=written), "photo").details
    assert (told.width, told.height, told.model) == (4032, 3024, "Model 5")
    assert told.taken == datetime(2026, 5, 4, 1, 30, 5, tzinfo=UTC)
    assert told.position is not None
    assert told.position.latitude == Decimal("-33.868800")


def test_that_a_broken_picture_is_kept_and_said_to_be_broken(folder: EvidenceFolder) -> None:
    assert folder.add_bytes(b"\xff\xd8\xff\xe0 a display", "photo").details.remarks == (UNREADABLE,)
    whole = photo(taken=TAKEN)
    begins = whole.index(b"Exif\0\0") + 6
    garbage = whole[:begins] + bytes(range(1, 61)) + whole[begins + 60 :]
    told = folder.add_bytes(garbage, "photo").details
    assert (told.width, told.taken, told.remarks) == (640, None, (MADE_UP,))


def test_that_a_place_that_is_none_is_left_out(folder: EvidenceFolder) -> None:
    content = photo(taken=TAKEN, place=(-91.5, 151.2))
    assert folder.add_bytes(content, "photo").details.position is None


@given(st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_no_mutation_of_a_file_does_more_than_be_refused_in_a_sentence(
    folder: EvidenceFolder, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from(_WHOLE))
    broken = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 12))):
        broken[data.draw(st.integers(0, min(len(broken), 700) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = folder.add_bytes(bytes(broken), "made-up.jpg")
    except Invalid:
        return
    assert StoredFile.from_dict(file.to_dict()) == file
    folder.thumbnail(file.name, file.mime_type)


_WHOLE = (
    photo(taken=TAKEN, place=(-33.8688, 151.2093)),
    photo(kind="PNG", taken=TAKEN),
    photo(kind="WEBP", taken=TAKEN),
    heic(exif=exif_of(photo(taken=TAKEN))),
    video(place=b"-33.8688+151.2093/"),
)


def test_that_what_a_file_tells_survives_being_written_down() -> None:
    told = Details(
        800,
        600,
        datetime(2026, 5, 4, 11, 30, tzinfo=timezone(timedelta(hours=10))),
        Position(Decimal("-33.8688"), Decimal("151.2093"), Decimal("25.5")),
        "Maker",
        "Model 5",
        Decimal("12.6"),
        ("A remark.",),
    )
    assert Details.from_dict(told.to_dict()) == told
    assert Details.from_dict({}) == Details()


# --- when it was captured --------------------------------------------------------------------------------------------


def _wall(*parts: int) -> datetime:
    """A time as a camera without a zone writes it."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  that is what it is


@pytest.mark.parametrize(
    ("taken", "stands", "doubt"),
    [
        (_wall(2026, 5, 4, 11, 30), datetime(2026, 5, 4, 1, 30, tzinfo=UTC), None),  # the building's zone
        (datetime(2026, 5, 4, 1, 30, tzinfo=UTC), datetime(2026, 5, 4, 1, 30, tzinfo=UTC), None),
        (NOW, NOW, None),
        (NOW + timedelta(seconds=1), NOW, "still to come"),
        (_wall(2000, 1, 1), datetime(1999, 12, 31, 13, 0, tzinfo=UTC), None),
        (_wall(1999, 12, 31, 23, 59, 59), NOW, "never set"),
        (_wall(1, 1, 1), NOW, "is none"),
        (None, NOW, None),
    ],
)
def test_that_a_cameras_time_stands_where_it_can_be_so(
    taken: datetime | None, stands: datetime, doubt: str | None
) -> None:
    found, said = captured(taken, NOW, SYDNEY, NOW)
    assert found == stands
    assert (said is None) if doubt is None else (doubt in str(said))


# --- bombs and small pictures ----------------------------------------------------------------------------------------


def test_that_a_picture_of_more_than_120_million_pixels_is_refused_before_it_is_decoded(
    folder: EvidenceFolder,
) -> None:
    assert folder.add_bytes(bomb(12_000, 10_000), "photo.png").details.width == 12_000
    tracemalloc.start()
    for width, height in ((12_000, 10_001), (2**31 - 1, 2**31 - 1)):
        with pytest.raises(Invalid, match=r"photo\.png.*not opened, and not kept"):
            folder.add_bytes(bomb(width, height), "photo.png")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_that_a_small_picture_is_upright_and_at_most_320_pixels(folder: EvidenceFolder) -> None:
    file = folder.add_bytes(photo((4000, 1000), taken=TAKEN, orientation=6), "photo")  # turned by a quarter
    small = folder.thumbnail(file.name, file.mime_type)
    assert small is not None
    assert small.parent.parent == folder.root / "thumbnails"
    with Image.open(small) as shown:
        assert shown.size == (80, 320)
        red, green, _ = shown.convert("RGB").getpixel((40, 10))  # type: ignore[misc]
        assert red > 200 > 100 > green
        assert not shown.getexif()
    made = small.stat().st_mtime_ns
    assert folder.thumbnail(file.name, file.mime_type) == small
    assert small.stat().st_mtime_ns == made


def test_that_what_cannot_be_shown_small_has_no_small_picture(folder: EvidenceFolder) -> None:
    noise = io.BytesIO()
    Image.frombytes("L", (600, 600), random.Random(5).randbytes(360_000)).save(noise, "JPEG")
    for content in (noise.getvalue()[:2000], video(), heic(), b"44.1 Pa", bomb(8000, 8000)):
        file = folder.add_bytes(content, "file")
        assert folder.thumbnail(file.name, file.mime_type) is None


def test_that_a_picture_in_endless_passes_is_not_decoded(folder: EvidenceFolder) -> None:
    whole = photo((2000, 2000))
    scan = whole[whole.index(b"\xff\xda") : -2]
    file = folder.add_bytes(whole[:-2] + scan * 200 + b"\xff\xd9", "photo")
    assert folder.thumbnail(file.name, file.mime_type) is None


@given(st.binary(max_size=600))
def test_that_anything_can_be_looked_at(head: bytes) -> None:
    known = recognise(head)
    assert known is None or known[1].startswith(".")
