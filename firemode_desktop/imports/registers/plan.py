"""What an import of registers would do: one frozen value that is previewed, and that is what is written.

A file of registers – our own workbook or a COBie one – is read into the draft of a building, exactly as if a person had
typed it: ``draft`` holds every cell of the file that concerns this building, bad ones as ``Problem`` cells. Nothing
here writes. ``services.registry.save_book`` saves ``Changes.between(plan.saved, plan.draft)`` in one transaction; the
window puts ``draft`` into the registers as one step that can be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.imports.tables.problems import Problem, RowStatus


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that differs from what is on record, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file and what becomes of it. ``row`` counts from 1; ``title`` is what it is called."""

    register: str
    key: UUID
    sheet: str
    row: int
    status: RowStatus
    title: str
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class RegisterPlan:
    """All rows of a file. ``left_out`` are rows and cells that were not understood or do not belong to a register."""

    file: str
    sha256: str
    saved: Book
    draft: Book
    rows: tuple[PlannedRow, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()

    @property
    def changes(self) -> Changes:
        """What a save of it sends; empty when the file says what is on record."""
        return Changes.between(self.saved, self.draft)

    @property
    def counts(self) -> Mapping[RowStatus, int]:
        """How many rows of the file are new, changed, unchanged, wrong."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in RowStatus}

    def to_dict(self, *, dry_run: bool, imported: int) -> dict[str, Any]:
        """The document of ``registry import --json``: page 3's shape of an import."""
        counts = self.counts
        return {
            "success": not self.errors,
            "dry_run": dry_run,
            "file": self.file,
            "rows_read": len(self.rows),
            "rows_imported": imported,
            "new": counts[RowStatus.NEW],
            "changed": counts[RowStatus.CHANGED],
            "unchanged": counts[RowStatus.UNCHANGED],
            "skipped": counts[RowStatus.ERROR],
            "errors": [problem.to_dict() for problem in self.errors],
            "warnings": [problem.to_dict() for problem in self.warnings],
            "not_understood": [problem.to_dict() for problem in self.left_out],
        }
