"""What is read, kept and sent of evidence, on worker threads."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from firemode_desktop.domain.answering import Asked, assigned, check_answers
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import evidence, evidence_files
from firemode_desktop.services.testing import EvidenceFile
from firemode_desktop.services.testing.filing import ShownFile
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.evidence_sources import Pasted, Source

MB = 1 << 20


@dataclass(frozen=True)
class Stored:
    """Files that are in the store now, and a sentence for each that is not."""

    files: tuple[EvidenceFile, ...]
    refused: tuple[str, ...] = ()

    def fitting(self, prompt: int | None, asked: Sequence[Asked]) -> Answers:
        """Which prompts they answer: that one, or the first that asks for their kind; who does not fit is refused."""
        if prompt is None:
            found = assigned([file.stored.evidence_type for file in self.files], asked)
            return Answers(tuple(zip(self.files, found, strict=True)), self.refused)
        kept, refused = [], list(self.refused)
        for file in self.files:
            try:
                for each in asked:
                    if each.index == prompt:
                        check_answers(file.original_name, file.stored.evidence_type, each)
                kept.append((file, prompt))
            except Invalid as error:
                refused.append(error.message)
        return Answers(tuple(kept), tuple(refused))


@dataclass(frozen=True)
class Answers:
    """Files with the prompts they answer (from 0; None: none), and a sentence for each that is refused."""

    answers: tuple[tuple[EvidenceFile, int | None], ...]
    refused: tuple[str, ...]


def store_evidence(store: EvidenceFolder, found: Sequence[Source], at: datetime, work: Work) -> Stored:
    """Take files into the store, one after the other; one that is refused keeps no other out."""
    kept, refused = [], []
    for number, source in enumerate(found):
        work.tell(number, len(found), source.name)
        try:
            kept.append(EvidenceFile(_store(store, source, partial(_tell, work, number, len(found))), source.name, at))
        except FiremodeError as error:
            refused.append(error.message)
    return Stored(tuple(kept), tuple(refused))


def _store(store: EvidenceFolder, source: Source, tell: Any) -> Any:
    return store.add_bytes(source.png(), source.name) if isinstance(source, Pasted) else store.add(source, tell)


def _tell(work: Work, number: int, many: int, done: int, of: int) -> None:
    work.tell(number, many, tr("{done} of {of} MB", done=done // MB, of=of // MB) if of > MB else "")


def _here(store: EvidenceFolder, file: ShownFile) -> Path:
    """The file on this computer, fetched from the bucket where somebody else added it."""
    name = file.file or ""
    bucket = None if store.holds(name) else evidence_files.bucket_of(store)
    return evidence_files.bring(store, bucket, name, file.sha256 or "")


def small_pictures(store: EvidenceFolder, files: Sequence[ShownFile], work: Work) -> dict[UUID, bytes]:
    """The small pictures of those that have one, as JPEG."""
    found = {}
    for file in files:
        try:
            small = store.thumbnail(
                _here(store, file).relative_to(store.root.resolve()).as_posix(), file.mime_type or ""
            )
        except (FiremodeError, OSError):
            continue
        if small is not None:
            found[file.evidence_id] = small.read_bytes()
    return found


def picture(store: EvidenceFolder, file: ShownFile, room: QSize, work: Work) -> QImage | None:
    """The picture of a file, upright and no larger than ``room``; None where it has none."""
    reader = QImageReader(str(_here(store, file)))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or not (file.mime_type or "").startswith("image/"):
        return None
    if size.width() > room.width() or size.height() > room.height():
        around = max(room.width(), room.height())
        reader.setScaledSize(size.scaled(QSize(around, around), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def copy_to_open(store: EvidenceFolder, file: ShownFile, work: Work) -> Path:
    """A copy under the name it came with, in a folder for things to look at."""
    folder = Path(tempfile.gettempdir()) / "firemode-evidence" / (file.sha256 or "")[:12]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / evidence_files.plain_name(file.name)
    shutil.copyfile(_here(store, file), target)
    return target


def states(store: EvidenceFolder, files: Sequence[ShownFile], work: Work) -> dict[UUID, str]:
    """What reading each file again finds."""
    found = {}
    for number, file in enumerate(files):
        work.tell(number, len(files), file.name)
        found[file.evidence_id] = evidence_files.state(store, file.file, file.sha256)
    return found


def unsynced(session_id: UUID, session: Any) -> int:
    """How many files of the session wait to be sent."""
    return evidence.unsynced(session, session_id)


def send(store: EvidenceFolder, work: Work) -> evidence_files.Synced:
    """Send to the bucket what is not there yet."""
    bucket = evidence_files.bucket_of(store)
    return evidence_files.Synced() if bucket is None else evidence_files.sync(work.run, store, bucket, tell=work.tell)
